#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The way to a field: from the submission or a variable, then step by step. Where it runs through a list, it stands for
/// that field of every element.
///
/// A reference, because expressions are looked into all the time and hold many.
package final class FieldReference: Sendable {
    /// One step of the way.
    package enum Step: Sendable {
        /// Into the field of a group, by its position.
        case field(Int)
        /// Into every element of a list.
        case elements
        /// To the elements of a list for which a condition holds; the element is the condition's innermost variable.
        case matching(ModelExpression)
    }

    /// The variable to start from; `nil` for the submission.
    package let variable: Int?
    /// The steps of the way.
    package let steps: [Step]
    /// The names on the way from the submission.
    package let way: [String]
    /// The names on the way from where it starts.
    package var names: [String] {
        way.suffix(steps.count { if case .field = $0 { true } else { false } })
    }
    /// What is at its end: a list where the way runs through one.
    package let type: FieldType
    /// The field at its end; `nil` where it ends at a variable or the submission.
    private let field: FieldDescription?
    /// The innermost variable that the way or one of its conditions looks at, the conditions' own left out; -1 for none.
    let innermost: Int
    /// Whether the way goes through a list.
    private let isLong: Bool

    init(variable: Int?, steps: [Step], way: [String], type: FieldType, field: FieldDescription?, innermost: Int) {
        self.variable = variable
        self.steps = steps
        self.way = way
        self.type = type
        self.field = field
        self.innermost = innermost
        isLong = steps.contains { if case .field = $0 { false } else { true } }
    }

    /// The unit of an amount of money at its end.
    var unit: MoneyUnit? { field?.unit }

    /// What a clerk calls the field at its end.
    var title: String { field?.title ?? names.last ?? "" }

    /// What a clerk calls `word`, which is one of a choice at its end.
    func title(of word: String) -> String { field?.title(of: word) ?? word }

    /// The boxes of a choice at its end.
    var boxes: ChoiceBoxes? {
        guard case .choice(let words) = type, let field else { return nil }
        return ChoiceBoxes(words, title: field.title(of:))
    }

    /// The value at the end of the way. A way through lists gives lists in lists.
    package func value(in environment: ExpressionEnvironment) -> ModelValue {
        guard let stamp = stamp(in: environment) else { return look(in: environment) }
        return environment.memo.value(of: self, at: stamp, before: environment.lens) { look(in: environment) }
    }

    /// What `function` gives of the list at the end of the way, for which `compute` goes through it.
    func number(
        _ function: ExpressionFunction, in environment: ExpressionEnvironment, _ compute: () -> Decimal?
    ) -> Decimal? {
        guard let stamp = stamp(in: environment) else { return compute() }
        // Whoever looks on is to be told of the list, too, whose number is known.
        if environment.lens != nil { _ = value(in: environment) }
        return environment.memo.number(function, of: self, at: stamp, compute)
    }

    /// Tells the values that the way depends on from others, where it may be asked for again while they stay: within a loop
    /// or filter that does not bear on it.
    private func stamp(in environment: ExpressionEnvironment) -> Int? {
        isLong && innermost < environment.count - 1 ? environment.stamp(of: innermost) : nil
    }

    private func look(in environment: ExpressionEnvironment) -> ModelValue {
        let value = value(from: variable.map(environment.value) ?? environment.root, at: 0, environment)
        return environment.lens?.shown(value) ?? value
    }

    /// The value at the end of the steps from `first` on.
    private func value(from start: ModelValue, at first: Int, _ environment: ExpressionEnvironment) -> ModelValue {
        guard environment.budget.take() else { return .absent }
        var value = start
        for index in first..<steps.count {
            switch (steps[index], value) {
            case (.field(let field), .record(let values)):
                value = values[field]
            case (.elements, .list(let elements)):
                return .list(elements.map { self.value(from: $0, at: index + 1, environment) })
            case (.matching(let condition), .list(let elements)):
                var inner = environment.adding(.absent)
                let matching = elements.filter { element in
                    inner.replaceInnermost(element)
                    return condition.truth(in: inner) == true
                }
                value = .list(matching)
            // What is in a group or list at fault is at fault, too.
            default: return value.fault == nil ? .absent : value
            }
        }
        return value
    }

    /// The elements at the end of a way through lists, those of inner lists in the place of their list; of a way to a group,
    /// the group.
    package func elements(in environment: ExpressionEnvironment) -> [ModelValue] {
        let value = value(in: environment)
        if case .record = value { return [value] }
        let elements = value.fault == nil ? value.flattened : [value]
        return environment.budget.take(elements.count) ? elements : []
    }
}

extension ModelValue {
    /// Whether it is a list.
    var isList: Bool { if case .list = self { true } else { false } }

    /// The elements of a list and of the lists in it; nothing for what is no list.
    var flattened: [ModelValue] {
        guard case .list(let elements) = self else { return [] }
        guard elements.contains(where: \.isList) else { return elements }
        return elements.flatMap { element in
            if case .list = element { element.flattened } else { [element] }
        }
    }

    /// The single value, if it is one.
    var leaf: Leaf? {
        if case .leaf(let leaf, _) = self { leaf } else { nil }
    }
}
