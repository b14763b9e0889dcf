/// Numbers in Chinese characters.
enum ChineseNumerals {
    private static let plain: [Character] = Array("〇一二三四五六七八九")
    private static let plainZero: [Character] = Array("零一二三四五六七八九")
    private static let legal: [Character] = Array("零壹贰叁肆伍陆柒捌玖")

    /// Digit by digit: 2024 is 二〇二四.
    static func digits(_ number: Int) -> String {
        String(String(number).compactMap { $0.wholeNumberValue.map { plain[$0] } })
    }

    /// As it is counted: 12 is 十二, 105 is 一百零五.
    static func counted(_ number: Int) -> String {
        let text = counted(number, plainZero, Array("十百千万"))
        return text.hasPrefix("一十") ? String(text.dropFirst()) : text
    }

    /// As it stands in cheques: 12 is 壹拾贰.
    static func legal(_ number: Int) -> String { counted(number, legal, Array("拾佰仟万")) }

    /// A number below 100,000,000; larger ones stay in Arabic digits.
    private static func counted(_ number: Int, _ digits: [Character], _ units: [Character]) -> String {
        guard (0..<100_000_000).contains(number) else { return String(number) }
        guard number > 0 else { return String(digits[0]) }
        let (high, low) = number.quotientAndRemainder(dividingBy: 10_000)
        let head = high == 0 ? "" : group(high, digits, units) + String(units[3])
        let gap = high > 0 && low > 0 && low < 1_000 ? String(digits[0]) : ""
        return head + gap + group(low, digits, units)
    }

    /// A number below 10,000; nothing for 0.
    private static func group(_ number: Int, _ digits: [Character], _ units: [Character]) -> String {
        var text = ""
        var hasGap = false
        for (power, unit) in [(1_000, 2), (100, 1), (10, 0), (1, -1)] {
            let digit = number / power % 10
            if digit == 0 {
                hasGap = !text.isEmpty
                continue
            }
            if hasGap { text.append(digits[0]) }
            hasGap = false
            text.append(digits[digit])
            if unit >= 0 { text.append(units[unit]) }
        }
        return text
    }
}
