package import Diagnostics

/// One finding about what was given: where it is, what is there, what was expected and what to do.
public struct Finding: Hashable, Sendable {
    /// How grave a finding is.
    public enum Severity: String, Hashable, Sendable {
        /// Said for information.
        case note
        /// Likely a mistake; the work goes on.
        case warning
        /// It cannot be used as it stands.
        case error
    }

    /// A place in a text. Lines and columns count from 1, columns by code points.
    public struct Place: Hashable, Sendable {
        /// The name of the text, or the path of the file.
        public let file: String
        /// The line.
        public let line: Int
        /// The column.
        public let column: Int
    }

    /// How grave it is.
    public let severity: Severity
    /// A stable name in kebab case, for example `unknown-key`.
    public let id: String
    /// One line that states what is there and what was expected.
    public let message: LocalizedMessage
    /// Where it is; `nil` where it is nowhere in a text.
    public let place: Place?
    /// The field, for example `projects[0].report.budget`.
    public let field: String?
    /// The cell as it is printed, for example 附件5 第14行.
    public let cell: String?
    /// What may be done about it.
    public let hints: [LocalizedMessage]
    /// Why it is waived, where the submission waives it: a waived error keeps nothing from being rendered.
    public let waiver: String?

    package init(_ diagnostic: Diagnostic) {
        severity =
            switch diagnostic.severity {
            case .note: .note
            case .warning: .warning
            case .error: .error
            }
        id = diagnostic.id
        message = LocalizedMessage(diagnostic.message)
        place = diagnostic.span.map { span in
            Place(file: span.file.name, line: span.start.line, column: span.start.column)
        }
        field = diagnostic.field
        cell = diagnostic.cell
        hints = diagnostic.hints.map(LocalizedMessage.init)
        waiver = diagnostic.waiver
    }
}

extension Finding: CustomStringConvertible {
    /// The finding on one line, in English.
    public var description: String {
        let place = place.map { "\($0.file):\($0.line):\($0.column): " } ?? ""
        return "\(place)\(severity.rawValue): \(message.english) [\(id)]"
    }
}
