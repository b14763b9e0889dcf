/// Ways to write the numbers of paragraphs (ISO/IEC 29500-1, 17.18.59).
enum NumeralStyle {
    /// `number` in the style called `name`; in Arabic digits where the style is not known.
    static func text(of number: Int, _ name: String) -> String {
        switch name {
        case "none", "bullet": ""
        case "decimalZero": SerialDate.padded(number, 2)
        case "upperRoman": roman(number)
        case "lowerRoman": roman(number).lowercased()
        case "upperLetter": letter(number)
        case "lowerLetter": letter(number).lowercased()
        case "chineseCountingThousand", "japaneseCounting", "taiwaneseCountingThousand", "chineseCounting",
            "taiwaneseCounting":
            ChineseNumerals.counted(number)
        case "chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal": ChineseNumerals.legal(number)
        case "ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital": ChineseNumerals.digits(number)
        case "ideographTraditional": cycle(number, "甲乙丙丁戊己庚辛壬癸")
        case "ideographZodiac": cycle(number, "子丑寅卯辰巳午未申酉戌亥")
        case "decimalFullWidth", "decimalFullWidth2": fullWidth(number)
        case "decimalEnclosedCircle", "decimalEnclosedCircleChinese": enclosed(number, circles)
        case "decimalEnclosedParen": enclosed(number, [(1, 20, 0x2474)])
        case "decimalEnclosedFullstop": enclosed(number, [(1, 20, 0x2488)])
        case "ideographEnclosedCircle": enclosed(number, [(1, 10, 0x3280)])
        case "numberInDash": "- \(number) -"
        default: String(number)
        }
    }

    /// ① to ⑳, ㉑ to ㉟ and ㊱ to ㊿: the first and last number and the character of the first.
    private static let circles: [(Int, Int, UInt32)] = [(1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1)]

    private static func enclosed(_ number: Int, _ ranges: [(Int, Int, UInt32)]) -> String {
        guard let range = ranges.first(where: { ($0.0...$0.1).contains(number) }),
            let scalar = Unicode.Scalar(range.2 + UInt32(number - range.0))
        else { return String(number) }
        return String(scalar)
    }

    private static func fullWidth(_ number: Int) -> String {
        let scalars = String(number).unicodeScalars.map { Unicode.Scalar($0.value + 0xFEE0) ?? $0 }
        return String(String.UnicodeScalarView(scalars))
    }

    private static func cycle(_ number: Int, _ names: String) -> String {
        let names = Array(names)
        return number > 0 ? String(names[(number - 1) % names.count]) : String(number)
    }

    /// A to Z, then AA to ZZ, as Word counts.
    private static func letter(_ number: Int) -> String {
        guard (1...780).contains(number), let scalar = Unicode.Scalar(UInt32(0x41 + (number - 1) % 26)) else {
            return String(number)
        }
        return String(repeating: String(scalar), count: (number - 1) / 26 + 1)
    }

    private static func roman(_ number: Int) -> String {
        guard (1..<4_000).contains(number) else { return String(number) }
        var (text, rest) = ("", number)
        for (value, sign) in romans {
            text += String(repeating: sign, count: rest / value)
            rest %= value
        }
        return text
    }

    private static let romans = [
        (1_000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
        (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ]
}
