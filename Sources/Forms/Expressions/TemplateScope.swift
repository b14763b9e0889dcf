import Evaluation

/// The names that a template may use where it stands, with their types.
struct TemplateScope: Sendable {
    /// A name that a loop gives to its element.
    struct Variable: Sendable {
        let name: String
        let type: FieldType
    }

    /// From the outermost loop to the innermost.
    var variables: [Variable] = []

    /// A scope with one more variable.
    func adding(_ name: String, _ type: FieldType) -> TemplateScope {
        TemplateScope(variables: variables + [Variable(name: name, type: type)])
    }
}

/// The values of a scope's variables.
struct TemplateEnvironment {
    /// The submission.
    let root: ModelValue
    /// In the order of ``TemplateScope/variables``.
    var values: [ModelValue] = []
}
