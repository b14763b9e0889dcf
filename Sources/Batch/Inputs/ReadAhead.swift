import Diagnostics
import Rendering
import Synchronization

/// What was read of a submission before its turn, so that an office's own files are read once: to learn the office's name and
/// to be rendered.
final class ReadAhead: Sendable {
    private let content: Mutex<Result<SubmissionFile, Rejection>?>

    private init(_ content: Result<SubmissionFile, Rejection>) { self.content = Mutex(content) }

    /// Gives what was read, which is then held here no longer; `nil` from the second time on.
    func take() -> Result<SubmissionFile, Rejection>? {
        content.withLock { content in
            defer { content = nil }
            return content
        }
    }

    /// Where a batch keeps what it has read ahead.
    final class Shelf: Sendable {
        /// How much is kept at most, in bytes: what some 500 offices hold. Of more, files are read again when their turn comes.
        private static let room = 64 << 20
        private let taken = Mutex(0)

        /// Keeps what was read of an office's own files, or that they cannot be read; `nil` for the rest, which is read again.
        func keep(_ read: ReadSubmission) -> ReadAhead? {
            if let file = try? read.content.get(), !file.isFromOffice { return nil }
            let size = (try? read.content.get())?.size ?? 0
            let hasRoom = taken.withLock { taken in
                guard taken + size <= Self.room else { return false }
                taken += size
                return true
            }
            return hasRoom ? ReadAhead(read.content) : nil
        }
    }
}

extension SubmissionFile {
    /// About how many bytes of memory it takes.
    fileprivate var size: Int { file.text.utf8.count + 100 * file.places.count + 500 * findings.count }
}
