import Diagnostics
import SourceTree

/// A field that new submissions take over: the way to it in the submission that is at hand, and in the new one.
///
/// Both ways run through as many lists; what an element holds goes to the element of the same number.
struct CarriedField: Sendable {
    /// The names on a way, those up to each list together.
    typealias Way = [[String]]

    let source: Way
    let target: Way

    /// Reads what `node` says: the name of a field that both have, or `{from, to}`.
    init?(_ node: Node, from source: RecordType, to target: RecordType, _ reader: inout NodeReader) {
        var (from, to) = (node, node)
        if node.mapping != nil {
            let group = reader.group(node, keys: CarryGroup.field.keys)
            guard let first = reader.required("from", in: group), let last = reader.required("to", in: group) else {
                return nil
            }
            (from, to) = (first, last)
        }
        guard let (way, type) = Self.walk(from, in: source, &reader),
            let (newWay, newType) = Self.walk(to, in: target, &reader)
        else { return nil }
        guard way.count == newWay.count else {
            reader.expected(
                LocalizedText("经过同样多层列表的字段", en: "a field behind as many lists"), to)
            return nil
        }
        if let misfit = newType.misfit(for: type, called: reader.text(from) ?? "") {
            reader.expected(
                LocalizedText(
                    "放得下所取内容的字段（“\(misfit)”放不下）", en: "a field that takes what is carried (“\(misfit)” does not)"), to)
            return nil
        }
        (self.source, self.target) = (way, newWay)
    }

    private static func walk(
        _ node: Node, in record: RecordType, _ reader: inout NodeReader
    ) -> (Way, FieldType)? {
        guard let reference = reader.reference(node, scope: ExpressionScope(root: .record(record))) else { return nil }
        guard !reference.steps.contains(where: { if case .matching = $0 { true } else { false } }) else {
            reader.expected(LocalizedText("没有条件的字段", en: "a field without conditions"), node)
            return nil
        }
        var way: Way = [[]]
        var type = FieldType.record(record)
        for (index, name) in reference.way.enumerated() {
            guard let field = type.innerRecord.flatMap({ record in record.index(of: name).map { record.fields[$0] } })
            else { return nil }
            way[way.count - 1].append(name)
            type = field.type
            let goesOn = index + 1 < reference.way.count
            if goesOn, case .list = type { way.append([]) }
        }
        return (way, type)
    }
}

extension FieldType {
    /// The title of the field in `other`, itself called `title`, that a field of this type has no place for; `nil` where it takes
    /// all of it.
    fileprivate func misfit(for other: FieldType, called title: String) -> String? {
        switch (self, other) {
        case (.list(let own), .list(let others)): own.misfit(for: others, called: title)
        case (.record(let own), .record(let others)):
            others.fields.lazy.compactMap { field in
                guard let place = own.index(of: field.name) else { return field.title }
                return own.fields[place].type.misfit(for: field.type, called: field.title)
            }.first
        default: takes(other) ? nil : title
        }
    }

    /// Whether every single value of `other` may stand in a field of this type.
    private func takes(_ other: FieldType) -> Bool {
        switch (self, other) {
        case (.choice(let words), .choice(let others)): others.allSatisfy(words.contains)
        case (.text, .text), (.text, .integer), (.text, .figure), (.text, .rate), (.text, .date), (.text, .choice),
            (.prose, .text), (.prose, .prose), (.report, .text), (.report, .prose), (.report, .report),
            (.integer, .integer), (.figure, .integer), (.figure, .figure), (.rate, .rate), (.date, .date),
            (.image, .image):
            true
        default: false
        }
    }
}
