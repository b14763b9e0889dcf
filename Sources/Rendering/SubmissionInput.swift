package import Diagnostics
import SourceTree

/// Where a submission comes from.
package enum SubmissionInput: Sendable {
    /// The files at paths: one, or several workbooks and Word files of one office. The images that it names are read from the
    /// folder of the first.
    case files([String])
    /// What was read already; the images that it names are read from the folder of its file.
    case read(Result<SubmissionFile, Rejection>)
    /// The bytes of a file with what findings call it, and the images that it names by their paths in it; no file is read.
    case bytes([UInt8], name: String, images: [Spelling: [UInt8]])

    /// The file at a path.
    package static func file(_ path: String) -> SubmissionInput { .files([path]) }

    /// The submission in the file at `path`, or the one inside the PDF there.
    /// - Throws: ``RenderError`` where the PDF cannot be read.
    static func filed(at path: String) throws(RenderError) -> SubmissionInput {
        guard path.lowercased().hasSuffix(".pdf") else { return .file(path) }
        let data = try ArchiveInspector.files(path: path).first { $0.name == RenderRecord.submissionName }
        return .bytes(data?.bytes ?? [], name: "\(path)#\(RenderRecord.submissionName)", images: [:])
    }

    /// The images that come with it; `nil` where they are files.
    var images: [Spelling: [UInt8]]? {
        switch self {
        case .files, .read: nil
        case .bytes(_, _, let images): images
        }
    }
}
