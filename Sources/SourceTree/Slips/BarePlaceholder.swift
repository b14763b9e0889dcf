package import Diagnostics

/// A placeholder in a text that has no quotes, so that YAML takes it for a group: `text: {year}年度`.
struct BarePlaceholder {
    private let placeholder: String
    private let span: SourceSpan

    /// The first one on a line that is no correct YAML.
    init?(on line: Int, in file: SourceFile) {
        guard let written = file.line(line).map({ Array($0.unicodeScalars) }) else { return nil }
        let scalars = Self.withoutQuotes(written)
        for start in scalars.indices where scalars[start] == "{" {
            guard let end = scalars[start...].firstIndex(of: "}"), Self.isExpression(scalars[(start + 1)..<end]) else {
                continue
            }
            placeholder = String(String.UnicodeScalarView(written[start...end]))
            span = SourceSpan(
                file: file, start: SourcePosition(line: line, column: start + 1),
                end: SourcePosition(line: line, column: end + 2))
            return
        }
        return nil
    }

    /// The one that `node` is: a group in braces of a single key without a value, or of a choice between two.
    init?(_ node: Node) {
        guard let entries = node.mapping, entries.count == 1, entries[0].value.isNull || entries[0].key.contains(" ? "),
            let rest = node.span.file.rest(ofLineFrom: node.span.start)?.unicodeScalars, rest.first == "{",
            let end = rest.firstIndex(of: "}"), Self.isExpression(Array(rest[..<end].dropFirst())[...])
        else { return nil }
        placeholder = String(rest[...end])
        span = node.span
    }

    /// Whether `signs` read as an expression: a name of letters, and a group of keys and values only behind a question mark.
    private static func isExpression(_ signs: ArraySlice<Unicode.Scalar>) -> Bool {
        guard let first = signs.first, first.isASCII, first.properties.isAlphabetic else { return false }
        var depth = 0
        var last = first
        for sign in signs {
            switch sign {
            case "{": return false
            case "(": depth += 1
            case ")": depth -= 1
            case "?" where last == " ": return true
            case ",", ":": if depth == 0 { return false }
            default: break
            }
            last = sign
        }
        return depth == 0
    }

    /// The line without its comment, with blanks for what stands in quotes.
    private static func withoutQuotes(_ line: [Unicode.Scalar]) -> [Unicode.Scalar] {
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
    fileprivate var hint: LocalizedText {
        LocalizedText(
            "占位符连同前后的文字加英文双引号，如 \"第\(placeholder)项\"",
            en: "put the text with its placeholders in double quotes, such as \"No. \(placeholder)\"")
    }
}

extension Node {
    /// What may be done where the node is a placeholder without quotes; `nil` where it is none.
    package var hintAtQuotes: LocalizedText? { BarePlaceholder(self)?.hint }
}
