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

    /// A scope without variables.
    /// - Parameter root: a submission's type: with the fields that a form set adds, if it adds any.
    package init(root: FieldType = Submission.fieldType) {
        self.root = root
    }

    /// A scope with one more variable, which stands for each element of `list`.
    package func adding(_ name: String, elementOf list: FieldReference) -> ExpressionScope {
        guard case .list(let element) = list.type else { preconditionFailure("“\(name)” stands for a list's element") }
        return adding(Variable(name: name, type: element, way: list.way))
    }

    /// A scope with one more variable, which no submission holds.
    package func adding(_ name: String, _ type: FieldType) -> ExpressionScope {
        adding(Variable(name: name, type: type, way: []))
    }

    /// A scope in which the fields of `type`, to which `way` leads, are known by their own names.
    func entering(_ type: FieldType, way: [String]) -> ExpressionScope {
        adding(Variable(name: nil, type: type, way: way))
    }

    private func adding(_ variable: Variable) -> ExpressionScope {
        var scope = self
        scope.variables.append(variable)
        return scope
    }
}

/// The values of a scope's variables.
package struct ExpressionEnvironment: Sendable {
    /// The submission.
    let root: ModelValue
    /// In the order of the scope's variables.
    private(set) var values: [ModelValue]

    /// The values for a scope whose variables are as many as `values`.
    package init(root: ModelValue, values: [ModelValue] = []) {
        self.root = root
        self.values = values
    }

    /// An environment with one more value.
    package func adding(_ value: ModelValue) -> ExpressionEnvironment {
        var inner = self
        inner.values.append(value)
        return inner
    }

    /// The environment once the innermost variable has another value.
    mutating func replaceInnermost(_ value: ModelValue) {
        values[values.count - 1] = value
    }
}
