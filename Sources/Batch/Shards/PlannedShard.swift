import Crypto
package import Diagnostics
import Files
import Rendering
import SourceTree

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// One shard of a plan, as it was read.
package struct PlannedShard: Sendable {
    /// The path of the plan.
    let planPath: String
    /// The SHA-256 of the plan.
    let planHash: String
    /// The number of the shard, from 0.
    let number: Int
    /// How many shards there are.
    let shards: Int
    /// How many submissions the whole plan has.
    let total: Int
    /// Whether drafts are made.
    let isDraft: Bool
    /// The submissions of the shard with their places in the plan, from 0, in the order of the plan.
    let submissions: [(index: Int, submission: ShardPlan.Submission)]

    /// Reads shard `number` of the plan at `path`. What the others have is read, but not held.
    /// - Throws: ``Rejection`` where the file is no plan of this version, or the plan has no such shard.
    package init(_ number: Int, ofPlan path: String) throws(Rejection) {
        let bytes = try Self.bytes(ofPlan: path)
        guard let text = String(validating: bytes, as: UTF8.self) else { throw Self.unreadable(path) }
        var stated: [String: String] = [:]
        var own: [(Int, ShardPlan.Submission)] = []
        var (total, highest, isUnderstood) = (0, 0, true)
        let isComplete = NodeComposer.composeParts(of: SourceFile(name: path, text: text)) { key, node in
            guard key == "submissions" else {
                stated[key] = node.text
                return true
            }
            defer { total += 1 }
            guard let submission = ShardPlan.Submission(node) else { isUnderstood = false; return false }
            highest = max(highest, submission.shard)
            if submission.shard == number { own.append((total, submission)) }
            return true
        }
        guard isComplete, isUnderstood, stated["format"] == ShardPlan.format,
            stated["version"] == String(ShardPlan.version), let draft = stated["draft"],
            let shards = stated["shards"].flatMap(Int.init), ShardPlan.shardCounts.contains(shards),
            highest < shards
        else { throw Self.unreadable(path) }
        guard (0..<shards).contains(number) else { throw Self.noShard(number, of: shards, path) }
        planPath = path
        planHash = SHA256.hash(data: bytes).hexadecimal
        self.number = number
        self.shards = shards
        self.total = total
        isDraft = draft == "true"
        submissions = own
    }

    private static func bytes(ofPlan path: String) throws(Rejection) -> [UInt8] {
        do throws(RegularFile.Failure) {
            return try RegularFile.read(path, atMost: ShardPlan.maximumSize)
        } catch {
            throw Rejection(
                Diagnostic(.error, id: error.id, error.message, at: .whole(SourceFile(name: path, text: ""))))
        }
    }

    /// What the folder of the shard is called: the numbers of all have as many digits.
    package var folderName: String {
        let (digits, most) = (String(number), String(shards - 1).count)
        return "shard-" + String(repeating: "0", count: max(0, most - digits.count)) + digits
    }

    /// The submissions, whose paths lead to where they lie, seen from the folder of the plan.
    var sources: [SubmissionFiles] {
        let folder = FilePath.parts(planPath).folder
        let real = FilePath.real(folder) ?? folder
        func path(_ name: String) -> String {
            // Steps upwards are taken from the folder itself, not from a link to it.
            name.hasPrefix("..") ? FilePath.joined(real, name) : FilePath.inside(folder, name)
        }
        return submissions.map { _, submission in
            SubmissionFiles(path: path(submission.input), files: submission.files.map { path($0.path) })
        }
    }

    private static func unreadable(_ path: String) -> Rejection {
        Rejection(
            Diagnostic(
                .error, id: "bad-plan",
                LocalizedText(
                    "不是 annex plan 写的计划，或内容有误，或出自别的版本",
                    en: "no plan of annex plan, damaged, or of another version"),
                at: .whole(SourceFile(name: path, text: ""))))
    }

    private static func noShard(_ number: Int, of shards: Int, _ path: String) -> Rejection {
        Rejection(
            Diagnostic(
                .error, id: "no-such-shard",
                LocalizedText(
                    "计划分成 \(shards) 片，编号 0 到 \(shards - 1)，没有第 \(number) 片",
                    en: "the plan has \(shards) shards, 0 to \(shards - 1), and no shard \(number)"),
                at: .whole(SourceFile(name: path, text: "")),
                hints: [
                    LocalizedText(
                        "数组任务的编号应从 0 起：--array=0-\(shards - 1)", en: "arrays count from 0: --array=0-\(shards - 1)")
                ]))
    }
}

extension ShardPlan.Submission {
    /// Reads a submission of a plan; `nil` where `node` is none.
    fileprivate init?(_ node: Node) {
        guard let input = node["input"]?.text, !input.isEmpty, let output = node["output"]?.text,
            OutputFile.isPlainName(output), let shard = node["shard"]?.text.flatMap(Int.init), shard >= 0,
            let files = node["files"]?.sequence?.map(ShardPlan.File.init), !files.isEmpty
        else { return nil }
        let twins = node["twins"].flatMap { $0.isNull ? nil : $0 }
        let year = node["otherYear"].flatMap { $0.isNull ? nil : $0 }
        self.init(
            input: input, files: files.compactMap { $0 }, output: output,
            twins: twins.flatMap(SameOffice.Twins.init), otherYear: year.flatMap(BatchYears.Difference.init),
            shard: shard)
        guard self.files.count == files.count, (self.twins == nil) == (twins == nil),
            (otherYear == nil) == (year == nil)
        else { return nil }
    }
}

extension SameOffice.Twins {
    fileprivate init?(_ node: Node) {
        guard let named = node["named"]?.sequence?.map(\.text), !named.contains(nil),
            let count = node["count"]?.text.flatMap(Int.init), count >= named.count,
            let number = node["number"]?.text.flatMap(Int.init), number > 0, let parts = node["parts"]?.text
        else { return nil }
        self.init(named: named.compactMap { $0 }, count: count, number: number, mayBeParts: parts == "true")
    }
}

extension BatchYears.Difference {
    fileprivate init?(_ node: Node) {
        let numbers = ["stated", "usual", "count"].compactMap { node[$0]?.text.flatMap(Int.init) }
        guard numbers.count == 3 else { return nil }
        self.init(stated: numbers[0], usual: numbers[1], count: numbers[2])
    }
}

extension ShardPlan.File {
    fileprivate init?(_ node: Node) {
        guard let path = node["path"]?.text, !path.isEmpty, let hash = node["sha256"] else { return nil }
        self.init(path: path, hash: hash.isNull ? nil : hash.text)
    }
}
