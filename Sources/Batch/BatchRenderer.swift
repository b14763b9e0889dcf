package import Diagnostics
import Dispatch
import Files
package import Graphics
package import Rendering
import SourceTree

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif
#if canImport(Glibc)
    import Glibc
#endif

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
        /// The language of the report.
        package var language: Language
        /// The county that the report is on; `nil` where the names of the offices are to tell it.
        package var county: String?

        /// Creates options.
        package init(
            profile: ArchiveProfile? = .a3a, hasSignatureFields: Bool = false, hasPageCodes: Bool = false,
            isDraft: Bool = false, creationDate: CreationDate? = nil, showsPersons: Bool = false,
            report: BatchReport.Kind = .auto, language: Language = .zh, county: String? = nil
        ) {
            self.profile = profile
            self.hasSignatureFields = hasSignatureFields
            self.hasPageCodes = hasPageCodes
            self.isDraft = isDraft
            self.creationDate = creationDate
            self.showsPersons = showsPersons
            self.report = report
            self.language = language
            self.county = county
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
        let isNewFolder = !OutputFile.exists(folder)
        let lock = try locked()
        defer { lock.release() }
        removeTemporaryFiles()
        let listed = try readManifest()
        let files = OwnFiles(folder: folder)
        let plan = plan.settled(in: folder, after: listed)
        let state = BatchState(
            plan: plan, in: folder, manifest: listed.forgettingFailures(besides: plan, in: folder), onResult: onResult)
        let hasReport = listed.reports[BatchReport.pageName] != nil || files.knows(BatchReport.pageName)
        let report = BatchReport(
            options.report, of: plan, in: folder, isKept: hasReport, county: options.county, language: options.language)
        renderAll(of: plan, state, into: files, thumbnails: report?.thumbnails, isStopped: isStopped)
        let (manifest, summary) = state.outcome()
        guard !manifest.entries.isEmpty else {
            if isNewFolder { removeFolder() }
            return summary
        }
        return conclude(manifest, summary, report: report, among: files)
    }

    /// Renders the jobs of `plan` with as many workers as there are jobs, and no more than ``workers``; returns when every
    /// output is on the disk.
    ///
    /// Each worker takes the next job when it is done with one, so that none waits for a long one of another.
    private func renderAll(
        of plan: BatchPlan, _ state: BatchState, into files: OwnFiles, thumbnails: ThumbnailFolder?,
        isStopped: @Sendable () -> Bool
    ) {
        let fonts = FileHash.sha256(ofFonts: resources)
        let writer = OutputWriter(files, capacity: 2 * workers)
        DispatchQueue.concurrentPerform(iterations: min(workers, max(1, plan.jobs.count))) { _ in
            let worker = BatchWorker(
                context: RenderingContext(resources, sharing: formSets), options: options, folder: folder, fonts: fonts,
                thumbnails: thumbnails, writer: writer, cores: 2 * plan.jobs.count <= workers ? .two : .one)
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

    /// Writes the report and the manifest.
    /// - Returns: `summary` with the names of the report's files, or why they or the manifest could not be written.
    private func conclude(
        _ manifest: Manifest, _ summary: BatchSummary, report: BatchReport?, among files: OwnFiles
    ) -> BatchSummary {
        var (manifest, summary) = (manifest, summary)
        if let report {
            do throws(OutputFile.Failure) {
                manifest.reports = try report.write(manifest, among: files, skipped: summary.skipped)
                summary.reports = [BatchReport.pageName, BatchReport.tableName]
            } catch {
                summary.reportFailure = error.isTaken ? .rejected([.foreign(error.path)]) : .unwritable(error)
            }
        }
        summary.manifestFailure = failureToWrite(manifest)
        // Until the manifest lists them, notes tell which files are the program's.
        if summary.manifestFailure == nil {
            files.forget { manifest.reports[$0] ?? manifest.entries[$0]?.outputHash }
        }
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
    private func removeTemporaryFiles() {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        for path in names.map({ "\(folder)/\($0)" }) where OutputFile.isTemporary(path) { OutputFile.remove(path) }
    }

    /// A run that made nothing takes along the folder that it made for it, and the lock in there.
    private func removeFolder() {
        OutputFile.remove("\(folder)/\(OutputLock.fileName)")
        rmdir(folder)
    }

    private func readManifest() throws(RenderError) -> Manifest {
        let spool = TextSpool(in: folder)
        do throws(Rejection) {
            return try Manifest.read(in: folder + "/", spool: spool) ?? Manifest(spool: spool)
        } catch {
            throw .rejected(error.diagnostics)
        }
    }

    /// Writes the manifest, or says why it cannot be written.
    private func failureToWrite(_ manifest: Manifest) -> LocalizedText? {
        let path = "\(folder)/\(Manifest.fileName)"
        do throws(OutputFile.Failure) {
            try OutputFile.write(to: path) { (sink) throws(OutputFile.Failure) in
                try manifest.json.write { (piece) throws(OutputFile.Failure) in try sink.write(piece) }
            }
            return nil
        } catch {
            OutputFile.syncFolder(of: path)
            return .unwritable(error)
        }
    }
}
