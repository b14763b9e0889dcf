import Archive
import Graphics
import PDFFormat

/// A grey picture as a PNG (ISO/IEC 15948) of sixteen greys, made quickly rather than small: half a byte a dot before it is
/// compressed.
package struct GreyPNG {
    /// The file.
    package let bytes: [UInt8]

    /// Writes a picture of so many dots a side, row by row, from 0 for black to 255 for white.
    package init(width: Int, height: Int, dots: [UInt8]) {
        self.init(GreyImage(width: width, height: height, dots: dots), Deflater())
    }

    /// Writes `image`, compressed by `deflater`.
    init(_ image: GreyImage, _ deflater: Deflater) {
        bytes =
            [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
            // Four bits a sample, grey, deflated, with no filter but each row's own, not interlaced (11.2.2).
            + Self.chunk("IHDR", Self.bigEndian(image.width) + Self.bigEndian(image.height) + [4, 0, 0, 0, 0])
            + Self.chunk("IDAT", deflater.compressed(Self.rows(image))) + Self.chunk("IEND", [])
    }

    /// Each row after the number of its filter, 0 for none; two dots a byte.
    private static func rows(_ image: GreyImage) -> [UInt8] {
        let length = 1 + (image.width + 1) / 2
        return [UInt8](unsafeUninitializedCapacity: length * image.height) { buffer, count in
            buffer.initialize(repeating: 0)
            image.dots.withUnsafeBufferPointer { dots in
                for row in 0..<image.height {
                    let packed = UnsafeMutableBufferPointer(rebasing: buffer[(row * length + 1)...])
                    pack(dots[(row * image.width)..<((row + 1) * image.width)], into: packed)
                }
            }
            count = length * image.height
        }
    }

    private static func pack(_ row: Slice<UnsafeBufferPointer<UInt8>>, into packed: UnsafeMutableBufferPointer<UInt8>) {
        let dots = UnsafeBufferPointer(rebasing: row)
        for pair in 0..<dots.count / 2 {
            packed[pair] = sample(dots[2 &* pair]) << 4 | sample(dots[2 &* pair &+ 1])
        }
        if !dots.count.isMultiple(of: 2) { packed[dots.count / 2] = sample(dots[dots.count - 1]) << 4 }
    }

    /// One of sixteen greys.
    private static func sample(_ dot: UInt8) -> UInt8 { UInt8(truncatingIfNeeded: (UInt16(dot) &* 15 &+ 127) / 255) }

    private static func chunk(_ kind: String, _ data: [UInt8]) -> [UInt8] {
        let body = Array(kind.utf8) + data
        return bigEndian(data.count) + body + bigEndian(Int(Deflater.checksum(body)))
    }

    private static func bigEndian(_ number: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
    }
}
