package import Batch

/// What a batch of submissions came to.
public struct BatchOutcome: Sendable {
    /// What became of one submission.
    public struct Item: Sendable {
        /// What was done.
        public enum Outcome: Sendable {
            /// There is a new file, or one that differs from the one before.
            case rendered
            /// The file is as it was.
            case unchanged
            /// There is none: the findings say why.
            case rejected
            /// There is none: the system failed.
            case failed(LocalizedMessage)
        }

        /// The path of the submission; of several files that of the first.
        public let input: String
        /// The paths of its files.
        public let files: [String]
        /// The name of its file in the folder.
        public let output: String
        /// What was done.
        public let outcome: Outcome
        /// How many pages the file has; 0 where there is none.
        public let pages: Int
        /// What was found; nothing where nothing has changed.
        public let findings: [Finding]

        package init(_ result: BatchResult) {
            input = result.input
            files = result.source.files
            output = result.output
            pages = result.pages
            findings = result.findings.map(Finding.init)
            outcome =
                switch result.outcome {
                case .rendered: .rendered
                case .confirmed, .unchanged: .unchanged
                case .rejected: .rejected
                case .failed(let reason): .failed(LocalizedMessage(reason))
                case .skipped: preconditionFailure("a batch that nobody stops skips nothing")
                }
        }
    }

    /// The submissions, in the order in which they were given.
    public let items: [Item]
    /// Files in the folder that earlier batches made, and this one did not.
    public let leftOver: [String]
}
