#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The characters that numbers are written in.
struct NumeralCharacters {
    /// From zero to nine.
    let digits: [Character]
    /// Ten, a hundred, a thousand.
    let powers: [Character]
    /// Whether a leading ten is written with its one: 壹拾, but 十.
    let writesLeadingOne: Bool

    /// 二十三.
    static let plain = NumeralCharacters(
        digits: ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"], powers: ["十", "百", "千"],
        writesLeadingOne: false)
    /// 贰拾叁, by the rules for cheques (支付结算办法).
    static let capital = NumeralCharacters(
        digits: ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"], powers: ["拾", "佰", "仟"],
        writesLeadingOne: true)

    /// A whole number in words. Zeros between other digits are one 零; those at the end of a group of four are none.
    /// - Parameter whole: digits from 0 to 9.
    func words(_ whole: some StringProtocol) -> String {
        let digits = whole.compactMap(\.wholeNumberValue).drop { $0 == 0 }
        guard !digits.isEmpty else { return String(self.digits[0]) }
        let words = self.words(of: digits)
        let (ten, one) = (powers[0], self.digits[1])
        return !writesLeadingOne && words.first == one && words.dropFirst().first == ten
            ? String(words.dropFirst()) : words
    }

    /// Digits without zeros before them. The hundred millions are a number themselves, and so are the ten thousands below.
    private func words(of digits: ArraySlice<Int>) -> String {
        if digits.count > 8 { return words(of: digits, of: "亿", width: 8) }
        if digits.count > 4 { return words(of: digits, of: "万", width: 4) }
        var words = ""
        for (place, digit) in zip((0..<digits.count).reversed(), digits) {
            guard digit > 0 else {
                if words.last != self.digits[0] { words.append(self.digits[0]) }
                continue
            }
            words.append(self.digits[digit])
            if place > 0 { words.append(powers[place - 1]) }
        }
        return words.last == self.digits[0] ? String(words.dropLast()) : words
    }

    private func words(of digits: ArraySlice<Int>, of unit: Character, width: Int) -> String {
        let high = words(of: digits.dropLast(width)) + String(unit)
        let low = digits.suffix(width)
        let stated = low.drop { $0 == 0 }
        guard !stated.isEmpty else { return high }
        return high + (stated.count < width ? String(self.digits[0]) : "") + words(of: stated)
    }
}

/// A number in words: 负一百零五, 三点一四.
struct ChineseNumeral {
    /// The words.
    let text: String

    /// The words of `number`.
    init(_ number: Decimal) {
        let parts = number.magnitude.description.split(separator: ".")
        let decimals = parts.dropFirst().first.map { "点" + $0.map { Self.character($0, zero: "零") } } ?? ""
        text = (number < 0 ? "负" : "") + NumeralCharacters.plain.words(parts[0]) + decimals
    }

    /// The digits of a number as it prints, one by one: 二〇二四. What is no digit stays.
    static func digits(of text: String) -> String {
        String(text.map { $0 == "." ? "点" : $0 == "-" ? "负" : character($0, zero: "〇") })
    }

    private static func character(_ digit: Character, zero: Character) -> Character {
        guard let value = digit.wholeNumberValue else { return digit }
        return value == 0 ? zero : NumeralCharacters.plain.digits[value]
    }
}

extension FilingDate {
    /// 二〇二四年六月二日
    var inWords: String {
        let words = [month, day].map { NumeralCharacters.plain.words(String($0)) }
        return "\(ChineseNumeral.digits(of: String(year)))年\(words[0])月\(words[1])日"
    }
}
