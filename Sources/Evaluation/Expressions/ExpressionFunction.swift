#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// What an expression may call.
package enum ExpressionFunction: String, CaseIterable, Sendable {
    /// The sum of a list's numbers. Empty ones add nothing; where all are empty, so is the sum.
    case sum
    /// How many elements a list has.
    case count
    /// The smaller of two numbers.
    case min
    /// The larger of two numbers.
    case max
    /// A number without its sign.
    case abs
    /// A number rounded half up to a count of decimals.
    case round
    /// A number as a percentage of another.
    case percent
    /// Whether nothing is stated: of a list, by none of its elements.
    case empty
    /// Whether something is stated.
    case filled
    /// Whether a text holds another.
    case contains
    /// The number in a target or an outcome such as ≥95%; empty for words.
    case quantity
    /// The part of a target that an outcome reaches, from 0 to 1; empty where one of them is no number.
    case attainment

    /// What the function gives.
    var result: ExpressionKind {
        switch self {
        case .sum, .count, .min, .max, .abs, .round, .percent, .quantity, .attainment: .number
        case .empty, .filled, .contains: .truth
        }
    }

    /// The kinds that each argument may be.
    var parameters: [[ExpressionKind]] {
        switch self {
        case .sum: [[.list, .number]]
        case .count: [[.list]]
        case .min, .max, .percent: [[.number], [.number]]
        case .abs: [[.number]]
        case .round: [[.number], [.number]]
        case .empty, .filled: [[.list, .number, .text, .group]]
        case .contains: [[.text], [.text]]
        case .quantity: [[.text]]
        case .attainment: [[.text], [.text]]
        }
    }

    /// The number that the function gives; `nil` where it is empty.
    func number(of arguments: [ModelExpression], in environment: ExpressionEnvironment) -> Decimal? {
        switch self {
        case .sum: return arguments[0].number(self, in: environment) { Self.sum($0, environment.budget) }
        case .count: return arguments[0].number(self, in: environment) { Decimal($0.count) }
        case .quantity: return Quantity(arguments[0].text(in: environment))?.value
        case .attainment: return Attainment(arguments, environment)?.part
        case .abs, .round, .min, .max, .percent:
            let operands = arguments.compactMap { $0.number(in: environment) }
            guard operands.count == arguments.count else { return nil }
            return calculate(operands, environment.budget)
        case .empty, .filled, .contains: return nil
        }
    }

    private static func sum(_ numbers: [Decimal?], _ budget: EvaluationBudget) -> Decimal? {
        let stated = numbers.compactMap { $0 }
        guard !stated.isEmpty else { return nil }
        let sum = Decimal.sum(stated)
        if sum == nil { budget.noteOutOfRange() }
        return sum
    }

    private func calculate(_ operands: [Decimal], _ budget: EvaluationBudget) -> Decimal? {
        let (first, last) = (operands[0], operands[operands.count - 1])
        switch self {
        case .abs: return Swift.abs(first)
        case .round: return first.rounded(to: Swift.min(30, Swift.max(0, Int(last.description) ?? 0)))
        case .min: return Swift.min(first, last)
        case .max: return Swift.max(first, last)
        case .percent:
            let share = first.percent(of: last)
            if share == nil, !last.isZero { budget.noteOutOfRange() }
            return share
        default: preconditionFailure("\(self) does not calculate with single numbers")
        }
    }

    /// Whether what the function asks is so.
    func truth(of arguments: [ModelExpression], in environment: ExpressionEnvironment) -> Bool {
        switch self {
        case .empty: arguments[0].isEmpty(in: environment)
        case .filled: !arguments[0].isEmpty(in: environment)
        case .contains: arguments[0].text(in: environment).holds(arguments[1].text(in: environment))
        default: preconditionFailure("\(self) gives no truth")
        }
    }
}

/// How far an outcome reaches its target.
struct Attainment {
    /// The target.
    let target: Quantity
    /// The outcome.
    let actual: Quantity

    /// Reads a target and an outcome; `nil` where one of them is no number, or below zero.
    init?(_ arguments: [ModelExpression], _ environment: ExpressionEnvironment) {
        guard let target = Quantity(arguments[0].text(in: environment)) else { return nil }
        guard let actual = Quantity(arguments[1].text(in: environment)) else { return nil }
        guard target.value >= 0, actual.value >= 0 else { return nil }
        self.target = target
        self.actual = actual
    }

    /// Whether the target is reached.
    var isReached: Bool { target.isUpperBound ? actual.value <= target.value : actual.value >= target.value }

    /// 1 where the target is reached, else the smaller of the two over the larger.
    var part: Decimal {
        if isReached { return 1 }
        return Swift.min(actual.value, target.value).over(Swift.max(actual.value, target.value)) ?? 0
    }
}
