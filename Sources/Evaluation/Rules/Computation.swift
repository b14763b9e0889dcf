#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// How a number comes about, in the figures that are printed: 10 + 50 + 40 + 10.
struct Computation {
    /// The figures with their signs.
    private(set) var text: String
    private let precedence: Precedence

    private enum Precedence: Comparable {
        case sum, product, single
    }

    /// More terms of a sum than these are not all shown.
    private static let mostTerms = 12

    /// The way to the number that `expression` stands for.
    init(_ expression: ModelExpression, in environment: ExpressionEnvironment) {
        switch expression {
        case .arithmetic(let operation, let left, let right):
            self = Self.operation(operation, left: Self(left, in: environment), right: Self(right, in: environment))
        case .field(let reference) where expression.kind == .number:
            self = Self(single: reference.value(in: environment).leaf?.text ?? "")
        case .choice(let condition, let then, let otherwise):
            self = Self(condition.holds(in: environment) ? then : otherwise, in: environment)
        case .call(let function, let arguments): self = Self.call(function, arguments, of: expression, in: environment)
        default: self = Self(single: expression.text(in: environment))
        }
    }

    /// Whether there is anything to compute.
    var isSingle: Bool { precedence == .single }

    private init(single text: String) {
        self.text = text
        precedence = .single
    }

    private init(_ text: String, _ precedence: Precedence) {
        self.text = text
        self.precedence = precedence
    }

    private static func operation(_ operation: ArithmeticOperator, left: Self, right: Self) -> Self {
        switch operation {
        case .plus: Self("\(left.text) + \(right.text)", .sum)
        case .minus: Self("\(left.text) − \(right.bracketed(below: .product))", .sum)
        case .times: Self("\(left.bracketed(below: .product)) × \(right.bracketed(below: .product))", .product)
        case .over: Self("\(left.bracketed(below: .product)) / \(right.bracketed(below: .single))", .product)
        }
    }

    private func bracketed(below precedence: Precedence) -> String {
        self.precedence < precedence ? "(\(text))" : text
    }

    private static func call(
        _ function: ExpressionFunction, _ arguments: [ModelExpression], of expression: ModelExpression,
        in environment: ExpressionEnvironment
    ) -> Self {
        switch function {
        case .sum: return sum(of: arguments[0], environment)
        case .round: return Self(arguments[0], in: environment)
        case .min, .max:
            let result = expression.number(in: environment)
            let chosen = arguments.first { $0.number(in: environment) == result } ?? arguments[0]
            return Self(chosen, in: environment)
        case .percent:
            return operation(
                .over, left: Self(arguments[0], in: environment), right: Self(arguments[1], in: environment))
        case .attainment:
            guard let attainment = Attainment(arguments, environment), attainment.part != nil else {
                return Self(single: "")
            }
            if attainment.isReached == true { return Self(single: "100%") }
            let parts = [attainment.actual.value, attainment.target.value].sorted()
            return Self("\(parts[0]) / \(parts[1])", .product)
        default: return Self(single: expression.text(in: environment))
        }
    }

    /// The terms of a sum; of lists in a list, their subtotals.
    private static func sum(of list: ModelExpression, _ environment: ExpressionEnvironment) -> Self {
        guard case .field(let reference) = list, case .list(let elements) = reference.value(in: environment) else {
            return Self(list, in: environment)
        }
        let terms = elements.compactMap { element -> Decimal? in
            if let leaf = element.leaf { return leaf.number }
            let numbers = element.flattened.compactMap { $0.leaf?.number }
            return numbers.isEmpty ? nil : Decimal.sum(numbers)
        }
        let shown = terms.count > mostTerms ? terms.prefix(mostTerms - 2) + terms.suffix(1) : terms[...]
        var texts = shown.map(\.description)
        if terms.count > mostTerms { texts.insert("…", at: mostTerms - 2) }
        return Self(texts.joined(separator: " + "), texts.count > 1 ? .sum : .single)
    }
}
