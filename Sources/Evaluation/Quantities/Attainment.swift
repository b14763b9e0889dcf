import Diagnostics

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// How far an outcome reaches its target. What cannot be told for certain is left open.
struct Attainment {
    /// The target.
    let target: Quantity
    /// The outcome.
    let actual: Quantity

    /// Reads a target and an outcome; `nil` where one of them is no number, or below zero, or both have units that are not one.
    init?(_ arguments: [ModelExpression], _ environment: ExpressionEnvironment) {
        guard let target = Quantity(arguments[0].text(in: environment)) else { return nil }
        guard let actual = Quantity(arguments[1].text(in: environment)) else { return nil }
        guard target.value >= 0, actual.value >= 0 else { return nil }
        guard target.isComparable(with: actual) else { return nil }
        self.target = target
        self.actual = actual
    }

    /// Whether the target is reached; `nil` where that cannot be told.
    var isReached: Bool? {
        if actual.isSame(as: target) { return true }
        guard actual.upper == nil, let isMet = target.isMet(by: actual.value) else { return nil }
        switch actual.relation {
        case nil, .equal: return isMet
        case .unequal: return nil
        // An outcome that is but a bound says something where all beyond the bound comes out the same.
        case .greater, .atLeast: return target.wantsLess == !isMet ? isMet : nil
        case .less, .atMost: return target.wantsLess == isMet ? isMet : nil
        }
    }

    /// 1 where the target is reached, else the smaller of the two over the larger; `nil` where there is no such part.
    var part: Decimal? {
        guard let isReached else { return nil }
        if isReached { return 1 }
        guard actual.isExact, target.value > 0 else { return nil }
        return Swift.min(actual.value, target.value).over(Swift.max(actual.value, target.value))
    }
}
