import Diagnostics
import Files
import Rendering
import SourceTree

/// Which shard of which plan lies in a folder, written before the first output. With the manifest beside it the folder says all
/// that merging needs: the plan itself is not read again.
struct ShardRecord: Sendable {
    /// The name of its file.
    static let fileName = "shard.json"
    static let format = "annex-shard"
    private static let version = 1
    /// The largest record that is read, in bytes.
    private static let maximumSize = 256 << 20
    /// The most submissions that a plan has.
    private static let maximumTotal = 10_000_000

    /// A submission of the shard.
    struct Submission: Sendable {
        /// Its place in the plan, from 0.
        let index: Int
        /// The path that it is known by, seen from the folder of the plan.
        let input: String
        /// The path that the manifest of the shard knows it by, seen from the shard's folder as that was when it was rendered.
        let place: String
        /// The paths of its files, seen from the folder of the plan.
        let files: [String]
        /// The name of its output.
        let output: String
    }

    /// What must be the same in all shards of a batch.
    struct Batch: Sendable, Hashable {
        /// The SHA-256 of the plan.
        let planHash: String
        /// How many shards there are.
        let shards: Int
        /// How many submissions the plan has.
        let total: Int
        /// The program, as ``ProgramIdentity``.
        let program: String
        /// The SHA-256 of the faces.
        let fonts: String
        /// How it was asked to render.
        let options: String
    }

    let batch: Batch
    /// The path of the plan, seen from the folder of the shard.
    let planPath: String
    /// The number of the shard, from 0.
    let number: Int
    /// Its submissions in the order of the plan; none where only what is the same for all is asked for.
    private(set) var submissions: [Submission] = []

    /// The record of `shard`, whose outputs lie in `folder`.
    init(_ shard: PlannedShard, in folder: String, program: String, fonts: String, options: String) {
        batch = Batch(
            planHash: shard.planHash, shards: shard.shards, total: shard.total, program: program, fonts: fonts,
            options: options)
        planPath = FilePath.relative(shard.planPath, to: folder)
        number = shard.number
        var paths = RelativePaths(to: folder)
        submissions = zip(shard.submissions, shard.sources).map { planned, source in
            Submission(
                index: planned.index, input: planned.submission.input, place: paths.path(of: source.path),
                files: planned.submission.files.map(\.path), output: planned.submission.output)
        }
    }

    // MARK: Reading

    /// Reads the record in `folder`; `nil` where there is none that can be read.
    /// - Parameter isWhole: whether the submissions are wanted, too.
    init?(in folder: String, isWhole: Bool) {
        let path = FilePath.inside(folder, Self.fileName)
        guard OutputFile.isRegular(path), let bytes = try? RegularFile.read(path, atMost: Self.maximumSize),
            let text = String(validating: bytes, as: UTF8.self)
        else { return nil }
        var stated: [String: String] = [:]
        var submissions: [Submission] = []
        let isComplete = NodeComposer.composeParts(of: SourceFile(name: path, text: text)) { key, node in
            guard key == "submissions" else {
                stated[key] = node.text
                return true
            }
            guard isWhole else { return false }
            guard let submission = Submission(node) else { return false }
            submissions.append(submission)
            return true
        }
        guard isComplete, stated["format"] == Self.format, stated["version"] == String(Self.version),
            let batch = Batch(stated), let planPath = stated["plan"],
            let number = stated["shard"].flatMap(Int.init), (0..<batch.shards).contains(number)
        else { return nil }
        if isWhole, stated["count"] != String(submissions.count) { return nil }
        (self.batch, self.planPath, self.number, self.submissions) = (batch, planPath, number, submissions)
    }

    // MARK: Writing

    /// Writes the record into `folder`, unless that belongs to another plan, to another shard or to no plan at all.
    func claim(_ folder: String) throws(RenderError) {
        let path = FilePath.inside(folder, Self.fileName)
        let isTaken =
            ShardRecord(in: folder, isWhole: false).map { $0.number != number || $0.batch.planHash != batch.planHash }
            ?? (OutputFile.exists(path) || OutputFile.exists(FilePath.inside(folder, Manifest.fileName)))
        guard !isTaken else { throw .rejected([Self.other(folder)]) }
        do throws(OutputFile.Failure) {
            try OutputFile.write(json.utf8, to: path)
        } catch {
            throw .unwritable(error)
        }
    }

    private var json: JSONValue {
        let submissions = submissions
        return [
            "format": .string(Self.format), "version": .integer(Self.version), "plan": .string(planPath),
            "planSHA256": .string(batch.planHash), "shard": .integer(number), "shards": .integer(batch.shards),
            "total": .integer(batch.total), "count": .integer(submissions.count), "program": .string(batch.program),
            "fonts": .string(batch.fonts), "options": .string(batch.options),
            "submissions": .series(submissions.count) { index in
                [
                    "index": .integer(submissions[index].index), "input": .string(submissions[index].input),
                    "place": .string(submissions[index].place),
                    "files": .array(submissions[index].files.map(JSONValue.string)),
                    "output": .string(submissions[index].output),
                ]
            },
        ]
    }

    private static func other(_ folder: String) -> Diagnostic {
        Diagnostic(
            .error, id: "other-plan",
            LocalizedText(
                "文件夹里是别的计划或别的片的结果，没有动", en: "the folder holds outputs of another plan or shard; it was left alone"),
            at: .whole(SourceFile(name: folder, text: "")),
            hints: [LocalizedText("每个计划用一个自己的输出文件夹", en: "give each plan a folder of its own")])
    }
}

extension ShardRecord.Batch {
    /// Reads what is stated of the batch; `nil` where something is missing or cannot be.
    fileprivate init?(_ stated: [String: String]) {
        guard let planHash = stated["planSHA256"], let shards = stated["shards"].flatMap(Int.init),
            ShardPlan.shardCounts.contains(shards), let total = stated["total"].flatMap(Int.init),
            (0...ShardRecord.maximumTotal).contains(total), let program = stated["program"],
            let fonts = stated["fonts"], let options = stated["options"]
        else { return nil }
        self.init(
            planHash: planHash, shards: shards, total: total, program: program, fonts: fonts, options: options)
    }
}

extension ShardRecord.Submission {
    fileprivate init?(_ node: Node) {
        guard let index = node["index"]?.text.flatMap(Int.init), let input = node["input"]?.text,
            let place = node["place"]?.text,
            let files = node["files"]?.sequence?.map(\.text), !files.isEmpty, !files.contains(nil),
            let output = node["output"]?.text, OutputFile.isPlainName(output)
        else { return nil }
        self.init(index: index, input: input, place: place, files: files.compactMap { $0 }, output: output)
    }
}
