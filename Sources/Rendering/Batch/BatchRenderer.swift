public import Archive
import Crypto
import Diagnostics
import Dispatch
import SourceTree
import Synchronization

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif
#if canImport(Glibc)
    import Glibc
#endif

/// Renders many submissions into one folder: one worker a core, each with its own form sets and faces; one submission that
/// is at fault does not stop the others, and what has not changed is not rendered again.
public struct BatchRenderer: Sendable {
    /// How outputs are made.
    public struct Options: Sendable {
        /// For which archival standard; `nil` for files as they are drawn.
        public var profile: ArchiveProfile?
        /// Whether blanks that are signed get signature fields.
        public var hasSignatureFields: Bool
        /// Whether each page has a code that says which it is.
        public var hasPageCodes: Bool
        /// Whether drafts are made.
        public var isDraft: Bool
        /// The date that files state instead of the submissions', as ISO 8601 in UTC.
        public var creationDate: String?
        /// Whether findings may quote persons.
        public var showsPersons: Bool

        /// Creates options.
        public init(
            profile: ArchiveProfile? = .a3a, hasSignatureFields: Bool = false, hasPageCodes: Bool = false,
            isDraft: Bool = false, creationDate: String? = nil, showsPersons: Bool = false
        ) {
            self.profile = profile
            self.hasSignatureFields = hasSignatureFields
            self.hasPageCodes = hasPageCodes
            self.isDraft = isDraft
            self.creationDate = creationDate
            self.showsPersons = showsPersons
        }

        /// All that the bytes of an output depend on, in a line.
        var text: String {
            "\(profile?.rawValue ?? "none") \(hasSignatureFields) \(hasPageCodes) \(isDraft) \(creationDate ?? "-")"
        }
    }

    private let resources: Resources
    private let options: Options
    private let folder: String
    /// How many submissions are rendered at once, at least 1.
    private let workers: Int

    /// Creates a renderer into `folder`.
    /// - Parameter workers: how many submissions are rendered at once, at least 1.
    public init(_ resources: Resources, options: Options, folder: String, workers: Int) {
        precondition(workers >= 1, "a batch needs a worker")
        self.resources = resources
        self.options = options
        self.folder = folder
        self.workers = workers
    }

    /// Renders what `plan` names and writes the manifest.
    /// - Parameters:
    ///   - isStopped: asked before each submission; once it is true, no other one is begun.
    ///   - take: is given the results in the order of the plan, one at a time.
    /// - Throws: ``RenderError/failed(_:)`` where the folder cannot be written to, or another run holds it.
    public func run(
        _ plan: BatchPlan, isStopped: @escaping @Sendable () -> Bool = { false },
        take: @escaping @Sendable (BatchResult) -> Void
    ) throws(RenderError) -> BatchSummary {
        let lock = try locked()
        defer { lock.release() }
        removeLeftovers()
        let state = BatchState(plan: plan, manifest: readManifest(), take: take)
        let fonts = FileHash.sha256(ofFonts: resources)
        DispatchQueue.concurrentPerform(iterations: min(workers, max(1, plan.jobs.count))) { _ in
            let worker = BatchWorker(
                workshop: Workshop(resources), options: options, folder: folder, fonts: fonts)
            while let index = state.next() {
                let job = plan.jobs[index]
                if isStopped() {
                    state.finish(index, worker.skipped(index, job), nil)
                } else {
                    let known = state.known(job)
                    let (result, entry) = worker.render(index, job, known)
                    state.finish(index, result, entry)
                }
            }
        }
        let manifest: Manifest
        var summary: BatchSummary
        (manifest, summary) = state.outcome()
        if manifest.entries.isEmpty { removeEmptyFolder() } else { summary.manifestFailure = failureToWrite(manifest) }
        return summary
    }

    // MARK: Folder

    private func locked() throws(RenderError) -> OutputLock {
        do throws(OutputFile.Failure) {
            try OutputFile.createFolder(folder)
            if let lock = try OutputLock(folder: folder) { return lock }
        } catch {
            throw .unwritable(error)
        }
        throw .rejected([
            Diagnostic(
                .error, id: "folder-in-use",
                LocalizedText("另一次运行正在写“\(folder)”", en: "another run is writing to “\(folder)”"),
                hints: [LocalizedText("等它结束，或换一个文件夹", en: "wait for it to end, or name another folder")])
        ])
    }

    /// Removes what a run that was killed has left half-written; this run holds the folder, so nobody is writing them.
    private func removeLeftovers() {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        for name in names where OutputFile.isLeftover(name) {
            try? FileManager.default.removeItem(atPath: "\(folder)/\(name)")
        }
    }

    /// A run that made nothing leaves nothing.
    private func removeEmptyFolder() {
        try? FileManager.default.removeItem(atPath: "\(folder)/\(OutputLock.fileName)")
        rmdir(folder)
    }

    private func readManifest() -> Manifest {
        let file = try? SourceFile.read(path: "\(folder)/\(Manifest.fileName)")
        return file.flatMap { Manifest(text: $0.text) } ?? Manifest()
    }

    /// Writes the manifest, or says why it cannot be written.
    private func failureToWrite(_ manifest: Manifest) -> LocalizedText? {
        do throws(OutputFile.Failure) {
            try OutputFile.write(Array(manifest.text.utf8), to: "\(folder)/\(Manifest.fileName)")
            return nil
        } catch {
            return .unwritable(error)
        }
    }
}

/// What the workers of a batch share.
private final class BatchState: Sendable {
    private struct Contents {
        var next = 0
        var manifest: Manifest
        var summary = BatchSummary()
        /// Results that wait for one before them.
        var waiting: [Int: BatchResult] = [:]
        var reported = 0
    }

    private let plan: BatchPlan
    private let contents: Mutex<Contents>
    private let take: @Sendable (BatchResult) -> Void

    init(plan: BatchPlan, manifest: Manifest, take: @escaping @Sendable (BatchResult) -> Void) {
        self.plan = plan
        self.take = take
        var manifest = manifest
        manifest.failures = []
        contents = Mutex(Contents(manifest: manifest))
    }

    /// The job that is to be done next.
    func next() -> Int? {
        contents.withLock { contents in
            guard contents.next < plan.jobs.count else { return nil }
            defer { contents.next += 1 }
            return contents.next
        }
    }

    /// The entry of the output that `job` made last.
    func known(_ job: BatchPlan.Job) -> Manifest.Entry? {
        contents.withLock { $0.manifest.entries[BatchWorker.fileName(job)] }
    }

    func finish(_ index: Int, _ result: BatchResult, _ entry: Manifest.Entry?) {
        contents.withLock { contents in
            if let entry { contents.manifest.entries[entry.output] = entry }
            contents.waiting[index] = result
            while let result = contents.waiting.removeValue(forKey: contents.reported) {
                contents.reported += 1
                contents.summary.add(result)
                contents.manifest.note(result)
                take(result)
            }
        }
    }

    /// The manifest and the summary once every job is finished.
    func outcome() -> (Manifest, BatchSummary) {
        contents.withLock { contents in
            var summary = contents.summary
            let made = Set(plan.jobs.map(BatchWorker.fileName))
            summary.orphans = contents.manifest.entries.keys.filter { !made.contains($0) }.sorted()
            return (contents.manifest, summary)
        }
    }
}

extension Manifest {
    /// Notes a submission that gave no output. Its output of an earlier run stays: it is what was printed then.
    fileprivate mutating func note(_ result: BatchResult) {
        switch result.outcome {
        case .rejected: failures.append(CheckedFile(path: result.input, diagnostics: result.findings))
        case .failed(let reason):
            failures.append(CheckedFile(path: result.input, diagnostics: result.findings, failure: reason.zh))
        case .rendered, .confirmed, .unchanged, .skipped: break
        }
    }
}
