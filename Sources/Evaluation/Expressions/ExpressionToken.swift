/// A piece of an expression's source.
enum ExpressionToken: Equatable {
    /// A name, of a field, a function or an operator.
    case name(String)
    /// Digits, perhaps with a decimal point.
    case number(String)
    /// What stands between quotes.
    case text(String)
    /// A sign.
    case symbol(String)

    private static let symbols: Set<String> = [
        "==", "!=", "<=", ">=", "<", ">", "+", "-", "*", "/", "?", ":", "|", "(", ")", "[", "]", ".", ",",
    ]

    /// The pieces of `text`; `nil` where it holds a sign that is none.
    static func tokens(of text: String) -> [ExpressionToken]? {
        var text = text
        return text.withUTF8 { bytes in
            var tokens: [ExpressionToken] = []
            var rest = bytes[...]
            while let first = rest.first {
                if first == UInt8(ascii: " ") || first == UInt8(ascii: "\n") {
                    rest.removeFirst()
                } else if let token = take(from: &rest) {
                    tokens.append(token)
                } else {
                    return nil
                }
            }
            return tokens
        }
    }

    /// Takes the piece that `rest` begins with.
    private static func take(from rest: inout Slice<UnsafeBufferPointer<UInt8>>) -> ExpressionToken? {
        guard let first = rest.first else { return nil }
        if first == UInt8(ascii: "'") {
            let content = rest.dropFirst().prefix { $0 != UInt8(ascii: "'") }
            guard content.endIndex < rest.endIndex else { return nil }
            rest = rest[(content.endIndex + 1)...]
            return .text(String(decoding: content, as: UTF8.self))
        }
        if isNamePart(first) {
            let piece = rest.prefix(while: isDigit(first) ? isNumberPart : isNamePart)
            rest = rest[piece.endIndex...]
            let text = String(decoding: piece, as: UTF8.self)
            return isDigit(first) ? .number(text) : .name(text)
        }
        for length in [2, 1] {
            let symbol = String(decoding: rest.prefix(length), as: UTF8.self)
            guard symbols.contains(symbol) else { continue }
            rest = rest.dropFirst(length)
            return .symbol(symbol)
        }
        return nil
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private static func isNamePart(_ byte: UInt8) -> Bool {
        isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    private static func isNumberPart(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ".") || isNamePart(byte)
    }
}
