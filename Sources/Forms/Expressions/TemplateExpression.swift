import Evaluation

/// A typed expression of the layout language; every name in it was looked up when the layout was loaded.
///
///     expression = either [ "?" expression ":" expression ]
///     either     = both { "or" both }
///     both       = negation { "and" negation }
///     negation   = "not" negation | comparison
///     comparison = sum [ ( "==" | "!=" ) sum ]
///     sum        = primary { "+" primary }
///     primary    = "'" text "'" | number | path [ "|" filter ] | "(" expression ")"
///     path       = name { "." name }
indirect enum TemplateExpression: Sendable {
    case literal(String)
    case field(TemplatePath, TemplateFilter?)
    case joined(TemplateExpression, TemplateExpression)
    case equal(TemplateExpression, TemplateExpression)
    case not(TemplateExpression)
    case both(TemplateExpression, TemplateExpression)
    case either(TemplateExpression, TemplateExpression)
    case choice(TemplateExpression, then: TemplateExpression, otherwise: TemplateExpression)
}

/// The way to a field: from the submission or a loop's variable, then by positions of fields.
struct TemplatePath: Sendable {
    /// The variable to start from; `nil` for the submission.
    let variable: Int?
    /// The positions of the fields on the way.
    let fields: [Int]
    /// What is at its end.
    let type: FieldType

    /// The value at the end of the path.
    func value(in environment: TemplateEnvironment) -> ModelValue {
        var value = variable.map { environment.values[$0] } ?? environment.root
        for field in fields {
            guard case .record(let values) = value else { return .absent }
            value = values[field]
        }
        return value
    }
}

/// Another form of a value.
enum TemplateFilter: String, CaseIterable, Sendable {
    /// A date as 2024年6月2日.
    case chinese
    /// A date as 2024.6.2.
    case dotted
    /// The whole number before: the year before a year.
    case previous

    /// Whether the filter is for fields of `type`.
    func accepts(_ type: FieldType) -> Bool {
        switch (self, type) {
        case (.chinese, .date), (.dotted, .date), (.previous, .integer): true
        default: false
        }
    }

    func text(of leaf: Leaf) -> String {
        switch (self, leaf) {
        case (.chinese, .date(let date)): date.chinese
        case (.dotted, .date(let date)): date.dotted
        case (.previous, .integer(let number)): String(number - 1)
        default: leaf.text
        }
    }
}

/// A piece of text that an expression gave, and the field it comes from.
struct TemplateText {
    var text: String
    var field: FieldID?
}

extension TemplateExpression {
    /// The texts that the expression stands for, in order.
    func texts(in environment: TemplateEnvironment) -> [TemplateText] {
        switch self {
        case .literal(let text): [TemplateText(text: text)]
        case .field(let path, let filter): Self.texts(of: path.value(in: environment), filter)
        case .joined(let left, let right): left.texts(in: environment) + right.texts(in: environment)
        case .choice(let condition, let then, let otherwise):
            condition.isTrue(in: environment) ? then.texts(in: environment) : otherwise.texts(in: environment)
        case .equal, .not, .both, .either: [TemplateText(text: isTrue(in: environment) ? "true" : "")]
        }
    }

    private static func texts(of value: ModelValue, _ filter: TemplateFilter?) -> [TemplateText] {
        guard case .leaf(let leaf, let id) = value else { return [] }
        return [TemplateText(text: filter?.text(of: leaf) ?? leaf.text, field: id)]
    }

    /// Whether the expression holds: a field does where there is anything to print.
    func isTrue(in environment: TemplateEnvironment) -> Bool {
        switch self {
        case .not(let operand): !operand.isTrue(in: environment)
        case .both(let left, let right): left.isTrue(in: environment) && right.isTrue(in: environment)
        case .either(let left, let right): left.isTrue(in: environment) || right.isTrue(in: environment)
        case .equal(let left, let right): left.text(in: environment) == right.text(in: environment)
        case .field(let path, _): Self.holds(path.value(in: environment))
        case .literal, .joined, .choice: !text(in: environment).isEmpty
        }
    }

    private static func holds(_ value: ModelValue) -> Bool {
        switch value {
        case .leaf(let leaf, _): !leaf.isEmpty
        case .list(let elements): !elements.isEmpty
        case .record: true
        case .absent: false
        }
    }

    private func text(in environment: TemplateEnvironment) -> String {
        texts(in: environment).map(\.text).joined()
    }
}
