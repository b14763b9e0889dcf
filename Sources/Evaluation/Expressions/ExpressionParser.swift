import Diagnostics

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Parses expressions, looks their names up and checks that kinds fit.
package struct ExpressionParser {
    private let source: String
    var tokens: ArraySlice<ExpressionToken>
    private var scope: ExpressionScope
    private var depth = 0

    /// Deeper nesting of brackets and negations is refused.
    private static let deepest = 32

    /// Expressions with more names, values and signs are refused: evaluating goes as deep as they are long.
    private static let longest = 400

    /// Parses `text`, whose names are looked up in `scope`.
    package static func parse(_ text: String, scope: ExpressionScope) throws(ExpressionFault) -> ModelExpression {
        guard let tokens = ExpressionToken.tokens(of: text) else { throw syntax(text) }
        guard tokens.count <= longest else {
            throw ExpressionFault(
                id: "bad-expression",
                message: LocalizedText("表达式太长（超过 \(longest) 项）", en: "the expression has more than \(longest) terms"))
        }
        guard !tokens.isEmpty else {
            throw ExpressionFault(
                id: "bad-expression", message: LocalizedText("表达式是空的", en: "the expression is empty"))
        }
        var parser = ExpressionParser(source: text, tokens: tokens[...], scope: scope)
        let expression = try parser.expression()
        guard parser.tokens.isEmpty else { throw parser.syntax }
        return expression
    }

    /// Parses `text` as nothing but the way to a field.
    package static func reference(_ text: String, scope: ExpressionScope) throws(ExpressionFault) -> FieldReference {
        guard case .field(let reference) = try parse(text, scope: scope) else { throw syntax(text) }
        return reference
    }

    private init(source: String, tokens: ArraySlice<ExpressionToken>, scope: ExpressionScope) {
        self.source = source
        self.tokens = tokens
        self.scope = scope
    }

    private static func syntax(_ text: String) -> ExpressionFault {
        ExpressionFault(
            id: "bad-expression",
            message: LocalizedText(
                "看不懂的表达式“\(text.prefix(60))”", en: "cannot parse the expression “\(text.prefix(60))”"))
    }

    private var syntax: ExpressionFault { Self.syntax(source) }

    mutating func take(_ token: ExpressionToken) -> Bool {
        guard tokens.first == token else { return false }
        tokens.removeFirst()
        return true
    }

    mutating func require(_ symbol: String) throws(ExpressionFault) {
        guard take(.symbol(symbol)) else { throw syntax }
    }

    private mutating func takeOperator<Operator: RawRepresentable<String>>(_: Operator.Type) -> Operator? {
        guard case .symbol(let symbol) = tokens.first, let found = Operator(rawValue: symbol) else { return nil }
        tokens.removeFirst()
        return found
    }

    private mutating func nested<Value>(
        _ body: (inout Self) throws(ExpressionFault) -> Value
    ) throws(ExpressionFault) -> Value {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.deepest else { throw syntax }
        return try body(&self)
    }

    // MARK: Grammar

    private mutating func expression() throws(ExpressionFault) -> ModelExpression {
        try nested { parser throws(ExpressionFault) in
            let condition = try parser.either()
            guard parser.take(.symbol("?")) else { return condition }
            let then = try parser.expression()
            try parser.require(":")
            return .choice(condition, then: then, otherwise: try parser.expression())
        }
    }

    private mutating func either() throws(ExpressionFault) -> ModelExpression {
        var left = try both()
        while take(.name("or")) { left = .either(of: left, try both()) }
        return left
    }

    private mutating func both() throws(ExpressionFault) -> ModelExpression {
        var left = try negation()
        while take(.name("and")) { left = .both(left, try negation()) }
        return left
    }

    private mutating func negation() throws(ExpressionFault) -> ModelExpression {
        guard take(.name("not")) else { return try comparison() }
        return .not(try nested { parser throws(ExpressionFault) in try parser.negation() })
    }

    private mutating func comparison() throws(ExpressionFault) -> ModelExpression {
        let left = try sum()
        guard let relation = takeOperator(Relation.self) else { return left }
        let right = try sum()
        let kinds = [left.kind, right.kind]
        let areNumbers = kinds == [.number, .number]
        guard areNumbers || relation.isForTexts && kinds.allSatisfy({ $0 == .text || $0 == .date || $0 == .number })
        else {
            throw ExpressionFault.wrongKind("“\(relation.rawValue)”", zh: "只能用于数字或文字", en: "compares numbers or texts")
        }
        return .comparison(relation, left, right)
    }

    private mutating func sum() throws(ExpressionFault) -> ModelExpression {
        var left = try product()
        while tokens.first == .symbol("+") || tokens.first == .symbol("-"),
            let operation = takeOperator(ArithmeticOperator.self)
        {
            let right = try product()
            let areNumbers = left.kind == .number && right.kind == .number
            if operation == .plus, !areNumbers {
                left = .joined(left, right)
            } else {
                left = try arithmetic(operation, left: left, right: right)
            }
        }
        return left
    }

    private mutating func product() throws(ExpressionFault) -> ModelExpression {
        var left = try primary()
        while tokens.first == .symbol("*") || tokens.first == .symbol("/"),
            let operation = takeOperator(ArithmeticOperator.self)
        {
            left = try arithmetic(operation, left: left, right: try primary())
        }
        return left
    }

    private func arithmetic(
        _ operation: ArithmeticOperator, left: ModelExpression, right: ModelExpression
    ) throws(ExpressionFault) -> ModelExpression {
        guard left.kind == .number, right.kind == .number else {
            throw ExpressionFault.wrongKind("“\(operation.rawValue)”", zh: "只能用于数字", en: "is for numbers")
        }
        return .arithmetic(operation, left, right)
    }

    private mutating func primary() throws(ExpressionFault) -> ModelExpression {
        var value = try operand()
        while take(.symbol("|")) { value = .filtered(value, try filter(of: value)) }
        return value
    }

    private mutating func operand() throws(ExpressionFault) -> ModelExpression {
        switch tokens.popFirst() {
        case .text(let text): return .text(text)
        case .number(let digits):
            guard let amount = Amount(digits) else { throw syntax }
            return .number(amount.value)
        case .symbol("-"):
            let operand = try nested { parser throws(ExpressionFault) in try parser.operand() }
            return try arithmetic(.minus, left: .number(0), right: operand)
        case .symbol("("):
            let inner = try expression()
            try require(")")
            return inner
        case .name(let name):
            return take(.symbol("(")) ? try call(name) : .field(try reference(from: name))
        case .symbol, nil: throw syntax
        }
    }

    // MARK: Functions

    private mutating func call(_ name: String) throws(ExpressionFault) -> ModelExpression {
        guard let function = ExpressionFunction(rawValue: name) else { throw ExpressionFault.unknownFunction(name) }
        var arguments: [ModelExpression] = []
        repeat { arguments.append(try expression()) } while take(.symbol(","))
        try require(")")
        let accepted = function.parameters
        guard arguments.count == accepted.count else {
            throw ExpressionFault.wrongKind(
                "“\(name)”", zh: "要 \(accepted.count) 个参数，这里是 \(arguments.count) 个",
                en: "takes \(accepted.count) arguments, not \(arguments.count)")
        }
        for (argument, kinds) in zip(arguments, accepted) where !kinds.contains(argument.kind) {
            throw ExpressionFault.wrongKind("“\(name)”", zh: "不能用于这样的参数", en: "is not for arguments of this kind")
        }
        return .call(function, arguments)
    }

    // MARK: Names

    private mutating func reference(from first: String) throws(ExpressionFault) -> FieldReference {
        var walk = try start(first)
        while true {
            if take(.symbol(".")) {
                guard case .name(let name) = tokens.popFirst() else { throw syntax }
                try walk.enter(name)
            } else if take(.symbol("[")) {
                guard let element = walk.elementType() else {
                    throw ExpressionFault.wrongKind("“[ ]”", zh: "只能用于列表", en: "is for lists")
                }
                let outer = scope
                scope = scope.entering(element, way: walk.way)
                walk.filter(try expression(), own: outer.variables.count)
                scope = outer
                try require("]")
            } else {
                return walk.reference
            }
        }
    }

    /// Begins with a variable, the innermost of that name, or a field of an element that is entered, or the submission's.
    private func start(_ name: String) throws(ExpressionFault) -> FieldWalk {
        for (index, variable) in scope.variables.enumerated().reversed() {
            if variable.name == name { return FieldWalk(variable: index, type: variable.type, way: variable.way) }
            if variable.name == nil, case .record(let record) = variable.type, record.index(of: name) != nil {
                var walk = FieldWalk(variable: index, type: variable.type, way: variable.way)
                try walk.enter(name)
                return walk
            }
        }
        var walk = FieldWalk(variable: nil, type: scope.root)
        try walk.enter(name, orOneOf: scope.variables.compactMap(\.name))
        return walk
    }
}
