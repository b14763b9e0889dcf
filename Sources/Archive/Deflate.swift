import CISAL

/// Compresses what PDF and PNG hold (RFC 1950 and 1951), in a fraction of the time that zlib takes. On every x86-64 processor
/// with SSE 4.2 the bytes are the same.
package final class Deflater {
    /// The least work that fits codes to what is compressed: without that, files are a quarter larger. The next level makes
    /// them 1% smaller for a seventh more time.
    private static let level: UInt32 = 1
    private static let workspaceSize = UInt32(annex_isal_level_1_size)

    private let stream = UnsafeMutablePointer<isal_zstream>.allocate(capacity: 1)
    private let workspace = UnsafeMutablePointer<UInt8>.allocate(capacity: Int(workspaceSize))
    /// Room for a stream, kept for the next one.
    private var room = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 0)

    /// Creates a compressor, which may be used for any number of streams.
    package init() {}

    deinit {
        stream.deallocate()
        workspace.deallocate()
        room.deallocate()
    }

    /// `data` as a zlib stream.
    package func compressed(_ data: [UInt8]) -> [UInt8] { withCompressed(data) { Array($0) } }

    /// Calls `body` with `data` as a zlib stream, which lasts no longer than the call.
    func withCompressed<Result>(_ data: [UInt8], _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        makeRoom(for: data.count)
        isal_deflate_init(stream)
        stream.pointee.gzip_flag = UInt16(IGZIP_ZLIB)
        stream.pointee.end_of_stream = 1
        stream.pointee.level = Self.level
        stream.pointee.level_buf = workspace
        stream.pointee.level_buf_size = Self.workspaceSize
        stream.pointee.next_out = room.baseAddress
        stream.pointee.avail_out = UInt32(room.count)
        data.withUnsafeBufferPointer { data in
            // What it reads is not const in C, and stays as it is.
            stream.pointee.next_in = UnsafeMutablePointer(mutating: data.baseAddress)
            stream.pointee.avail_in = UInt32(data.count)
            let status = isal_deflate(stream)
            precondition(status == COMP_OK && stream.pointee.avail_out > 0, "ISA-L fails only for want of room")
        }
        return body(UnsafeBufferPointer(rebasing: room[..<Int(stream.pointee.total_out)]))
    }

    /// Room for `count` bytes that do not shrink.
    private func makeRoom(for count: Int) {
        let most = count + count / 8 + 1024
        guard room.count < most else { return }
        room.deallocate()
        room = .allocate(capacity: most)
    }

    /// The CRC-32 of `data`, as PNG wants it (ISO/IEC 15948, annex D).
    package static func checksum(_ data: [UInt8]) -> UInt32 { crc32_gzip_refl(0, data, UInt64(data.count)) }
}

/// Expands streams that are compressed with `FlateDecode`.
enum Inflater {
    /// What `data` were before they were compressed; `nil` where they are damaged.
    static func expanded(_ data: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        let state = UnsafeMutablePointer<inflate_state>.allocate(capacity: 1)
        defer { state.deallocate() }
        var capacity = max(1024, data.count * 6)
        while true {
            var status = ISAL_DECOMP_OK
            let expanded = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
                isal_inflate_init(state)
                state.pointee.crc_flag = UInt32(ISAL_ZLIB)
                state.pointee.next_in = UnsafeMutablePointer(mutating: data.baseAddress)
                state.pointee.avail_in = UInt32(data.count)
                state.pointee.next_out = buffer.baseAddress
                state.pointee.avail_out = UInt32(buffer.count)
                status = isal_inflate_stateless(state)
                count = status == ISAL_DECOMP_OK ? Int(state.pointee.total_out) : 0
            }
            switch status {
            case ISAL_DECOMP_OK: return expanded
            case ISAL_OUT_OVERFLOW: capacity *= 4
            default: return nil
            }
        }
    }
}
