import Diagnostics

extension String {
    /// The first character that nobody sees where it stands, so that the text reads as another one.
    var strayCharacter: Unicode.Scalar? {
        guard unicodeScalars.contains(where: \.mayBeInvisible) else { return nil }
        let scalars = Array(unicodeScalars)
        return scalars.indices.first { scalars[$0].mayBeInvisible && !Self.belongs(at: $0, in: scalars) }
            .map { scalars[$0] }
    }

    /// Whether an invisible character shapes those around it, as a variation selector does behind a Han character.
    private static func belongs(at index: Int, in scalars: [Unicode.Scalar]) -> Bool {
        guard index > 0 else { return false }
        let before = scalars[index - 1]
        let next = index + 1 < scalars.count ? scalars[index + 1] : nil
        switch scalars[index].value {
        case 0xFE00...0xFE0F, 0xE0100...0xE01EF:
            // UTS #37 for Han, StandardizedVariants.txt for signs; a keycap begins with a digit.
            return before.takesVariants || before.isASCII && next == "\u{20E3}"
        case 0x200C, 0x200D: return next != nil && (before.joins || before.value == 0xFE0F)
        case 0x180B...0x180F: return (0x1800...0x18AF).contains(before.value)
        default: return false
        }
    }
}

extension Unicode.Scalar {
    fileprivate var mayBeInvisible: Bool {
        // ASCII, Han and the punctuation between them, which most texts are made of, need no look into the tables.
        if value < 0x80 || (0x4E00...0x9FA5).contains(value) { return false }
        if (0x3000...0x303F).contains(value) || (0xFF01...0xFF60).contains(value) { return false }
        // The blank Braille pattern is the one symbol that shows nothing.
        return properties.isDefaultIgnorableCodePoint || properties.generalCategory == .format || value == 0x2800
    }

    /// Whether a variation selector may follow.
    fileprivate var takesVariants: Bool {
        guard !isASCII else { return false }
        switch properties.generalCategory {
        case .mathSymbol, .otherSymbol, .modifierSymbol: return true
        case .otherPunctuation: return "、。，．！：；？‼⁉".unicodeScalars.contains(self)
        default: return properties.isIdeographic || properties.isEmoji || properties.isEmojiModifier
        }
    }

    /// Whether joiners mean anything behind the character: in emoji, and in scripts from Hebrew to Mongolian.
    fileprivate var joins: Bool {
        !isASCII && (properties.isEmoji || properties.isEmojiModifier) || (0x0590..<0x1D00).contains(value)
    }
}

extension FieldDecoder {
    /// Reports a character of `text` that nobody sees: an error where the text names or chooses something. Whether there
    /// is one.
    @discardableResult mutating func reportStray(in text: String, at span: SourceSpan, _ severity: Severity) -> Bool {
        guard let stray = text.strayCharacter else { return false }
        let name = Self.names[stray.value].map { LocalizedText("（\($0.zh)）", en: " (\($0.en))") }
        report(
            severity, id: "invisible-character",
            LocalizedText(
                "含有看不见的字符 \(stray.codePoint)\(name?.zh ?? "")",
                en: "holds an invisible character, \(stray.codePoint)\(name?.en ?? "")"),
            at: span.place(of: stray) ?? span,
            hints: [LocalizedText("删去这个字符，或整格重新输入", en: "remove the character, or type the whole text again")])
        return true
    }

    private static let names: [UInt32: LocalizedText] = [
        0xAD: LocalizedText("软连字符", en: "soft hyphen"), 0x200B: LocalizedText("零宽空格", en: "zero width space"),
        0x200C: LocalizedText("零宽不连字", en: "zero width non-joiner"),
        0x200D: LocalizedText("零宽连字", en: "zero width joiner"),
        0x200E: LocalizedText("从左到右标记", en: "left-to-right mark"),
        0x200F: LocalizedText("从右到左标记", en: "right-to-left mark"),
        0x2060: LocalizedText("零宽不换行符", en: "word joiner"), 0x3164: LocalizedText("谚文填充符", en: "Hangul filler"),
        0xFEFF: LocalizedText("字节顺序标记", en: "byte order mark"),
    ]
}
