/// JSON that is to be written. The keys of an object keep their order, so that one value gives one text.
package enum JSONValue: Sendable {
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
    /// As many values in order, each made only when it is written: what is in a long list need not be held at once.
    case series(Int, @Sendable (Int) -> JSONValue)
    /// Keys with their values.
    case object([(key: String, value: JSONValue)])
    /// A value whose text is there already, as ``utf8(depth:)`` gave it.
    case written([UInt8])

    /// The text of the value, each member on a line of its own, ended by a newline.
    package var text: String { String(decoding: utf8, as: UTF8.self) }

    /// The text of the value in UTF-8.
    package var utf8: [UInt8] {
        var bytes: [UInt8] = []
        write { bytes += $0 }
        return bytes
    }

    /// The text of the value in UTF-8 where it stands within as many lists and groups, without a newline at the end.
    package func utf8(depth: Int) -> [UInt8] {
        var writer = JSONWriter(depth: depth)
        var bytes: [UInt8] = []
        writer.write(self) { bytes += $0 }
        return bytes + writer.bytes
    }

    /// Gives `put` the text of the value in UTF-8, piece by piece.
    package func write<Failure>(_ put: ([UInt8]) throws(Failure) -> Void) throws(Failure) {
        var writer = JSONWriter()
        try writer.write(self, put)
        try put(writer.bytes + [UInt8(ascii: "\n")])
    }

    /// `text` in quotes; controls are escaped (RFC 8259, 7), and so is what could steer the terminal of who looks at it.
    package static func quoted(_ text: String) -> String {
        var writer = JSONWriter()
        writer.quote(text)
        return String(decoding: writer.bytes, as: UTF8.self)
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
    /// A number of any kind if `text` is one as JSON writes it, without an exponent; otherwise a text.
    package init(numberOrText text: String) {
        self = text.utf8.isJSONNumber(withExponent: false) ? .number(text) : .string(text)
    }

    /// An object whose keys are sorted, so that equal members give equal texts.
    package static func sorted(_ members: [String: JSONValue]) -> JSONValue {
        .object(members.sorted { $0.key < $1.key }.map { (key: $0.key, value: $0.value) })
    }

    /// A text, or nothing.
    package static func optional(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }
}
