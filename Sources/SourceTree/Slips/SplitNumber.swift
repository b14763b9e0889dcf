import Diagnostics

/// A number whose commas part it within braces: YAML reads `{a: 1,684.91}` as two entries, of which the second has no
/// value.
struct SplitNumber {
    /// The number as it was meant.
    let text: String
    /// Where it stands.
    let span: SourceSpan

    /// Puts a number together from the entry before a key and that key, which has no value.
    init?(_ before: Node, _ key: String, at place: SourceSpan) {
        guard let scalar = before.scalar, !scalar.isQuoted, Self.isGroup(key[...]) else { return nil }
        let (end, start) = (before.span.end, place.start)
        guard end.line == start.line, (1...2).contains(start.column - end.column) else { return nil }
        let groups = scalar.text.split(separator: ",", omittingEmptySubsequences: false)
        guard let first = groups.first, Self.isStart(first), groups.dropFirst().allSatisfy(Self.isGroup) else {
            return nil
        }
        text = scalar.text + "," + key
        span = SourceSpan(file: place.file, start: before.span.start, end: place.end)
    }

    /// Whether `text` may stand before the first comma: a sign and up to three digits.
    private static func isStart(_ text: Substring) -> Bool {
        let digits = text.first == "-" || text.first == "+" ? text.dropFirst() : text
        return (1...3).contains(digits.count) && digits.allSatisfy { ("0"..."9").contains($0) }
    }

    /// Whether `text` may stand behind a comma: three digits, behind which decimals or a percent sign may follow.
    private static func isGroup(_ text: Substring) -> Bool {
        let digits = text.last == "%" ? text.dropLast() : text
        let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
        let isNumber = parts.allSatisfy { !$0.isEmpty && $0.allSatisfy { ("0"..."9").contains($0) } }
        return isNumber && parts.count <= 2 && parts[0].count == 3
    }

    /// The number as a single value.
    var node: Node {
        Node(
            content: .scalar(Node.Scalar(text: text, isQuoted: false, isFolded: false, textLine: span.start.line)),
            span: span)
    }

    /// The finding.
    var diagnostic: Diagnostic {
        let plain = text.filter { $0 != "," }
        return Diagnostic(
            .error, id: "split-number",
            LocalizedText(
                "“\(text)”写在花括号里，逗号把它断成了几项", en: "within braces, the comma of “\(text)” makes several entries of it"),
            at: span,
            hints: [
                LocalizedText("去掉逗号写 \(plain)，或加引号写 \"\(text)\"", en: "write \(plain), or quote it: \"\(text)\"")
            ])
    }
}
