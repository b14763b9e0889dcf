import Diagnostics

/// Goes from a variable or the submission to a field, name by name.
struct FieldWalk {
    private let variable: Int?
    private var steps: [FieldReference.Step] = []
    /// What the steps lead to, the element's type where they run through a list.
    private var type: FieldType
    private var runsThroughList = false

    /// The names on the way.
    private(set) var way: [String]

    /// Begins at a variable, or at the submission.
    init(variable: Int?, type: FieldType, way: [String] = []) {
        self.variable = variable
        self.type = type
        self.way = way
    }

    /// The way so far.
    var reference: FieldReference {
        FieldReference(
            variable: variable, steps: steps, way: way, type: runsThroughList ? .list(type.innermost) : type)
    }

    /// Goes to the field called `name`, through a list to that of each element.
    mutating func enter(_ name: String, orOneOf others: [String] = []) throws(ExpressionFault) {
        enterElements()
        guard case .record(let record) = type, let index = record.index(of: name) else {
            throw ExpressionFault.unknownField(name, in: type, orOneOf: others)
        }
        steps.append(.field(index))
        way.append(name)
        type = record.fields[index].type
    }

    /// The type of the elements that a filter chooses from; `nil` where the way does not end at a list.
    func elementType() -> FieldType? {
        guard case .list(let element) = type else { return nil }
        return element
    }

    /// Keeps to the elements for which `condition` holds.
    mutating func filter(_ condition: ModelExpression) {
        steps.append(.matching(condition))
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
