import Diagnostics
import Files
import Rendering

/// What is said of shards that cannot be merged, and what to run so that they can.
struct ShardAdvice {
    /// The path of the plan, as the user can name it.
    private let plan: String
    /// The folder of the shards' folders.
    private let output: String

    /// - Parameters:
    ///   - folder: the folder of a shard.
    ///   - record: the record in there.
    init(folder: String, _ record: ShardRecord) {
        plan = FilePath.joined(folder, record.planPath)
        let above = FilePath.parts(folder.hasSuffix("/") ? String(folder.dropLast()) : folder).folder
        output = above.isEmpty ? "." : above.count > 1 ? String(above.dropLast()) : above
    }

    /// The shards called `numbers` are not among those that are merged.
    func missing(_ numbers: [Int], of shards: Int) -> Diagnostic {
        let list = Self.ranges(numbers)
        return Diagnostic(
            .error, id: "missing-shard",
            LocalizedText(
                "\(shards) 片中缺 \(numbers.count) 片：第 \(list) 片",
                en: "\(numbers.count) of \(shards) shards are missing: \(list)"),
            hints: [again(numbers[0]), LocalizedText("数组任务：--array=\(list)", en: "as an array: --array=\(list)")])
    }

    /// Some submissions of a shard had no turn.
    func unfinished(_ record: ShardRecord, in folder: String, left: Int) -> Diagnostic {
        diagnostic(
            "unfinished-shard", folder,
            LocalizedText(
                "第 \(record.number) 片没有排完，还有 \(left) 份",
                en: "shard \(record.number) is not finished, \(left) submissions are left"),
            again(record.number))
    }

    /// A file of a shard cannot be read.
    func damaged(_ record: ShardRecord, in folder: String, file: String) -> Diagnostic {
        diagnostic(
            "bad-shard", folder,
            LocalizedText("第 \(record.number) 片的 \(file) 读不懂", en: "\(file) of shard \(record.number) cannot be read"),
            again(record.number))
    }

    /// An output or a letter is not as the shard's manifest states.
    func changed(_ file: String, _ record: ShardRecord, in folder: String) -> Diagnostic {
        diagnostic(
            "changed-output", FilePath.inside(folder, file),
            LocalizedText("文件不在，或不是第 \(record.number) 片写成的原样", en: "gone, or not as shard \(record.number) wrote it"),
            again(record.number))
    }

    /// The manifest of a shard lists what the plan does not give it.
    func foreign(_ name: String, of count: Int, in folder: String) -> Diagnostic {
        diagnostic(
            "foreign-output", folder,
            LocalizedText(
                "清单里有 \(count) 个文件不是这一片的，如“\(name)”",
                en: "its manifest lists \(count) files that are none of this shard's, such as “\(name)”"),
            LocalizedText("把这一片排到空的文件夹里", en: "render this shard into an empty folder"))
    }

    private func diagnostic(_ id: String, _ path: String, _ message: LocalizedText, _ hint: LocalizedText) -> Diagnostic
    {
        Diagnostic(.error, id: id, message, at: .whole(SourceFile(name: path, text: "")), hints: [hint])
    }

    private func again(_ number: Int) -> LocalizedText {
        let command = "annex render --plan \(Self.quoted(plan)) --shard \(number) -o \(Self.quoted(output))"
        return LocalizedText("再运行（其他选项照旧）：\(command)", en: "run again, with the other options as before: \(command)")
    }

    /// `text` as a shell takes it for one word.
    private static func quoted(_ text: String) -> String {
        let isPlain = text.unicodeScalars.allSatisfy {
            $0.properties.isAlphabetic || "0123456789-_./".unicodeScalars.contains($0)
        }
        return isPlain && !text.isEmpty ? text : "'" + text.replacing("'", with: "'\\''") + "'"
    }

    /// Numbers in order as engines take them: `0-2,5`.
    static func ranges(_ numbers: [Int]) -> String {
        numbers.ranges(dash: "-", separator: ",")
    }
}
