import Diagnostics
import SourceTree

extension RulePackReader {
    /// A rule on the elements of a list beside each other.
    func listRule(_ entry: Entry, _ reader: inout NodeReader) -> ListRule? {
        let group = entry.group
        let severity = reader.word(reader.required("severity", in: group), Level.self)
        guard let (loops, scope) = loops(group, &reader) else { return nil }
        let texts = ColumnTexts(column: nil, scope: scope)
        let message = texts.message(reader.required("message", in: group), &reader)
        let subject =
            group["unique"] == nil
            ? rows(group, scope: scope, &reader)
            : unique(group, texts, isInLoop: !loops.isEmpty, &reader)
        guard let severity, let message, let subject else { return nil }
        return ListRule(
            id: entry.id, place: group.span, severity: severity.severity, loops: loops, subject: subject,
            message: message, hint: texts.message(group["hint"], &reader),
            ways: Set(subject.references.map(\.way) + loops.joined().map(\.way)))
    }

    /// The loops of a rule from the outermost, and what may be named within them.
    private func loops(
        _ group: NodeReader.Group, _ reader: inout NodeReader
    ) -> (loops: [[FieldReference]], scope: ExpressionScope)? {
        var scope = ExpressionScope(root: .record(type))
        var loops: [[FieldReference]] = []
        for clause in reader.list(group["each"]) {
            guard let (name, lists) = reader.alternatives(clause, scope: scope) else { return nil }
            guard lists.allSatisfy({ $0.elementFields.starts(with: lists[0].elementFields) }) else {
                reader.expected(LocalizedText("字段相同的列表", en: "lists whose elements have the same fields"), clause)
                return nil
            }
            loops.append(lists)
            scope = scope.adding(name, elementOf: lists[0])
        }
        return (loops, scope)
    }

    private func unique(
        _ group: NodeReader.Group, _ texts: ColumnTexts, isInLoop: Bool, _ reader: inout NodeReader
    ) -> ListRule.Subject? {
        guard let node = group["unique"], let key = texts.expression(node, &reader) else { return nil }
        guard isInLoop, case .field(let cell) = group["at"].map({ texts.expression($0, &reader) }) ?? key, isOwn(cell)
        else {
            reader.expected(
                LocalizedText("用 each 写明列表，用 at 指明哪一格", en: "each, and at where unique is no field"), node)
            return nil
        }
        return .unique(key, cell: cell)
    }

    private func rows(
        _ group: NodeReader.Group, scope: ExpressionScope, _ reader: inout NodeReader
    ) -> ListRule.Subject? {
        let words = reader.list(reader.required("words", in: group))
        guard let node = group["rows"], let field = reader.reference(node, scope: scope) else { return nil }
        guard case .list(let element) = field.type, element.innerRecord == nil, isOwn(field) else {
            reader.expected(LocalizedText("列表各项的一个字段", en: "a field of a list's elements"), node)
            return nil
        }
        let choices = field.type.choices
        let rows = words.compactMap { node -> ListRule.Word? in
            guard let word = reader.text(node) else { return nil }
            if let choices, !choices.contains(word) {
                reader.expected(LocalizedText("这个选项有的值", en: "one of the values of the choice"), node)
                return nil
            }
            return ListRule.Word(word: word, title: field.title(of: word))
        }
        return .rows(field, rows)
    }

    /// Whether a field is one of the submission itself.
    private func isOwn(_ field: FieldReference) -> Bool { !others.contains(field.way.first ?? "") }
}

extension ListRule.Subject {
    /// The fields that are looked at.
    fileprivate var references: [FieldReference] {
        switch self {
        case .unique(let key, let cell): key.references + [cell]
        case .rows(let field, _): [field]
        }
    }
}

extension FieldReference {
    /// The names of the fields that each element of a list has.
    fileprivate var elementFields: [String] {
        switch type {
        case .list(.record(let record)), .record(let record): record.fields.map(\.name)
        default: []
        }
    }
}
