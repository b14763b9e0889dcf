import Diagnostics

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension RulePack {
    /// A figure that is the sum of others.
    package struct Sum: Sendable {
        /// The figure.
        package let total: FieldID
        /// What it adds up, empty figures included.
        package let terms: [FieldID]
    }

    /// The figures of a submission that a rule in force says are the exact sum of others and of nothing else. Of a figure that
    /// several rules speak of, what the first says.
    package func sums(in model: ModelValue) -> [Sum] {
        let environment = ExpressionEnvironment(root: model)
        var known: Set<FieldID> = []
        var sums: [Sum] = []
        for rule in rules where rule.isExact {
            rule.loops[...].forEachTurn(in: environment) { environment in
                for check in rule.checks {
                    guard let sum = check.sum(in: environment), known.insert(sum.total).inserted else { continue }
                    sums.append(sum)
                }
            }
        }
        return sums
    }
}

extension Rule {
    /// Whether the rule is in force and compares numbers as they are.
    fileprivate var isExact: Bool {
        guard severity != nil, tolerance.isZero, case .exact = rounding else { return false }
        return true
    }
}

extension Rule.Check {
    /// The sum that the check asks for; `nil` where it asks for anything else.
    fileprivate func sum(in environment: ExpressionEnvironment) -> RulePack.Sum? {
        // What holds only where something else does may not hold once that is filled in.
        guard condition == nil, case .comparison(.equal, .field(let reference), let right) = relation, right.isSum,
            case .leaf(_, let total) = reference.value(in: environment), total.rawValue >= 0,
            let terms = right.terms(in: environment), !terms.isEmpty, !terms.contains(total)
        else { return nil }
        return RulePack.Sum(total: total, terms: terms)
    }
}

extension ModelExpression {
    /// Whether the expression adds something up.
    fileprivate var isSum: Bool {
        switch self {
        case .arithmetic(.plus, _, _), .call(.sum, _): true
        default: false
        }
    }

    /// The figures that the expression adds up; `nil` where it does anything else.
    fileprivate func terms(in environment: ExpressionEnvironment) -> [FieldID]? {
        switch self {
        case .arithmetic(.plus, let left, let right):
            guard let left = left.terms(in: environment), let right = right.terms(in: environment) else { return nil }
            return left + right
        case .field(let reference):
            guard case .leaf(_, let id) = reference.value(in: environment) else { return nil }
            return [id]
        case .call(.sum, let arguments):
            guard case .field(let reference)? = arguments.first else { return nil }
            let value = reference.value(in: environment)
            if case .leaf(_, let id) = value { return [id] }
            return value.flattened.compactMap { if case .leaf(_, let id) = $0 { id } else { nil } }
        default: return nil
        }
    }
}
