import Diagnostics
import Evaluation

/// What layouts cannot compute, each place told once.
struct ComposingFaults {
    private(set) var found: [Diagnostic] = []

    /// Adds what could not be computed with `budget` since this was called last, for something that a layout states at
    /// `span`.
    mutating func note(_ budget: EvaluationBudget, at span: SourceSpan) {
        let isTold = found.contains { $0.id == "too-much-work" }
        if budget.takeOutOfRange() { add(.outOfRange, span) }
        if budget.isExhausted, !isTold { add(.tooMuchWork(budget), span) }
    }

    private mutating func add(_ fault: ExpressionFault, _ span: SourceSpan) {
        let isTold = found.contains { known in
            known.id == fault.id && known.span?.start == span.start && known.span?.file === span.file
        }
        if !isTold { found.append(Diagnostic(.error, id: fault.id, fault.message, at: span, hints: fault.hints)) }
    }
}
