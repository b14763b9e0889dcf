import Diagnostics

/// Goes from a variable or the submission to a field, name by name.
struct FieldWalk {
    private let variable: Int?
    private var steps: [FieldReference.Step] = []
    /// What the steps lead to, the element's type where they run through a list.
    private var type: FieldType
    private var field: FieldDescription?
    private var runsThroughList = false
    /// The innermost variable that is looked at on the way; -1 for none.
    private var innermost: Int

    /// The names on the way.
    private(set) var way: [String]

    /// Begins at a variable, or at the submission.
    init(variable: Int?, type: FieldType, way: [String] = []) {
        self.variable = variable
        innermost = variable ?? -1
        self.type = type
        self.way = way
    }

    /// Goes on where `reference` ends.
    init(from reference: FieldReference) {
        variable = reference.variable
        steps = reference.steps
        way = reference.way
        innermost = reference.innermost
        runsThroughList = steps.contains { if case .elements = $0 { true } else { false } }
        if runsThroughList, case .list(let element) = reference.type { type = element } else { type = reference.type }
    }

    /// The way so far.
    var reference: FieldReference {
        FieldReference(
            variable: variable, steps: steps, way: way, type: runsThroughList ? .list(type.innermost) : type,
            field: field, innermost: innermost)
    }

    /// Goes to the field called `name`, through a list to that of each element.
    mutating func enter(_ name: String, orOneOf others: [String] = []) throws(ExpressionFault) {
        enterElements()
        guard case .record(let record) = type, let index = record.index(of: name) else {
            throw ExpressionFault.unknownField(name, in: type, orOneOf: others)
        }
        steps.append(.field(index))
        way.append(name)
        field = record.fields[index]
        type = record.fields[index].type
    }

    /// The type of the elements that a filter chooses from; `nil` where the way does not end at a list.
    func elementType() -> FieldType? {
        guard case .list(let element) = type else { return nil }
        return element
    }

    /// Keeps to the elements for which `condition` holds.
    /// - Parameter own: the condition's own variable, which stands for the element.
    mutating func filter(_ condition: ModelExpression, own: Int) {
        steps.append(.matching(condition))
        innermost = condition.references.map(\.innermost).filter { $0 < own }.reduce(innermost, max)
    }

    private mutating func enterElements() {
        while case .list(let element) = type {
            steps.append(.elements)
            type = element
            runsThroughList = true
        }
    }
}

extension FieldType {
    /// The type of the elements of lists in lists; of what is no list, the type itself.
    fileprivate var innermost: FieldType {
        if case .list(let element) = self { element.innermost } else { self }
    }
}
