/// Bytes of small PNG files, made by hand (ISO/IEC 15948), so that tests can also make broken ones.
package enum PNGFile {
    /// A grey image with alpha: a diagonal stroke on nothing.
    package static func stroke(width: Int, height: Int) -> [UInt8] {
        var rows: [UInt8] = []
        for y in 0..<height {
            rows.append(0)
            for x in 0..<width {
                let isInk = abs(x * height - (height - y) * width) < 8 * (width + height)
                rows += [0, isInk ? 255 : 0]
            }
        }
        return start + header(width: width, height: height) + chunk("IDAT", stored(rows)) + chunk("IEND", [])
    }

    /// The first eight bytes of every PNG.
    package static let start: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    /// The header of a grey image with alpha, 8 bits each.
    package static func header(width: Int, height: Int) -> [UInt8] {
        chunk("IHDR", bigEndian(width) + bigEndian(height) + [8, 4, 0, 0, 0])
    }

    private static func chunk(_ kind: String, _ data: [UInt8]) -> [UInt8] {
        let body = Array(kind.utf8) + data
        return bigEndian(data.count) + body + bigEndian(Int(CRC32.checksum(body)))
    }

    private static func bigEndian(_ number: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
    }

    /// `bytes` as a zlib stream of uncompressed blocks.
    private static func stored(_ bytes: [UInt8]) -> [UInt8] {
        var out: [UInt8] = [0x78, 0x01]
        for start in stride(from: 0, to: bytes.count, by: 0xFFFF) {
            let block = bytes[start..<min(start + 0xFFFF, bytes.count)]
            let length = [UInt8(block.count & 0xFF), UInt8(block.count >> 8)]
            out.append(block.endIndex == bytes.count ? 1 : 0)
            out += length + length.map { ~$0 }
            out += block
        }
        var low: UInt32 = 1
        var high: UInt32 = 0
        for byte in bytes {
            low = (low + UInt32(byte)) % 65521
            high = (high + low) % 65521
        }
        return out + bigEndian(Int(high << 16 | low))
    }
}
