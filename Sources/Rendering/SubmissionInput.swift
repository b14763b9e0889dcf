package import Diagnostics
import SourceTree

/// Where a submission comes from.
package enum SubmissionInput: Sendable {
    /// The file at a path; the images that it names are read from its own folder.
    case file(String)
    /// The bytes of a file with what findings call it, and the images that it names by their paths in it; no file is read.
    case bytes([UInt8], name: String, images: [Spelling: [UInt8]])

    /// The submission in the file at `path`, or the one inside the PDF there.
    /// - Throws: ``RenderError`` where the PDF cannot be read.
    static func filed(at path: String) throws(RenderError) -> SubmissionInput {
        guard path.lowercased().hasSuffix(".pdf") else { return .file(path) }
        let data = try ArchiveInspector.files(path: path).first { $0.name == RenderRecord.submissionName }
        return .bytes(data?.bytes ?? [], name: "\(path)#\(RenderRecord.submissionName)", images: [:])
    }

    /// The submission, as `submissions` read it.
    /// - Throws: ``Rejection`` where it is none.
    func text(_ submissions: OfficeSubmissions) throws(Rejection) -> SubmissionFile {
        switch self {
        case .file(let path): try submissions.read(path: path)
        case .bytes(let bytes, let name, _): try submissions.read(bytes, name: name)
        }
    }

    /// The images that come with it; `nil` where they are files.
    var images: [Spelling: [UInt8]]? {
        switch self {
        case .file: nil
        case .bytes(_, _, let images): images
        }
    }
}
