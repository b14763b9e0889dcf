import Diagnostics
import Files
import Rendering
import SourceTree
import Synchronization

/// What the workers of a batch share: which job is next, and what came of those that are done.
final class BatchState: Sendable {
    private struct Contents {
        var next = 0
        var manifest: Manifest
        var summary = BatchSummary()
        /// Results that wait for one before them.
        var waiting: [Int: BatchResult] = [:]
        /// The jobs that had no turn, by their indices.
        var skipped: Set<Int> = []
        /// The outputs that were made, or are as they would be made.
        var made: Set<Spelling> = []
        var reported = 0
    }

    private let plan: BatchPlan
    private let folder: String
    private let planned: Set<Spelling>
    private let contents: Mutex<Contents>
    private let journal: OutputJournal
    private let onResult: @Sendable (BatchResult) -> Void

    /// - Parameters:
    ///   - manifest: the one that the last run left in `folder`.
    ///   - journal: what was finished since; it is told of every output.
    ///   - onResult: is given the results in the order of the plan, one at a time, whichever job is done first.
    init(
        plan: BatchPlan, in folder: String, manifest: Manifest, journal: OutputJournal,
        onResult: @escaping @Sendable (BatchResult) -> Void
    ) {
        var manifest = manifest
        for entry in journal.entries { manifest.entries[entry.output] = entry }
        self.journal = journal
        self.plan = plan
        self.folder = folder
        planned = Set(plan.jobs.map { Spelling($0.place) })
        self.onResult = onResult
        contents = Mutex(Contents(manifest: manifest))
    }

    /// The index of the job that is to be done next; `nil` where every job was given out.
    func next() -> Int? {
        contents.withLock { contents in
            guard contents.next < plan.jobs.count else { return nil }
            defer { contents.next += 1 }
            return contents.next
        }
    }

    /// The entry of the output that `job` made last.
    func known(_ job: BatchPlan.Job) -> Manifest.Entry? {
        contents.withLock { $0.manifest.entries[job.output] }
    }

    /// Notes what came of the job at `index`.
    /// - Parameter entry: what the manifest says of its output; `nil` where that stays as it is.
    func finish(_ index: Int, with result: BatchResult, entry: Manifest.Entry?) {
        if let entry { journal.add(entry) }
        contents.withLock { contents in
            if let entry { contents.manifest.entries[entry.output] = entry }
            contents.waiting[index] = result
            while let result = contents.waiting.removeValue(forKey: contents.reported) {
                contents.reported += 1
                contents.summary.add(result)
                if result.outcome == .skipped { contents.skipped.insert(result.index) }
                if result.outcome.isMade { contents.made.insert(Spelling(result.output)) }
                contents.manifest.note(result, of: plan.jobs[result.index])
                onResult(result)
            }
        }
    }

    /// Whether the outputs of the submission at `place`, which this run has not rendered, stay in the batch: those of jobs that
    /// had no turn do; and where the run was over single files, those of other submissions that are still there.
    private func leaves(_ place: Spelling) -> Bool {
        planned.contains(place) || !plan.isExhaustive && OutputFile.exists(FilePath.inside(folder, place.text))
    }

    /// The manifest and the summary once every job is finished.
    func outcome() -> (Manifest, BatchSummary) {
        contents.withLock { contents in
            var summary = contents.summary
            let planned = Set(plan.jobs.map { Spelling($0.output) })
            summary.leftOver = contents.manifest.entries.names.filter { !planned.contains(Spelling($0)) }
            contents.manifest.arrange(plan.jobs.map(\.output))
            let begun = plan.jobs.enumerated().filter { !contents.skipped.contains($0.offset) }.map(\.element)
            let given = Dictionary(begun.map { (Spelling($0.place), Spelling($0.output)) }) { first, _ in first }
            contents.manifest.entries.close(BatchRun(made: contents.made, given: given, leaves: leaves))
            return (contents.manifest, summary)
        }
    }
}

extension Manifest {
    /// The manifest without the failures of submissions that are gone.
    func forgettingFailures(besides plan: BatchPlan, in folder: String) -> Manifest {
        let inputs = Set(plan.jobs.map { Spelling($0.place) })
        var manifest = self
        manifest.failures.keep { inputs.contains($0) || OutputFile.exists(FilePath.inside(folder, $0.text)) }
        return manifest
    }

    /// Notes whether a submission gave an output. An output of an earlier run stays: it is what was printed then.
    fileprivate mutating func note(_ result: BatchResult, of job: BatchPlan.Job) {
        let place = Spelling(job.place)
        var failure = Failure(
            input: job.place, files: job.filePlaces, office: job.office, output: result.output,
            findings: result.findings.detached(from: result.input), formSet: result.formSet,
            title: result.facts?.formSetTitle ?? "", year: result.facts?.year, date: result.facts?.date,
            score: result.facts?.score, rate: result.facts?.rate, amounts: result.amounts, letter: result.letter)
        switch result.outcome {
        case .rejected: failures[place] = failure
        case .failed(let reason):
            failure.reason = reason.zh
            failures[place] = failure
        case .rendered, .confirmed, .unchanged: failures[place] = nil
        case .skipped: break
        }
    }
}
