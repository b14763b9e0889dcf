import Graphics
import TestSupport
import Testing

@testable import Archive
@testable import Batch
@testable import PDFFormat
@testable import Rendering

/// Pictures of pages as they are kept for the report.
@Suite struct GreyPNGTests {
    /// What is compressed in the `IDAT` chunk behind the header.
    private func content(of png: GreyPNG) -> [UInt8]? {
        let (start, end) = (41, png.bytes.count - 16)
        guard start < end else { return nil }
        return png.bytes[start..<end].withUnsafeBufferPointer { Inflater.expanded($0) }
    }

    @Test func packsTwoDotsOfSixteenGreysIntoAByte() throws {
        let image = GreyImage(width: 4, height: 2, dots: [0, 255, 8, 9, 127, 128, 246, 247])
        let rows = try #require(content(of: GreyPNG(image, Deflater())))
        #expect(rows == [0, 0x0F, 0x01, 0, 0x78, 0xEF])
    }

    @Test func fillsTheLastByteOfAnOddRow() throws {
        let image = GreyImage(width: 3, height: 2, dots: [255, 0, 255, 0, 255, 17])
        let rows = try #require(content(of: GreyPNG(image, Deflater())))
        #expect(rows == [0, 0xF0, 0xF0, 0, 0x0F, 0x10])
    }

    @Test func givesEachDotTheNearestGrey() throws {
        let image = GreyImage(width: 256, height: 1, dots: (0...255).map { UInt8($0) })
        let rows = try #require(content(of: GreyPNG(image, Deflater())))
        let greys = rows.dropFirst().flatMap { [$0 >> 4, $0 & 15] }
        #expect(greys == (0...255).map { UInt8((Double($0) / 17).rounded()) })
    }
}
