import Layout

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Lengths as layouts write them.
enum Units {
    /// Sizes of Chinese type (号) in points, as GB/T 9704's annexes and word processors use them.
    static let typeSizes: [String: Double] = [
        "初号": 42, "小初": 36, "一号": 26, "小一": 24, "二号": 22, "小二": 18, "三号": 16, "小三": 15, "四号": 14, "小四": 12, "五号": 10.5,
        "小五": 9, "六号": 7.5, "小六": 6.5, "七号": 5.5, "八号": 5,
    ]

    /// A size: a name in 号, or a length. Sizes lie between 4 and 72 pt.
    static func size(_ text: String) -> Length? {
        let length = typeSizes[text].map(Length.pt) ?? length(text)
        guard let length, length >= .pt(4), length <= .pt(72) else { return nil }
        return length
    }

    /// A length such as `40mm`, `2.5cm` or `10.5pt`, from 0 to 2 m.
    static func length(_ text: String) -> Length? {
        let length: Length? =
            if text == "0" { .zero } else if let value = number(text, "mm") {
                .mm(value)
            } else if let value = number(text, "cm") {
                .mm(value * 10)
            } else { number(text, "pt").map(Length.pt) }
        guard let length, length >= .zero, length <= .mm(2000) else { return nil }
        return length
    }

    /// A plain number from 0 to 10,000, with `unit` behind it.
    static func number(_ text: String, _ unit: String = "") -> Double? {
        guard text.hasSuffix(unit) else { return nil }
        let digits = text.dropLast(unit.count)
        guard !digits.isEmpty, digits.allSatisfy({ "0123456789.".contains($0) }) else { return nil }
        guard let value = Double(digits), value <= 10_000 else { return nil }
        return value
    }
}
