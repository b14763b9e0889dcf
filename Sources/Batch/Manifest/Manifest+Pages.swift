import Files
import Layout
import Rendering

extension Manifest.PageCodes {
    /// What the codes of laid-out pages say.
    init(_ laidOut: PagedSubmission) {
        self.init(
            digest: PageMark.digest(ofSubmission: laidOut.submissionHash),
            blankPages: laidOut.document.pages.filter { $0.code == nil }.map(\.number))
    }
}

extension Manifest {
    /// The SHA-256 of the file that the manifest in the folder of `path` lists under its name; `nil` where there is none, or it
    /// cannot be read.
    package static func listedHash(of path: String) -> String? {
        let (folder, name) = FilePath.parts(path)
        return (try? read(in: folder))?.entries[name]?.outputHash
    }
}
