import Diagnostics
import Files
import Layout
import Rendering

extension Manifest.PageCodes {
    /// What the codes of laid-out pages say.
    init(_ laidOut: PagedSubmission) {
        self.init(
            digest: PageMark.digest(ofSubmission: laidOut.submissionHash),
            blankPages: laidOut.document.pages.filter { $0.code == nil }.map(\.number),
            blanks: laidOut.document.pages.flatMap { page in
                page.blanks.compactMap { HandFilled($0, onPage: page.number) }
            })
    }
}

/// What the manifests beside outputs list; each is read once.
package struct ListedOutputs {
    private var known: [Spelling: Manifest?] = [:]

    /// Nothing read yet.
    package init() {}

    /// The SHA-256 of the file that the manifest in the folder of `path` lists under its name; `nil` where there is none, or it
    /// cannot be read.
    package mutating func hash(of path: String) -> String? {
        let (folder, name) = FilePath.parts(path)
        return manifest(in: folder)?.entries[name]?.outputHash
    }

    /// Whether the file at `path` is listed as a draft, which holds no data.
    package mutating func isDraft(_ path: String) -> Bool {
        let (folder, name) = FilePath.parts(path)
        return manifest(in: folder)?.entries[name]?.isDraft ?? false
    }

    /// The paths of the outputs that the manifest in `folder` lists as a part of its batch and that are not among `paths`.
    package mutating func missing(from folder: String, besides paths: [String]) -> [String] {
        let folder = folder.hasSuffix("/") ? folder : folder + "/"
        guard let entries = manifest(in: folder)?.entries else { return [] }
        let there = Set(paths.map(Spelling.init))
        return entries.names.filter { entries.isCurrent($0) == true }.map { folder + $0 }
            .filter { !there.contains(Spelling($0)) }
    }

    private mutating func manifest(in folder: String) -> Manifest? {
        if let manifest = known[Spelling(folder)] { return manifest }
        let manifest = try? Manifest.read(in: folder)
        known[Spelling(folder)] = .some(manifest)
        return manifest
    }
}
