package import Evaluation

extension FormSet {
    /// What its submissions consist of.
    package var outline: SubmissionOutline {
        var ways: [[String]] = []
        var parts: [String] = []
        for entry in entries {
            switch entry {
            case .form(let form): ways += form.requirements.map(\.field.way)
            case .each(let list, let forms):
                parts += list.way.prefix(1)
                ways += forms.flatMap { $0.requirements.map(\.field.way) }
            }
        }
        return SubmissionOutline(formSet: id, title: title, model: model, requiring: ways, parts: parts)
    }
}
