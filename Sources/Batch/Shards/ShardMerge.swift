package import Diagnostics
import Dispatch
import Files
package import Rendering
import SourceTree
import Synchronization

/// Merges the folders of all shards of a plan into one, which is the same as if one process had rendered everything: outputs,
/// pictures, report, manifest and print order.
package struct ShardMerge: Sendable {
    private let shardSet: ShardSet
    private let folder: String
    private let report: BatchReport.Kind
    private let language: Language
    private let workers: Int

    /// - Parameters:
    ///   - shards: the folders of the shards, in any order.
    ///   - folder: where everything goes; a folder without a manifest, or none yet.
    ///   - report: whether there is a report, and what is in it.
    ///   - language: the language of the report.
    ///   - workers: how many shards are read at once, at least 1.
    /// - Throws: ``RenderError/rejected(_:)`` where the shards are not all of one plan, or of one version of the program, or one
    ///   is there twice or missing.
    package init(
        _ shards: [String], into folder: String, report: BatchReport.Kind, language: Language, workers: Int
    ) throws(RenderError) {
        shardSet = try ShardSet(shards)
        self.folder = folder
        self.report = report
        self.language = language
        self.workers = workers
    }

    /// How many shards there are.
    package var shards: Int { shardSet.shards.count }

    /// Merges the shards.
    /// - Throws: ``RenderError`` where a shard is unfinished or not as it was written, or the folder cannot be written to; then
    ///   the folder has no manifest.
    package func run() throws(RenderError) -> BatchSummary {
        let outputs = try BatchFolder(folder)
        defer { outputs.release() }
        guard !OutputFile.exists(FilePath.inside(folder, Manifest.fileName)) else { throw .rejected([notEmpty]) }
        let state = try merged(outputs)
        guard state.faults.isEmpty else {
            outputs.removeIfNew()
            throw .rejected(state.faults)
        }
        guard !state.manifest.entries.isEmpty else {
            outputs.removeIfNew()
            return state.summary
        }
        let report = BatchReport(
            report, count: shardSet.batch.total, in: folder, isKept: false, language: language, knowsInputs: false)
        try place(state.places, in: outputs, pictures: report?.thumbnails)
        return outputs.conclude(state.manifest, state.summary, report: report)
    }

    // MARK: Reading

    /// Reads the shards, several at once.
    private func merged(_ outputs: BatchFolder) throws(RenderError) -> MergedShards {
        let state = Mutex(MergedShards(into: try outputs.manifest(), total: shardSet.batch.total))
        let next = Atomic<Int>(0)
        DispatchQueue.concurrentPerform(iterations: min(workers, shardSet.shards.count)) { _ in
            while true {
                let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard index < shardSet.shards.count else { return }
                let shard = read(index)
                state.withLock { $0.add(shard, index) }
            }
        }
        return state.withLock { state in
            state.finish()
            return state
        }
    }

    /// The shard at `index`; only its faults where it is not the one that it was.
    private func read(_ index: Int) -> Result<ShardContents, Rejection> {
        let (folder, head) = shardSet.shards[index]
        guard let record = ShardRecord(in: folder, isWhole: true), record.number == head.number,
            record.batch == head.batch
        else { return .failure(Rejection(shardSet.advice.damaged(head, in: folder, file: ShardRecord.fileName))) }
        return .success(ShardContents(folder, record: record, target: self.folder, merge: shardSet.advice))
    }

    // MARK: Writing

    /// Gives outputs and their pictures places in the folder: second names for the same files, or copies where the file system
    /// has none.
    private func place(
        _ places: [MergedShards.Place], in outputs: BatchFolder, pictures: ThumbnailFolder?
    ) throws(RenderError) {
        do throws(OutputFile.Failure) {
            for place in places {
                let from = shardSet.shards[place.shard].folder
                let (source, target) = (FilePath.inside(from, place.output), FilePath.inside(folder, place.output))
                if !OutputFile.giveName(target, to: source) { try copy(source, to: place, outputs) }
                try pictures?.take(place.hash, from: ThumbnailFolder(outputs: from))
            }
        } catch {
            throw error.isTaken ? .rejected([.foreign(error.path)]) : .unwritable(error)
        }
    }

    private func copy(
        _ source: String, to place: MergedShards.Place, _ outputs: BatchFolder
    ) throws(OutputFile.Failure) {
        guard let bytes = try? RegularFile.read(source, atMost: .max), FileHash.sha256(of: bytes[...]) == place.hash
        else {
            throw OutputFile.Failure(source)
        }
        try outputs.files.write(to: place.output, hash: place.hash, syncsFolder: false) {
            (sink) throws(OutputFile.Failure) in try sink.write(bytes)
        }
    }

    private var notEmpty: Diagnostic {
        Diagnostic(
            .error, id: "folder-not-empty",
            LocalizedText(
                "文件夹里已经有一批输出（manifest.json），没有合并",
                en: "the folder has outputs of its own (manifest.json); nothing was merged"),
            at: .whole(SourceFile(name: folder, text: "")),
            hints: [LocalizedText("换一个新文件夹", en: "name a new folder")])
    }
}
