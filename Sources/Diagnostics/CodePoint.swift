extension Unicode.Scalar {
    /// The code point as the standard writes it: `U+` and at least four digits.
    public var codePoint: String {
        let digits = String(value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    /// The columns of a terminal that the character takes: Han and full-width forms take two.
    public var terminalColumns: Int {
        switch value {
        case 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
            0x20000...0x3FFFD:
            2
        default: 1
        }
    }
}
