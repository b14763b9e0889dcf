import Files
import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

/// A text that is held in a spool, or in memory where there is none or its disk is full.
enum SpooledText: Sendable {
    case held([UInt8])
    case spooled(Range<Int>)

    /// Puts `text` into `spool`, if there is one.
    init(_ text: [UInt8], in spool: TextSpool?) { self = spool?.add(text).map(SpooledText.spooled) ?? .held(text) }

    /// The text; `nil` where the disk does not give it back.
    func bytes(in spool: TextSpool?) -> [UInt8]? {
        switch self {
        case .held(let text): text
        case .spooled(let place): spool?.text(at: place)
        }
    }
}

/// Keeps texts in a file without a name rather than in memory. The file is gone when nobody holds the spool any more, or the
/// process dies.
package final class TextSpool: Sendable {
    private let descriptor: Int32
    private let end = Mutex(0)

    /// A spool in `folder`; `nil` where there can be none.
    package init?(in folder: String) {
        let path = OutputFile.temporaryPath(beside: "\(folder)/\(Manifest.fileName)")
        descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return nil }
        unlink(path)
    }

    deinit { close(descriptor) }

    /// Takes `text` and gives its place; `nil` where the disk does not take it.
    func add(_ text: [UInt8]) -> Range<Int>? {
        end.withLock { end in
            var written = 0
            while written < text.count {
                let count = text[written...].withUnsafeBytes {
                    pwrite(descriptor, $0.baseAddress, $0.count, off_t(end + written))
                }
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return nil }
                written += count
            }
            defer { end += written }
            return end..<end + written
        }
    }

    /// The text at `place`; `nil` where the disk does not give it back.
    func text(at place: Range<Int>) -> [UInt8]? {
        let text = [UInt8](unsafeUninitializedCapacity: place.count) { buffer, filled in
            filled = max(0, pread(descriptor, buffer.baseAddress, place.count, off_t(place.lowerBound)))
        }
        return text.count == place.count ? text : nil
    }
}
