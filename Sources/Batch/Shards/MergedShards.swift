import Diagnostics
import Files

/// What has been merged so far.
struct MergedShards {
    /// A file that a shard made, and the folder in which it lies.
    struct Place {
        /// The place of the shard among the folders that are merged.
        let shard: Int
        /// An output, or a file of a letter.
        let file: Manifest.HashedFile
    }

    /// What is in all shards.
    private(set) var manifest: Manifest
    /// What they came to.
    private(set) var summary = BatchSummary()
    /// What keeps them from being merged.
    private(set) var faults: [Diagnostic] = []
    /// Where the outputs lie.
    private(set) var outputs: [Place] = []
    /// Where the files of letters lie.
    private(set) var letters: [Place] = []
    /// The names of outputs by the places of their submissions in the plan; empty where there is none.
    private var order: [String]
    /// Which submissions of the plan have been met.
    private var isKnown: [Bool]
    /// The names of files that have been met.
    private var names: Set<FoldedName> = []
    private let hasLetters: Bool

    /// Nothing yet of a plan with `total` submissions.
    /// - Parameter hasLetters: whether letters are wanted.
    init(into manifest: Manifest, total: Int, hasLetters: Bool) {
        self.manifest = manifest
        self.hasLetters = hasLetters
        order = [String](repeating: "", count: total)
        isKnown = [Bool](repeating: false, count: total)
    }

    /// Adds what lies in a shard.
    /// - Parameter index: its place among the folders that are merged.
    mutating func add(_ shard: Result<ShardContents, Rejection>, _ index: Int) {
        guard case .success(let shard) = shard else {
            if case .failure(let rejection) = shard { faults += rejection.diagnostics }
            return
        }
        faults += shard.faults
        guard shard.faults.isEmpty else { return }
        for (submission, part) in zip(shard.record.submissions, shard.parts) {
            guard order.indices.contains(submission.index), !isKnown[submission.index],
                part.files.allSatisfy({ names.insert(FoldedName($0.path)).inserted })
            else {
                faults.append(Self.overlap(submission.output, in: shard.folder))
                return
            }
            isKnown[submission.index] = true
            switch part {
            case .made(let entry, let text):
                order[submission.index] = entry.output
                outputs += part.files.map { Place(shard: index, file: $0) }
                manifest.entries.add(entry, as: text)
                summary.add(entry)
            case .failed(var failure):
                if !hasLetters { failure.letter = [] }
                letters += failure.letter.map { Place(shard: index, file: $0) }
                manifest.failures[Spelling(failure.input)] = failure
                summary.add(failure)
            }
        }
    }

    /// Puts the outputs in order once all shards are there.
    mutating func finish() {
        faults.sort { Spelling($0.span?.file.name ?? "") < Spelling($1.span?.file.name ?? "") }
        let missing = isKnown.count { !$0 }
        if faults.isEmpty, missing > 0 { faults.append(Self.incomplete(missing)) }
        manifest.order = order.filter { !$0.isEmpty }
        summary.refused.sort { Spelling($0) < Spelling($1) }
        summary.failed.sort { Spelling($0) < Spelling($1) }
        order = []
    }

    private static func overlap(_ name: String, in folder: String) -> Diagnostic {
        Diagnostic(
            .error, id: "overlapping-shards",
            LocalizedText("这一片的“\(name)”在别的片里也有，或不在计划里", en: "its “\(name)” is in another shard, too, or in no plan"),
            at: .whole(SourceFile(name: folder, text: "")))
    }

    private static func incomplete(_ missing: Int) -> Diagnostic {
        Diagnostic(
            .error, id: "incomplete-shards",
            LocalizedText(
                "各片加起来比计划少 \(missing) 份材料", en: "together the shards have \(missing) submissions less than the plan"))
    }
}

extension BatchSummary {
    fileprivate mutating func add(_ entry: Manifest.Entry) {
        total += 1
        pages += entry.pages
        sheets += entry.sheets
    }

    fileprivate mutating func add(_ failure: Manifest.Failure) {
        total += 1
        if failure.reason == nil { refused.append(failure.input) } else { failed.append(failure.input) }
        letters += failure.letter.isEmpty ? 0 : 1
        changedInputs += failure.findings.contains(where: \.isOnChangedInput) ? 1 : 0
        hasSystemFailure = hasSystemFailure || failure.reason != nil
    }
}
