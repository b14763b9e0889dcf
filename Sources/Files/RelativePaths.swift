import Diagnostics

#if canImport(Glibc)
    import Glibc
#endif

/// How files are named in one folder. The folders that they lie in are looked up once each: many files lie in few of them.
package struct RelativePaths {
    private let folder: [Spelling]
    private var realFolders: [String: String] = [:]

    /// Names files in `folder`, which must be there.
    package init(to folder: String) {
        self.folder = Self.pieces(FilePath.real(folder) ?? folder)
    }

    /// How the file at `path` is named: the same from wherever the program is run, and however both are spelled. A link is
    /// what it leads to.
    package mutating func path(of path: String) -> String {
        let name = FilePath.parts(path).name
        let isStep = name.isEmpty || name == "." || name == ".."
        return relative(isStep || Self.isLink(path) ? FilePath.real(path) ?? entry(path) : entry(path))
    }

    /// How the directory entry at `path` is named: a link is the link itself.
    package mutating func entryPath(of path: String) -> String { relative(entry(path)) }

    /// The path of the directory entry from the root, as ``FilePath/entry(_:)`` gives it.
    private mutating func entry(_ path: String) -> String {
        let (folder, name) = FilePath.parts(path)
        if let known = realFolders[folder] { return "\(known)/\(name)" }
        let real = FilePath.real(folder).map { $0 == "/" ? "" : $0 } ?? folder
        realFolders[folder] = real
        return "\(real)/\(name)"
    }

    private func relative(_ path: String) -> String {
        let path = Self.pieces(path)
        let common = zip(path, folder).prefix { $0 == $1 }.count
        let steps = Array(repeating: "..", count: folder.count - common)
        return (steps + path.dropFirst(common).map(\.text)).joined(separator: "/")
    }

    private static func pieces(_ path: String) -> [Spelling] { FilePath.pieces(path).map { Spelling(String($0)) } }

    private static func isLink(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
    }
}
