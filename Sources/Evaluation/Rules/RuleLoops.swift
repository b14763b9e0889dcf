extension ArraySlice where Element == [FieldReference] {
    /// Runs `body` for each turn of the loops, one within the other; each goes through its lists one after the other, and what
    /// the submission does not state has no turn.
    func forEachTurn(in environment: ExpressionEnvironment, _ body: (ExpressionEnvironment) -> Void) {
        guard let lists = first else { return body(environment) }
        for list in lists {
            for element in list.elements(in: environment) where !element.isAbsent && environment.budget.take() {
                dropFirst().forEachTurn(in: environment.adding(element), body)
            }
        }
    }
}

extension ModelValue {
    /// Whether it is a group that the submission does not state.
    fileprivate var isAbsent: Bool { if case .absent = self { true } else { false } }
}
