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

    private static let upperBounds = bytes("≤", "<=", "<", "不超过", "不高于", "不大于", "不多于", "少于", "低于", "小于")
    private static let lowerBounds = bytes(
        "≥", ">=", ">", "=", "不低于", "不少于", "不小于", "超过", "高于", "大于", "多于")

    /// Reads `source`; `nil` if it holds no number, more than one, or a date.
    init?(_ source: String) {
        var text = source.halfWidth.utf8.filter { $0 != UInt8(ascii: " ") }[...]
        let isBound = text.first.map { !Self.isFigure($0) } ?? false
        let upper = isBound ? Self.upperBounds.first(where: text.starts) : nil
        if isBound, let bound = upper ?? Self.lowerBounds.first(where: text.starts) {
            text = text.dropFirst(bound.count)
        }
        let digits = text.prefix(while: Self.isFigure)
        guard !digits.isEmpty else { return nil }
        let unit = String(decoding: text[digits.endIndex...], as: UTF8.self)
        guard let amount = Amount(String(decoding: digits, as: UTF8.self)), Self.isUnit(unit) else { return nil }
        value = amount.value
        isUpperBound = upper != nil
    }

    private static func isFigure(_ byte: UInt8) -> Bool {
        switch byte {
        // 0 to 9 and + , - .
        case 0x30...0x39, 0x2B...0x2E: true
        default: false
        }
    }

    /// Whether `text` may follow a number: it holds no other one, and makes no date or time limit of it.
    private static func isUnit(_ text: String) -> Bool {
        !text.unicodeScalars.contains { $0.properties.numericType != nil }
            && !(text.unicodeScalars.first.map("年月日号季".unicodeScalars.contains) ?? false)
    }

    private static func bytes(_ texts: String...) -> [[UInt8]] { texts.map { Array($0.utf8) } }
}
