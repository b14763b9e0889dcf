extension Unicode.Scalar {
    /// The code point as the standard writes it: `U+` and at least four digits.
    package var codePoint: String {
        let digits = String(value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    /// Whether it is a control or a noncharacter: no text is made of these, and C libraries take them for an end or a fault.
    package var isControlOrNoncharacter: Bool {
        switch value {
        case 0..<0x20, 0x7F..<0xA0, 0xFDD0...0xFDEF: true
        default: value & 0xFFFE == 0xFFFE
        }
    }

    /// Whether the character is a printable one, white space or invisible joiner, not a control, private or unassigned one.
    package var isPrintable: Bool {
        // ASCII, Han and the punctuation between them, which most texts are made of, need no look into the tables.
        if (0x20..<0x7F).contains(value) || (0x4E00...0x9FA5).contains(value) { return true }
        if (0x3000...0x303F).contains(value) || (0xFF01...0xFF60).contains(value) { return true }
        if value == 0x09 || value == 0x0A || value == 0x0D || value == 0x2028 || value == 0x2029 { return true }
        switch properties.generalCategory {
        case .control, .privateUse, .surrogate: return false
        case .format: return value < 0x202A || value > 0x202E && value < 0x2066 || value > 0x2069
        case .unassigned: return !isControlOrNoncharacter
        default: return true
        }
    }

    /// The columns of a terminal that the character takes: Han and full-width forms take two.
    package var terminalColumns: Int {
        switch value {
        case 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
            0x20000...0x3FFFD:
            2
        default: 1
        }
    }
}
