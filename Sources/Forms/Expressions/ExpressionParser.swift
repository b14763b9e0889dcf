import Diagnostics
import Evaluation

/// Parses expressions and looks their names up.
struct ExpressionParser {
    /// Why a text is no expression.
    struct Fault: Error {
        let id: String
        let message: LocalizedText
        var hints: [LocalizedText] = []
    }

    private enum Token: Equatable {
        case name(String)
        case text(String)
        case symbol(String)
    }

    private var tokens: ArraySlice<Token>
    private let scope: TemplateScope
    private var depth = 0

    /// Deeper nesting of brackets and negations is refused.
    private static let deepest = 32

    /// Expressions with more terms and signs are refused: evaluating goes as deep as they are long.
    private static let longest = 200

    /// Parses `text`, whose names are looked up in `scope`.
    static func parse(_ text: String, scope: TemplateScope) throws(Fault) -> TemplateExpression {
        let tokens = try tokenize(text)
        guard tokens.count <= longest else {
            throw Fault(
                id: "bad-expression",
                message: LocalizedText("表达式太长（超过 \(longest) 项）", en: "the expression has more than \(longest) terms"))
        }
        guard !tokens.isEmpty else {
            throw Fault(id: "bad-expression", message: LocalizedText("表达式是空的", en: "the expression is empty"))
        }
        var parser = ExpressionParser(tokens: tokens[...], scope: scope)
        do throws(Fault) {
            let expression = try parser.expression()
            if parser.tokens.isEmpty { return expression }
        } catch  where error.id != "bad-expression" {
            throw error
        } catch {}
        throw syntax(text)
    }

    /// Parses `text` as nothing but a path.
    static func path(_ text: String, scope: TemplateScope) throws(Fault) -> TemplatePath {
        let names = text.split(separator: ".", omittingEmptySubsequences: false).map { $0.trimmingSpaces }
        return try ExpressionParser(tokens: [], scope: scope).resolve(names)
    }

    private init(tokens: ArraySlice<Token>, scope: TemplateScope) {
        self.tokens = tokens
        self.scope = scope
    }

    private static func syntax(_ text: String) -> Fault {
        Fault(
            id: "bad-expression",
            message: LocalizedText(
                "看不懂的表达式“\(text.prefix(60))”", en: "cannot parse the expression “\(text.prefix(60))”"))
    }

    // MARK: Tokens

    private static func tokenize(_ text: String) throws(Fault) -> [Token] {
        var tokens: [Token] = []
        var rest = text[...]
        while let first = rest.first {
            if first == " " || first == "\n" {
                rest.removeFirst()
            } else if first == "'" {
                let content = rest.dropFirst().prefix { $0 != "'" }
                guard content.endIndex < text.endIndex else { throw syntax(text) }
                tokens.append(.text(String(content)))
                rest = text[text.index(after: content.endIndex)...]
            } else if isNamePart(first) {
                let name = rest.prefix(while: isNamePart)
                tokens.append(first.isASCII && first.isNumber ? .text(String(name)) : .name(String(name)))
                rest = rest[name.endIndex...]
            } else {
                let two = String(rest.prefix(2))
                let symbol = two == "==" || two == "!=" ? two : String(first)
                guard ["==", "!=", "+", "?", ":", "|", "(", ")"].contains(symbol) else { throw syntax(text) }
                tokens.append(.symbol(symbol))
                rest = rest.dropFirst(symbol.count)
            }
        }
        return tokens
    }

    private static func isNamePart(_ character: Character) -> Bool {
        character == "." || character.isASCII && (character.isLetter || character.isNumber)
    }

    private mutating func take(_ token: Token) -> Bool {
        guard tokens.first == token else { return false }
        tokens.removeFirst()
        return true
    }

    private mutating func nested<Value>(_ body: (inout Self) throws(Fault) -> Value) throws(Fault) -> Value {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.deepest else { throw Self.syntax("…") }
        return try body(&self)
    }

    // MARK: Grammar

    private mutating func expression() throws(Fault) -> TemplateExpression {
        try nested { parser throws(Fault) in
            let condition = try parser.either()
            guard parser.take(.symbol("?")) else { return condition }
            let then = try parser.expression()
            guard parser.take(.symbol(":")) else { throw Self.syntax("?") }
            return .choice(condition, then: then, otherwise: try parser.expression())
        }
    }

    private mutating func either() throws(Fault) -> TemplateExpression {
        var left = try both()
        while take(.name("or")) { left = .either(left, try both()) }
        return left
    }

    private mutating func both() throws(Fault) -> TemplateExpression {
        var left = try negation()
        while take(.name("and")) { left = .both(left, try negation()) }
        return left
    }

    private mutating func negation() throws(Fault) -> TemplateExpression {
        guard take(.name("not")) else { return try comparison() }
        return .not(try nested { parser throws(Fault) in try parser.negation() })
    }

    private mutating func comparison() throws(Fault) -> TemplateExpression {
        let left = try sum()
        if take(.symbol("==")) { return .equal(left, try sum()) }
        if take(.symbol("!=")) { return .not(.equal(left, try sum())) }
        return left
    }

    private mutating func sum() throws(Fault) -> TemplateExpression {
        var left = try primary()
        while take(.symbol("+")) { left = .joined(left, try primary()) }
        return left
    }

    private mutating func primary() throws(Fault) -> TemplateExpression {
        switch tokens.popFirst() {
        case .text(let text): return .literal(text)
        case .symbol("("):
            let inner = try expression()
            guard take(.symbol(")")) else { throw Self.syntax("(") }
            return inner
        case .name(let name):
            let path = try resolve(name.split(separator: ".", omittingEmptySubsequences: false).map(String.init))
            return .field(path, take(.symbol("|")) ? try filter(for: path) : nil)
        case .symbol(let symbol): throw Self.syntax(symbol)
        case nil: throw Self.syntax("")
        }
    }

    private mutating func filter(for path: TemplatePath) throws(Fault) -> TemplateFilter {
        let names = TemplateFilter.allCases.map(\.rawValue)
        guard case .name(let name) = tokens.popFirst(), let filter = TemplateFilter(rawValue: name) else {
            throw Fault(
                id: "unknown-filter",
                message: LocalizedText("“|”后应为 \(names.joined(separator: "、")) 之一", en: "expected a filter after “|”"),
                hints: [
                    LocalizedText("可用：\(names.joined(separator: "、"))", en: "known: \(names.joined(separator: ", "))")
                ])
        }
        guard filter.accepts(path.type) else {
            throw Fault(
                id: "wrong-type",
                message: LocalizedText("“\(name)”不能用于这个字段", en: "“\(name)” is not for fields of this type"),
                hints: [
                    LocalizedText(
                        "chinese、dotted 用于日期，previous 用于整数",
                        en: "chinese and dotted are for dates, previous for whole numbers")
                ])
        }
        return filter
    }

    // MARK: Names

    private func resolve(_ names: [String]) throws(Fault) -> TemplatePath {
        guard let first = names.first else { throw Self.syntax("") }
        var fields: [Int] = []
        var type = Submission.fieldType
        let variable = scope.variables.lastIndex { $0.name == first }
        if let variable { type = scope.variables[variable].type }
        for name in variable == nil ? names : Array(names.dropFirst()) {
            guard case .record(let record) = type, let index = record.index(of: name) else {
                throw unknown(name, in: type, isFirst: fields.isEmpty && variable == nil)
            }
            fields.append(index)
            type = record.fields[index].type
        }
        return TemplatePath(variable: variable, fields: fields, type: type)
    }

    private func unknown(_ name: String, in type: FieldType, isFirst: Bool) -> Fault {
        var names: [String] = []
        if case .record(let record) = type { names = record.fields.map(\.name) }
        if isFirst { names = scope.variables.map(\.name) + names }
        var hints: [LocalizedText] = []
        if let suggestion = name.suggestion(among: names) {
            hints.append(suggestion)
        }
        if !names.isEmpty {
            hints.append(
                LocalizedText("可用：\(names.joined(separator: "、"))", en: "known: \(names.joined(separator: ", "))"))
        }
        return Fault(
            id: "unknown-field", message: LocalizedText("没有名为“\(name)”的字段", en: "no field is called “\(name)”"),
            hints: hints)
    }
}

extension Substring {
    fileprivate var trimmingSpaces: String {
        var text = drop { $0 == " " }
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
