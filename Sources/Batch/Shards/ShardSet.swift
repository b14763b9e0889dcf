import Diagnostics
import Files
import Rendering

/// Shards that are to be merged: all of one batch, each once, none missing.
struct ShardSet {
    /// The folders with their shards, by the numbers of the shards.
    let shards: [(folder: String, record: ShardRecord)]
    /// What is the same for all.
    let batch: ShardRecord.Batch
    /// What is said where a shard has to be rendered again.
    let advice: ShardAdvice

    /// - Throws: ``RenderError/rejected(_:)`` with all that keeps the folders from being merged.
    init(_ folders: [String]) throws(RenderError) {
        let read = folders.map { (folder: $0, record: ShardRecord(in: $0, isWhole: false)) }
        var faults = read.filter { $0.record == nil }.map { Self.noShard($0.folder) }
        let found = read.compactMap { folder, record in record.map { (folder: folder, record: $0) } }
        guard let first = found.first else { throw .rejected(faults) }
        batch = first.record.batch
        advice = ShardAdvice(folder: first.folder, first.record)
        faults += found.compactMap { folder, record in
            Self.difference(record.batch, from: first.record.batch, folder, first.folder)
        }
        let own = found.filter { $0.record.batch == first.record.batch }
        var folders: [Int: String] = [:]
        for (folder, record) in own {
            guard let other = folders[record.number] else {
                folders[record.number] = folder
                continue
            }
            faults.append(Self.doubled(record.number, folder, other))
        }
        let missing = (0..<batch.shards).filter { folders[$0] == nil }
        if !missing.isEmpty { faults.append(advice.missing(missing, of: batch.shards)) }
        guard faults.isEmpty else { throw .rejected(faults) }
        shards = own.sorted { $0.record.number < $1.record.number }
    }

    /// What tells `batch` apart from `first`; `nil` where they are the same.
    private static func difference(
        _ batch: ShardRecord.Batch, from first: ShardRecord.Batch, _ folder: String, _ firstFolder: String
    ) -> Diagnostic? {
        guard batch != first else { return nil }
        guard batch.planHash == first.planHash, batch.shards == first.shards, batch.total == first.total else {
            return fault(
                "other-plan", folder,
                LocalizedText("这一片出自别的计划，与“\(firstFolder)”的不同", en: "of another plan than “\(firstFolder)”"),
                LocalizedText("只合并同一个计划的各片", en: "merge only shards of one plan"))
        }
        let (what, english, own, other) =
            batch.program != first.program
            ? ("程序", "program", batch.program, first.program)
            : batch.fonts != first.fonts
                ? ("字体", "faces", batch.fonts, first.fonts) : ("选项", "options", batch.options, first.options)
        return fault(
            "other-version", folder,
            LocalizedText(
                "这一片所用的\(what)与“\(firstFolder)”的不同：\(own)，那边是 \(other)",
                en: "rendered with other \(english) than “\(firstFolder)”: \(own) instead of \(other)"),
            LocalizedText("各片要用同样的程序、字体和选项排", en: "render all shards with one program, the same faces and options"))
    }

    private static func doubled(_ number: Int, _ folder: String, _ other: String) -> Diagnostic {
        fault(
            "doubled-shard", folder,
            LocalizedText(
                "第 \(number) 片有两份，另一份在“\(other)”", en: "shard \(number) is there twice, the other one is “\(other)”"),
            LocalizedText("只留一份", en: "name one of them"))
    }

    private static func noShard(_ folder: String) -> Diagnostic {
        fault(
            "no-shard", folder,
            LocalizedText(
                "这里没有读得懂的 shard.json，不是一片的输出文件夹", en: "no shard.json that can be read: not the folder of a shard"),
            LocalizedText(
                "应写 annex render --plan … --shard … 所写的各个 shard-… 文件夹",
                en: "name the folders shard-… that annex render --plan … --shard … wrote"))
    }

    private static func fault(_ id: String, _ path: String, _ message: LocalizedText, _ hint: LocalizedText)
        -> Diagnostic
    {
        Diagnostic(.error, id: id, message, at: .whole(SourceFile(name: path, text: "")), hints: [hint])
    }
}
