import Diagnostics

#if canImport(FoundationEssentials)
    package import FoundationEssentials
#else
    package import Foundation
#endif

/// A piece of text that an expression gave, and the field it comes from.
package struct FieldText: Sendable {
    package var text: String
    package var field: FieldID?

    /// Creates a text; without a field one that is nobody's.
    package init(text: String, field: FieldID? = nil) {
        self.text = text
        self.field = field
    }
}

extension ModelExpression {
    // MARK: Text

    /// The texts that the expression stands for, in order.
    package func texts(in environment: ExpressionEnvironment) -> [FieldText] {
        guard environment.budget.take() else { return [] }
        switch self {
        case .text(let text): return [FieldText(text: text)]
        case .field, .element, .filtered, .date:
            let value = value(in: environment)
            guard case .leaf(let leaf, let id) = value else { return [] }
            let text = FieldText(text: leaf.text, field: id.rawValue < 0 ? nil : id)
            return environment.budget.take(text.text.utf8.count >> 6) ? [text] : []
        case .joined(let left, let right): return left.texts(in: environment) + right.texts(in: environment)
        case .choice(let condition, let then, let otherwise):
            return condition.holds(in: environment) ? then.texts(in: environment) : otherwise.texts(in: environment)
        case .number, .arithmetic, .comparison, .oneOf, .not, .both, .either, .quantified, .call:
            return [FieldText(text: result(in: environment))]
        }
    }

    /// All of the texts as one.
    package func text(in environment: ExpressionEnvironment) -> String {
        switch self {
        case .text(let text): return text
        case .field, .element, .filtered, .date:
            guard let text = value(in: environment).leaf?.text else { return "" }
            return environment.budget.take(text.utf8.count >> 6) ? text : ""
        default: return texts(in: environment).map(\.text).joined()
        }
    }

    /// The value that the expression stands for: that of a field with its number, what is computed without one.
    private func value(in environment: ExpressionEnvironment) -> ModelValue {
        switch self {
        case .field(let reference): return reference.value(in: environment)
        case .element(let end, let reference):
            let elements = reference.elements(in: environment)
            return (end == .first ? elements.first : elements.last) ?? .absent
        case .date(let date): return .unnumbered(.date(date))
        case .filtered(let operand, let filter):
            guard environment.budget.take(), case .leaf(let leaf, let id) = operand.value(in: environment) else {
                return .absent
            }
            return .leaf(filter.applied(to: leaf), id: id)
        case .choice(let condition, let then, let otherwise):
            return (condition.holds(in: environment) ? then : otherwise).value(in: environment)
        default:
            guard kind == .number else { return .unnumbered(.text(text(in: environment))) }
            guard let number = number(in: environment) else { return .unnumbered(.empty) }
            return .unnumbered(.figure(.amount(divides ? Amount(quotient: number) : Amount(number))))
        }
    }

    /// The text of what is computed rather than looked up.
    private func result(in environment: ExpressionEnvironment) -> String {
        switch kind {
        case .number:
            guard let number = number(in: environment) else { return "" }
            return (divides ? number.shortened : number).description
        case .text:
            guard case .call(let function, let arguments) = self else { return "" }
            return function.text(of: arguments, in: environment)
        default: return holds(in: environment) ? "true" : ""
        }
    }

    /// Whether the number may be one that does not end, because it comes of a division.
    private var divides: Bool {
        switch self {
        case .arithmetic(.over, _, _), .call(.percent, _), .call(.attainment, _): true
        case .arithmetic(_, let left, let right), .choice(_, let left, let right): left.divides || right.divides
        case .call(.min, let arguments), .call(.max, let arguments), .call(.abs, let arguments):
            arguments.contains(where: \.divides)
        default: false
        }
    }

    // MARK: Numbers

    /// The number that the expression stands for; `nil` where it is empty.
    package func number(in environment: ExpressionEnvironment) -> Decimal? {
        guard environment.budget.take() else { return nil }
        switch self {
        case .number(let number): return number
        case .field, .element, .filtered: return value(in: environment).leaf?.number
        case .arithmetic(let operation, let left, let right):
            guard let left = left.number(in: environment), let right = right.number(in: environment) else { return nil }
            let result = operation.apply(left, right)
            if result == nil, operation != .over || !right.isZero { environment.budget.noteOutOfRange() }
            return result
        case .choice(let condition, let then, let otherwise):
            return condition.holds(in: environment)
                ? then.number(in: environment) : otherwise.number(in: environment)
        case .call(let function, let arguments): return function.number(of: arguments, in: environment)
        case .text, .date, .joined, .comparison, .oneOf, .not, .both, .either, .quantified: return nil
        }
    }

    /// The numbers that the expression stands for: those of a list, or the one that it is.
    private func numbers(in environment: ExpressionEnvironment) -> [Decimal?] {
        guard case .field(let reference) = self, kind == .list else { return [number(in: environment)] }
        return reference.elements(in: environment).map { $0.leaf?.number }
    }

    /// What `compute` makes of the numbers that the expression stands for, as `function` is to give it.
    func number(
        _ function: ExpressionFunction, in environment: ExpressionEnvironment, _ compute: ([Decimal?]) -> Decimal?
    ) -> Decimal? {
        guard case .field(let reference) = self else { return compute(numbers(in: environment)) }
        return reference.number(function, in: environment) { compute(numbers(in: environment)) }
    }

    /// Whether nothing is stated; of a list, by none of its elements. A mark in a number's place states none.
    func isEmpty(in environment: ExpressionEnvironment) -> Bool {
        guard case .field(let reference) = self else { return text(in: environment).isEmpty }
        guard kind == .list else { return reference.value(in: environment).isBlank }
        return reference.number(.empty, in: environment) {
            reference.elements(in: environment).allSatisfy(\.isBlank) ? 1 : 0
        } == 1
    }

    // MARK: Truth

    /// Whether the expression holds; what cannot be told does not.
    package func holds(in environment: ExpressionEnvironment) -> Bool { truth(in: environment) == true }

    /// Whether the expression holds: a field does where there is anything to print. `nil` where a number that is compared
    /// is empty.
    package func truth(in environment: ExpressionEnvironment) -> Bool? {
        guard environment.budget.take() else { return nil }
        switch self {
        case .comparison(let relation, let left, let right):
            return Self.compare(relation, left: left, right: right, in: environment)
        case .oneOf(let reference, let words): return words.contains(reference.value(in: environment).leaf?.text ?? "")
        case .not(let operand): return operand.truth(in: environment).map { !$0 }
        case .both(let left, let right): return Self.joined(left, right, decisive: false, in: environment)
        case .either(let left, let right): return Self.joined(left, right, decisive: true, in: environment)
        case .choice(let condition, let then, let otherwise):
            return (condition.holds(in: environment) ? then : otherwise).truth(in: environment)
        case .field(let reference): return Self.isStated(reference.value(in: environment))
        case .call(let function, let arguments) where function.result == .truth:
            return function.truth(of: arguments, in: environment)
        case .quantified(let quantifier, let list, let condition):
            return quantifier.holds(list.elements(in: environment), condition, in: environment)
        case .text, .number, .date, .element, .filtered, .joined, .arithmetic, .call:
            return !text(in: environment).isEmpty
        }
    }

    /// Kleene's conjunction, for which `false` is decisive, or disjunction; the right side is not asked where the left
    /// decides.
    private static func joined(
        _ left: ModelExpression, _ right: ModelExpression, decisive: Bool, in environment: ExpressionEnvironment
    ) -> Bool? {
        let first = left.truth(in: environment)
        if first == decisive { return decisive }
        guard let second = right.truth(in: environment) else { return nil }
        return second == decisive ? decisive : first
    }

    private static func compare(
        _ relation: Relation, left: ModelExpression, right: ModelExpression,
        in environment: ExpressionEnvironment
    ) -> Bool? {
        if right.kind == .number, left.kind == .number {
            guard let left = left.number(in: environment), let right = right.number(in: environment) else { return nil }
            return relation.holds(left, right)
        }
        if left.kind == .date, right.kind == .date {
            guard let left = left.date(in: environment), let right = right.date(in: environment) else { return nil }
            return relation.holds(between: left, and: right)
        }
        return (left.text(in: environment) == right.text(in: environment)) == (relation == .equal)
    }

    /// The date that the expression stands for; `nil` where it is empty.
    func date(in environment: ExpressionEnvironment) -> FilingDate? {
        if case .date(let date)? = value(in: environment).leaf { date } else { nil }
    }

    private static func isStated(_ value: ModelValue) -> Bool {
        switch value {
        case .leaf(let leaf, _): !leaf.isEmpty
        case .list(let elements): !elements.isEmpty
        case .record: true
        case .absent: false
        }
    }
}

extension Leaf {
    /// The number that a field states: of a percentage the figure before the sign. `nil` where it is empty or a mark.
    var number: Decimal? {
        switch self {
        case .figure(.amount(let amount)): amount.value
        case .integer(let number): Decimal(number)
        default: nil
        }
    }
}

extension ModelValue {
    /// Whether nothing is stated here.
    fileprivate var isBlank: Bool {
        switch self {
        case .leaf(.figure(let figure), _): figure.amount == nil
        case .leaf(let leaf, _): leaf.isEmpty
        case .list(let elements): elements.isEmpty
        case .record: false
        case .absent: true
        }
    }
}

extension Quantifier {
    /// Whether `condition` holds for one of `elements`, or for all; `nil` where that hangs on elements for which it cannot be
    /// told. All of none do.
    fileprivate func holds(
        _ elements: [ModelValue], _ condition: ModelExpression, in environment: ExpressionEnvironment
    ) -> Bool? {
        let decisive = self == .any
        var inner = environment.adding(.absent)
        var isOpen = false
        for element in elements {
            inner.replaceInnermost(element)
            let truth = condition.truth(in: inner)
            if truth == decisive { return decisive }
            if truth == nil { isOpen = true }
        }
        return isOpen ? nil : !decisive
    }
}
