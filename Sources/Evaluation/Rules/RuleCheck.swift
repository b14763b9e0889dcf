import Diagnostics

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A rule that a submission breaks, and where.
struct Breach {
    let rule: String
    let severity: Severity
    /// The cell that is at fault; `nil` where the submission does not have it.
    var cell: FieldID?
    var message: LocalizedText
    let hint: LocalizedText?
    /// The figures that do not agree, where the rule compares two.
    var comparison: Diagnostic.Comparison?
    /// The cell that states the same, where the rule asks for different ones.
    var twin: FieldID?
    /// Whether the list is at fault as a whole in which the cell stands.
    var isOfList = false
}

/// A check of a rule on certain cells: the values of the rule's loops are a part of its environment.
struct RuleInstance {
    let rule: Rule
    let check: Rule.Check
    let environment: ExpressionEnvironment

    /// How a check ends.
    enum Verdict {
        case holds, broken
        /// It is not asked for, or cannot be told.
        case undecided
    }

    /// Whether the relation holds: one with an empty term is not checked.
    var verdict: Verdict { verdict(in: environment) }

    /// Whether the relation holds as `lens` shows the fields.
    /// - Parameter budget: the steps that it may take.
    func verdict(through lens: FieldLens, within budget: EvaluationBudget) -> Verdict {
        verdict(in: environment.seen(through: lens, within: budget))
    }

    private func verdict(in environment: ExpressionEnvironment) -> Verdict {
        if let condition = check.condition, !condition.holds(in: environment) { return .undecided }
        guard let sides = check.sides else {
            return check.relation.truth(in: environment).map { $0 ? .holds : .broken } ?? .undecided
        }
        guard let found = sides.left.number(in: environment), let computed = sides.right.number(in: environment) else {
            return .undecided
        }
        let expected = rule.rounded(computed, like: check.cell.value(in: environment).leaf)
        return sides.relation.holds(found, expected, tolerance: rule.tolerance) ? .holds : .broken
    }

    /// How far the left side is above the right one as `lens` shows the fields, before anything is rounded; `nil` where it cannot be
    /// told.
    func difference(through lens: FieldLens, within budget: EvaluationBudget) -> Decimal? {
        let environment = environment.seen(through: lens, within: budget)
        guard let sides = check.sides, let left = sides.left.number(in: environment) else { return nil }
        return sides.right.number(in: environment).flatMap { left.minus($0) }
    }

    /// The cell that is at fault where the relation does not hold.
    var cell: FieldID? { check.cell.value(in: environment).id }

    /// Whether the relation is that of equal numbers.
    var isEquation: Bool { check.sides?.relation == .equal }

    /// What is to be said where the relation does not hold.
    func breach(_ severity: Severity) -> Breach {
        Breach(
            rule: rule.id, severity: severity, cell: cell, message: check.message.text(in: environment),
            hint: check.hint?.text(in: environment), comparison: comparison)
    }

    /// What is found where a number that the rule computes is out of range.
    var outOfRange: Breach {
        let fault = ExpressionFault.outOfRange
        return Breach(
            rule: fault.id, severity: .error, cell: cell,
            message: LocalizedText("规则“\(rule.id)”：\(fault.message.zh)", en: "rule “\(rule.id)”: \(fault.message.en)"),
            hint: nil, comparison: nil)
    }

    // MARK: Figures

    /// The two numbers of the relation, the one of the cell at fault first; `nil` where it compares none.
    private var comparison: Diagnostic.Comparison? {
        guard let sides = check.sidesFromCell, let found = side(sides.left), let expected = side(sides.right) else {
            return nil
        }
        return Diagnostic.Comparison(
            found: found.text, relation: sides.relation, expected: expected.result,
            computation: expected.isSingle ? nil : expected.text)
    }

    /// The two numbers where it is not the cell of the relation that is wrong, but what the other side is made of.
    var comparisonOfParts: Diagnostic.Comparison? {
        guard let sides = check.sidesFromCell, let stated = side(sides.left), let parts = side(sides.right) else {
            return nil
        }
        return Diagnostic.Comparison(
            found: parts.text, relation: sides.relation, expected: stated.result, computation: nil, isOfParts: true)
    }

    /// The relation in figures, as it does not hold: 827.51 ≠ 406.73 + 366.78 = 773.51.
    var figures: String? {
        guard let sides = check.sidesFromCell, let left = side(sides.left), let right = side(sides.right) else {
            return nil
        }
        return "\(left.text) ≠ \(right.text)"
    }

    /// A side of the relation as it is shown.
    private struct Side {
        /// The number.
        let result: String
        /// How it comes about, and the number; only that where it is a single figure.
        let text: String
        let isSingle: Bool
    }

    private func side(_ expression: ModelExpression) -> Side? {
        guard let number = expression.number(in: environment) else { return nil }
        let isRate = check.cell.value(in: environment).leaf?.isPercentage == true
        if case .field(let reference) = expression, let leaf = reference.value(in: environment).leaf {
            let text = isRate && !leaf.isPercentage ? leaf.text + "%" : leaf.text
            return Side(result: text, text: text, isSingle: true)
        }
        let computation = Computation(expression, in: environment)
        let result = number.shortened.description + (isRate ? "%" : "")
        return Side(
            result: result, text: computation.isSingle ? result : "\(computation.text) = \(result)",
            isSingle: computation.isSingle)
    }
}

extension Rule {
    /// Runs `body` for each check of the rule in each turn of its loops, until the budget is used up.
    func forEachCheck(in environment: ExpressionEnvironment, _ body: (Check, ExpressionEnvironment) -> Void) {
        for round in rounds {
            round.loops[...].forEachTurn(in: environment) { environment in
                for check in round.checks { body(check, environment) }
            }
        }
    }

    /// `computed` as it is compared with a number that prints like `printed`.
    fileprivate func rounded(_ computed: Decimal, like printed: Leaf?) -> Decimal {
        switch rounding {
        case .exact: computed
        case .places(let places): computed.rounded(to: places)
        case .printed(let least): computed.rounded(to: max(least, printed?.printedPlaces ?? 2))
        }
    }
}

extension Rule.Check {
    /// Two numbers that are compared.
    struct Sides {
        let relation: Relation
        let left: ModelExpression
        let right: ModelExpression
    }

    /// The numbers that the relation compares; `nil` where it is of another kind.
    var sides: Sides? {
        guard case .comparison(let relation, let left, let right) = relation, left.kind == .number,
            right.kind == .number
        else { return nil }
        return Sides(relation: relation, left: left, right: right)
    }

    /// The same, the number in the cell at fault at the left, wherever the rule has it.
    fileprivate var sidesFromCell: Sides? {
        guard let sides else { return nil }
        guard case .field(let reference) = sides.right, reference.leads(whereDoes: cell) else { return sides }
        return Sides(relation: sides.relation.mirrored, left: sides.right, right: sides.left)
    }
}

extension Relation {
    /// The relation with its sides exchanged.
    fileprivate var mirrored: Relation {
        switch self {
        case .equal, .unequal: self
        case .less: .greater
        case .atMost: .atLeast
        case .greater: .less
        case .atLeast: .atMost
        }
    }
}

extension ModelValue {
    /// The id of a single value.
    var id: FieldID? {
        if case .leaf(_, let id) = self { id } else { nil }
    }
}

extension Leaf {
    /// How many decimals the number prints; at least none.
    var printedPlaces: Int? {
        guard case .figure(.amount(let amount)) = self else { return nil }
        return amount.places
    }

    /// Whether a percent sign follows the number.
    var isPercentage: Bool {
        if case .figure(.amount(let amount)) = self { amount.isPercentage } else { false }
    }
}
