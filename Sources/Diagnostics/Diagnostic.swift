/// How grave a finding is.
package enum Severity: String, Sendable, Comparable {
    /// Said for information; nothing need be done.
    case note
    /// Likely a mistake, but the work goes on.
    case warning
    /// The input cannot be used as it stands.
    case error

    private var rank: Int {
        switch self {
        case .note: 0
        case .warning: 1
        case .error: 2
        }
    }

    /// Orders severities from `note` to `error`.
    package static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }
}

/// What is said of one finding about the user's input: where it is, what is there, what was expected and what to do.
package struct Diagnostic: Sendable {
    /// How grave the finding is.
    package var severity: Severity
    /// A stable name in kebab case, for example `unknown-key`.
    package var id: String
    /// One line that states what is there and what was expected.
    package var message: LocalizedText
    /// Where it is, if it is anywhere in a source.
    package var span: SourceSpan?
    /// The field of the model, for example `projects[0].report.budget`.
    package var field: String?
    /// What the user may do about it.
    package var hints: [LocalizedText]
    /// The cell as it is printed, for example 附件5 第14行 得分.
    package var cell: String?
    /// The figures that do not agree, where the finding compares two.
    package var comparison: Comparison?
    /// What was found besides and follows from this: it is mended with it, and not counted.
    package var consequences: [Diagnostic] = []
    /// Why the finding is waived, where the submission waives it.
    package var waiver: String?

    /// Creates a finding.
    package init(
        _ severity: Severity, id: String, _ message: LocalizedText, at span: SourceSpan? = nil, field: String? = nil,
        hints: [LocalizedText] = []
    ) {
        self.severity = severity
        self.id = id
        self.message = message
        self.span = span
        self.field = field
        self.hints = hints + (span?.file.uses ?? []).map(\.asUse)
    }

    /// The finding, and those that follow from it, with the places that `move` makes of theirs.
    package func movingSpans(_ move: (SourceSpan) -> SourceSpan) -> Diagnostic {
        var moved = self
        moved.span = span.map(move)
        moved.consequences = consequences.map { $0.movingSpans(move) }
        return moved
    }
}

extension SourceSpan {
    /// The hint that a part of other files is used here.
    fileprivate var asUse: LocalizedText {
        let place = "\(file.name):\(start.line):\(start.column)"
        return LocalizedText("用在 \(place)", en: "used at \(place)")
    }
}

extension Sequence where Element == Diagnostic {
    /// Whether any finding is an error that is not waived.
    package var containsError: Bool { contains { $0.severity == .error && $0.waiver == nil } }
}

/// The error that a step throws where the input is at fault. It tells every finding of the step, at least one of them an error.
package struct Rejection: Error, Sendable {
    /// The findings in the order of the source.
    package let diagnostics: [Diagnostic]

    /// Creates a rejection.
    /// - Precondition: `diagnostics` holds an error.
    package init(_ diagnostics: [Diagnostic]) {
        precondition(diagnostics.containsError, "a rejection needs an error")
        self.diagnostics = diagnostics
    }

    /// Creates a rejection for a single reason.
    package init(_ diagnostic: Diagnostic) {
        self.init([diagnostic])
    }
}
