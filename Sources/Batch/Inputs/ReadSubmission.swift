package import Diagnostics
import Evaluation
import Files
package import Rendering
import SourceTree

/// A submission as its files were read, and what it says of itself.
package struct ReadSubmission: Sendable {
    /// Its files.
    package let files: SubmissionFiles
    /// What they hold, or why they cannot be read.
    package let content: Result<SubmissionFile, Rejection>
    /// What it says of itself; `nil` where it cannot be read.
    let head: SubmissionHead?

    /// Reads a submission.
    package init(_ files: SubmissionFiles, _ formSets: FormSetCache) {
        self.files = files
        content = Result { () throws(Rejection) in try OfficeSubmissions(formSets).read(.files(files.files)) }
        let folder = FilePath.parts(files.files[0]).folder
        head = (try? content.get()).map { read in
            SubmissionHead(read.file) { formSets.likelyModel($0, keys: $1, from: folder) }
        }
    }

    /// Whether it was read from an office's own files, be it that they are none.
    var isFromOffice: Bool { (try? content.get().isFromOffice) ?? false }
}

/// Tells submissions of one office and year that come from files of their own: they may be parts of one.
package struct SameOffice {
    private var known: [Spelling: (path: String, isFromOffice: Bool)] = [:]

    /// Nothing yet.
    package init() {}

    /// What there is to say of a further submission. Two that are written as YAML or JSON are nobody's parts.
    package mutating func finding(on read: ReadSubmission) -> Diagnostic? {
        twin(of: read.files, read.head, isFromOffice: read.isFromOffice).map { Self.finding(on: read.files, of: $0) }
    }

    /// The path of the submission before `files` that is of the same office and year; `nil` where there is none, or nothing is
    /// to be said of it.
    /// - Parameter isFromOffice: whether it was read from an office's own files.
    mutating func twin(of files: SubmissionFiles, _ head: SubmissionHead?, isFromOffice: Bool) -> String? {
        guard let head, let office = head.office else { return nil }
        let (lead, ending) = head.fileName(office: office)
        guard let first = known[Spelling(lead + ending)] else {
            known[Spelling(lead + ending)] = (files.path, isFromOffice)
            return nil
        }
        return first.isFromOffice || isFromOffice ? first.path : nil
    }

    /// What there is to say of `files`, which are of the same office and year as the submission at `twin`.
    static func finding(on files: SubmissionFiles, of twin: String) -> Diagnostic {
        Diagnostic(
            .warning, id: "same-office",
            LocalizedText(
                "与“\(twin)”是同一单位、同一年度的两份材料，没有合在一起",
                en: "of the same office and year as “\(twin)”; the two were not put together"),
            at: .whole(SourceFile(name: files.files[0], at: nil)),
            hints: [
                LocalizedText(
                    "是一份材料的几个文件的，加 --one-office（列出的文件合成一份），或 --office-folders（每个下层文件夹合成一份）",
                    en:
                        "for files of one submission add --one-office, which makes one of all that are named, or --office-folders, which makes one of each folder below"
                )
            ])
    }
}
