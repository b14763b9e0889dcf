import Diagnostics
import Evaluation

/// A form where it is printed: with the values of its variables.
struct PlacedForm {
    let form: FormSet.Form
    let environment: ExpressionEnvironment
    /// The element that the form is repeated for, as messages name it.
    var element = ""
}

extension FormComposer {
    /// The forms in the order in which they are printed.
    var placedForms: [PlacedForm] {
        formSet.entries.flatMap { entry -> [PlacedForm] in
            switch entry {
            case .form(let form): return [PlacedForm(form: form, environment: environment)]
            case .each(let list, let forms):
                return list.elements(in: environment).enumerated().flatMap { index, element in
                    forms.map {
                        PlacedForm(
                            form: $0, environment: environment.adding(element),
                            element: "\(list.way.joined(separator: "."))[\(index)].")
                    }
                }
            }
        }
    }

    /// What the forms need and the submission lacks.
    func missingParts(of submission: AuditedSubmission) -> [Diagnostic] {
        placedForms.flatMap { placed in
            placed.form.requirements.compactMap { requirement in
                guard case .absent = requirement.field.value(in: placed.environment) else { return nil }
                let name =
                    placed.element.isEmpty ? requirement.name : String(requirement.name.drop { $0 != "." }.dropFirst())
                return Diagnostic(
                    .error, id: "missing-key",
                    LocalizedText(
                        "缺少“\(name)”：表样 \(formSet.id) 需要它",
                        en: "missing key “\(name)”, which form set \(formSet.id) needs"),
                    at: submission.span(of: placed.element), field: placed.element + name)
            }
        }
    }
}
