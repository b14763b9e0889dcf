package import Diagnostics

/// The names that an expression may use where it stands, with their types.
package struct ExpressionScope: Sendable {
    /// A name that a loop gives to its element, or an element whose fields are named without it.
    struct Variable: Sendable {
        let name: String?
        let type: FieldType
        /// The names on the way to what it stands for.
        let way: [String]
    }

    /// What names are looked up in that no variable has.
    let root: FieldType
    /// From the outermost loop to the innermost.
    private(set) var variables: [Variable] = []

    /// What the files of fragments may name.
    private var frames: [Frame] = []
    /// That of the file in which an expression stands; `nil` where the file is no fragment's.
    private var frame: Frame?

    /// What may be named in the file of a fragment: what it was given, and variables of its own.
    private struct Frame: Sendable {
        let file: SourceFile
        /// How many variables there are around the place where it is used.
        let around: Int
        /// What it was given.
        var names: [String: ModelExpression] = [:]
    }

    /// The field that the name `column` stands for behind a point, where a rule goes through columns.
    var column: String?

    /// The name of the field that `name` asks for.
    func field(_ name: String) -> String { name == "column" ? column ?? name : name }

    /// A scope without variables.
    /// - Parameter root: a submission's type, or that of another group.
    package init(root: FieldType) {
        self.root = root
    }

    /// A scope with one more variable, which stands for each element of `list`, or for the group that it is.
    package func adding(_ name: String, elementOf list: FieldReference) -> ExpressionScope {
        switch list.type {
        case .list(let element): adding(Variable(name: name, type: element, way: list.way))
        case .record: adding(Variable(name: name, type: list.type, way: list.way))
        default: preconditionFailure("“\(name)” stands for a list's element or a group")
        }
    }

    /// A scope with one more variable, which no submission holds.
    package func adding(_ name: String, _ type: FieldType) -> ExpressionScope {
        adding(Variable(name: name, type: type, way: []))
    }

    /// A scope in which the fields of `type`, to which `way` leads, are known by their own names.
    func entering(_ type: FieldType, way: [String]) -> ExpressionScope {
        adding(Variable(name: nil, type: type, way: way))
    }

    // MARK: Fragments

    /// The scope within a fragment, whose expressions stand in `file`: they may name what it is given (``binding(_:to:)``) and
    /// variables that are added from now on, and nothing else.
    package func using(_ file: SourceFile) -> ExpressionScope {
        var scope = self
        scope.frames.append(Frame(file: file, around: variables.count))
        return scope
    }

    /// A scope in which the innermost fragment is given `value` by the name `name`.
    package func binding(_ name: String, to value: ModelExpression) -> ExpressionScope {
        var scope = self
        scope.frames[frames.count - 1].names[name] = value
        return scope
    }

    /// The scope of an expression that stands in `file`.
    package func seen(from file: SourceFile) -> ExpressionScope {
        guard !frames.isEmpty else { return self }
        var scope = self
        scope.frame = frames.last { $0.file === file }
        return scope
    }

    /// The variables that may be named, from the innermost to the outermost, with their positions.
    var visible: [(index: Int, variable: Variable)] {
        let first = frame?.around ?? 0
        return variables.indices.dropFirst(first).reversed().map { ($0, variables[$0]) }
    }

    /// What the fragment is given by the name `name` that is no way to a field.
    func value(of name: String) -> ModelExpression? {
        guard let value = given?[name], !visible.contains(where: { $0.variable.name == name }) else { return nil }
        if case .field = value { return nil }
        return value
    }

    /// What the fragment is given, if it is one's.
    var given: [String: ModelExpression]? { frame?.names }

    private func adding(_ variable: Variable) -> ExpressionScope {
        var scope = self
        scope.variables.append(variable)
        return scope
    }
}

/// The values of a scope's variables.
package struct ExpressionEnvironment: Sendable {
    /// What a variable stands for.
    private struct Binding: Sendable {
        let value: ModelValue
        /// Tells this value from every other, and from the same one while an outer variable had another value.
        let stamp: Int
    }

    /// The submission.
    let root: ModelValue
    /// The steps that evaluating may take, and has taken.
    package private(set) var budget: EvaluationBudget
    /// What need not be looked up again.
    private(set) var memo = EvaluationMemo()
    /// Looks on while fields are read, where somebody wants to know which.
    private(set) var lens: FieldLens?
    /// In the order of the scope's variables.
    private var bindings: [Binding] = []

    /// The environment of a scope without variables.
    package init(root: ModelValue, budget: EvaluationBudget = EvaluationBudget()) {
        self.root = root
        self.budget = budget
    }

    /// The same values as `lens` shows them, evaluated within `budget`.
    func seen(through lens: FieldLens, within budget: EvaluationBudget) -> ExpressionEnvironment {
        var seen = self
        (seen.lens, seen.budget, seen.memo) = (lens, budget, EvaluationMemo())
        return seen
    }

    /// How many variables there are.
    var count: Int { bindings.count }

    /// The value of the variable `index`.
    func value(of index: Int) -> ModelValue { bindings[index].value }

    /// Tells the values of all variables up to `index` from any others; of none where it is -1.
    func stamp(of index: Int) -> Int { index < 0 ? 0 : bindings[index].stamp }

    /// An environment with one more value.
    package func adding(_ value: ModelValue) -> ExpressionEnvironment {
        var inner = self
        inner.bindings.append(Binding(value: value, stamp: memo.stamp()))
        return inner
    }

    /// The environment once the innermost variable has another value.
    mutating func replaceInnermost(_ value: ModelValue) {
        bindings[bindings.count - 1] = Binding(value: value, stamp: memo.stamp())
    }
}
