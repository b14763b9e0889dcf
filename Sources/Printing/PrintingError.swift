package import Diagnostics

/// Why a job did not get to a printer, or not onto paper.
package struct PrintingError: Error, Sendable {
    /// Who can help.
    package enum Cause: Sendable {
        /// What was asked for: another printer, other paper.
        case request
        /// The server, the queue or the printer.
        case system
    }

    /// Who can help.
    package let cause: Cause
    /// What is wrong and what to do about it.
    package let diagnostic: Diagnostic

    init(_ cause: Cause, id: String, _ message: LocalizedText, hints: [LocalizedText] = []) {
        self.cause = cause
        diagnostic = Diagnostic(.error, id: id, message, hints: hints)
    }
}
