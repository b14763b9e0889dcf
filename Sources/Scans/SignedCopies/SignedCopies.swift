import Batch
package import Diagnostics
import Dispatch
import Files
package import PrintJobs
package import Rendering
import SourceTree
import Synchronization

/// The signed copies of what a stack holds: a PDF for each output, in a folder of their own.
package struct SignedCopies: Sendable {
    /// The copies that were written, by the names of their files.
    package private(set) var copies: [SignedCopy] = []
    /// What is to be said of scans and files.
    package private(set) var findings: [Diagnostic] = []

    private let files: OwnFiles

    /// How many copies are made at once at most: each may hold a whole PDF of scans.
    private static let mostWorkers = 4

    /// Writes the copies of all outputs of which `stack` shows a page into `target`, and a record of them.
    /// - Parameters:
    ///   - check: what the stack is.
    ///   - folder: where the outputs lie.
    ///   - workers: how many copies are made at once, within ``ScannedStack/workers``; four at most.
    /// - Throws: ``RenderError`` where the folder cannot be written to, or is that of the outputs.
    package init(
        of check: StackCheck, _ stack: ScannedStack, in folder: String, to target: String, workers: Int
    ) throws(RenderError) {
        do throws(OutputFile.Failure) { try OutputFile.createFolder(target) } catch { throw .unwritable(error) }
        guard FileIdentity(folder) != FileIdentity(target) else { throw .rejected([Self.sameFolder(target)]) }
        files = OwnFiles(folder: target)
        let scans = Dictionary(stack.pages.map { ($0.place, $0) }) { first, _ in first }
        let plans = check.documents.compactMap { SignedCopyPlan($0, scans) }
        let before = try Self.record(in: target)
        let makers = plans.map { plan in
            SignedCopyMaker(
                plan: plan, folder: folder, target: target, before: before.first { $0.file == plan.entry.output })
        }
        // Before copies are replaced it is known what they may show, even if the program is killed: what was signed cannot be made
        // again.
        try write(makers.compactMap(\.announced), behind: before)
        let failure = write(makers, workers: workers)
        // What an earlier run has put there stays, and stays known.
        try write(copies, behind: before)
        if let failure { throw .unwritable(failure) }
    }

    /// Writes the record of `copies`, and of those in `before` that are not among them.
    private func write(_ copies: [SignedCopy], behind before: [SignedCopy]) throws(RenderError) {
        let names = Set(copies.map(\.file))
        let record = SignedCopyRecord(before.filter { !names.contains($0.file) } + copies)
        do throws(OutputFile.Failure) {
            try files.write(record.bytes, to: SignedCopyRecord.fileName)
        } catch {
            throw error.isTaken ? .rejected([.foreign(error.path)]) : .unwritable(error)
        }
    }

    /// Writes the copies.
    /// - Returns: why one could not be written, if the system failed.
    private mutating func write(_ makers: [SignedCopyMaker], workers: Int) -> OutputFile.Failure? {
        let files = files
        let results = Mutex([Int: SignedCopyMaker.Outcome]())
        let next = Atomic(0)
        DispatchQueue.concurrentPerform(iterations: min(workers, Self.mostWorkers, makers.count)) { _ in
            while case let index = next.add(1, ordering: .relaxed).oldValue, index < makers.count {
                let outcome = makers[index].write(among: files)
                results.withLock { $0[index] = outcome }
            }
        }
        let outcomes = results.withLock { results in makers.indices.compactMap { results[$0] } }
        copies = outcomes.compactMap(\.copy)
        findings = outcomes.flatMap(\.findings)
        return outcomes.compactMap(\.failure).first
    }

    /// The largest record that is read, in bytes.
    private static let maximumRecord = 1 << 30

    /// The copies that are in the folder `target`, as its record says.
    /// - Throws: ``RenderError/rejected(_:)`` where there is a record that cannot be read.
    private static func record(in target: String) throws(RenderError) -> [SignedCopy] {
        let path = FilePath.inside(target, SignedCopyRecord.fileName)
        guard OutputFile.exists(path) else { return [] }
        guard let bytes = try? RegularFile.read(path, atMost: maximumRecord), let record = SignedCopyRecord(bytes)
        else { throw .rejected([badRecord(path)]) }
        return record.copies.filter { OutputFile.isRegular(FilePath.inside(target, $0.file)) }
    }

    private static func badRecord(_ path: String) -> Diagnostic {
        Diagnostic(
            .error, id: "bad-record",
            LocalizedText(
                "签字件的记录读不懂：没有权限、内容有误，或出自别的版本；什么都没有替换",
                en:
                    "the record of the signed copies cannot be read: no permission, damaged, or of another version; nothing was replaced"
            ),
            at: .whole(SourceFile(name: path, text: "")),
            hints: [LocalizedText("从备份恢复它，或换一个新文件夹", en: "restore it from a copy, or name a new folder")])
    }

    private static func sameFolder(_ path: String) -> Diagnostic {
        Diagnostic(
            .error, id: "same-folder",
            LocalizedText("签字件不能收进印件所在的文件夹", en: "signed copies cannot go into the folder of what was printed"),
            at: .whole(SourceFile(name: path, text: "")),
            hints: [LocalizedText("换一个文件夹", en: "name another folder")])
    }
}
