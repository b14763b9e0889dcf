#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif
#if canImport(Glibc)
    import Glibc
#endif

/// A path with wildcards, as shells know them: in names those of ``NamePattern``, and `**` as a name of its own for any
/// number of folders, but none whose name begins with a dot.
struct PathPattern {
    private let root: String
    private let names: [String]

    private static let anyFolders = "**"

    /// Reads `text`; `nil` where it holds no wildcard.
    init?(_ text: String) {
        guard NamePattern.isNeeded(for: text) else { return nil }
        root = text.hasPrefix("/") ? "/" : ""
        names = text.split(separator: "/").map(String.init)
    }

    /// The paths of the files and folders that match, in order. Folders that are reached through a link are not looked
    /// through by `**`, so that a link upwards does no harm.
    func matches() -> [String] { matches(below: root, names[...]) }

    private func matches(below folder: String, _ names: ArraySlice<String>) -> [String] {
        guard let name = names.first else { return [] }
        let rest = names.dropFirst()
        guard name != Self.anyFolders else {
            // The last name of a path: everything below.
            let here = matches(below: folder, rest.isEmpty ? ["*"] : rest)
            let folders = visible(in: folder).map { folder + $0 }.filter { Self.isFolder($0, throughLinks: false) }
            return here + folders.flatMap { matches(below: $0 + "/", names) }
        }
        let found = NamePattern.isNeeded(for: name) ? entries(of: folder).filter(NamePattern(name).matches) : [name]
        return found.map { folder + $0 }.flatMap { path in
            rest.isEmpty
                ? (FileManager.default.fileExists(atPath: path) ? [path] : [])
                : Self.isFolder(path, throughLinks: true) ? matches(below: path + "/", rest) : []
        }
    }

    private func entries(of folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? "." : folder)) ?? []).sorted()
    }

    private func visible(in folder: String) -> [String] { entries(of: folder).filter { !$0.hasPrefix(".") } }

    private static func isFolder(_ path: String, throughLinks: Bool) -> Bool {
        var information = stat()
        let status = throughLinks ? stat(path, &information) : lstat(path, &information)
        return status == 0 && information.st_mode & S_IFMT == S_IFDIR
    }
}
