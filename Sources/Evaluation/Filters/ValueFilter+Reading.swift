#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension ValueFilter {
    /// The text of a value whose text in this form is `text`; a text that is no such form stays as it is. An amount stays in the
    /// unit that it is shown in.
    package func removed(from text: String) -> String {
        switch self {
        case .chinese, .dotted, .iso, .previous, .fixed, .thousands, .to: text
        case .percent: text.hasSuffix("%") || text.hasSuffix("％") ? String(text.dropLast()) : text
        case .unit(let unit): text.hasSuffix(unit) ? String(text.dropLast(unit.count)).trimmed : text
        case .capital(let unit):
            ChineseNumberText(text).money.map { $0.shifted(by: -unit.power).description } ?? text
        case .numeral, .digits: ChineseNumberText(text).plain ?? text
        case .boxes(let boxes): boxes.word(in: text)
        }
    }
}

/// A number, date or amount of money in Chinese characters, read.
struct ChineseNumberText {
    private let text: Substring
    private let isNegative: Bool

    /// Takes a text, which may be none.
    init(_ text: String) {
        isNegative = text.hasPrefix("负")
        self.text = isNegative ? text.dropFirst() : text[...]
    }

    private static let digits: [Character: Int] = {
        var digits: [Character: Int] = ["〇": 0, "○": 0, "贰": 2, "两": 2, "参": 3]
        for characters in [NumeralCharacters.plain, .capital] {
            for (value, digit) in characters.digits.enumerated() { digits[digit] = value }
        }
        return digits
    }()

    private static let powers: [Character: Int] = [
        "十": 1, "拾": 1, "百": 2, "佰": 2, "千": 3, "仟": 3, "万": 4, "萬": 4, "亿": 8, "億": 8,
    ]

    /// The number or date in the digits of a submission; `nil` where the text is none.
    var plain: String? {
        if text.hasSuffix("日") { return date?.dotted }
        let parts = text.split(separator: "点", omittingEmptySubsequences: false)
        guard let whole = parts.first.flatMap(Self.whole), parts.count <= 2 else { return nil }
        let decimals = parts.count == 2 ? Self.digits(of: parts[1]) : ""
        guard let decimals, parts.count == 1 || !decimals.isEmpty else { return nil }
        return (isNegative ? "-" : "") + whole + (parts.count == 2 ? "." + decimals : "")
    }

    private var date: FilingDate? {
        let parts = text.dropLast().split { $0 == "年" || $0 == "月" }.compactMap(Self.whole).compactMap { Int($0) }
        return parts.count == 3 ? FilingDate(year: parts[0], month: parts[1], day: parts[2]) : nil
    }

    /// The amount in 元; `nil` where the text is none.
    var money: Decimal? {
        var rest = text
        if rest.hasPrefix("人民币") { rest = rest.dropFirst(3) }
        if rest.last == "整" || rest.last == "正" { rest.removeLast() }
        guard !rest.isEmpty else { return nil }
        var sum = Decimal(0)
        for (units, exponent) in [("元圆", 0), ("角", -1), ("分", -2)] {
            guard let place = rest.firstIndex(where: units.contains) else { continue }
            guard let number = Self.value(of: rest[..<place]), exponent == 0 || number < 10 else { return nil }
            sum += number.shifted(by: exponent)
            rest = rest[rest.index(after: place)...]
        }
        guard rest.isEmpty else { return nil }
        return isNegative ? 0 - sum : sum
    }

    /// The digits of characters that are nothing but digits.
    private static func digits(of text: Substring) -> String? {
        let values = text.compactMap { digits[$0] }
        return values.count == text.count ? values.map(String.init).joined() : nil
    }

    /// The digits of a whole number, written digit by digit or with powers of ten.
    private static func whole(_ text: Substring) -> String? {
        guard !text.isEmpty, text.count <= 64 else { return nil }
        return digits(of: text) ?? value(of: text).map(\.description)
    }

    /// A number that is written with powers of ten.
    private static func value(of text: Substring) -> Decimal? {
        for unit in ["亿億", "万萬"] {
            guard let place = text.lastIndex(where: unit.contains), let power = powers[text[place]] else { continue }
            let rest = text[text.index(after: place)...]
            // 万亿 is written 亿 behind 万, and no unit behind itself.
            guard let high = value(of: text[..<place]), high > 0, unit != "万萬" || high < 10_000 else { return nil }
            guard let low = rest.isEmpty ? 0 : value(of: rest) else { return nil }
            return high.shifted(by: power) + low
        }
        return belowTenThousand(text)
    }

    private static func belowTenThousand(_ text: Substring) -> Decimal? {
        var (sum, digit, least) = (0, Int?.none, 4)
        for character in text {
            if let value = digits[character] {
                guard digit ?? 0 == 0 else { return nil }
                digit = value
            } else if let power = powers[character], power < least {
                // 十 alone is ten.
                guard let factor = digit ?? (power == 1 && sum == 0 ? 1 : nil), factor > 0 else { return nil }
                sum += factor * [1, 10, 100, 1000][power]
                (digit, least) = (nil, power)
            } else {
                return nil
            }
        }
        return text.isEmpty ? nil : Decimal(sum + (digit ?? 0))
    }
}
