package import Evaluation

extension FormSet {
    /// What its submissions consist of.
    package var outline: SubmissionOutline {
        var ways = Ways()
        for entry in entries { ways.add(entry, isCertain: true) }
        return SubmissionOutline(
            formSet: id, title: title, model: model, requiring: ways.required, offering: ways.offered, parts: ways.parts
        )
    }
}

/// The names on the ways to what forms need.
private struct Ways {
    /// What every submission must have.
    var required: [[String]] = []
    /// What those must have that print a form under a condition.
    var offered: [[String]] = []
    /// The parts that forms are repeated for.
    var parts: [String] = []

    mutating func add(_ form: Repeatable<FormSet.Form>, isCertain: Bool) {
        switch form {
        case .once(let form):
            let ways = form.requirements.map(\.field.way)
            if isCertain { required += ways } else { offered += ways }
        case .each(let lists, let forms, let otherwise):
            parts += lists.flatMap { $0.way.prefix(1) }
            for form in forms { add(form, isCertain: isCertain) }
            for form in otherwise { add(form, isCertain: false) }
        case .when(let condition, let forms, let otherwise):
            offered += condition.references.filter(\.isGroup).map(\.way)
            parts += condition.references.flatMap { $0.way.prefix(1) }
            for form in forms + otherwise { add(form, isCertain: false) }
        }
    }
}

extension FieldReference {
    fileprivate var isGroup: Bool { if case .record = type { true } else { false } }
}
