#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The number in a target or an outcome, such as ≥95%, 不超过3次 or 168.
struct Quantity {
    /// The number, of a percentage the figure before the sign.
    let value: Decimal
    /// Whether it is a bound that may not be exceeded.
    let isUpperBound: Bool

    private static let upperBounds = ["≤", "<=", "<", "不超过", "不高于", "不大于", "不多于", "少于", "低于", "小于"]
    private static let lowerBounds = ["≥", ">=", ">", "=", "不低于", "不少于", "不小于", "超过", "高于", "大于", "多于"]
    /// What follows the number of a date or a time limit.
    private static let calendar: Set<Character> = ["年", "月", "日", "号", "季"]

    /// Reads `source`; `nil` if it holds no number, more than one, or a date.
    init?(_ source: String) {
        var text = source.halfWidth.filter { $0 != " " }[...]
        let upper = Self.upperBounds.first { text.hasPrefix($0) }
        if let bound = upper ?? Self.lowerBounds.first(where: { text.hasPrefix($0) }) {
            text = text.dropFirst(bound.count)
        }
        let digits = text.prefix { "0123456789.,+-".contains($0) }
        let unit = text.dropFirst(digits.count)
        guard let amount = Amount(String(digits)), !amount.isPercentage else { return nil }
        guard !unit.contains(where: \.isNumber), !(unit.first.map(Self.calendar.contains) ?? false) else { return nil }
        value = amount.value
        isUpperBound = upper != nil
    }
}
