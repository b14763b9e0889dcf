/// The number with which a heading or an item begins: 一、（一）1. or （1）.
struct LineNumber: Equatable {
    /// How numbers are written: whether in Han characters, and whether in brackets.
    enum Style: Hashable, CaseIterable {
        case han, bracketedHan, digits, bracketedDigits
    }

    let style: Style
    let value: Int

    /// No list is longer.
    private static let largest = 199

    /// Reads the beginning of `line`; `nil` where it has no number. Dates, decimals and quantities are none.
    init?(_ line: String) {
        let text = Array(line.unicodeScalars.prefix(8).drop(while: \.isWhiteSpace))
        guard let first = text.first else { return nil }
        let isBracketed = first == "（" || first == "("
        let rest = isBracketed ? text.dropFirst() : text[...]
        let numeral = rest.prefix { $0.isHanNumeral || $0.isASCIIDigit }
        guard let end = rest.dropFirst(numeral.count).first else { return nil }
        let behind = rest.dropFirst(numeral.count + 1).first
        let isHan = numeral.first?.isHanNumeral == true
        switch end {
        case "）", ")": guard isBracketed else { return nil }
        case "、": guard !isBracketed else { return nil }
        case ".", "．": guard !isBracketed, !isHan, behind?.isASCIIDigit != true else { return nil }
        default: return nil
        }
        guard let value = isHan ? Self.han(numeral) : Self.digits(numeral), 1...Self.largest ~= value else {
            return nil
        }
        style = isHan ? (isBracketed ? .bracketedHan : .han) : isBracketed ? .bracketedDigits : .digits
        self.value = value
    }

    private init(_ style: Style, _ value: Int) {
        self.style = style
        self.value = value
    }

    /// The number that follows, or the first of its kind.
    static func after(_ number: Int, _ style: Style) -> LineNumber { LineNumber(style, number + 1) }

    /// The number as it is written.
    var text: String {
        switch style {
        case .han: NumeralCharacters.plain.words(String(value)) + "、"
        case .bracketedHan: "（\(NumeralCharacters.plain.words(String(value)))）"
        case .digits: "\(value)."
        case .bracketedDigits: "（\(value)）"
        }
    }

    private static func digits(_ scalars: ArraySlice<Unicode.Scalar>) -> Int? {
        scalars.count <= 3 && scalars.allSatisfy(\.isASCIIDigit)
            ? scalars.reduce(0) { $0 * 10 + Int($1.value - 0x30) } : nil
    }

    /// 十二, 二十, 一百零五
    private static func han(_ scalars: ArraySlice<Unicode.Scalar>) -> Int? {
        var (sum, digit) = (0, 0)
        for scalar in scalars {
            switch scalar {
            case "百": (sum, digit) = (sum + max(digit, 1) * 100, 0)
            case "十": (sum, digit) = (sum + max(digit, 1) * 10, 0)
            default:
                guard let next = scalar.decimalDigit, digit == 0, !scalar.isASCIIDigit else { return nil }
                digit = next
            }
        }
        return sum + digit
    }
}

extension Unicode.Scalar {
    fileprivate var isASCIIDigit: Bool { (0x30...0x39).contains(value) }

    fileprivate var isHanNumeral: Bool {
        self == "十" || self == "百" || (0x4E00...0x9FA5).contains(value) && decimalDigit != nil || self == "〇"
    }
}
