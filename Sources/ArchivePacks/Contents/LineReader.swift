#if canImport(Glibc)
    import Glibc
#endif

/// Reads a text in UTF-8 a line at a time, so that a long file takes no more memory than a short one.
final class LineReader {
    private let file: Int32
    private var waiting: [UInt8] = []
    private var start = 0
    private var isAtEnd = false
    /// The longest line that is read, in bytes; a longer one is given in pieces.
    private static let maximumLine = 1 << 20

    /// Opens the file at `path`; `nil` where it cannot be read.
    init?(_ path: String) {
        file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { return nil }
    }

    deinit { if file >= 0 { close(file) } }

    /// The next line without its end; `nil` behind the last one.
    func next() -> Substring? {
        while true {
            if let end = waiting[start...].firstIndex(of: 10) { return take(end, skipping: 1) }
            if isAtEnd || waiting.count - start > Self.maximumLine {
                return start < waiting.count ? take(waiting.count, skipping: 0) : nil
            }
            fill()
        }
    }

    private func take(_ end: Int, skipping count: Int) -> Substring {
        defer { start = end + count }
        return Substring(decoding: waiting[start..<end], as: UTF8.self)
    }

    private func fill() {
        waiting.removeFirst(start)
        start = 0
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        let count = read(file, &piece, piece.count)
        if count > 0 { waiting += piece[..<count] } else { isAtEnd = true }
    }
}
