import CYAML
import Diagnostics

/// An escape between double quotes that stands for no character: half of a surrogate pair, or a number beyond Unicode.
struct BadEscape {
    private let escape: String
    private let span: SourceSpan

    /// Whether such an escape is what ended `parser`; it may be the first half of a pair.
    static func isMet(_ parser: yaml_parser_t) -> Bool {
        parser.problem.map { String(cString: $0) } == "found invalid Unicode character escape code"
    }

    /// The escape that ended `parser`, if one did.
    init?(_ parser: yaml_parser_t, in file: SourceFile) {
        guard Self.isMet(parser) else { return nil }
        // The mark stands behind the backslash and its letter.
        let (line, column) = (Int(parser.problem_mark.line) + 1, Int(parser.problem_mark.column) - 1)
        let rest = (file.line(line) ?? "").unicodeScalars.dropFirst(column - 1)
        let letter = rest.dropFirst().first
        let count = letter == "U" ? 10 : letter == "u" ? 6 : 4
        escape = rest.prefix(count).map { String($0) }.joined()
        let start = SourcePosition(line: line, column: column)
        span = SourceSpan(file: file, start: start, end: SourcePosition(line: line, column: column + count))
    }

    private var isSurrogate: Bool {
        UInt32(escape.dropFirst(2), radix: 16).map { (0xD800...0xDFFF).contains($0) } == true
    }

    /// The finding.
    var diagnostic: Diagnostic {
        Diagnostic(
            .error, id: "syntax",
            isSurrogate
                ? LocalizedText(
                    "“\(escape)”只是半个字符，要有前后两半才是一个", en: "“\(escape)” is half of a surrogate pair, alone")
                : LocalizedText("“\(escape)”不是任何字符", en: "“\(escape)” is no character"),
            at: span, hints: [LocalizedText("直接写这个字，或写全两半", en: "write the character itself, or both halves")])
    }
}
