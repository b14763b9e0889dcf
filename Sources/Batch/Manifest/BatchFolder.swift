import Diagnostics
import Files
import Rendering
import SourceTree

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A folder of outputs that a run holds against all others, from before it looks at its manifest until that is written anew.
struct BatchFolder {
    /// The folder's path.
    let path: String
    /// Which files of it are the program's.
    let files: OwnFiles
    private let lock: OutputLock
    /// The folders that were made for the run, the outermost first.
    private let made: [String]

    /// Makes the folder, if it is not there, and holds it.
    /// - Throws: ``RenderError/failed(_:)`` where it cannot be written to, ``RenderError/rejected(_:)`` where another run
    ///   holds it.
    init(_ path: String) throws(RenderError) {
        self.path = path
        let lock: OutputLock?
        do throws(OutputFile.Failure) {
            made = try OutputFile.createFolder(path)
            lock = try OutputLock(folder: path)
        } catch {
            throw .unwritable(error)
        }
        guard let lock else { throw .rejected([.folderInUse(path)]) }
        self.lock = lock
        files = OwnFiles(folder: path)
        removeTemporaryFiles()
    }

    /// Lets go of the folder.
    func release() { lock.release() }

    /// Takes along what was made for a run that gave nothing: the folder, and the lock in there.
    func removeIfNew() {
        guard !made.isEmpty else { return }
        OutputFile.remove("\(path)/\(OutputLock.fileName)")
        OutputFile.removeFolders(made)
    }

    /// Removes what a run that was killed has left half-written; nobody is writing it now.
    private func removeTemporaryFiles() {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        for path in names.map({ "\(path)/\($0)" }) where OutputFile.isTemporary(path) { OutputFile.remove(path) }
    }

    // MARK: Manifest

    /// The folder's manifest; an empty one where there is none.
    /// - Throws: ``RenderError/rejected(_:)`` where it cannot be read.
    func manifest() throws(RenderError) -> Manifest {
        let spool = TextSpool(in: path)
        do throws(Rejection) {
            return try Manifest.read(in: path + "/", spool: spool) ?? Manifest(spool: spool)
        } catch {
            throw .rejected(error.diagnostics)
        }
    }

    /// Writes the report, the list of letters and the manifest, and removes letters that are out of date.
    /// - Parameters:
    ///   - listed: the manifest that the last run left.
    ///   - report: the report; `nil` where there is none.
    ///   - letters: the letters; `nil` where there is no list of them.
    ///   - formSets: the form sets, which say which amounts submissions state.
    ///   - journal: what the manifest makes needless.
    /// - Returns: `summary` with the names of the report's files, or why they or the manifest could not be written.
    func conclude(
        _ manifest: Manifest, _ summary: BatchSummary, after listed: Manifest, report: BatchReport?,
        letters: BatchLetters?, _ formSets: FormSetCache, journal: OutputJournal? = nil
    ) -> BatchSummary {
        var (manifest, summary) = (manifest, summary)
        // The list of letters is listed among the reports, and is none of the report's files.
        let list = manifest.reports.removeValue(forKey: BatchLetters.listName)
        if let report {
            do throws(OutputFile.Failure) {
                manifest.reports = try report.write(
                    manifest, listed: manifest.reports, among: files, skipped: summary.skipped, formSets)
                summary.reports = BatchReport.names
            } catch {
                summary.reportFailure = error.isTaken ? .rejected([.foreign(error.path)]) : .unwritable(error)
            }
        }
        do throws(OutputFile.Failure) {
            let hash = try letters?.writeList(manifest, listed: list, among: files)
            manifest.reports[BatchLetters.listName] = hash
            summary.letterList = hash.map { _ in BatchLetters.listName }
        } catch {
            manifest.reports[BatchLetters.listName] = list
            summary.letterFailure = error.isTaken ? .rejected([.foreign(error.path)]) : .unwritable(error)
        }
        let letterFiles = BatchLetters.files(of: manifest)
        BatchLetters.removeOutdated(after: listed, manifest, but: letterFiles, in: path, among: files)
        summary.manifestFailure = failureToWrite(manifest)
        // Until the manifest lists them, notes tell which files are the program's.
        if summary.manifestFailure == nil {
            files.forget { manifest.reports[$0] ?? letterFiles[$0] ?? manifest.entries[$0]?.outputHash }
            journal?.remove()
        }
        return summary
    }

    /// Writes the manifest, or says why it cannot be written.
    private func failureToWrite(_ manifest: Manifest) -> LocalizedText? {
        let path = "\(path)/\(Manifest.fileName)"
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

extension Diagnostic {
    fileprivate static func folderInUse(_ path: String) -> Diagnostic {
        Diagnostic(
            .error, id: "folder-in-use",
            LocalizedText("另一次运行正在写“\(path)”", en: "another run is writing to “\(path)”"),
            hints: [LocalizedText("等它结束，或换一个文件夹", en: "wait for it to end, or name another folder")])
    }

    /// Whether it tells of what passes by itself, so that the same command may succeed later: it is no fault of an input.
    package var isPassing: Bool { id == "folder-in-use" }
}
