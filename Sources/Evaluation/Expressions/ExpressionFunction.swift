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
    /// The values of a list that are not empty, with a text between them.
    case join
    /// The number in a target or an outcome such as ≥95%; empty for words.
    case quantity
    /// The part of a target that an outcome reaches, from 0 to 1; empty where one of them is no number, and where there is
    /// no part, as of a target of 0 that is missed.
    case attainment
    /// Whether an outcome reaches a target; undecided where that cannot be told.
    case reached
    /// Whether the numbers in a target and an outcome are in one unit; undecided where one of them is words.
    case comparable
    /// Whether two texts name the same, numbers before them, 其中：, quotation marks and white space aside.
    case same
    /// Whether a telephone number has as many digits as its kind; undecided where it is empty or more than a number.
    case telephone
    /// The year of a date.
    case year
    /// The month of a date, from 1.
    case month

    /// What the function gives.
    var result: ExpressionKind {
        switch self {
        case .sum, .count, .min, .max, .abs, .round, .percent, .quantity, .attainment, .year, .month: .number
        case .empty, .filled, .contains, .reached, .comparable, .same, .telephone: .truth
        case .join: .text
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
        case .empty, .filled: [[.list, .number, .text, .date, .group]]
        case .contains: [[.text, .date], [.text, .date]]
        case .join: [[.list], [.text]]
        case .quantity, .telephone: [[.text]]
        case .attainment, .reached, .comparable, .same: [[.text], [.text]]
        case .year, .month: [[.date]]
        }
    }

    /// The number that the function gives; `nil` where it is empty.
    func number(of arguments: [ModelExpression], in environment: ExpressionEnvironment) -> Decimal? {
        switch self {
        case .sum: return arguments[0].number(self, in: environment) { Self.sum($0, environment.budget) }
        case .count: return arguments[0].number(self, in: environment) { Decimal($0.count) }
        case .quantity: return Quantity(arguments[0].text(in: environment))?.number
        case .attainment: return Attainment(arguments, environment)?.part
        case .abs, .round, .min, .max, .percent:
            let operands = arguments.compactMap { $0.number(in: environment) }
            guard operands.count == arguments.count else { return nil }
            return calculate(operands, environment.budget)
        case .year: return arguments[0].date(in: environment).map { Decimal($0.year) }
        case .month: return arguments[0].date(in: environment).map { Decimal($0.month) }
        case .empty, .filled, .contains, .reached, .comparable, .same, .telephone, .join: return nil
        }
    }

    /// The text that the function gives.
    func text(of arguments: [ModelExpression], in environment: ExpressionEnvironment) -> String {
        guard self == .join, case .field(let list) = arguments[0] else { return "" }
        let texts = list.elements(in: environment).compactMap(\.leaf?.text).filter { !$0.isEmpty }
        let text = texts.joined(separator: arguments[1].text(in: environment))
        return environment.budget.take(text.utf8.count >> 6) ? text : ""
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

    /// Whether what the function asks is so; `nil` where that cannot be told.
    func truth(of arguments: [ModelExpression], in environment: ExpressionEnvironment) -> Bool? {
        switch self {
        case .empty: arguments[0].isEmpty(in: environment)
        case .filled: !arguments[0].isEmpty(in: environment)
        case .contains: arguments[0].text(in: environment).holds(arguments[1].text(in: environment))
        case .reached: Attainment(arguments, environment)?.isReached
        case .comparable:
            Quantity.areComparable(arguments[0].text(in: environment), arguments[1].text(in: environment))
        case .same: arguments[0].text(in: environment).itemName == arguments[1].text(in: environment).itemName
        case .telephone: TelephoneNumber.isWhole(arguments[0].text(in: environment))
        default: preconditionFailure("\(self) gives no truth")
        }
    }
}
