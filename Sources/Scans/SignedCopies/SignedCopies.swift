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
        let before = Self.record(in: target)
        let makers = plans.map { plan in
            SignedCopyMaker(
                plan: plan, folder: folder, target: target, before: before.first { $0.file == plan.entry.output })
        }
        try write(makers, workers: workers)
        let names = Set(copies.map(\.file))
        // What an earlier run has put there stays, and stays known.
        let record = SignedCopyRecord(before.filter { !names.contains($0.file) } + copies)
        do throws(OutputFile.Failure) {
            try files.write(record.bytes, to: SignedCopyRecord.fileName)
        } catch {
            throw error.isTaken ? .rejected([.foreign(error.path)]) : .unwritable(error)
        }
    }

    private mutating func write(_ makers: [SignedCopyMaker], workers: Int) throws(RenderError) {
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
        if let failure = outcomes.compactMap(\.failure).first { throw .unwritable(failure) }
    }

    /// The copies that are in the folder `target`, as its record says.
    private static func record(in target: String) -> [SignedCopy] {
        let path = FilePath.inside(target, SignedCopyRecord.fileName)
        guard let bytes = try? RegularFile.read(path, atMost: SourceFile.maximumSize) else { return [] }
        return (SignedCopyRecord(bytes)?.copies ?? []).filter { OutputFile.isRegular(FilePath.inside(target, $0.file)) }
    }

    private static func sameFolder(_ path: String) -> Diagnostic {
        Diagnostic(
            .error, id: "same-folder",
            LocalizedText("签字件不能收进印件所在的文件夹", en: "signed copies cannot go into the folder of what was printed"),
            at: .whole(SourceFile(name: path, text: "")),
            hints: [LocalizedText("换一个文件夹", en: "name another folder")])
    }
}
