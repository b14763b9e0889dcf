public import Diagnostics

/// Why a job did not get to a printer, or not onto paper.
public struct PrintingError: Error, Sendable {
    /// Who can help.
    public enum Cause: Sendable {
        /// What was asked for: another printer, other paper.
        case request
        /// The server, the queue or the printer.
        case system
    }

    /// Who can help.
    public let cause: Cause
    /// What is wrong and what to do about it.
    public let diagnostic: Diagnostic

    init(_ cause: Cause, id: String, _ message: LocalizedText, hints: [LocalizedText] = []) {
        self.cause = cause
        diagnostic = Diagnostic(.error, id: id, message, hints: hints)
    }
}
