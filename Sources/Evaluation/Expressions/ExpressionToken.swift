import Diagnostics

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

    /// The pieces of `text`, and where each begins, in bytes of UTF-8.
    static func tokens(of text: String) throws(ExpressionFault) -> (tokens: [ExpressionToken], places: [Int]) {
        var source = text
        var stray: Int?
        let pieces = source.withUTF8 { bytes in
            var pieces: (tokens: [ExpressionToken], places: [Int]) = ([], [])
            var rest = bytes[...]
            while let first = rest.first {
                let place = rest.startIndex
                if first == UInt8(ascii: " ") || first == UInt8(ascii: "\n") {
                    rest.removeFirst()
                } else if let token = take(from: &rest) {
                    pieces.tokens.append(token)
                    pieces.places.append(place)
                } else {
                    stray = place
                    return pieces
                }
            }
            return pieces
        }
        if let stray { throw .stray(at: stray, in: text) }
        return pieces
    }

    /// The piece as it is written.
    var text: String {
        switch self {
        case .name(let text), .number(let text), .symbol(let text): text
        case .text(let text): "'\(text)'"
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

extension ExpressionFault {
    /// A sign stands in an expression that is none of its own.
    fileprivate static func stray(at place: Int, in text: String) -> ExpressionFault {
        let rest = text.utf8.dropFirst(place)
        guard let sign = Substring(rest).unicodeScalars.first else { return .unread(text, at: place, nil) }
        if sign == "'" {
            return .unread(text, at: place, LocalizedText("单引号没有配对", en: "a quote is not closed"))
        }
        var fault = ExpressionFault.unread(
            text, at: place, LocalizedText("不能用“\(sign)”", en: "there is no sign “\(sign)”"))
        fault.hints = [Self.meant[sign]].compactMap { $0 }.map(LocalizedText.didYouMean)
        return fault
    }

    /// What signs that are none of an expression's were most likely meant to be.
    private static let meant: [Unicode.Scalar: String] = [
        "=": "==", "＝": "==", "!": "not", "&": "and", "%": "| percent", "\"": "'", "“": "'", "”": "'", "‘": "'",
        "’": "'",
        "（": "(", "）": ")", "【": "[", "】": "]", "，": ",", "：": ":", "？": "?", "｜": "|", "＋": "+", "－": "-",
        "×": "*", "＊": "*", "÷": "/", "／": "/", "＞": ">", "＜": "<", "≥": ">=", "≤": "<=", "≠": "!=", "。": ".", "、": ",",
    ]
}
