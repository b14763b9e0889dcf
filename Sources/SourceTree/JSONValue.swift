/// JSON that is to be written. The keys of an object keep their order, so that one value gives one text.
package indirect enum JSONValue: Sendable {
    /// Nothing.
    case null
    /// A truth value.
    case bool(Bool)
    /// A whole number.
    case integer(Int)
    /// A number by its text.
    case number(String)
    /// A text.
    case string(String)
    /// Values in order.
    case array([JSONValue])
    /// Keys with their values.
    case object([(key: String, value: JSONValue)])

    /// The text of the value, each member on a line of its own, ended by a newline.
    package var text: String {
        var out = ""
        write(to: &out, indent: "\n")
        return out + "\n"
    }

    /// - Parameter indent: a newline and the spaces of the line on which the value begins.
    private func write(to out: inout String, indent: String) {
        switch self {
        case .null: out += "null"
        case .bool(let value): out += value ? "true" : "false"
        case .integer(let number): out += String(number)
        case .number(let text): out += text
        case .string(let text): Self.quote(text, to: &out)
        case .array(let elements):
            // A list of single values is read at a glance on one line.
            let isShort = elements.allSatisfy(\.isSingle)
            Self.write(elements, "[", "]", to: &out, indent: isShort ? nil : indent) { $0.write(to: &$1, indent: $2) }
        case .object(let members):
            Self.write(members, "{", "}", to: &out, indent: indent) { member, out, indent in
                Self.quote(member.key, to: &out)
                out += ": "
                member.value.write(to: &out, indent: indent)
            }
        }
    }

    private static func write<Part>(
        _ parts: [Part], _ open: String, _ close: String, to out: inout String, indent: String?,
        _ body: (Part, inout String, String) -> Void
    ) {
        out += open
        for (index, part) in parts.enumerated() {
            if index > 0 { out += indent == nil ? ", " : "," }
            if let indent { out += indent + "  " }
            body(part, &out, (indent ?? "") + "  ")
        }
        if let indent, !parts.isEmpty { out += indent }
        out += close
    }

    private var isSingle: Bool {
        switch self {
        case .array, .object: false
        default: true
        }
    }

    /// `text` in quotes; controls are escaped (RFC 8259, 7), and so is what could steer the terminal of who looks at it.
    package static func quoted(_ text: String) -> String {
        var out = ""
        quote(text, to: &out)
        return out
    }

    private static func quote(_ text: String, to out: inout String) {
        out += "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\t": out += "\\t"
            case "\0"..<" ", "\u{7F}"..<"\u{A0}", "\u{200E}", "\u{200F}", "\u{2028}"..."\u{202E}",
                "\u{2066}"..."\u{2069}", "\u{FEFF}":
                let digits = String(scalar.value, radix: 16)
                out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: out.unicodeScalars.append(scalar)
            }
        }
        out += "\""
    }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral,
    ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral, ExpressibleByNilLiteral
{
    /// A text.
    package init(stringLiteral value: String) { self = .string(value) }
    /// Values in order.
    package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    /// Keys with their values, in the order of the literal.
    package init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(elements.map { (key: $0, value: $1) })
    }
    /// A whole number.
    package init(integerLiteral value: Int) { self = .integer(value) }
    /// A truth value.
    package init(booleanLiteral value: Bool) { self = .bool(value) }
    /// Nothing.
    package init(nilLiteral: ()) { self = .null }
}

extension JSONValue {
    /// A number of any kind if `text` is one as JSON writes it, otherwise a text.
    package init(numberOrText text: String) {
        self = Self.isNumber(text.utf8) ? .number(text) : .string(text)
    }

    /// Whether `text` is a number without an exponent (RFC 8259, 6).
    private static func isNumber(_ text: String.UTF8View) -> Bool {
        let unsigned = text.first == UInt8(ascii: "-") ? text.dropFirst() : text[...]
        let parts = unsigned.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let isPadded = parts[0].count > 1 && parts[0].first == UInt8(ascii: "0")
        return parts.count <= 2 && !isPadded
            && parts.allSatisfy { part in
                !part.isEmpty && part.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            }
    }

    /// An object whose keys are sorted, so that equal members give equal texts.
    package static func sorted(_ members: [String: JSONValue]) -> JSONValue {
        .object(members.sorted { $0.key < $1.key }.map { (key: $0.key, value: $0.value) })
    }

    /// A text, or nothing.
    package static func optional(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }
}
