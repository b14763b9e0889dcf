import Diagnostics
import Files
import Rendering
import SourceTree

/// What lies in the folder of a shard, read as something that anybody may have sent: sizes are bounded, names are those of the
/// record and lead nowhere else, and each output has the bytes that the manifest states.
struct ShardContents {
    /// The largest manifest of a shard that is read, in bytes.
    private static let maximumManifest = 1 << 30
    /// The largest output that is read, in bytes.
    private static let maximumOutput = 1 << 30

    /// The shard's folder.
    let folder: String
    /// Which shard it is.
    let record: ShardRecord
    private let spool: TextSpool?
    /// What became of each submission, in the order of the record.
    private(set) var parts: [Part] = []
    /// What keeps the shard from being merged.
    private(set) var faults: [Diagnostic] = []

    /// What became of a submission.
    enum Part {
        /// It has an output; its entry, and the text of that.
        case made(Manifest.Entry, SpooledText)
        case failed(Manifest.Failure)

        /// The files that the shard made of it.
        var files: [Manifest.HashedFile] {
            switch self {
            case .made(let entry, _): [Manifest.HashedFile(path: entry.output, hash: entry.outputHash)]
            case .failed(let failure): failure.letter
            }
        }
    }

    /// Reads the shard in `folder` and names its inputs as they are seen from `target`.
    /// - Parameters:
    ///   - spool: where the texts of entries are kept: shards are read side by side, and so that is done here.
    ///   - merge: what is said where it has to be rendered again.
    init(_ folder: String, record: ShardRecord, target: String, spool: TextSpool?, merge: ShardAdvice) {
        self.folder = folder
        self.record = record
        self.spool = spool
        var entries: [Spelling: Manifest.Entry] = [:]
        var failures: [Spelling: Manifest.Failure] = [:]
        let path = FilePath.inside(folder, Manifest.fileName)
        guard OutputFile.exists(path) else {
            faults = [merge.unfinished(record, in: folder, left: record.submissions.count)]
            return
        }
        let isRead = Self.text(of: path).map { text in
            Manifest.readParts(of: text) { part in
                switch part {
                case .entry(let entry): entries[Spelling(entry.output)] = entry
                case .failure(let failure): failures[Spelling(failure.input)] = failure
                case .order, .report: break
                }
            }
        }
        guard isRead == true else {
            faults = [merge.damaged(record, in: folder, file: Manifest.fileName)]
            return
        }
        settle(entries, failures, target: target, merge)
    }

    private static func text(of path: String) -> String? {
        guard OutputFile.isRegular(path), let bytes = try? RegularFile.read(path, atMost: maximumManifest) else {
            return nil
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private mutating func settle(
        _ entries: [Spelling: Manifest.Entry], _ failures: [Spelling: Manifest.Failure], target: String,
        _ merge: ShardAdvice
    ) {
        let base = planFolder
        var paths = RelativePaths(to: target)
        func place(_ path: String) -> String { paths.path(of: FilePath.joined(base, path)) }
        func places(_ submission: ShardRecord.Submission) -> (input: String, files: [String]) {
            let input = place(submission.input)
            return (input, submission.files.map { $0 == submission.input ? input : place($0) })
        }
        var left = 0
        for submission in record.submissions {
            let name = Spelling(submission.output)
            // A failure counts: what may lie there is of an earlier state of the submission.
            if var failure = failures[Spelling(submission.place)] {
                (failure.input, failure.files) = places(submission)
                let hasOwnNames = failure.letter.allSatisfy { BatchLetters.isName($0.path, of: submission.output) }
                add(.failed(failure), isOwn: hasOwnNames, merge)
            } else if var entry = entries[name], entry.isCurrent, !entry.isSuperseded {
                (entry.input, entry.files) = places(submission)
                add(.made(entry, SpooledText(entry.text, in: spool)), isOwn: true, merge)
            } else {
                left += 1
            }
        }
        if left > 0 { faults.append(merge.unfinished(record, in: folder, left: left)) }
        let (outputs, places) = (
            Set(record.submissions.map { Spelling($0.output) }), Set(record.submissions.map { Spelling($0.place) })
        )
        let foreign =
            (entries.keys.filter { !outputs.contains($0) } + failures.keys.filter { !places.contains($0) }).sorted()
        if let first = foreign.first { faults.append(merge.foreign(first.text, of: foreign.count, in: folder)) }
    }

    /// Adds what became of a submission, if its files are there as they were made.
    /// - Parameter isOwn: whether they are called as they must be.
    private mutating func add(_ part: Part, isOwn: Bool, _ merge: ShardAdvice) {
        let changed = isOwn ? part.files.first { !isWhole($0) } : part.files.first
        if let changed {
            faults.append(merge.changed(changed.path, record, in: folder))
        } else {
            parts.append(part)
        }
    }

    /// The folder of the plan, from which submissions are named.
    private var planFolder: String {
        FilePath.parts(FilePath.joined(FilePath.real(folder) ?? folder, record.planPath)).folder
    }

    /// Whether the output or letter is there as it was made.
    private func isWhole(_ file: Manifest.HashedFile) -> Bool {
        let path = FilePath.inside(folder, file.path)
        guard OutputFile.isRegular(path), let bytes = try? RegularFile.read(path, atMost: Self.maximumOutput) else {
            return false
        }
        return FileHash.sha256(of: bytes[...]) == file.hash
    }
}
