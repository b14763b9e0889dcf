#if canImport(Glibc)
    import Glibc
#endif

/// Holds a folder of outputs, so that two runs do not write to it at once. The system lets go of it when the process ends,
/// however it ends.
final class OutputLock {
    private let descriptor: Int32

    /// The name of the file that is locked. It stays: to remove it would let two runs lock two files of one name.
    static let fileName = ".annex.lock"

    /// Holds the folder at `path`; `nil` where another run does.
    /// - Throws: ``OutputFile/Failure`` where the lock cannot be made.
    init?(folder path: String) throws(OutputFile.Failure) {
        descriptor = open("\(path)/\(Self.fileName)", O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw OutputFile.Failure(path) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let isHeld = errno == EWOULDBLOCK
            let failure = OutputFile.Failure(path)
            close(descriptor)
            if isHeld { return nil }
            throw failure
        }
    }

    /// Lets go of the folder.
    func release() {
        flock(descriptor, LOCK_UN)
    }

    deinit { close(descriptor) }
}
