/// XML that is written (W3C XML 1.0).
enum XMLText {
    /// `text` on one line, so that it reads the same in every file of a pack: no spaces at its ends, none but plain ones, and
    /// nothing that XML has no way to write.
    static func line(_ text: String) -> String {
        let scalars = text.unicodeScalars.map { scalar -> Unicode.Scalar in
            switch scalar {
            case "\n", "\r", "\t", "\u{2028}", "\u{2029}": " "
            case "\0"..<" ", "\u{FFFE}", "\u{FFFF}": "\u{FFFD}"
            default: scalar
            }
        }
        return String(String.UnicodeScalarView(scalars)).split(separator: " ").joined(separator: " ")
    }

    /// `text` as the content of an element or the value of an attribute; characters that XML has no way to write are replaced.
    static func escaped(_ text: String) -> String {
        var written = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": written.append(contentsOf: "&amp;".unicodeScalars)
            case "<": written.append(contentsOf: "&lt;".unicodeScalars)
            case ">": written.append(contentsOf: "&gt;".unicodeScalars)
            case "\"": written.append(contentsOf: "&quot;".unicodeScalars)
            case "\n", "\r", "\t": written.append(" ")
            case "\0"..<" ", "\u{FFFE}", "\u{FFFF}": written.append("\u{FFFD}")
            default: written.append(scalar)
            }
        }
        return String(written)
    }

    /// The text that ``escaped(_:)`` wrote.
    static func unescaped(_ text: some StringProtocol) -> String {
        String(text).replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
            .replacing("&amp;", with: "&")
    }

    /// An element that holds a text.
    static func element(_ name: String, _ text: String) -> String { "<\(name)>\(escaped(text))</\(name)>" }

    static let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
}
