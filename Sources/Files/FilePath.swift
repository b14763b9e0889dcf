import Diagnostics

#if canImport(Glibc)
    import Glibc
#endif

/// Ways to write the path of a file.
package enum FilePath {
    /// The path from the root without links and dots; `nil` where there is nothing.
    package static func real(_ path: String) -> String? {
        guard let real = realpath(path.isEmpty ? "." : path, nil) else { return nil }
        defer { free(real) }
        return String(cString: real)
    }

    /// The folder of `path`, with a slash, or nothing where it names none; and the last name.
    package static func parts(_ path: String) -> (folder: String, name: String) {
        let end = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path.utf8.index(after: $0) } ?? path.startIndex
        return (String(path[..<end]), String(path[end...]))
    }

    /// The path of the directory entry that `path` names: its folder without links, but its own name, be it that of a link.
    package static func entry(_ path: String) -> String {
        let (folder, name) = parts(path)
        return "\(real(folder).map { $0 == "/" ? "" : $0 } ?? folder)/\(name)"
    }

    /// How the file at `path` is named in `folder`, which must be there: the same from wherever the program is run, and
    /// however both are spelled.
    package static func relative(_ path: String, to folder: String) -> String {
        var paths = RelativePaths(to: folder)
        return paths.path(of: path)
    }

    /// The path of what `name` names in `folder`, as it is.
    package static func inside(_ folder: String, _ name: String) -> String {
        if folder.isEmpty || name.hasPrefix("/") { return name }
        return folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
    }

    /// The path of what `name` names in `folder`, for people: without steps that take each other back.
    package static func joined(_ folder: String, _ name: String) -> String {
        guard !name.hasPrefix("/") else { return name }
        var names: [Substring] = []
        for piece in pieces(folder) + pieces(name) where piece != "." {
            if piece == "..", let last = names.last, last != ".." { names.removeLast() } else { names.append(piece) }
        }
        return (folder.hasPrefix("/") ? "/" : "") + names.joined(separator: "/")
    }

    /// The names in `path`. A mark at the beginning of a name makes no other character of the slash before it.
    package static func pieces(_ path: String) -> [Substring] {
        path.utf8.split(separator: UInt8(ascii: "/")).map { Substring($0) }
    }

    /// Whether there is a folder at `path`, or a link to one.
    package static func isFolder(_ path: String) -> Bool {
        var information = stat()
        return stat(path, &information) == 0 && information.st_mode & S_IFMT == S_IFDIR
    }

    /// The last name in `path` without what follows its last dot.
    package static func stem(_ path: String) -> String {
        let name = pieces(path).last.map(String.init) ?? path
        return name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
    }
}
