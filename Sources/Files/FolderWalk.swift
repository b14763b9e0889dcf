package import Diagnostics

#if canImport(Glibc)
    import Glibc
#endif

/// What lies in a folder and below it. Links to folders are followed, each folder is looked through once: a link upwards does
/// no harm, and what lies in the folder itself is known by its own path.
package struct FolderWalk {
    /// The files, by the bytes of their paths; those whose names begin with a dot stand in ``hidden``.
    package private(set) var files: [String] = []
    /// The files whose names begin with a dot.
    package private(set) var hidden: [String] = []
    /// The folders, the first one included.
    package private(set) var folders: [String] = []
    /// What could not be looked into, with the reason; and folders without anything in them.
    package private(set) var findings: [Diagnostic] = []

    private let isDeep: Bool
    private var seen: Set<FileIdentity>
    private var links: [String] = []

    /// Looks through `folder`.
    /// - Parameter isDeep: whether the folders in it are looked through, too.
    package init(_ folder: String, isDeep: Bool = true) {
        self.isDeep = isDeep
        seen = FileIdentity.foldersAround(folder)
        if let identity = FileIdentity(folder) { seen.remove(identity) }
        look(into: folder, isFirst: true)
        while !links.isEmpty { look(into: links.removeFirst()) }
        files = files.sortedBySpelling()
        hidden = hidden.sortedBySpelling()
    }

    private mutating func look(into folder: String, isFirst: Bool = false) {
        guard let identity = FileIdentity(folder), seen.insert(identity).inserted else { return }
        folders.append(folder)
        do throws(FolderListing.Failure) {
            let names = try FolderListing.names(in: folder)
            if names.isEmpty, !isFirst { findings.append(Self.empty(folder)) }
            for name in names { add(folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)", name) }
        } catch {
            findings.append(error.diagnostic)
        }
    }

    private mutating func add(_ path: String, _ name: String) {
        var status = stat()
        let code = stat(path, &status) == 0 ? 0 : errno
        let isFolder = code == 0 && status.st_mode & S_IFMT == S_IFDIR
        switch (name.hasPrefix("."), isFolder) {
        case (true, false): hidden.append(path)
        case (true, true): break
        // What cannot be read is told of by whoever reads it.
        case (false, false): files.append(path)
        case (false, true):
            guard isDeep else { return }
            var link = stat()
            lstat(path, &link)
            if link.st_mode & S_IFMT == S_IFLNK { links.append(path) } else { look(into: path) }
        }
    }

    private static func empty(_ folder: String) -> Diagnostic {
        Diagnostic(
            .warning, id: "empty-folder", LocalizedText("文件夹是空的", en: "the folder is empty"),
            at: .whole(SourceFile(name: folder, text: "")))
    }
}

/// The names in a folder.
package enum FolderListing {
    /// Why a folder cannot be looked into.
    package struct Failure: Error {
        let folder: String
        let code: Int32

        /// The failure as a fault of the input.
        var diagnostic: Diagnostic {
            let reason = LocalizedText(errno: code)
            return Diagnostic(
                .error, id: "cannot-read",
                LocalizedText(
                    "文件夹打不开，里面的文件没有读：\(reason.zh)",
                    en: "the folder cannot be opened, its files were not read: \(reason.en)"),
                at: .whole(SourceFile(name: folder.isEmpty ? "." : folder, text: "")))
        }
    }

    /// The names in `folder` by their bytes; what is no UTF-8 in them is replaced, so that no file is found under them.
    package static func names(in folder: String) throws(Failure) -> [String] {
        guard let stream = opendir(folder.isEmpty ? "." : folder) else { throw Failure(folder: folder, code: errno) }
        defer { closedir(stream) }
        var names: [String] = []
        errno = 0
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
            errno = 0
        }
        guard errno == 0 else { throw Failure(folder: folder, code: errno) }
        return names.sortedBySpelling()
    }
}
