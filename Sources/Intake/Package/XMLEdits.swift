/// Changes to the bytes of a part; all that they do not name stays as it is.
struct XMLEdits {
    private var edits: [(range: Range<Int>, text: String)] = []

    /// Puts `text` at the place `offset`, behind what was put there before.
    mutating func insert(_ text: String, at offset: Int) { edits.append((offset..<offset, text)) }

    /// Puts `text` in the place of `range`, which no other change touches.
    mutating func replace(_ range: Range<Int>, with text: String) { edits.append((range, text)) }

    /// Puts `text` behind all that `element` holds.
    mutating func append(_ text: String, to element: XMLOutline.Element, of outline: XMLOutline) {
        guard element.range == element.tag else { return insert(text, at: element.content.upperBound) }
        let slash = element.tag.upperBound - 2
        replace(slash..<element.tag.upperBound, with: ">\(text)</\(outline.qualifiedName(of: element))>")
    }

    /// `bytes` with the changes.
    func applied(to bytes: [UInt8]) -> [UInt8] {
        let ordered = edits.enumerated().sorted {
            ($0.element.range.lowerBound, $0.offset) < ($1.element.range.lowerBound, $1.offset)
        }
        var result: [UInt8] = []
        var end = 0
        for (_, edit) in ordered {
            result += bytes[end..<edit.range.lowerBound]
            result += Array(edit.text.utf8)
            end = edit.range.upperBound
        }
        return result + bytes[end...]
    }
}

extension String {
    /// The text as it stands between tags or in the quotes of an attribute. What XML cannot hold becomes U+FFFD.
    var escapedForXML: String {
        unicodeScalars.reduce(into: "") { text, scalar in
            switch scalar {
            case "&": text += "&amp;"
            case "<": text += "&lt;"
            case ">": text += "&gt;"
            case "\"": text += "&quot;"
            case "\u{0}"..."\u{8}", "\u{B}", "\u{C}", "\u{E}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": text += "\u{FFFD}"
            default: text.unicodeScalars.append(scalar)
            }
        }
    }
}
