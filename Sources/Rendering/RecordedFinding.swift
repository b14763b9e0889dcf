import Diagnostics
import SourceTree

extension Diagnostic {
    /// A finding as ``JSONReport/recorded(_:)`` has written it; `nil` where it is none.
    init?(recorded node: Node) {
        guard let severity = node.text("severity").flatMap(Severity.init(rawValue:)), let id = node.text("id"),
            let message = node["message"].flatMap(LocalizedText.init(recorded:))
        else { return nil }
        self.init(
            severity, id: id, message, at: SourceSpan(recorded: node), field: node.text("field"),
            hints: node["hints"]?.sequence?.compactMap(LocalizedText.init(recorded:)) ?? [])
        cell = node.text("cell")
        waiver = node.text("waiver")
        guard let found = node.text("found"), let expected = node.text("expected"),
            let relation = node.text("relation").flatMap(Relation.init(rawValue:))
        else { return }
        comparison = Comparison(
            found: found, relation: relation, expected: expected, computation: node.text("computation"))
    }
}

extension Node {
    /// The text of `key`; `nil` where there is none, or nothing.
    fileprivate func text(_ key: String) -> String? {
        guard let scalar = self[key]?.scalar, !scalar.isNull else { return nil }
        return scalar.text
    }
}

extension LocalizedText {
    fileprivate init?(recorded node: Node) {
        guard let zh = node.text("zh"), let en = node.text("en") else { return nil }
        self.init(zh, en: en)
    }
}

extension SourceSpan {
    /// A place in a file that is not known.
    fileprivate init?(recorded node: Node) {
        func number(_ key: String) -> Int? { node.text(key).flatMap { Int($0) } }
        guard let line = number("line"), let column = number("column"), let endLine = number("endLine"),
            let endColumn = number("endColumn")
        else { return nil }
        self.init(
            file: SourceFile(name: "", text: ""), start: SourcePosition(line: line, column: column),
            end: SourcePosition(line: endLine, column: endColumn))
    }
}
