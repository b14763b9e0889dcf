/// The fields that a text shows, or would show if they were filled in.
package struct ShownFields: Sendable {
    /// A field within a text.
    package struct Field: Sendable {
        /// The number of its leaf.
        package let id: FieldID
        /// What it holds.
        package let leaf: Leaf
        /// The forms that it is given, one after the other.
        package let filters: [ValueFilter]
        /// Whether it is shown only where something holds.
        package let isConditional: Bool
    }

    /// The fields in the order of the text.
    package private(set) var fields: [Field] = []
    /// Whether there are words or computed texts around them that stand there in any case.
    package private(set) var hasWords = false
    /// Whether the text names a field of a group that the submission does not have.
    package private(set) var namesAbsentField = false

    /// None.
    package init() {}

    fileprivate mutating func add(
        _ expression: ModelExpression, isConditional: Bool, _ environment: ExpressionEnvironment
    ) {
        switch expression {
        case .text(let text): if !isConditional, !text.isEmpty { hasWords = true }
        case .field, .filtered:
            let (operand, filters) = expression.unfiltered
            guard case .field(let reference) = operand else { return hasWords = true }
            add(reference.value(in: environment), filters, isConditional: isConditional)
        case .joined(let left, let right):
            add(left, isConditional: isConditional, environment)
            add(right, isConditional: isConditional, environment)
        case .choice(_, let then, let otherwise):
            add(then, isConditional: true, environment)
            add(otherwise, isConditional: true, environment)
        case .number, .date, .element, .arithmetic, .comparison, .oneOf, .not, .both, .either, .quantified, .call:
            hasWords = true
        }
    }

    private mutating func add(_ value: ModelValue, _ filters: [ValueFilter], isConditional: Bool) {
        guard case .leaf(let leaf, let id) = value else {
            namesAbsentField = true
            return
        }
        // The year before is computed, and so is the number of a loop's turn.
        guard id.rawValue >= 0, !filters.contains(.previous) else {
            hasWords = true
            return
        }
        fields.append(Field(id: id, leaf: leaf, filters: filters, isConditional: isConditional))
    }
}

extension TextTemplate {
    /// The fields that the text shows.
    package func shownFields(in environment: ExpressionEnvironment) -> ShownFields {
        parts.reduce(into: ShownFields()) { $0.add($1, isConditional: false, environment) }
    }
}
