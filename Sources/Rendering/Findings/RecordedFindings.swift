package import Diagnostics
package import SourceTree

/// Findings as manifests keep them: where they are is told by line and column, or by the cell of an office's own file, without
/// the text of the file.
extension Diagnostic {
    /// The finding without the text of its file, which would else be kept as long as the finding is.
    package func detached(to file: SourceFile) -> Diagnostic {
        movingSpans { span in
            if let cell = span.cellOfPlace {
                return .whole(SourceFile(name: file.name, at: cell.isEmpty ? nil : cell))
            }
            return SourceSpan(file: file, start: span.start, end: span.end)
        }
    }

    /// Reads what ``FindingRecord/json(of:)`` wrote; `nil` where `node` is no finding.
    fileprivate init?(recorded node: Node, in file: SourceFile) {
        guard let severity = node["severity"]?.text.flatMap(Severity.init), let id = node["id"]?.text,
            let message = node["message"].flatMap(LocalizedText.init)
        else { return nil }
        self.init(
            severity, id: id, message, at: SourceSpan(recorded: node, in: file), field: node["field"]?.text,
            hints: (node["hints"]?.sequence ?? []).compactMap(LocalizedText.init))
        cell = node["cell"]?.text
        waiver = node["waiver"]?.text
        consequences = (node["consequences"]?.sequence ?? []).compactMap { Diagnostic(recorded: $0, in: file) }
        guard let found = node["found"]?.text, let relation = node["relation"]?.text.flatMap(Relation.init),
            let expected = node["expected"]?.text
        else { return }
        comparison = Comparison(
            found: found, relation: relation, expected: expected, computation: node["computation"]?.text,
            isOfParts: node["ofParts"]?.text == "true")
    }
}

extension [Diagnostic] {
    /// The findings without the text of the file at `path`.
    package func detached(from path: String) -> [Diagnostic] {
        let file = SourceFile(name: path, text: "")
        return map { $0.detached(to: file) }
    }

    /// Reads findings on the file at `path`.
    package init(recorded node: Node?, in path: String) {
        let file = SourceFile(name: path, text: "")
        self = (node?.sequence ?? []).compactMap { Diagnostic(recorded: $0, in: file) }
    }
}

extension SourceSpan {
    fileprivate init?(recorded node: Node, in file: SourceFile) {
        if let cell = node["place"]?.text {
            self = .whole(SourceFile(name: file.name, at: cell))
            return
        }
        let numbers = ["line", "column", "endLine", "endColumn"].compactMap { node[$0]?.text.flatMap { Int($0) } }
        guard numbers.count == 4 else { return nil }
        self.init(
            file: file, start: SourcePosition(line: numbers[0], column: numbers[1]),
            end: SourcePosition(line: numbers[2], column: numbers[3]))
    }
}

extension LocalizedText {
    fileprivate init?(_ node: Node) {
        guard let zh = node["zh"]?.text, let en = node["en"]?.text else { return nil }
        self.init(zh, en: en)
    }
}

extension Node {
    /// The text of a single value; `nil` for `null`.
    package var text: String? { scalar.flatMap { $0.isNull ? nil : $0.text } }
}
