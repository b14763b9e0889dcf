import Diagnostics

/// A placeholder in a text that has no quotes, so that YAML takes it for a group: `text: {year}年度`.
struct BarePlaceholder {
    private let placeholder: String
    private let span: SourceSpan

    /// The first one on a line that is no correct YAML.
    init?(on line: Int, in file: SourceFile) {
        guard let scalars = file.line(line).map({ Array(Self.withoutQuotes($0.unicodeScalars)) }) else { return nil }
        for start in scalars.indices where scalars[start] == "{" {
            let inner = scalars[(start + 1)...].prefix { Self.isInner($0) }
            let end = inner.endIndex
            guard let first = inner.first, first != " ", end < scalars.endIndex, scalars[end] == "}" else { continue }
            placeholder = String(String.UnicodeScalarView(scalars[start...end]))
            span = SourceSpan(
                file: file, start: SourcePosition(line: line, column: start + 1),
                end: SourcePosition(line: line, column: end + 2))
            return
        }
        return nil
    }

    /// The one that `node` is: a group in braces of a single key without a value.
    init?(_ node: Node) {
        guard let entries = node.mapping, entries.count == 1, entries[0].value.isNull else { return nil }
        guard node.span.file.rest(ofLineFrom: node.span.start)?.hasPrefix("{") == true else { return nil }
        placeholder = "{\(entries[0].key)}"
        span = node.span
    }

    /// Whether a sign may stand within a placeholder that needs no quotes of its own.
    private static func isInner(_ sign: Unicode.Scalar) -> Bool {
        let isLetter = sign.isASCII && sign.properties.isAlphabetic
        return isLetter || ("0"..."9").contains(sign) || "_.| ".unicodeScalars.contains(sign)
    }

    /// The line without its comment, with blanks for what stands in quotes.
    private static func withoutQuotes(_ line: Substring.UnicodeScalarView) -> [Unicode.Scalar] {
        var quote: Unicode.Scalar?
        var signs: [Unicode.Scalar] = []
        for sign in line {
            if quote == nil, sign == "#", signs.last == " " { break }
            signs.append(quote == nil && sign != "\"" && sign != "'" ? sign : "\u{0}")
            if let open = quote {
                if sign == open { quote = nil }
            } else if sign == "\"" || sign == "'" {
                quote = sign
            }
        }
        return signs
    }

    /// The finding.
    var diagnostic: Diagnostic {
        Diagnostic(
            .error, id: "syntax",
            LocalizedText(
                "有占位符 \(placeholder) 的文字没有加引号", en: "a text with the placeholder \(placeholder) has no quotes"),
            at: span, hints: [hint])
    }

    /// What the user may do about it.
    var hint: LocalizedText {
        LocalizedText(
            "占位符连同前后的文字加英文双引号，如 \"第\(placeholder)项\"",
            en: "put the text with its placeholders in double quotes, such as \"No. \(placeholder)\"")
    }
}
