#if canImport(Glibc)
    package import Glibc
#endif

/// Which file or folder a path leads to, however it is spelled and whatever links are on the way: its device and its number
/// there (POSIX, `st_dev` and `st_ino`).
package struct FileIdentity: Hashable, Sendable {
    private let device: UInt64
    private let number: UInt64

    /// The file that `path` leads to; `nil` where it leads nowhere.
    package init?(_ path: String) {
        var status = stat()
        guard stat(path.isEmpty ? "." : path, &status) == 0 else { return nil }
        self.init(status)
    }

    /// The file of which the system says `status`.
    package init(_ status: stat) {
        device = UInt64(status.st_dev)
        number = UInt64(status.st_ino)
    }

    /// The folders that the folder at `path` lies in, itself included.
    package static func foldersAround(_ path: String) -> Set<FileIdentity> {
        var folder = FilePath.real(path) ?? "/"
        var found = Set([FileIdentity("/")].compactMap { $0 })
        while folder != "/", let slash = folder.lastIndex(of: "/") {
            if let identity = FileIdentity(folder) { found.insert(identity) }
            folder = slash == folder.startIndex ? "/" : String(folder[..<slash])
        }
        return found
    }
}
