extension Unicode.Scalar {
    /// The digit that the character is, be it of full width or a Chinese one: 9, ９, 九; 〇, 零 and ○ for 0. `nil` for others.
    package var decimalDigit: Int? {
        switch self {
        case "0"..."9": Int(value - 0x30)
        case "０"..."９": Int(value - 0xFF10)
        case "零", "○": 0
        default: Self.hanDigits.firstIndex(of: self)
        }
    }

    private static let hanDigits = Array("〇一二三四五六七八九".unicodeScalars)
}
