import Diagnostics

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Parses expressions, looks their names up and checks that kinds fit.
package struct ExpressionParser {
    private let source: String
    private let places: [Int]
    var tokens: ArraySlice<ExpressionToken>
    var scope: ExpressionScope
    private var depth = 0

    /// Deeper nesting of brackets and negations is refused.
    private static let deepest = 32

    /// Expressions with more names, values and signs are refused: evaluating goes as deep as they are long.
    private static let longest = 400

    /// Parses `text`, whose names are looked up in `scope`.
    package static func parse(_ text: String, scope: ExpressionScope) throws(ExpressionFault) -> ModelExpression {
        let (tokens, places) = try ExpressionToken.tokens(of: text)
        guard tokens.count <= longest else {
            throw ExpressionFault(
                id: "bad-expression",
                message: LocalizedText("表达式太长（超过 \(longest) 项）", en: "the expression has more than \(longest) terms"))
        }
        guard !tokens.isEmpty else {
            throw ExpressionFault(
                id: "bad-expression", message: LocalizedText("表达式是空的", en: "the expression is empty"))
        }
        var parser = ExpressionParser(source: text, tokens: tokens[...], places: places, scope: scope)
        let expression = try parser.expression()
        guard parser.tokens.isEmpty else { throw parser.unexpected }
        return expression
    }

    /// Parses `text` as nothing but the way to a field.
    package static func reference(_ text: String, scope: ExpressionScope) throws(ExpressionFault) -> FieldReference {
        guard case .field(let reference) = try parse(text, scope: scope) else {
            throw .unread(text, at: 0, LocalizedText("应为一个字段", en: "expected a field"))
        }
        return reference
    }

    private init(source: String, tokens: ArraySlice<ExpressionToken>, places: [Int], scope: ExpressionScope) {
        self.source = source
        self.tokens = tokens
        self.places = places
        self.scope = scope
    }

    /// Where the next piece begins; behind the last, the end.
    var place: Int { tokens.startIndex < places.count ? places[tokens.startIndex] : source.utf8.count }

    /// That the next piece cannot stand where it does, or that there is none.
    var unexpected: ExpressionFault {
        let reason =
            tokens.first.map { LocalizedText("“\($0.text)”不应在这里", en: "“\($0.text)” is out of place") }
            ?? LocalizedText("没有写完", en: "it is not finished")
        return .unread(source, at: place, reason)
    }

    mutating func take(_ token: ExpressionToken) -> Bool {
        guard tokens.first == token else { return false }
        tokens.removeFirst()
        return true
    }

    mutating func require(_ symbol: String) throws(ExpressionFault) {
        guard !take(.symbol(symbol)) else { return }
        throw .unread(source, at: place, LocalizedText("这里缺少“\(symbol)”", en: "“\(symbol)” is missing here"))
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
        guard depth <= Self.deepest else {
            throw .unread(source, at: place, LocalizedText("套得太深", en: "it is nested too deep"))
        }
        return try body(&self)
    }

    // MARK: Grammar

    mutating func expression() throws(ExpressionFault) -> ModelExpression {
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
        let sign = place
        guard let relation = takeOperator(Relation.self) else { return left }
        let start = place
        let right = try sum()
        if left.kind == .date, case .text(let text) = right, let date = try date(text, relation, at: start) {
            return .comparison(relation, left, .date(date))
        }
        if right.kind == .date, case .text(let text) = left, let date = try date(text, relation, at: sign) {
            return .comparison(relation, .date(date), right)
        }
        let kinds = [left.kind, right.kind]
        if kinds == [.number, .number] || kinds == [.date, .date] { return .comparison(relation, left, right) }
        guard relation.isForTexts, kinds.allSatisfy({ $0 == .text || $0 == .date || $0 == .number }) else {
            let kind = kinds.first { $0 != .number }
            throw ExpressionFault.wrongKind(
                "“\(relation.rawValue)”", zh: "只能用于两个数字、两个日期或文字", en: "compares numbers, dates or texts", kind
            ).at(sign)
        }
        return .comparison(relation, left, right)
    }

    /// The date that a text says with which one is compared; `nil` where it is compared with nothing.
    private func date(_ text: String, _ relation: Relation, at place: Int) throws(ExpressionFault) -> FilingDate? {
        if let date = FilingDate(text) { return date }
        if text.isEmpty, relation.isForTexts { return nil }
        throw ExpressionFault(
            id: "wrong-type", message: LocalizedText("“\(text)”不是日期", en: "“\(text)” is no date"),
            hints: [ExpressionKind.date.remedy].compactMap { $0 }
        ).at(place)
    }

    private mutating func sum() throws(ExpressionFault) -> ModelExpression {
        var left = try product()
        while tokens.first == .symbol("+") || tokens.first == .symbol("-") {
            let sign = place
            guard let operation = takeOperator(ArithmeticOperator.self) else { break }
            let right = try product()
            let areNumbers = left.kind == .number && right.kind == .number
            if operation == .plus, !areNumbers {
                left = .joined(left, right)
            } else {
                left = try arithmetic(operation, left: left, right: right, at: sign)
            }
        }
        return left
    }

    private mutating func product() throws(ExpressionFault) -> ModelExpression {
        var left = try primary()
        while tokens.first == .symbol("*") || tokens.first == .symbol("/") {
            let sign = place
            guard let operation = takeOperator(ArithmeticOperator.self) else { break }
            left = try arithmetic(operation, left: left, right: try primary(), at: sign)
        }
        return left
    }

    private func arithmetic(
        _ operation: ArithmeticOperator, left: ModelExpression, right: ModelExpression, at sign: Int
    ) throws(ExpressionFault) -> ModelExpression {
        guard left.kind == .number, right.kind == .number else {
            let kind = [left.kind, right.kind].first { $0 != .number }
            throw ExpressionFault.wrongKind("“\(operation.rawValue)”", zh: "只能用于数字", en: "is for numbers", kind).at(
                sign)
        }
        return .arithmetic(operation, left, right)
    }

    private mutating func primary() throws(ExpressionFault) -> ModelExpression {
        var value = try operand()
        while take(.symbol("|")) { value = .filtered(value, try filter(of: value)) }
        return value
    }

    private mutating func operand() throws(ExpressionFault) -> ModelExpression {
        let start = place
        switch tokens.first {
        case .text(let text):
            tokens.removeFirst()
            return .text(text)
        case .number(let digits):
            guard let amount = Amount(digits) else { throw unexpected }
            tokens.removeFirst()
            return .number(amount.value)
        case .symbol("-"):
            tokens.removeFirst()
            let operand = try nested { parser throws(ExpressionFault) in try parser.operand() }
            return try arithmetic(.minus, left: .number(0), right: operand, at: start)
        case .symbol("("):
            tokens.removeFirst()
            let inner = try expression()
            try require(")")
            return inner
        case .name(let name):
            tokens.removeFirst()
            if take(.symbol("(")) { return try call(name, at: start) }
            if let value = scope.value(of: name) { return value }
            return .field(try reference(from: name, at: start))
        case .symbol, nil: throw unexpected
        }
    }

    // MARK: Names

    mutating func reference(from first: String, at start: Int) throws(ExpressionFault) -> FieldReference {
        var walk: FieldWalk
        do throws(ExpressionFault) { walk = try self.start(first) } catch { throw error.at(start) }
        while true {
            if take(.symbol(".")) {
                let place = place
                guard case .name(let name) = tokens.first else { throw unexpected }
                tokens.removeFirst()
                do throws(ExpressionFault) { try walk.enter(scope.field(name)) } catch { throw error.at(place) }
            } else if tokens.first == .symbol("[") {
                guard let element = walk.elementType() else {
                    throw ExpressionFault.wrongKind("“[ ]”", zh: "只能用于列表", en: "is for lists").at(place)
                }
                tokens.removeFirst()
                walk.filter(try condition(on: element, way: walk.way), own: scope.variables.count)
                try require("]")
            } else {
                return walk.reference
            }
        }
    }

    /// A condition on the elements of a list, whose fields it names by their own names.
    mutating func condition(on element: FieldType, way: [String]) throws(ExpressionFault) -> ModelExpression {
        let outer = scope
        scope = scope.entering(element, way: way)
        defer { scope = outer }
        return try expression()
    }

    /// Begins with a variable, the innermost of that name, or a field of an element that is entered, or the submission's.
    private func start(_ name: String) throws(ExpressionFault) -> FieldWalk {
        for (index, variable) in scope.visible {
            if variable.name == name { return FieldWalk(variable: index, type: variable.type, way: variable.way) }
            if variable.name == nil, case .record(let record) = variable.type, record.index(of: name) != nil {
                var walk = FieldWalk(variable: index, type: variable.type, way: variable.way)
                try walk.enter(name)
                return walk
            }
        }
        let names = scope.visible.compactMap(\.variable.name)
        if let given = scope.given {
            if case .field(let reference)? = given[name] { return FieldWalk(from: reference) }
            throw ExpressionFault.unknownField(name, in: nil, orOneOf: given.keys.sorted() + names)
        }
        var walk = FieldWalk(variable: nil, type: scope.root)
        try walk.enter(name, orOneOf: names.reversed())
        return walk
    }
}
