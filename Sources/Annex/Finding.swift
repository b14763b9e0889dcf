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

    /// A place in a text, or in a workbook or Word file.
    public struct Place: Hashable, Sendable {
        /// The name of the text, or the path of the file.
        public let file: String
        /// The cell of a workbook or the paragraph of a Word file, as messages say it: 附件3!H14. `nil` in a text, and where a
        /// finding is about the file as a whole.
        public let cell: String?
        /// The line of a text, from 1; `nil` in a workbook or Word file.
        public let line: Int?
        /// The column in a text, from 1, by code points; `nil` in a workbook or Word file.
        public let column: Int?
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
    /// What was found besides and follows from this finding: it is mended with it.
    public let consequences: [Finding]

    package init(_ diagnostic: Diagnostic) {
        severity =
            switch diagnostic.severity {
            case .note: .note
            case .warning: .warning
            case .error: .error
            }
        id = diagnostic.id
        message = LocalizedMessage(diagnostic.message)
        place = diagnostic.span.map(Place.init)
        field = diagnostic.field
        cell = diagnostic.cell
        hints = diagnostic.hints.map(LocalizedMessage.init)
        waiver = diagnostic.waiver
        consequences = diagnostic.consequences.map(Finding.init)
    }
}

extension Finding.Place {
    fileprivate init(_ span: SourceSpan) {
        if let place = span.place {
            self.init(file: place.file, cell: place.cell, line: nil, column: nil)
        } else {
            self.init(file: span.file.name, cell: nil, line: span.start.line, column: span.start.column)
        }
    }
}

extension Finding.Place: CustomStringConvertible {
    /// The file, with the cell or the line and column behind it.
    public var description: String {
        ([file, cell].compactMap { $0 } + [line, column].compactMap { $0.map(String.init) }).joined(separator: ":")
    }
}

extension Finding: CustomStringConvertible {
    /// The finding on one line, in English.
    public var description: String {
        let place = place.map { "\($0): " } ?? ""
        return "\(place)\(severity.rawValue): \(message.english) [\(id)]"
    }
}
