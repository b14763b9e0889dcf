import Diagnostics

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The number in a target or an outcome, such as ≥95%, 不超过3次, 5%以内, 90%～95%, 15万元 or 168.
struct Quantity {
    /// The number, of a percentage the figure before the sign; of a range the lower end. Of 15万元 it is 150000.
    let value: Decimal
    /// The upper end of a range.
    let upper: Decimal?
    /// How the number binds, where it says so.
    let relation: Relation?
    /// What the number counts or measures, without a multiple such as 万; empty where nothing is said.
    let unit: String
    /// The power of ten of the multiple behind the number: 4 of 万.
    let power: Int

    /// The number, if it is but one.
    var number: Decimal? { upper == nil ? value : nil }

    /// Whether it is a number itself, not a bound or a range.
    var isExact: Bool { upper == nil && (relation == nil || relation == .equal) }

    /// Reads `source`; `nil` if it holds no number, several that are no range, or a date, or says more of the number than
    /// is understood.
    init?(_ source: String) {
        var text = QuantityText(source)
        let sign = text.takeRelation()
        let isControlled = sign == nil && text.take("控制在")
        guard let number = text.takeNumber() else { return nil }
        let range = text.takeRangeEnd()
        let suffix = text.takeSuffix(ofRange: range != nil)
        let power = text.takePower()
        guard let unit = text.unit, range?.isMeasured(like: unit) != false else { return nil }
        let value = number.shifted(by: range?.power ?? power)
        let upper = range.map { $0.end.shifted(by: power) }
        if let upper {
            guard sign == nil, suffix == nil || suffix == .atMost, value < upper else { return nil }
        } else {
            guard sign == nil || suffix == nil || sign?.isUpperBound == suffix?.isUpperBound else { return nil }
            guard !isControlled || suffix == .atMost else { return nil }
        }
        self.value = value
        self.upper = upper
        self.unit = unit.canonicalUnit
        self.power = power
        relation = upper == nil ? sign ?? suffix : nil
    }

    /// Whether numbers of the two may be compared: both are in one unit, or one says none. A plain number beside one with a multiple,
    /// as 15 beside 15万元, may be meant either way.
    func isComparable(with other: Quantity) -> Bool {
        if unit.isEmpty, power == 0 { return other.power == 0 || isSame(as: other) }
        if other.unit.isEmpty, other.power == 0 { return power == 0 || isSame(as: other) }
        return unit.isEmpty || other.unit.isEmpty || unit == other.unit
    }

    /// Whether two texts hold numbers that may be compared; `nil` where one of them is words. A text that says more of its number
    /// than is understood cannot be compared.
    static func areComparable(_ target: String, _ actual: String) -> Bool? {
        switch (Quantity(target), Quantity(actual)) {
        case (let target?, let actual?): target.isComparable(with: actual)
        case (nil, nil): nil
        case (_?, nil): actual.hasDigit ? false : nil
        case (nil, _?): target.hasDigit ? false : nil
        }
    }

    /// Whether it states the same as `other`.
    func isSame(as other: Quantity) -> Bool {
        value == other.value && upper == other.upper && relation == other.relation
    }

    /// Whether less is better: of an upper bound, and of a target of nothing.
    var wantsLess: Bool? {
        if upper != nil { return nil }
        switch relation {
        case nil: return value == 0
        case .equal: return value == 0 ? true : nil
        case .less, .atMost: return true
        case .greater, .atLeast: return false
        case .unequal: return nil
        }
    }

    /// Whether `number` is what the target asks for; `nil` where that cannot be told: beyond a range or a number that was
    /// to be met exactly, and on a bound that may or may not belong to it.
    func isMet(by number: Decimal) -> Bool? {
        if let upper { return number >= value && number <= upper ? true : nil }
        switch relation {
        case nil: return value == 0 ? number == 0 : number >= value
        case .equal where value > 0 && number > value: return nil
        case .equal: return number == value
        case .less: return number == value ? nil : number < value
        case .greater: return number == value ? nil : number > value
        case .atMost: return number <= value
        case .atLeast: return number >= value
        case .unequal: return nil
        }
    }
}

extension Relation {
    /// Whether it lets no number be larger; `nil` where it bounds to both sides or to none.
    fileprivate var isUpperBound: Bool? {
        switch self {
        case .less, .atMost: true
        case .greater, .atLeast: false
        case .equal, .unequal: nil
        }
    }
}

extension String {
    /// Whether there is a digit in the text, half-width or full-width.
    fileprivate var hasDigit: Bool { halfWidth.utf8.contains { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } }

    /// One name for a unit that has several.
    fileprivate var canonicalUnit: String { Self.unitNames[self] ?? self }

    private static let unitNames = [
        "圆": "元", "元人民币": "元", "㎡": "平方米", "平米": "平方米", "个工作日": "工作日", "个百分点": "百分点",
    ]
}
