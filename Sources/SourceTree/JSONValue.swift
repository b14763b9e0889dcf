/// A value that is written as canonical JSON: keys sorted, two spaces a level, numbers as they are given. The same value
/// gives the same text, and ``NodeComposer`` reads it back.
public indirect enum JSONValue: Sendable {
    /// A text.
    case string(String)
    /// A number by its text.
    case number(String)
    /// True or false.
    case flag(Bool)
    /// A list.
    case array([JSONValue])
    /// Values by their keys.
    case object([String: JSONValue])

    /// A number of any kind if `text` is one as JSON writes it, otherwise a text.
    public init(numberOrText text: String) {
        let isNumber = text.wholeMatch(of: #/-?(0|[1-9][0-9]*)(\.[0-9]+)?/#) != nil
        self = isNumber ? .number(text) : .string(text)
    }

    /// The JSON text, with a line feed at its end.
    public var text: String {
        var text = ""
        write(to: &text, indent: "")
        return text + "\n"
    }

    private func write(to text: inout String, indent: String) {
        switch self {
        case .string(let string): Self.write(string, to: &text)
        case .number(let number): text += number
        case .flag(let flag): text += flag ? "true" : "false"
        case .array(let elements):
            Self.write("[", "]", elements, to: &text, indent: indent) { element, text, indent in
                element.write(to: &text, indent: indent)
            }
        case .object(let entries):
            let sorted = entries.sorted { $0.key < $1.key }
            Self.write("{", "}", sorted, to: &text, indent: indent) { entry, text, indent in
                Self.write(entry.key, to: &text)
                text += ": "
                entry.value.write(to: &text, indent: indent)
            }
        }
    }

    private static func write<Part>(
        _ opening: String, _ closing: String, _ parts: [Part], to text: inout String, indent: String,
        _ body: (Part, inout String, String) -> Void
    ) {
        let inner = indent + "  "
        text += opening
        for (index, part) in parts.enumerated() {
            text += (index > 0 ? ",\n" : "\n") + inner
            body(part, &text, inner)
        }
        text += (parts.isEmpty ? "" : "\n" + indent) + closing
    }

    /// A text in quotation marks. YAML takes U+0085, U+2028 and U+2029 for line ends, so they are escaped, too.
    private static func write(_ string: String, to text: inout String) {
        text += "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"", "\\": text += "\\\(scalar)"
            case "\n": text += "\\n"
            case "\t": text += "\\t"
            case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}", "\u{FEFF}":
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }
}
