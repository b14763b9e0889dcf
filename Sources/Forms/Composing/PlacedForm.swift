import Diagnostics
import Evaluation

/// A form where it is printed.
struct PlacedForm {
    let form: FormSet.Form
    let environment: ExpressionEnvironment
    /// The elements that the form is repeated for, by the numbers of their variables.
    let elements: [Int: FieldPath]
}

extension FormComposer {
    /// The forms in the order in which they are printed.
    /// - Parameter asksAll: whether those are there, too, that depend on what nobody has stated yet.
    func placedForms(asksAll: Bool = false) -> [PlacedForm] {
        let placing = FormPlacing(environment: environment, asksAll: asksAll, counts: LoopCounts())
        return formSet.entries.flatMap(placing.forms)
    }

    /// What the forms need and the submission lacks.
    func missingParts(of submission: AuditedSubmission) -> [Diagnostic] {
        let forms = placedForms()
        if forms.isEmpty { return [.noForm(of: formSet.id, at: .whole(submission.file))] }
        return forms.flatMap { placed in
            placed.form.requirements.compactMap { requirement in
                guard case .absent = requirement.field.value(in: placed.environment) else { return nil }
                let element = requirement.field.variable.flatMap { placed.elements[$0] }
                let own = element == nil ? requirement.name : String(requirement.name.drop { $0 != "." }.dropFirst())
                return .missing(own, in: element?.description, of: formSet.id, submission)
            }
        }
    }
}

/// Finds the forms that are printed, with the values of their variables.
private struct FormPlacing {
    var environment: ExpressionEnvironment
    var elements: [Int: FieldPath] = [:]
    var variables = 0
    let asksAll: Bool
    let counts: LoopCounts

    func forms(_ form: Repeatable<FormSet.Form>) -> [PlacedForm] {
        switch form {
        case .once(let form): return [PlacedForm(form: form, environment: environment, elements: elements)]
        case .when(let condition, let inner, let otherwise):
            let asksBoth = asksAll && condition.isUndecided(in: environment)
            let chosen = condition.holds(in: environment) ? inner : otherwise
            return (asksBoth ? inner + otherwise : chosen).flatMap(forms)
        case .each(let lists, let inner, let otherwise):
            let rounds = environment.rounds(of: lists, counts)
            if rounds.isEmpty { return otherwise.flatMap(forms) }
            return rounds.enumerated().flatMap { index, round in
                inner.flatMap(inside(lists, at: index, round.environment).forms)
            }
        }
    }

    private func inside(_ lists: [FieldReference], at index: Int, _ round: ExpressionEnvironment) -> FormPlacing {
        var inside = self
        inside.environment = round
        for (place, list) in lists.enumerated() {
            let outer = list.variable.flatMap { elements[$0] } ?? FieldPath()
            let path = outer.components + list.names.map(FieldPath.Component.key) + [.index(index)]
            inside.elements[variables + place] = FieldPath(components: path)
        }
        inside.variables += lists.count + 1
        return inside
    }
}

extension ModelExpression {
    /// Whether nothing is stated of all that it looks at.
    fileprivate func isUndecided(in environment: ExpressionEnvironment) -> Bool {
        !references.isEmpty && references.allSatisfy { $0.value(in: environment).statesNothing }
    }
}

extension ModelValue {
    fileprivate var statesNothing: Bool {
        switch self {
        case .leaf(let leaf, _): leaf.isEmpty
        case .list(let values), .record(let values): values.allSatisfy(\.statesNothing)
        case .absent: true
        }
    }
}

extension Diagnostic {
    fileprivate static func missing(
        _ name: String, in element: String?, of formSet: String, _ submission: AuditedSubmission
    ) -> Diagnostic {
        Diagnostic(
            .error, id: "missing-key",
            LocalizedText(
                "缺少“\(name)”：表样 \(formSet) 需要它", en: "missing key “\(name)”, which form set \(formSet) needs"),
            at: submission.span(of: element ?? ""), field: (element.map { $0 + "." } ?? "") + name)
    }

    /// No condition of the form set holds, and its lists are empty.
    fileprivate static func noForm(of formSet: String, at span: SourceSpan) -> Diagnostic {
        Diagnostic(
            .error, id: "no-form",
            LocalizedText("照这份材料，表样 \(formSet) 一张表也不印", en: "form set \(formSet) prints no form of this submission"),
            at: span,
            hints: [
                LocalizedText(
                    "表样里按条件印的表（formset.yaml 的 forms）需要的内容，至少填一张表的",
                    en: "fill in what at least one of the forms under a condition (forms in formset.yaml) needs")
            ])
    }
}
