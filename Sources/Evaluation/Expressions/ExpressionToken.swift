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
        var tokens: [ExpressionToken] = []
        var rest = text[...]
        while let first = rest.first {
            if first == " " || first == "\n" {
                rest.removeFirst()
            } else if first == "'" {
                let content = rest.dropFirst().prefix { $0 != "'" }
                guard content.endIndex < text.endIndex else { return nil }
                tokens.append(.text(String(content)))
                rest = text[text.index(after: content.endIndex)...]
            } else if isNamePart(first) {
                let piece = rest.prefix(while: first.isNumber ? isNumberPart : isNamePart)
                tokens.append(first.isNumber ? .number(String(piece)) : .name(String(piece)))
                rest = rest[piece.endIndex...]
            } else {
                let two = String(rest.prefix(2))
                let symbol = symbols.contains(two) ? two : String(first)
                guard symbols.contains(symbol) else { return nil }
                tokens.append(.symbol(symbol))
                rest = rest.dropFirst(symbol.count)
            }
        }
        return tokens
    }

    private static func isNamePart(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber)
    }

    private static func isNumberPart(_ character: Character) -> Bool {
        character == "." || isNamePart(character)
    }
}
