#if canImport(Glibc)
    import Glibc
#endif

/// The sizes of the pictures in a PDF, before poppler makes room for them. The dictionary of a picture is never within a
/// stream (ISO 32000-1, 7.5.7), and its numbers are never encrypted, so that looking through the file's bytes finds each.
struct PDFImageSizes {
    /// The most pixels of a picture: A4 at 600 dots an inch. Poppler takes four bytes for each.
    static let maximumPixels = 40_000_000
    /// How far apart the two sides of one picture stand in its dictionary at most, in bytes.
    private static let reach = 2048

    private var place = 0
    private var width: (value: Int, place: Int)?
    private var height: (value: Int, place: Int)?

    /// Looks through the file of the descriptor `file`.
    /// - Throws: ``ScanError/tooLarge`` where one of its pictures is.
    static func check(_ file: Int32) throws(ScanError) {
        var sizes = PDFImageSizes()
        var bytes: [UInt8] = []
        var offset = 0
        while true {
            let chunk = [UInt8](unsafeUninitializedCapacity: 1 << 18) { buffer, count in
                count = max(0, pread(file, buffer.baseAddress, buffer.count, off_t(offset)))
            }
            offset += chunk.count
            bytes += chunk
            // A key with its number may lie across two chunks.
            let kept = chunk.isEmpty ? 0 : min(bytes.count, 64)
            guard sizes.look(through: bytes, upTo: bytes.count - kept) else { throw .tooLarge }
            guard !chunk.isEmpty else { return }
            sizes.place += bytes.count - kept
            bytes = Array(bytes.suffix(kept))
        }
    }

    /// Looks at what begins before `end`.
    /// - Returns: whether all pictures so far are small enough.
    private mutating func look(through bytes: [UInt8], upTo end: Int) -> Bool {
        bytes.withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return true }
            var index = 0
            while index < end, let found = memchr(base + index, 0x2F, end - index) {
                index = base.distance(to: found.assumingMemoryBound(to: UInt8.self)) + 1
                if let value = Self.number(after: Self.widthKey, in: bytes, at: index) {
                    width = (value, place + index)
                } else if let value = Self.number(after: Self.heightKey, in: bytes, at: index) {
                    height = (value, place + index)
                } else {
                    continue
                }
                if isTooLarge { return false }
            }
            return true
        }
    }

    private var isTooLarge: Bool {
        guard let width, let height, abs(width.place - height.place) < Self.reach else { return false }
        return width.value.multipliedReportingOverflow(by: height.value).overflow
            || width.value * height.value > Self.maximumPixels
    }

    private static let widthKey = Array("Width".utf8)
    private static let heightKey = Array("Height".utf8)

    /// The number that follows `key` at `index`; `nil` where another name stands there.
    private static func number(after key: [UInt8], in bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int? {
        guard index + key.count <= bytes.count, key.indices.allSatisfy({ bytes[index + $0] == key[$0] }) else {
            return nil
        }
        var index = index + key.count
        while index < bytes.count, bytes[index] <= 0x20 { index += 1 }
        var value = 0
        let start = index
        while index < bytes.count, index < start + 10, (0x30...0x39).contains(bytes[index]) {
            value = value * 10 + Int(bytes[index] - 0x30)
            index += 1
        }
        return index > start ? value : nil
    }
}
