public import Diagnostics

/// What became of one submission of a batch.
public struct BatchResult: Sendable {
    /// What was done.
    public enum Outcome: Sendable, Hashable {
        /// An output was made that differs from the one before, or is the first.
        case rendered
        /// An output was made again; it is the same as before.
        case confirmed
        /// Nothing that the output is made from has changed.
        case unchanged
        /// There is no output; the findings say why.
        case rejected
        /// The system failed.
        case failed(LocalizedText)
        /// The run was stopped before its turn.
        case skipped

        /// Whether there is an output of it now.
        var isMade: Bool {
            switch self {
            case .rendered, .confirmed, .unchanged: true
            case .rejected, .failed, .skipped: false
            }
        }
    }

    /// Its place among the inputs, from 0.
    public let index: Int
    /// The path of the submission.
    public let input: String
    /// The name of the output's file.
    public let output: String
    /// What was done.
    public let outcome: Outcome
    /// How many pages the output has; 0 without one.
    public let pages: Int
    /// What was found in this run; nothing where the output is unchanged.
    public let findings: [Diagnostic]
}

/// What a batch came to.
public struct BatchSummary: Sendable {
    /// Nothing yet.
    public init() {}

    /// How many submissions there were.
    public var total = 0
    /// Outputs that were made and differ from those before: what has to be printed again.
    public var rendered: [String] = []
    /// How many outputs are as they were.
    public var unchanged = 0
    /// The submissions without an output.
    public var failed: [String] = []
    /// How many submissions had no turn, because the run was stopped.
    public var skipped = 0
    /// How many pages all outputs have.
    public var pages = 0
    /// How many sheets they take, printed on both sides.
    public var sheets = 0
    /// Outputs in the folder whose submissions are not among the inputs.
    public var orphans: [String] = []
    /// Whether the system failed for any of them.
    public var hasSystemFailure = false
    /// Why the manifest could not be written; the outputs are whole, but the next run makes them again.
    public var manifestFailure: LocalizedText?
    /// Why the report was not written.
    public var reportFailure: RenderError?
    /// The names of the files of the report; none where there is no report.
    public var reports: [String] = []

    mutating func add(_ result: BatchResult) {
        total += 1
        pages += result.pages
        sheets += (result.pages + 1) / 2
        switch result.outcome {
        case .rendered: rendered.append(result.output)
        case .confirmed, .unchanged: unchanged += 1
        case .rejected: failed.append(result.input)
        case .failed:
            failed.append(result.input)
            hasSystemFailure = true
        case .skipped: skipped += 1
        }
    }
}
