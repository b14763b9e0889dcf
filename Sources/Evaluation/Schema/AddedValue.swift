import SourceTree

/// The value of a field that a form set adds to the model.
package enum AddedValue: Sendable, Equatable {
    /// A single value.
    case leaf(Leaf)
    /// The elements of a list.
    case list([AddedValue])
    /// The fields of a group, in the order of its type.
    case group([AddedValue])
    /// Not stated.
    case absent

    /// The value as templates see it; each leaf takes the next id of `ids`.
    func modelValue(_ ids: inout FieldIDSequence) -> ModelValue {
        switch self {
        case .leaf(let leaf): return .leaf(leaf, id: ids.take())
        case .list(let elements): return .list(elements.map { $0.modelValue(&ids) })
        case .group(let fields): return .record(fields.map { $0.modelValue(&ids) })
        case .absent: return .absent
        }
    }
}

extension FieldType {
    /// Decodes a node as a value of this type; `nil` where it is at fault.
    func decode(_ node: Node, _ decoder: inout FieldDecoder) -> AddedValue? {
        switch self {
        case .text: return String.decode(node, &decoder).map { .leaf($0.isEmpty ? .empty : .text($0)) }
        case .prose: return leaf(Prose.decode(node, &decoder))
        case .report: return leaf(ReportText.decode(node, &decoder))
        case .figure: return leaf(Figure.decode(node, &decoder))
        case .rate: return leaf(Rate.decode(node, &decoder))
        case .date: return leaf(FilingDate.decode(node, &decoder))
        case .integer(let range): return decoder.integer(of: node, in: range).map { .leaf(.integer($0)) }
        case .choice(let words): return decoder.word(of: node, among: words).map { .leaf(.choice($0)) }
        case .list(let element):
            return decoder.elements(of: node) { element.decode($0, &$1) }.map(AddedValue.list)
        case .record(let record): return decoder.group(of: node, record).map(AddedValue.group)
        }
    }

    /// A value of the model as one that is added.
    private func leaf<Value: FieldRepresentable>(_ value: Value?) -> AddedValue? {
        var ids = FieldIDSequence()
        return value?.modelValue(&ids).leaf.map(AddedValue.leaf)
    }
}

extension FieldDecoder {
    /// The values of a group's fields in order; `nil` where the node is no group.
    fileprivate mutating func group(of node: Node, _ type: RecordType) -> [AddedValue]? {
        guard let entries = entries(of: node) else { return nil }
        var values = type.fields.map { _ in AddedValue.absent }
        for (field, entry) in zip(match(entries, to: type, in: node), entries) {
            guard let field else { continue }
            decode(entry, as: type.fields[field]) { node, decoder in
                if let value = type.fields[field].type.decode(node, &decoder) { values[field] = value }
            }
        }
        return values
    }
}
