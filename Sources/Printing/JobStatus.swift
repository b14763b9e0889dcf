/// How a job on the print server stands.
package struct JobStatus: Hashable, Sendable {
    /// The states of jobs (RFC 8011, 5.3.7).
    package enum State: Int, Sendable {
        /// It waits for its turn.
        case pending = 3
        /// Somebody must let it go on, or its time must come.
        case held
        /// It is being printed.
        case processing
        /// The printer has stopped in the middle of it.
        case stopped
        /// Somebody has taken it away.
        case cancelled
        /// The server or the printer has given it up.
        case aborted
        /// It is on paper.
        case completed
    }

    /// The state.
    package var state: State
    /// Why it is so.
    package var reasons: [StateReason]
    /// What the printer says; empty where it says nothing.
    package var message: String
    /// How many sheets the server counts, which may run ahead of the printer; `nil` where it does not.
    package var sheets: Int?
    /// How the printer stands.
    package var printer: PrinterState

    init?(_ job: borrowing IPPAnswer, printer: PrinterState) {
        guard let state = job.number("job-state").flatMap(State.init) else { return nil }
        self.state = state
        reasons = StateReason.all(job.texts("job-state-reasons"))
        message = job.texts("job-printer-state-message").first ?? ""
        sheets = job.number("job-media-sheets-completed").flatMap { $0 > 0 ? $0 : nil }
        self.printer = printer
    }

    static let attributes = [
        "job-state", "job-state-reasons", "job-printer-state-message", "job-media-sheets-completed",
    ]
}

/// How waiting for a job ended.
package enum JobEnd: Hashable, Sendable {
    /// The server says that it is on paper.
    case completed
    /// Somebody has taken it away.
    case cancelled
    /// The server or the printer has given it up.
    case aborted
    /// It waits in the queue until somebody lets it go on.
    case held
    /// It waits in the queue, whose printer has stopped.
    case stopped
    /// The user does not wait any longer; the job goes on.
    case left
    /// The server does not answer any more, or does not know the job; nobody knows what became of it.
    case lost
}

extension JobStatus {
    /// Why there is nothing more to wait for; `nil` where there is.
    package var end: JobEnd? {
        switch state {
        case .completed: .completed
        case .cancelled: .cancelled
        case .aborted: .aborted
        case .held: .held
        case .stopped: .stopped
        case .pending: printer.activity == .stopped ? .stopped : nil
        case .processing: nil
        }
    }
}
