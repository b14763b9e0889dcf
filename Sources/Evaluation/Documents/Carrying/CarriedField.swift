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
        guard let (way, old) = Self.walk(from, in: source, &reader),
            let (newWay, new) = Self.walk(to, in: target, &reader)
        else { return nil }
        guard way.count == newWay.count else {
            reader.expected(
                LocalizedText("经过同样多层列表的字段", en: "a field behind as many lists"), to)
            return nil
        }
        if let misfit = new.misfit(for: old) {
            reader.expected(
                LocalizedText(
                    "放得下所取内容的字段（“\(misfit)”放不下）", en: "a field that takes what is carried (“\(misfit)” does not)"), to)
            return nil
        }
        (self.source, self.target) = (way, newWay)
    }

    private static func walk(
        _ node: Node, in record: RecordType, _ reader: inout NodeReader
    ) -> (Way, FieldDescription)? {
        guard let reference = reader.reference(node, scope: ExpressionScope(root: .record(record))) else { return nil }
        guard !reference.steps.contains(where: { if case .matching = $0 { true } else { false } }) else {
            reader.expected(LocalizedText("没有条件的字段", en: "a field without conditions"), node)
            return nil
        }
        var way: Way = [[]]
        var record = record
        for name in reference.way.dropLast() {
            guard let field = record.field(name), let inner = field.type.innerRecord else { return nil }
            way[way.count - 1].append(name)
            if case .list = field.type { way.append([]) }
            record = inner
        }
        guard let name = reference.way.last, let field = record.field(name) else { return nil }
        way[way.count - 1].append(name)
        return (way, field)
    }
}

extension RecordType {
    fileprivate func field(_ name: String) -> FieldDescription? { index(of: name).map { fields[$0] } }
}

extension FieldDescription {
    /// The title of `other`, or of a field in it, that this field has no place for; `nil` where it takes all of it. Amounts keep
    /// their unit.
    fileprivate func misfit(for other: FieldDescription) -> String? {
        if unit != other.unit { return other.title }
        return type.misfit(for: other.type, called: other.title)
    }
}

extension FieldType {
    fileprivate func misfit(for other: FieldType, called title: String) -> String? {
        switch (self, other) {
        case (.list(let own), .list(let others)): own.misfit(for: others, called: title)
        case (.record(let own), .record(let others)):
            others.fields.lazy.compactMap { field in
                guard let place = own.field(field.name) else { return field.title }
                return place.misfit(for: field)
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
