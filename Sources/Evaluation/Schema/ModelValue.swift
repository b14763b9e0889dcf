/// The model as templates see it: groups and lists by position, leaves as values.
package enum ModelValue: Sendable {
    /// A single value; `id` finds its path and source again.
    case leaf(Leaf, id: FieldID)
    /// The elements of a list.
    case list([ModelValue])
    /// The fields of a group, in the order of its ``RecordType``.
    case record([ModelValue])
    /// A group that the submission does not state.
    case absent

    /// A value that no submission holds, such as the number of a loop's turn.
    package static func unnumbered(_ leaf: Leaf) -> ModelValue { .leaf(leaf, id: FieldID(rawValue: -1)) }

    /// The same values, each leaf with the next number of `ids`.
    func numbered(_ ids: inout FieldIDSequence) -> ModelValue {
        switch self {
        case .leaf(let leaf, _): return .leaf(leaf, id: ids.take())
        case .list(let elements): return .list(elements.map { $0.numbered(&ids) })
        case .record(let fields): return .record(fields.map { $0.numbered(&ids) })
        case .absent: return .absent
        }
    }
}

/// A single value of the model.
package enum Leaf: Sendable, Equatable {
    /// One line of text, or a few.
    case text(String)
    /// Paragraphs.
    case prose(Prose)
    /// Paragraphs and headings.
    case report(ReportText)
    /// A whole number.
    case integer(Int)
    /// An amount, a mark or nothing.
    case figure(Figure)
    /// A date.
    case date(FilingDate)
    /// A word of a fixed set.
    case choice(String)
    /// Not stated.
    case empty

    /// Whether there is nothing to print.
    package var isEmpty: Bool { text.isEmpty }

    /// The value as it prints when a template asks for no other form.
    package var text: String {
        switch self {
        case .text(let text), .choice(let text): text
        case .prose(let prose): prose.paragraphs.joined(separator: "\n")
        case .report(let report): report.lines.map { $0.text + $0.runOn }.joined(separator: "\n")
        case .integer(let number): String(number)
        case .figure(let figure): figure.text
        case .date(let date): date.dotted
        case .empty: ""
        }
    }
}

/// The number of a leaf; no two of a model have the same.
package struct FieldID: Hashable, Sendable {
    /// Counts from 0; -1 for a value that no submission holds.
    package let rawValue: Int

    /// Creates an id.
    package init(rawValue: Int) {
        self.rawValue = rawValue
    }
}

/// Gives leaves their ids.
package struct FieldIDSequence: Sendable {
    private var next = 0

    /// The next id.
    package mutating func take() -> FieldID {
        defer { next += 1 }
        return FieldID(rawValue: next)
    }
}
