package import Diagnostics
import Dispatch
import Files
package import Graphics
package import Rendering
import SourceTree

/// Renders many submissions into one folder: one worker a core, each with faces of its own; one submission that is at fault
/// does not stop the others, and what has not changed is not rendered again.
package struct BatchRenderer: Sendable {
    /// How outputs are made.
    package struct Options: Sendable {
        /// For which archival standard; `nil` for files as they are drawn.
        package var profile: ArchiveProfile?
        /// Whether blanks that are signed get signature fields.
        package var hasSignatureFields: Bool
        /// Whether each page has a code that says which it is.
        package var hasPageCodes: Bool
        /// Whether drafts are made.
        package var isDraft: Bool
        /// The date that files state instead of the submissions'.
        package var creationDate: CreationDate?
        /// Whether findings may quote persons.
        package var showsPersons: Bool
        /// Whether there is a report, and what is in it.
        package var report: BatchReport.Kind
        /// The county that the report is on; `nil` where the names of the offices are to tell it.
        package var county: String?
        /// When offices whose submissions are refused get letters.
        package var letters: BatchLetters.Kind
        /// The office that hands them back; empty where nobody said.
        package var bureau: String
        /// The language of the report and of the list of letters.
        package var language: Language

        /// Creates options.
        package init(
            profile: ArchiveProfile? = .a3a, hasSignatureFields: Bool = false, hasPageCodes: Bool = false,
            isDraft: Bool = false, creationDate: CreationDate? = nil, showsPersons: Bool = false,
            report: BatchReport.Kind = .auto, county: String? = nil, letters: BatchLetters.Kind = .none,
            bureau: String = "", language: Language = .zh
        ) {
            self.profile = profile
            self.hasSignatureFields = hasSignatureFields
            self.hasPageCodes = hasPageCodes
            self.isDraft = isDraft
            self.creationDate = creationDate
            self.showsPersons = showsPersons
            self.report = report
            self.county = county
            self.letters = letters
            self.bureau = bureau
            self.language = language
        }

        /// How each of them is made.
        var rendering: RenderingOptions {
            RenderingOptions(
                profile: profile, hasSignatureFields: hasSignatureFields, hasPageCodes: hasPageCodes, isDraft: isDraft)
        }

        /// All that the bytes of an output depend on, in a line.
        var text: String {
            "\(profile?.rawValue ?? "none") \(hasSignatureFields) \(hasPageCodes) \(isDraft) \(creationDate?.text ?? "-")"
        }
    }

    private let resources: Resources
    private let options: Options
    private let folder: String
    private let workers: Int
    private let formSets: FormSetCache

    /// How many submissions can be rendered at once.
    package static let workers = 1...256

    /// Creates a renderer into `folder`.
    /// - Parameters:
    ///   - workers: how many submissions are rendered at once, within ``workers``.
    ///   - formSets: the form sets that it shares with others; `nil` where it shares none.
    package init(
        _ resources: Resources, options: Options, folder: String, workers: Int, sharing formSets: FormSetCache? = nil
    ) {
        self.resources = resources
        self.options = options
        self.folder = folder
        self.workers = workers
        self.formSets = formSets ?? FormSetCache(resources)
    }

    /// Renders what `plan` names and writes the manifest and the report.
    /// - Parameters:
    ///   - isStopped: asked before each submission; once it is true, no other one is begun.
    ///   - onResult: is given the results in the order of the plan, one at a time.
    /// - Throws: ``RenderError/failed(_:)`` where the folder cannot be written to or the number of workers is none of
    ///   ``workers``, ``RenderError/rejected(_:)`` where another run holds the folder or its manifest cannot be read; then
    ///   nothing is rendered.
    package func run(
        _ plan: BatchPlan, isStopped: @escaping @Sendable () -> Bool = { false },
        onResult: @escaping @Sendable (BatchResult) -> Void
    ) throws(RenderError) -> BatchSummary {
        guard Self.workers.contains(workers) else { throw .failed(.outOfRange("同时排的份数", "workers", Self.workers)) }
        resources.readFacesAhead()
        let outputs = try BatchFolder(folder)
        defer { outputs.release() }
        try plan.shard.map { (shard) throws(RenderError) in try claim(outputs, for: shard) }
        let listed = try outputs.manifest()
        let journal = OutputJournal(folder: folder)
        let plan = plan.settled(in: folder, after: listed)
        let state = BatchState(
            plan: plan, in: folder, manifest: listed.forgettingFailures(besides: plan, in: folder), journal: journal,
            onResult: onResult)
        let report = report(on: plan, isKept: listed.reports[BatchReport.pageName] != nil, outputs)
        let letters = BatchLetters(
            options.letters, count: plan.shard?.total ?? plan.jobs.count, in: folder, bureau: options.bureau,
            for: options.profile, after: listed, language: options.language)
        renderAll(
            of: plan, state, into: outputs.files, thumbnails: report?.thumbnails, letters: letters, isStopped: isStopped
        )
        let (manifest, summary) = state.outcome()
        // Where all are refused, letters and the report on them are what the run makes.
        let isTold = !manifest.failures.isEmpty && letters != nil || !listed.failures.isEmpty
        guard plan.shard != nil || !manifest.entries.isEmpty || isTold else {
            outputs.removeIfNew()
            return summary
        }
        // What tells of all shards is written when they are merged.
        return outputs.conclude(
            manifest, summary, after: listed, report: plan.shard == nil ? report : nil,
            letters: plan.shard == nil ? letters : nil, formSets, journal: journal)
    }

    /// The report on what `plan` makes; that of a shard is written when all are merged.
    private func report(on plan: BatchPlan, isKept: Bool, _ outputs: BatchFolder) -> BatchReport? {
        BatchReport(
            options.report, count: plan.shard?.total ?? plan.jobs.count, in: folder,
            isKept: isKept || outputs.files.knows(BatchReport.pageName), county: options.county,
            language: options.language)
    }

    /// Writes down whose outputs the folder holds.
    private func claim(_ outputs: BatchFolder, for shard: PlannedShard) throws(RenderError) {
        let record = ShardRecord(
            shard, in: folder, program: ProgramIdentity.text, fonts: FileHash.sha256(ofFonts: resources),
            options: options.text)
        try record.claim(outputs.path)
    }

    /// Renders the jobs of `plan` with as many workers as there are jobs, and no more than ``workers``; returns when every
    /// output is on the disk.
    ///
    /// Each worker takes the next job when it is done with one, so that none waits for a long one of another.
    private func renderAll(
        of plan: BatchPlan, _ state: BatchState, into files: OwnFiles, thumbnails: ThumbnailFolder?,
        letters: BatchLetters?, isStopped: @Sendable () -> Bool
    ) {
        let fonts = FileHash.sha256(ofFonts: resources)
        let writer = OutputWriter(files, capacity: 2 * workers)
        DispatchQueue.concurrentPerform(iterations: min(workers, max(1, plan.jobs.count))) { _ in
            let worker = BatchWorker(
                context: RenderingContext(resources, sharing: formSets), options: options, folder: folder, fonts: fonts,
                thumbnails: thumbnails, writer: writer, letters: letters,
                cores: 2 * plan.jobs.count <= workers ? .two : .one)
            while let index = state.next() {
                let job = plan.jobs[index]
                if isStopped() {
                    state.finish(index, with: worker.skipped(job, at: index), entry: nil)
                } else {
                    worker.render(job, at: index, after: state.known(job)) {
                        state.finish(index, with: $0, entry: $1)
                    }
                }
            }
        }
        writer.finish()
    }
}
