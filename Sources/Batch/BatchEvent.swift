package import Diagnostics
package import Rendering

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// What became of one submission of a batch.
package struct BatchResult: Sendable {
    /// What was done.
    package enum Outcome: Sendable, Hashable {
        /// An output was made that differs from the one before, or is the first.
        case rendered(isFirst: Bool)
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
    package let index: Int
    /// The submission.
    package let source: SubmissionFiles
    /// The path that it is known by.
    package var input: String { source.path }
    /// The name of the output's file.
    package let output: String
    /// What was done.
    package internal(set) var outcome: Outcome
    /// How many pages the output has; 0 without one.
    package let pages: Int
    /// What was found in this run; nothing for an unchanged output.
    package internal(set) var findings: [Diagnostic]
    /// What is known of the submission; `nil` where it was not read.
    package let facts: SubmissionFacts?
    /// The paths of the images that it names, seen from its folder.
    package let images: [String]
    /// Of a submission that was refused, the form set that it is most likely for, and the amounts of money that it states.
    var formSet = ""
    var amounts: [Manifest.Money] = []
    /// The files of the letter to the office, where it was refused.
    var letter: [Manifest.HashedFile] = []
}

extension BatchResult {
    /// The result with what was found besides.
    func adding(_ more: [Diagnostic]) -> BatchResult {
        var result = self
        result.findings += more
        return result
    }

    /// The result where the system has failed besides.
    func failing(_ reason: LocalizedText) -> BatchResult {
        var result = self
        result.outcome = .failed(reason)
        return result
    }
}

/// The result of a batch as a whole.
package struct BatchSummary: Sendable {
    /// The summary of a batch before its first result.
    package init() {}

    /// How many submissions there were.
    package var total = 0
    /// Outputs that were made and of which there was none before.
    package var new: [String] = []
    /// Outputs that were made and differ from those before: where those were printed, these have to be.
    package var changed: [String] = []
    /// How many outputs are as they were.
    package var unchanged = 0
    /// The submissions without an output, because they are at fault.
    package var refused: [String] = []
    /// The submissions without an output, because the system failed.
    package var failed: [String] = []
    /// How many submissions had no turn, because the run was stopped.
    package var skipped = 0
    /// How many pages all outputs have.
    package var pages = 0
    /// How many sheets they take, printed on both sides.
    package var sheets = 0
    /// The names of the outputs in the folder whose submissions are not among the inputs: they are kept.
    package var leftOver: [String] = []
    /// Whether the system failed for any of them.
    package var hasSystemFailure = false
    /// How many submissions have changed since shards were planned.
    package var changedInputs = 0
    /// Why the manifest could not be written; the outputs are whole, but the next run makes them again.
    package var manifestFailure: LocalizedText?
    /// How many offices whose submissions this run refused have a letter.
    package var letters = 0
    /// The path of the list of letters in the folder; `nil` where there is none.
    package var letterList: String?
    /// Why the report was not written.
    package var reportFailure: RenderError?
    /// Why the list of letters was not written.
    package var letterFailure: RenderError?
    /// The names of the files of the report; none where there is no report.
    package var reports: [String] = []

    mutating func add(_ result: BatchResult) {
        total += 1
        pages += result.pages
        if !result.letter.isEmpty { letters += 1 }
        sheets += (result.pages + 1) / 2
        switch result.outcome {
        case .rendered(let isFirst): if isFirst { new.append(result.output) } else { changed.append(result.output) }
        case .confirmed, .unchanged: unchanged += 1
        case .rejected:
            refused.append(result.input)
            changedInputs += result.findings.contains(where: \.isOnChangedInput) ? 1 : 0
        case .failed:
            failed.append(result.input)
            hasSystemFailure = true
        case .skipped: skipped += 1
        }
    }
}
