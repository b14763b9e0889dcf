import Archive
package import Diagnostics
import Dispatch
import Evaluation
import Files
package import Rendering
import SourceTree
import Synchronization

/// What a batch makes: for each input a file of its own, whose name does not depend on the order of the inputs.
package struct BatchPlan: Sendable {
    /// One submission of a batch.
    package struct Job: Sendable {
        /// What the submission is known by, as the user gave it: the path of its file, or of the folder with its files.
        package var input: String { source.path }
        /// The submission.
        package let source: SubmissionFiles
        /// What was read of it already, if it costs much to be read again.
        let ahead: ReadAhead?
        /// Others of the batch that are of its office and year: then none of them is rendered.
        var twins: SameOffice.Twins?
        /// That it is of another year than the others of the batch.
        var otherYear: BatchYears.Difference?
        /// The SHA-256 that its files had when shards were planned; of those that could not be read then, and where nothing was
        /// planned, there is none.
        var plannedHashes: [String?] = []
        /// The full name of the office; empty where it cannot be told.
        let office: String
        /// The form set that it asks for; empty where it cannot be told.
        let formSet: String
        /// What the file is called where no other has this name, without its extension.
        let plainName: String
        /// The path of the submission as the manifest has it: seen from the folder of the outputs.
        var place = ""
        /// The paths of its files as the manifest has them.
        var filePlaces: [String] = []
        /// The path of another submission whose output has the name of this one's; it is not replaced.
        var rival: String?
        /// The path of a submission that is gone, whose output this one's takes the place of.
        var predecessor: String?
        /// The name that its output would have if no other had it, or would have it where case is ignored; `nil` where it has it.
        var sharedName: String?
        /// The name of the file that is made, without its extension.
        package internal(set) var name: String

        /// That others of the batch are of its office and year; `nil` where none is.
        package var conflict: Diagnostic? { twins?.conflict(of: source) }

        /// What else is to be said of it beside the others.
        package var remarks: [Diagnostic] {
            [otherYear?.finding(in: source, of: office)].compactMap { $0 }
        }

        /// What it holds, for the first who asks as it was read ahead.
        package func takeContent() -> SubmissionInput {
            ahead?.take().map(SubmissionInput.read) ?? .files(source.files)
        }

        /// The name of the letter to its office, without its extension: two of one office get none of each other's.
        var letterName: String {
            let number = twins?.number ?? (rival == nil ? nil : 2)
            return name + (number.map { "（\($0)）" } ?? "") + BatchLetters.folderName
        }

        /// The name of the PDF that is made.
        var output: String { name + Self.suffix }

        /// What the name of a PDF ends with.
        static let suffix = ".pdf"
    }

    /// The jobs in the order of the inputs.
    package internal(set) var jobs: [Job]
    /// Whether drafts are made.
    package let isDraft: Bool
    /// Whether the inputs are all that there is: outputs of others are left over.
    let isExhaustive: Bool
    /// The shard that the jobs are; `nil` where they are the whole batch.
    let shard: PlannedShard?

    /// Plans a batch over the files at `inputs`, as ``init(_:isDraft:isExhaustive:workers:formSets:)`` does.
    package init(
        inputs: [String], isDraft: Bool, isExhaustive: Bool = false, workers: Int = 1, formSets: FormSetCache
    ) {
        self.init(
            inputs.map { SubmissionFiles($0) }, isDraft: isDraft, isExhaustive: isExhaustive, workers: workers,
            formSets: formSets)
    }

    /// Plans a batch over `submissions`, each in other files, into an empty folder.
    /// - Parameters:
    ///   - isDraft: whether drafts are made, which have names of their own.
    ///   - isExhaustive: whether the inputs are all that there is, such as a folder: outputs of others are left over then.
    ///   - workers: how many inputs are looked into at once; one where it is less.
    ///   - formSets: the form sets, which say where submissions state their offices and what their files are called.
    package init(
        _ submissions: [SubmissionFiles], isDraft: Bool, isExhaustive: Bool = false, workers: Int = 1,
        formSets: FormSetCache
    ) {
        self.init(unnamed: submissions, isDraft, isExhaustive, nil, workers: workers, formSets)
        name(jobs.indices.filter { jobs[$0].twins == nil }, besides: [])
    }

    /// Takes over what was planned for a shard: names depend on the submissions of all shards, which nobody else looks at.
    package init(_ shard: PlannedShard, workers: Int, formSets: FormSetCache) {
        self.init(unnamed: shard.sources, shard.isDraft, true, shard, workers: workers, formSets)
        for (index, planned) in shard.submissions.map(\.submission).enumerated() {
            jobs[index].name = String(planned.output.dropLast(Job.suffix.count))
            if planned.twins == nil, jobs[index].name != jobs[index].plainName {
                jobs[index].sharedName = jobs[index].plainName + Job.suffix
            }
            jobs[index].twins = planned.twins
            jobs[index].otherYear = planned.otherYear
            jobs[index].plannedHashes = planned.files.map(\.hash)
        }
    }

    private init(
        unnamed submissions: [SubmissionFiles], _ isDraft: Bool, _ isExhaustive: Bool, _ shard: PlannedShard?,
        workers: Int, _ formSets: FormSetCache
    ) {
        self.isDraft = isDraft
        self.isExhaustive = isExhaustive
        self.shard = shard
        let known = Self.known(of: submissions, formSets, workers: max(1, min(workers, submissions.count)))
        let sameOffice = SameOffice(
            zip(submissions, known).map { ($0, $1?.head, $1?.isFromOffice ?? false) })
        let years = BatchYears(known.map { $0?.head })
        jobs = zip(submissions, known).map { submission, known in
            let name = Self.name(submission.path, known?.head, isDraft: isDraft)
            return Job(
                source: submission, ahead: known?.ahead, twins: sameOffice.twins(of: submission, known?.head),
                otherYear: years.difference(of: known?.head), office: known?.head?.office ?? "",
                formSet: known?.head?.formSet ?? "", plainName: name, name: name)
        }
    }

    /// What is known of a submission once it was looked into.
    private struct Known {
        let head: SubmissionHead?
        let isFromOffice: Bool
        let ahead: ReadAhead?
    }

    private static func known(
        of submissions: [SubmissionFiles], _ formSets: FormSetCache, workers: Int
    ) -> [Known?] {
        let all = Mutex([Known?](repeating: nil, count: submissions.count))
        let shelf = ReadAhead.Shelf()
        DispatchQueue.concurrentPerform(iterations: workers) { worker in
            for index in stride(from: worker, to: submissions.count, by: workers) {
                let read = ReadSubmission(submissions[index], formSets)
                let known = Known(head: read.head, isFromOffice: read.isFromOffice, ahead: shelf.keep(read))
                all.withLock { $0[index] = known }
            }
        }
        return all.withLock { $0 }
    }

    private static func name(_ input: String, _ head: SubmissionHead?, isDraft: Bool) -> String {
        // A submission whose office cannot be told is not rendered; its name only stands in messages.
        let stem = FilePath.stem(input)
        let (lead, ending) = head?.fileName(office: stem) ?? (stem, "")
        return OutputFile.safeName(lead, ending: ending + (isDraft ? Renderer.draftMark : ""))
    }
}
