/// Characters of the fonts of symbols that forms are ticked with.
enum SymbolFonts {
    /// The character that `code` of `font` shows; `nil` where the font is none of them or the sign is not known.
    static func character(_ code: UInt32, _ font: String) -> Character? {
        guard let table = tables[font.lowercased()] else { return nil }
        return table[code & 0xFF]
    }

    /// Whether the font shows symbols where a text has letters.
    static func contains(_ font: String) -> Bool { tables[font.lowercased()] != nil }

    private static let tables: [String: [UInt32: Character]] = [
        "wingdings": [
            0x20: " ", 0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x75: "◆", 0x76: "❖", 0x9F: "•",
            0xA1: "○",
            0xA4: "◉", 0xA7: "▪", 0xA8: "□", 0xAB: "★", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓",
            0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
        ],
        "wingdings 2": [
            0x20: " ", 0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x97: "●", 0x98: "●",
            0x99: "○",
            0xA2: "■", 0xA3: "□", 0xA4: "□", 0xAE: "◆",
        ],
        "symbol": [
            0x20: " ", 0x25: "%", 0x2B: "+", 0x2D: "−", 0x3C: "<", 0x3D: "=", 0x3E: ">", 0xA3: "≤", 0xA5: "∞",
            0xB0: "°",
            0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xD7: "⋅",
        ],
    ]
}
