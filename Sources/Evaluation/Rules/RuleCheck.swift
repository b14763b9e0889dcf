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
    let cell: FieldID?
    var message: LocalizedText
    let hint: LocalizedText?
    /// The figures that do not agree, where the rule compares two.
    let comparison: Diagnostic.Comparison?
    /// The cell that states the same, where the rule asks for different ones.
    var twin: FieldID?
    /// Whether the list is at fault as a whole in which the cell stands.
    var isOfList = false
}

extension Rule {
    /// Gives `take` the breaches of the rule in a submission, and each cell for which it comes to no number, until the
    /// budget is used up.
    func forEachBreach(in environment: ExpressionEnvironment, _ take: (Breach) -> Void) {
        guard let severity else { return }
        loops[...].forEachTurn(in: environment) { environment in
            for check in checks {
                let breach = check.breach(of: self, severity, in: environment)
                let isOutOfRange = environment.budget.takeOutOfRange()
                guard !environment.budget.isExhausted else { return }
                if isOutOfRange { take(outOfRange(check, environment)) } else if let breach { take(breach) }
            }
        }
    }

    /// What is found where a number that the rule computes is out of range.
    private func outOfRange(_ check: Check, _ environment: ExpressionEnvironment) -> Breach {
        let fault = ExpressionFault.outOfRange
        return Breach(
            rule: fault.id, severity: .error, cell: check.cell.value(in: environment).id,
            message: LocalizedText("规则“\(id)”：\(fault.message.zh)", en: "rule “\(id)”: \(fault.message.en)"), hint: nil,
            comparison: nil)
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
    /// What is wrong, if anything is: a relation with an empty term is not checked.
    fileprivate func breach(
        of rule: Rule, _ severity: Severity, in environment: ExpressionEnvironment
    ) -> Breach? {
        if let condition, !condition.holds(in: environment) { return nil }
        var comparison: Diagnostic.Comparison?
        if case .comparison(let relation, let left, let right) = self.relation, left.kind == .number,
            right.kind == .number
        {
            guard let found = compare(rule, relation: relation, left: left, right: right, in: environment) else {
                return nil
            }
            comparison = found
        } else {
            guard self.relation.truth(in: environment) == false else { return nil }
        }
        return Breach(
            rule: rule.id, severity: severity, cell: cell.value(in: environment).id,
            message: message.text(in: environment), hint: hint?.text(in: environment), comparison: comparison)
    }

    /// The two numbers of a relation that does not hold; `nil` where it holds or cannot be told.
    private func compare(
        _ rule: Rule, relation: Relation, left: ModelExpression, right: ModelExpression,
        in environment: ExpressionEnvironment
    ) -> Diagnostic.Comparison? {
        guard let stated = left.number(in: environment), let computed = right.number(in: environment) else {
            return nil
        }
        let cell = self.cell.value(in: environment).leaf
        let expected = rule.rounded(computed, like: cell)
        guard !relation.holds(stated, expected, tolerance: rule.tolerance) else { return nil }
        let isRate = cell?.isPercentage == true
        let computation = Computation(right, in: environment)
        let result = Self.shown(computed, isRate)
        let found = Computation(left, in: environment)
        return Diagnostic.Comparison(
            found: found.isSingle ? Self.shown(stated, isRate) : "\(found.text) = \(Self.shown(stated, isRate))",
            relation: relation, expected: result,
            computation: computation.isSingle ? nil : "\(computation.text) = \(result)")
    }

    /// A number for the reader: of one that does not end, two decimals.
    private static func shown(_ number: Decimal, _ isRate: Bool) -> String {
        number.shortened.description + (isRate ? "%" : "")
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
    fileprivate var printedPlaces: Int? {
        guard case .figure(.amount(let amount)) = self else { return nil }
        return amount.places
    }

    /// Whether a percent sign follows the number.
    fileprivate var isPercentage: Bool {
        if case .figure(.amount(let amount)) = self { amount.isPercentage } else { false }
    }
}
