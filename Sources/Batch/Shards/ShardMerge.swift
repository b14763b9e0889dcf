package import Diagnostics
import Dispatch
import Files
package import Rendering
import SourceTree
import Synchronization

/// Merges the folders of all shards of a plan into one, which is the same as if one process had rendered everything: outputs,
/// pictures, letters, report, manifest and print order.
package struct ShardMerge: Sendable {
    private let shardSet: ShardSet
    private let folder: String
    private let report: BatchReport.Kind
    private let county: String?
    private let letters: BatchLetters.Kind
    private let formSets: FormSetCache
    private let language: Language
    private let workers: Int

    /// - Parameters:
    ///   - shards: the folders of the shards, in any order.
    ///   - folder: where everything goes; a folder without a manifest, or none yet.
    ///   - report: whether there is a report, and what is in it.
    ///   - county: the county that the report is on, where they are of one and somebody says it.
    ///   - letters: whether the letters that shards have are taken over, and listed.
    ///   - formSets: the form sets, which say which amounts submissions state.
    ///   - language: the language of the report.
    ///   - workers: how many shards are read at once, at least 1.
    /// - Throws: ``RenderError/rejected(_:)`` where the shards are not all of one plan, or of one version of the program, or one
    ///   is there twice or missing.
    package init(
        _ shards: [String], into folder: String, report: BatchReport.Kind, county: String?,
        letters: BatchLetters.Kind, formSets: FormSetCache, language: Language, workers: Int
    ) throws(RenderError) {
        shardSet = try ShardSet(shards)
        self.folder = folder
        self.report = report
        self.county = county
        self.letters = letters
        self.formSets = formSets
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
        let empty = try outputs.manifest()
        let letters = BatchLetters(
            letters, count: shardSet.batch.total, in: folder, bureau: "", for: nil, after: empty, language: language)
        let state = merged(into: empty, hasLetters: letters != nil)
        guard state.faults.isEmpty else {
            outputs.removeIfNew()
            throw .rejected(state.faults)
        }
        let isTold = !state.manifest.failures.isEmpty && letters != nil
        guard !state.manifest.entries.isEmpty || isTold else {
            outputs.removeIfNew()
            return state.summary
        }
        let report = BatchReport(
            report, count: shardSet.batch.total, in: folder, isKept: false, county: county, language: language,
            knowsInputs: false)
        try place(state, among: outputs.files, pictures: report?.thumbnails)
        return outputs.conclude(
            state.manifest, state.summary, after: empty, report: report, letters: letters, formSets)
    }

    // MARK: Reading

    /// Reads the shards, several at once.
    private func merged(into manifest: Manifest, hasLetters: Bool) -> MergedShards {
        let spool = manifest.entries.spool
        let state = Mutex(MergedShards(into: manifest, total: shardSet.batch.total, hasLetters: hasLetters))
        inParallel(shardSet.shards.count) { index in
            let shard = read(index, spool)
            state.withLock { $0.add(shard, index) }
        }
        return state.withLock { state in
            state.finish()
            return state
        }
    }

    /// The shard at `index`; only its faults where it is not the one that it was.
    private func read(_ index: Int, _ spool: TextSpool?) -> Result<ShardContents, Rejection> {
        let (folder, head) = shardSet.shards[index]
        guard let record = ShardRecord(in: folder, isWhole: true), record.number == head.number,
            record.batch == head.batch
        else { return .failure(Rejection(shardSet.advice.damaged(head, in: folder, file: ShardRecord.fileName))) }
        return .success(
            ShardContents(folder, record: record, target: self.folder, spool: spool, merge: shardSet.advice))
    }

    // MARK: Writing

    /// Gives outputs, their pictures and letters places in the folder.
    private func place(
        _ state: MergedShards, among files: OwnFiles, pictures: ThumbnailFolder?
    ) throws(RenderError) {
        do throws(OutputFile.Failure) {
            try inParallel(state.outputs.count) { (index) throws(OutputFile.Failure) in
                let output = state.outputs[index]
                try take(output, files)
                let from = ThumbnailFolder(outputs: shardSet.shards[output.shard].folder)
                try pictures?.take(output.file.hash, from: from)
            }
            if !state.letters.isEmpty {
                try OutputFile.createFolder(FilePath.inside(folder, BatchLetters.folderName))
            }
            try inParallel(state.letters.count) { (index) throws(OutputFile.Failure) in
                try take(state.letters[index], files)
            }
        } catch {
            throw error.isTaken ? .rejected([.foreign(error.path)]) : .unwritable(error)
        }
    }

    /// Does `work` with each index below `count`, several at once, until it fails.
    /// - Throws: the failure of the first of those with which it failed.
    private func inParallel<Failure: Error>(
        _ count: Int, _ work: @Sendable (Int) throws(Failure) -> Void
    ) throws(Failure) {
        let next = Atomic<Int>(0)
        let failure = Mutex<(index: Int, failure: Failure)?>(nil)
        DispatchQueue.concurrentPerform(iterations: min(workers, count)) { _ in
            while true {
                let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard index < count, failure.withLock({ $0 == nil }) else { return }
                do throws(Failure) {
                    try work(index)
                } catch {
                    failure.withLock { if index < $0?.index ?? .max { $0 = (index, error) } }
                }
            }
        }
        if let failure = failure.withLock({ $0?.failure }) { throw failure }
    }

    /// Gives a file a second name in the folder, or copies it where the file system has none.
    private func take(_ place: MergedShards.Place, _ files: OwnFiles) throws(OutputFile.Failure) {
        let (name, hash) = (place.file.path, place.file.hash)
        let source = FilePath.inside(shardSet.shards[place.shard].folder, name)
        guard !OutputFile.giveName(FilePath.inside(folder, name), to: source) else { return }
        guard let bytes = try? RegularFile.read(source, atMost: .max), FileHash.sha256(of: bytes[...]) == hash
        else {
            throw OutputFile.Failure(source)
        }
        try files.write(to: name, hash: hash, syncsFolder: false) {
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
