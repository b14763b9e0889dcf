import Diagnostics
import Files
package import Rendering
import SourceTree

/// What a province is rendered by on many machines: all submissions with the hashes of their files, the names of their outputs,
/// and the shard of each. It is written once; whoever renders a shard of it needs to know nothing of the others.
package struct ShardPlan: Sendable {
    /// What a plan calls its format.
    static let format = "annex-plan"
    /// The version of its form.
    static let version = 1
    /// How many shards there can be.
    package static let shardCounts = 1...100_000
    /// The largest plan that is read, in bytes: one of a million submissions.
    static let maximumSize = 1 << 30

    /// A file of a submission.
    struct File: Sendable {
        /// Its path, seen from the folder of the plan.
        let path: String
        /// Its SHA-256; `nil` where it could not be read.
        let hash: String?
    }

    /// A submission.
    struct Submission: Sendable {
        /// The path that it is known by, seen from the folder of the plan.
        let input: String
        /// Its files, at least one.
        let files: [File]
        /// The name of its output.
        let output: String
        /// Others of all shards that are of its office and year, as the user named them.
        let twins: SameOffice.Twins?
        /// That it is of another year than those of all shards.
        let otherYear: BatchYears.Difference?
        /// The number of its shard, from 0.
        var shard: Int
    }

    /// How many shards there are, some of which may be empty.
    let shards: Int
    /// Whether drafts are made.
    let isDraft: Bool
    /// The submissions in the order in which they were given.
    let submissions: [Submission]
    /// How many counties there are.
    package let counties: Int

    /// Shares out the jobs of `plan`, whole counties together.
    /// - Parameters:
    ///   - shards: how many shards there are, within ``shardCounts``.
    ///   - folder: the folder of the plan, which must be there.
    package init(_ plan: BatchPlan, shards: Int, in folder: String) {
        precondition(Self.shardCounts.contains(shards))
        self.shards = shards
        isDraft = plan.isDraft
        var paths = RelativePaths(to: folder)
        let submissions = plan.jobs.map { job in
            Submission(
                input: paths.entryPath(of: job.input),
                files: job.source.files.map {
                    File(path: paths.entryPath(of: $0), hash: FileHash.sha256(ofFile: $0))
                }, output: job.output, twins: job.twins, otherYear: job.otherYear, shard: 0)
        }
        let counties = CountyFolders(submissions.map(\.input))
        let folders = submissions.map { Spelling(counties.folder(of: $0.input)) }
        let numbers = Self.share(folders, among: shards)
        self.counties = numbers.count
        self.submissions = zip(submissions, folders).map { submission, folder in
            var submission = submission
            submission.shard = numbers[folder, default: 0]
            return submission
        }
    }

    /// Gives each county, the largest first, to the shard that has least so far.
    /// - Parameter counties: the county of each submission.
    private static func share(_ counties: [Spelling], among shards: Int) -> [Spelling: Int] {
        let sizes = counties.reduce(into: [Spelling: Int]()) { $0[$1, default: 0] += 1 }
        var loads = (0..<shards).map { (size: 0, number: $0) }
        var numbers: [Spelling: Int] = [:]
        for (county, size) in sizes.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
            numbers[county] = loads[0].number
            // The first is put where it belongs by what it has now.
            let load = (size: loads[0].size + size, number: loads[0].number)
            loads.removeFirst()
            loads.insert(load, at: loads.firstIndex { $0 > load } ?? loads.endIndex)
        }
        return numbers
    }

    /// How many submissions each shard has.
    package var sizes: [Int] {
        submissions.reduce(into: [Int](repeating: 0, count: shards)) { $0[$1.shard] += 1 }
    }

    // MARK: Writing

    /// Puts the plan at `path`, where nothing may be yet: shards that were rendered by another plan would not fit.
    package func write(to path: String) throws(RenderError) {
        do throws(OutputFile.Failure) {
            try OutputFile.create(json.utf8, at: path)
        } catch {
            guard error.isTaken else { throw .unwritable(error) }
            throw .rejected([
                .taken(
                    path,
                    hint: LocalizedText(
                        "计划写成以后不再改；要重新计划的，换一个文件名", en: "a plan is never changed; give a new one another name"))
            ])
        }
    }

    private var json: JSONValue {
        let submissions = submissions
        return [
            "format": .string(Self.format), "version": .integer(Self.version), "shards": .integer(shards),
            "draft": .bool(isDraft),
            "submissions": .series(submissions.count) { Self.json(submissions[$0]) },
        ]
    }

    private static func json(_ submission: Submission) -> JSONValue {
        [
            "shard": .integer(submission.shard), "input": .string(submission.input),
            "files": .array(
                submission.files.map { ["path": .string($0.path), "sha256": .optional($0.hash)] }),
            "output": .string(submission.output), "twins": submission.twins.map(json) ?? .null,
            "otherYear": submission.otherYear.map(json) ?? .null,
        ]
    }

    private static func json(_ year: BatchYears.Difference) -> JSONValue {
        ["stated": .integer(year.stated), "usual": .integer(year.usual), "count": .integer(year.count)]
    }

    private static func json(_ twins: SameOffice.Twins) -> JSONValue {
        [
            "named": .array(twins.named.map(JSONValue.string)), "count": .integer(twins.count),
            "number": .integer(twins.number), "parts": .bool(twins.mayBeParts),
        ]
    }
}
