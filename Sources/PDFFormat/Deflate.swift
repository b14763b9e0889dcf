import CDeflate

/// Compresses what PDF and PNG hold (RFC 1950 and 1951), with libdeflate, which takes a fraction of zlib's time. Its bytes
/// are the same on every processor. ISA-L would take half of that time, but its bytes depend on where its memory lies.
package final class Deflater {
    /// The least work that finds repetitions at all: the next levels take twice as long for outlines that are 3% smaller and
    /// content streams that are 8% smaller.
    private static let level: Int32 = 1

    private let compressor: OpaquePointer
    /// Room for a stream, kept for the next one.
    private var room: UnsafeMutableBufferPointer<UInt8>

    /// Creates a compressor, which may be used for any number of streams.
    package init() {
        guard let compressor = libdeflate_alloc_compressor(Self.level) else {
            preconditionFailure("libdeflate is out of memory")
        }
        self.compressor = compressor
        room = .allocate(capacity: 0)
    }

    deinit {
        libdeflate_free_compressor(compressor)
        room.deallocate()
    }

    /// `data` as a zlib stream.
    package func compressed(_ data: [UInt8]) -> [UInt8] { withCompressed(data) { Array($0) } }

    /// Calls `body` with `data` as a zlib stream, which lasts no longer than the call.
    package func withCompressed<Result>(_ data: [UInt8], _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        let bound = libdeflate_zlib_compress_bound(compressor, data.count)
        if room.count < bound {
            room.deallocate()
            room = .allocate(capacity: bound)
        }
        let count = libdeflate_zlib_compress(compressor, data, data.count, room.baseAddress, room.count)
        precondition(count > 0, "libdeflate fails only for want of room, and there is enough")
        return body(UnsafeBufferPointer(rebasing: room[..<count]))
    }

    /// The CRC-32 of `data`, as PNG wants it (ISO/IEC 15948, annex D).
    package static func checksum(_ data: [UInt8]) -> UInt32 { data.withUnsafeBytes { checksum($0) } }

    /// The CRC-32 of `data`, or of what has the CRC-32 `before` and `data` behind it.
    package static func checksum(_ data: UnsafeRawBufferPointer, behind before: UInt32 = 0) -> UInt32 {
        libdeflate_crc32(before, data.baseAddress, data.count)
    }

    /// The version of the library that this was built with.
    package static let version = LIBDEFLATE_VERSION_STRING
}

/// Expands streams that are compressed with `FlateDecode`.
package enum Inflater {
    /// Why data cannot be expanded.
    package enum Failure: Error {
        case damaged
        /// They were more bytes than may be.
        case tooLarge
    }

    /// What `data` of a file of our own were before they were compressed; `nil` where they are damaged or were more than 256 MiB.
    package static func expanded(_ data: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        try? expansion(of: data, atMost: 1 << 28)
    }

    /// What `data` were before they were compressed.
    /// - Parameter limit: the most bytes that they may have been: ten megabytes may expand to ten gigabytes.
    package static func expansion(of data: UnsafeBufferPointer<UInt8>, atMost limit: Int) throws(Failure) -> [UInt8] {
        guard let decompressor = libdeflate_alloc_decompressor() else {
            preconditionFailure("libdeflate is out of memory")
        }
        defer { libdeflate_free_decompressor(decompressor) }
        var capacity = min(limit, max(1024, data.count * 6))
        while true {
            var status = LIBDEFLATE_SUCCESS
            let expanded = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
                status = libdeflate_zlib_decompress(
                    decompressor, data.baseAddress, data.count, buffer.baseAddress, buffer.count, &count)
                if status != LIBDEFLATE_SUCCESS { count = 0 }
            }
            switch status {
            case LIBDEFLATE_SUCCESS: return expanded
            case LIBDEFLATE_INSUFFICIENT_SPACE:
                guard capacity < limit else { throw .tooLarge }
                capacity = min(limit, capacity * 4)
            default: throw .damaged
            }
        }
    }
}
