package import Diagnostics

#if canImport(FoundationEssentials)
    package import FoundationEssentials
#else
    package import Foundation
#endif

/// A typed expression over the model; every name in it was looked up when it was parsed. Layouts, rules and the
/// placeholders of a submission's texts are written in it.
///
///     expression = either [ "?" expression ":" expression ]
///     either     = both { "or" both }
///     both       = negation { "and" negation }
///     negation   = "not" negation | comparison
///     comparison = sum [ ( "==" | "!=" | "<" | "<=" | ">" | ">=" ) sum ]
///     sum        = product { ( "+" | "-" ) product }
///     product    = primary { ( "*" | "/" ) primary }
///     primary    = operand { "|" filter [ "(" ( number | "'" text "'" ) ")" ] }
///     operand    = "'" text "'" | number | "-" operand | function "(" expression { "," expression } ")"
///                | ( "first" | "last" ) "(" path ")" | ( "any" | "all" ) "(" path "," expression ")"
///                | path | "(" expression ")"
///     path       = name [ choice ] { "." name [ choice ] }
///     choice     = "[" expression "]"
package indirect enum ModelExpression: Sendable {
    case text(String)
    case number(Decimal)
    case date(FilingDate)
    case field(FieldReference)
    /// The first or last of the values that a list of a field holds.
    case element(ListEnd, FieldReference)
    /// Whether a condition holds for one of a list's elements, or for all; the element is the condition's innermost variable.
    case quantified(Quantifier, FieldReference, ModelExpression)
    /// A value in another form.
    case filtered(ModelExpression, ValueFilter)
    /// Two texts, or a text and a number, one after the other.
    case joined(ModelExpression, ModelExpression)
    case arithmetic(ArithmeticOperator, ModelExpression, ModelExpression)
    case comparison(Relation, ModelExpression, ModelExpression)
    /// A field whose text is one of some words.
    case oneOf(FieldReference, [String])
    case not(ModelExpression)
    case both(ModelExpression, ModelExpression)
    case either(ModelExpression, ModelExpression)
    case choice(ModelExpression, then: ModelExpression, otherwise: ModelExpression)
    case call(ExpressionFunction, [ModelExpression])
}

/// The end of a list.
package enum ListEnd: String, CaseIterable, Sendable {
    case first, last
}

/// For how many elements of a list something is to hold.
package enum Quantifier: String, CaseIterable, Sendable {
    case any, all
}

/// What an expression stands for, known before any submission is read.
package enum ExpressionKind: Sendable, Equatable {
    /// A text.
    case text
    /// A date.
    case date
    /// A number; empty where a field that it is made of states none.
    case number
    /// Holds or not, or cannot be told because a number in it is empty.
    case truth
    /// Any number of values, a list of the model or one field of its elements.
    case list
    /// A group of fields.
    case group
}

extension ModelExpression {
    /// What the expression stands for.
    package var kind: ExpressionKind {
        switch self {
        case .text, .joined: .text
        case .number, .arithmetic: .number
        case .date: .date
        case .element(_, let reference): reference.type.elementKind
        case .field(let reference): reference.type.expressionKind
        case .filtered(_, let filter): filter.keepsNumbers ? .number : .text
        case .comparison, .oneOf, .not, .both, .either, .quantified: .truth
        case .choice(_, let then, let otherwise): then.kind == otherwise.kind ? then.kind : .text
        case .call(let function, _): function.result
        }
    }
}

extension ModelExpression {
    /// What holds where one of the two does: a field that is compared with one word after the other is looked up once.
    static func either(of left: ModelExpression, _ right: ModelExpression) -> ModelExpression {
        guard let (field, words) = left.words, let (other, more) = right.words, field.leads(whereDoes: other) else {
            return .either(left, right)
        }
        return .oneOf(field, words + more)
    }

    /// The field of a text and the words that it is compared with, if that is all there is.
    private var words: (FieldReference, [String])? {
        switch self {
        case .comparison(.equal, .field(let field), .text(let word)): (field, [word])
        case .oneOf(let field, let words): (field, words)
        default: nil
        }
    }
}

extension ModelExpression {
    /// All fields that the expression looks at.
    package var references: [FieldReference] {
        switch self {
        case .text, .number, .date: []
        case .quantified(_, let list, let condition):
            [list] + list.conditions.flatMap(\.references) + condition.references
        case .field(let reference), .element(_, let reference), .oneOf(let reference, _):
            [reference] + reference.conditions.flatMap(\.references)
        case .filtered(let operand, _): operand.references
        case .joined(let left, let right), .arithmetic(_, let left, let right), .comparison(_, let left, let right),
            .both(let left, let right), .either(let left, let right):
            left.references + right.references
        case .not(let operand): operand.references
        case .choice(let condition, let then, let otherwise):
            condition.references + then.references + otherwise.references
        case .call(_, let arguments): arguments.flatMap(\.references)
        }
    }
}

extension FieldReference {
    /// Whether the way is the one of `other`, and neither chooses among elements.
    func leads(whereDoes other: FieldReference) -> Bool {
        guard variable == other.variable, steps.count == other.steps.count else { return false }
        return zip(steps, other.steps).allSatisfy { step, other in
            if case (.field(let field), .field(let otherField)) = (step, other) { field == otherField } else { false }
        }
    }

    /// The conditions by which elements of lists are chosen.
    fileprivate var conditions: [ModelExpression] {
        steps.compactMap { if case .matching(let condition) = $0 { condition } else { nil } }
    }
}

extension FieldType {
    /// What an expression that names a field of this type stands for.
    fileprivate var expressionKind: ExpressionKind {
        switch self {
        case .text, .prose, .report, .choice, .image: .text
        case .date: .date
        case .integer, .figure, .rate: .number
        case .list: .list
        case .record: .group
        }
    }

    /// What an element of a list stands for.
    fileprivate var elementKind: ExpressionKind {
        if case .list(let element) = self { element.expressionKind } else { expressionKind }
    }
}

/// An operation on two numbers.
package enum ArithmeticOperator: String, Sendable {
    case plus = "+"
    case minus = "-"
    case times = "*"
    case over = "/"

    /// The operation's result; `nil` for a division by zero, and out of range.
    func apply(_ left: Decimal, _ right: Decimal) -> Decimal? {
        switch self {
        case .plus: left.plus(right)
        case .minus: left.minus(right)
        case .times: left.times(right)
        case .over: left.over(right)
        }
    }
}

extension Relation {
    /// Whether the relation is one between texts, too.
    var isForTexts: Bool { self == .equal || self == .unequal }

    /// Whether the relation holds between values in an order.
    func holds<Value: Comparable>(between left: Value, and right: Value) -> Bool {
        switch self {
        case .equal: left == right
        case .unequal: left != right
        case .less: left < right
        case .atMost: left <= right
        case .greater: left > right
        case .atLeast: left >= right
        }
    }

    /// Whether the relation holds between numbers, give or take `tolerance`.
    func holds(_ left: Decimal, _ right: Decimal, tolerance: Decimal = 0) -> Bool {
        switch self {
        case .equal: abs(left - right) <= tolerance
        case .unequal: abs(left - right) > tolerance
        case .less: left < right + tolerance
        case .atMost: left <= right + tolerance
        case .greater: left > right - tolerance
        case .atLeast: left >= right - tolerance
        }
    }
}

extension ModelExpression {
    /// The expression without its filters, and these, the first one first.
    package var unfiltered: (operand: ModelExpression, filters: [ValueFilter]) {
        guard case .filtered(let operand, let filter) = self else { return (self, []) }
        let inner = operand.unfiltered
        return (inner.operand, inner.filters + [filter])
    }
}
