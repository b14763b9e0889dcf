import CZlib

/// The compression that PDF and PNG share (RFC 1950 and 1951).
package enum Deflate {
    /// How much work it may take.
    package enum Effort: Int32, Sendable {
        /// As little as possible: for what is made by the thousand and looked at once.
        case least = 1
        /// What zlib takes by default.
        case normal = -1
    }

    /// `data` as a zlib stream.
    package static func compressed(_ data: [UInt8], _ effort: Effort = .normal) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: Int(compressBound(UInt(data.count)))) { buffer, count in
            var length = UInt(buffer.count)
            let status = compress2(buffer.baseAddress, &length, data, UInt(data.count), effort.rawValue)
            precondition(status == Z_OK, "zlib fails only for want of room, and there is enough")
            count = Int(length)
        }
    }

    /// The CRC-32 of `data`, as PNG wants it (ISO/IEC 15948, annex D).
    package static func checksum(_ data: [UInt8]) -> UInt32 {
        UInt32(crc32(0, data, UInt32(data.count)))
    }
}
