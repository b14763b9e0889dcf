import Diagnostics

/// A value whose commas part it within braces: YAML reads `{a: 1,684.91}` and `{a: 甲,乙}` as two entries, of which the second
/// has no value.
struct SplitValue {
    /// The value as it was meant.
    private let text: String
    /// Where it stands.
    private let span: SourceSpan
    private let isNumber: Bool
    /// Where the comma stands.
    private let comma: SourceSpan

    /// Puts a value together from the entry before a key and that key, which has no value.
    init?(_ before: Node, _ key: String, at place: SourceSpan) {
        guard let scalar = before.scalar, !scalar.isQuoted, !scalar.isNull else { return nil }
        let (end, start) = (before.span.end, place.start)
        guard end.line == start.line, (1...2).contains(start.column - end.column) else { return nil }
        let groups = scalar.text.split(separator: ",", omittingEmptySubsequences: false)
        isNumber =
            Self.isGroup(key[...]) && groups.first.map(Self.isStart) == true
            && groups.dropFirst().allSatisfy(Self.isGroup)
        // Fields have names of letters; what is written otherwise is a text that goes on.
        let isText = key.unicodeScalars.contains { !$0.isASCII && $0.properties.isAlphabetic }
        guard isNumber || isText else { return nil }
        text = scalar.text + "," + key
        span = SourceSpan(file: place.file, start: before.span.start, end: place.end)
        comma = SourceSpan(file: place.file, start: end, end: start)
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

    /// It as a single value.
    var node: Node {
        Node(
            content: .scalar(Node.Scalar(text: text, isQuoted: false, isFolded: false, textLine: span.start.line)),
            span: span)
    }

    /// The finding.
    var diagnostic: Diagnostic { isNumber ? ofNumber : ofText }

    /// What the text says is not quoted: it may name persons.
    private var ofText: Diagnostic {
        Diagnostic(
            .error, id: "split-text",
            LocalizedText(
                "花括号里的半角逗号把这段文字断成了两项", en: "within braces, this plain comma makes two entries of a text"),
            at: comma,
            hints: [
                LocalizedText(
                    "改成全角逗号“，”，或给整段文字加英文双引号", en: "put the whole text in double quotes, or write a full-width comma")
            ])
    }

    private var ofNumber: Diagnostic {
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
