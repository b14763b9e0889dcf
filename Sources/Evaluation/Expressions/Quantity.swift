import Diagnostics

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The number in a target or an outcome, such as ≥95%, 不超过3次, 5%以内, 90%～95% or 168.
struct Quantity {
    /// The number, of a percentage the figure before the sign; of a range the lower end.
    let value: Decimal
    /// The upper end of a range.
    let upper: Decimal?
    /// How the number binds, where it says so.
    let relation: Relation?
    /// What follows the number.
    let unit: String

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
        guard let value = text.takeNumber() else { return nil }
        let upper = text.takeRangeEnd()
        let suffix = text.takeSuffix(ofRange: upper != nil)
        guard let unit = text.unit else { return nil }
        if let upper {
            guard sign == nil, suffix == nil || suffix == .atMost, value < upper else { return nil }
        } else {
            guard sign == nil || suffix == nil || sign?.isUpperBound == suffix?.isUpperBound else { return nil }
            guard !isControlled || suffix == .atMost else { return nil }
        }
        self.value = value
        self.upper = upper
        self.unit = unit
        relation = upper == nil ? sign ?? suffix : nil
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
