/// What a character is to Chinese line setting.
enum UnitKind: UInt8 {
    /// A Han character, kana or a full-width sign that is set like one.
    case han
    /// A mark that opens: its blank half is before it.
    case opening
    /// A mark that closes, a comma or a stop: its blank half is after it.
    case closing
    /// A dash or ellipsis: two of them are one mark.
    case joined
    /// A digit.
    case digit
    /// A letter of another script, or a percent sign.
    case latin
    /// A half-width mark.
    case sign
    /// A space.
    case space

    init(_ scalar: Unicode.Scalar) {
        // Most characters are ideographs.
        if (0x3400...0x9FFF).contains(scalar.value) {
            self = .han
            return
        }
        switch scalar {
        case "（", "《", "「", "『", "【", "〔", "〈", "“", "‘", "［", "｛", "〖": self = .opening
        case "）", "》", "」", "』", "】", "〕", "〉", "”", "’", "］", "｝", "〗", "，", "。", "、", "；", "：", "．": self = .closing
        case "—", "…", "─", "⋯": self = .joined
        case "0"..."9": self = .digit
        case " ", "\u{A0}", "\u{3000}": self = .space
        case "·", "×", "÷": self = .han
        case "%": self = .latin
        default: self = scalar.value >= 0x2000 ? .han : scalar.properties.isAlphabetic ? .latin : .sign
        }
    }

    /// Whether it is a figure or a letter, which take less than an em.
    var isNarrow: Bool { self == .digit || self == .latin }

    /// Whether a quarter em belongs between the two (CLREQ 3.2.3).
    static func wantsSpace(between left: UnitKind, _ right: UnitKind) -> Bool {
        switch (left, right) {
        case (.han, .digit), (.han, .latin), (.digit, .han), (.latin, .han): true
        default: false
        }
    }

    /// Whether justification may widen the gap: not inside words, numbers, dashes and ellipses.
    static func gapStretches(between left: UnitKind, _ right: UnitKind) -> Bool {
        switch (left, right) {
        case (.digit, .digit), (.latin, .latin), (.latin, .digit), (.digit, .latin), (.joined, .joined): false
        case (.sign, .digit), (.digit, .sign), (.sign, .latin), (.latin, .sign), (.sign, .sign): false
        case (_, .space): false
        default: true
        }
    }
}
