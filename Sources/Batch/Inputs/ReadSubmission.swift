import Diagnostics
import Evaluation
import Files
import Rendering

/// A submission as its files were read, and what it says of itself.
struct ReadSubmission {
    /// Its files.
    let files: SubmissionFiles
    /// What they hold, or why they cannot be read.
    let content: Result<SubmissionFile, Rejection>
    /// What it says of itself; `nil` where it cannot be read.
    let head: SubmissionHead?

    /// Reads a submission.
    init(_ files: SubmissionFiles, _ formSets: FormSetCache) {
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
