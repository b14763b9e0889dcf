/// What an office has filed before, as rules over documents see it.
package struct RelatedValues: Sendable {
    /// The rules.
    let rules: RelatedRules
    /// The submissions of each of the rules' documents, in their order.
    let values: [[ModelValue]]

    /// Creates what rules over documents look at.
    /// - Parameters:
    ///   - rules: the rules of the submission's form set.
    ///   - submissions: the office's submissions of a kind of document, none where it has filed none.
    package init(_ rules: RelatedRules, _ submissions: (RelatedDocument) -> [AuditedSubmission]) {
        self.rules = rules
        values = rules.documents.map { submissions($0).map { $0.model.unnumbered } }
    }

    /// What rules are evaluated on: `submission`, and beside its own fields the lists of the other documents.
    func root(beside submission: ModelValue) -> ModelValue {
        guard case .record(let fields) = submission else { return submission }
        return .record(fields + values.map(ModelValue.list))
    }

    /// The documents of which the office has filed none.
    var missing: [RelatedDocument] {
        zip(rules.documents, values).filter { $1.isEmpty }.map { $0.0 }
    }
}

extension ModelValue {
    /// The same values as those of another submission: no leaf is found again by its number.
    fileprivate var unnumbered: ModelValue {
        switch self {
        case .leaf(let leaf, _): .unnumbered(leaf)
        case .list(let elements): .list(elements.map(\.unnumbered))
        case .record(let fields): .record(fields.map(\.unnumbered))
        case .absent: .absent
        }
    }
}
