import Files

#if canImport(Glibc)
    import Glibc
#endif

/// Holds a folder of outputs, so that two runs do not write to it at once. The system lets go of it when the process ends,
/// however it ends.
final class OutputLock {
    private let descriptor: Int32

    /// The name of the file that is locked. It goes only with the folder of a run that made nothing, while that run holds it.
    static let fileName = ".annex.lock"

    /// Holds the folder at `path`; `nil` where another run does.
    /// - Throws: ``OutputFile/Failure`` where the lock cannot be made.
    init?(folder path: String) throws(OutputFile.Failure) {
        descriptor = open("\(path)/\(Self.fileName)", O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw OutputFile.Failure(path) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            if errno == EWOULDBLOCK { return nil }
            throw OutputFile.Failure(path)
        }
        // A file that is removed by now keeps nobody from locking another one of its name.
        guard isThere else { return nil }
    }

    /// Whether the file is in its folder.
    private var isThere: Bool {
        var information = stat()
        return fstat(descriptor, &information) == 0 && information.st_nlink > 0
    }

    /// Lets go of the folder.
    func release() {
        flock(descriptor, LOCK_UN)
    }

    /// It also comes to this where the lock is not got.
    deinit { close(descriptor) }
}
