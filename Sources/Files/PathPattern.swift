package import Diagnostics

#if canImport(Glibc)
    import Glibc
#endif

/// A path with wildcards, as shells know them: in names those of ``NamePattern``, and `**` as a name of its own for any
/// number of folders, but none whose name begins with a dot.
///
/// Links to folders are followed, but those to a folder that they lie in: below these everything would be found again.
package struct PathPattern {
    private let root: String
    private let names: [String]
    /// The paths that match, in order, some perhaps more than once.
    package private(set) var matches: [String] = []
    /// The folders that could not be looked into.
    package private(set) var findings: [Diagnostic] = []

    private static let anyFolders = "**"

    /// Looks for what matches `text`; `nil` where it holds no wildcard.
    package init?(_ text: String) {
        guard NamePattern.isNeeded(for: text) else { return nil }
        root = text.hasPrefix("/") ? "/" : ""
        names = FilePath.pieces(text).map(String.init)
        find(below: root, names[...])
    }

    private mutating func find(below folder: String, _ names: ArraySlice<String>) {
        guard let name = names.first else { return }
        let rest = names.dropFirst()
        guard name != Self.anyFolders else {
            let walk = FolderWalk(folder.isEmpty ? "." : folder)
            findings += walk.findings.filter { $0.severity == .error }
            for path in walk.folders { find(below: Self.inside(path, of: folder), rest.isEmpty ? ["*"] : rest) }
            return
        }
        for path in NamePattern.isNeeded(for: name) ? entries(of: folder, like: name) : [folder + name] {
            if !rest.isEmpty {
                if FilePath.isFolder(path) { find(below: path + "/", rest) }
            } else if OutputFile.exists(path) {
                matches.append(path)
            }
        }
    }

    /// The path of a folder that was found below `folder`, with a slash; the one of the process has no name.
    private static func inside(_ path: String, of folder: String) -> String {
        let inner = folder.isEmpty ? String(path.dropFirst(path.hasPrefix("./") ? 2 : 1)) : path
        return inner.isEmpty || inner.hasSuffix("/") ? inner : inner + "/"
    }

    private mutating func entries(of folder: String, like name: String) -> [String] {
        let pattern = NamePattern(name)
        do throws(FolderListing.Failure) {
            let paths = try FolderListing.names(in: folder).filter(pattern.matches).map { folder + $0 }
            let around = FileIdentity.foldersAround(folder)
            return paths.filter { path in FileIdentity(path).map { !around.contains($0) } ?? true }
        } catch {
            if error.code != ENOENT, error.code != ENOTDIR { findings.append(error.diagnostic) }
            return []
        }
    }
}
