import Foundation
import PDFFormat
import TestSupport
import Testing

@testable import Scans

/// Pictures go into PDFs as they came, where PDF has such.
@Suite struct PictureTests {
    private func jpeg(_ segments: [[UInt8]]) -> [UInt8] {
        [0xFF, 0xD8] + segments.flatMap { $0 } + [0xFF, 0xDA, 0, 2]
    }

    private func segment(_ marker: UInt8, _ content: [UInt8]) -> [UInt8] {
        [0xFF, marker, 0, UInt8(content.count + 2)] + content
    }

    private func frame(_ names: [UInt8], marker: UInt8 = 0xC0) -> [UInt8] {
        segment(marker, [8, 0, 20, 1, 44, UInt8(names.count)] + names.flatMap { [$0, 0x11, 0] })
    }

    private let jfif: [UInt8] = Array("JFIF\0".utf8) + [1, 1, 0, 0, 1, 0, 1, 0, 0]
    private func adobe(_ transform: UInt8) -> [UInt8] {
        segment(0xEE, Array("Adobe".utf8) + [0, 100, 0, 0, 0, 0, transform])
    }

    @Test func tellsHowAJPEGKeepsItsColours() throws {
        let grey = try #require(JPEGFile(jpeg([segment(0xE0, jfif), frame([1])])))
        #expect(grey.width == 300 && grey.height == 20 && grey.channels == 1)
        let progressive = try #require(JPEGFile(jpeg([segment(0xE0, jfif), frame([1, 2, 3], marker: 0xC2)])))
        #expect(!progressive.isRGB && progressive.channels == 3)
        #expect(try #require(JPEGFile(jpeg([frame(Array("RGB".utf8))]))).isRGB)
        #expect(try #require(JPEGFile(jpeg([adobe(0), frame([1, 2, 3])]))).isRGB)
        #expect(try !#require(JPEGFile(jpeg([adobe(1), frame(Array("RGB".utf8))]))).isRGB)
        #expect(JPEGFile(jpeg([frame([1, 2, 3, 4])])) == nil, "CMYK is not sRGB")
        #expect(JPEGFile(Array(jpeg([frame([1])]).prefix(9))) == nil)
        // A segment is no shorter than the two bytes of its length.
        #expect(JPEGFile(jpeg([[0xFF, 0xE1, 0, 1], frame([1])])) == nil)
        let picture = try #require(JPEGFile(jpeg([adobe(0), frame([1, 2, 3])]))).picture()
        #expect(picture.colors == .rgb && picture.filters.map(\.parameters) == ["/ColorTransform 0"])
    }

    private func chunk(_ kind: String, _ content: [UInt8]) -> [UInt8] {
        [0, 0, 0, UInt8(content.count)] + Array(kind.utf8) + content + [0, 0, 0, 0]
    }

    private func png(kind: UInt8, bits: UInt8 = 8, interlaced: UInt8 = 0, _ others: [UInt8] = []) -> [UInt8] {
        PNGFile.start + chunk("IHDR", [0, 0, 0, 5, 0, 0, 0, 2, bits, kind, 0, 0, interlaced]) + others
            + chunk("IDAT", [1, 2]) + chunk("IDAT", [3]) + chunk("IEND", [])
    }

    @Test func takesTheRowsOfAPNGAsTheyAre() throws {
        let grey = try #require(PNGPicture.picture(in: png(kind: 0, bits: 1)))
        #expect(grey.data == [1, 2, 3] && grey.colors == .gray && grey.width == 5 && grey.height == 2)
        #expect(
            grey.filters.map(\.parameters) == ["/Predictor 15 /Colors 1 /BitsPerComponent 1 /Columns 5"])
        #expect(try #require(PNGPicture.picture(in: png(kind: 2))).colors == .rgb)
        let palette = try #require(PNGPicture.picture(in: png(kind: 3, chunk("PLTE", [1, 2, 3, 4, 5, 6]))))
        #expect(palette.colors == .indexed(base: .rgb, highest: 1, table: [1, 2, 3, 4, 5, 6]))
        let behind = png(kind: 3, chunk("PLTE", [1, 2, 3])) + chunk("PLTE", [4, 5, 6])
        let shown = try #require(PNGPicture.picture(in: behind))
        #expect(shown.colors == .indexed(base: .rgb, highest: 0, table: [1, 2, 3]))
        for bytes in [
            png(kind: 3), png(kind: 6), png(kind: 0, interlaced: 1), png(kind: 0, chunk("tRNS", [0, 0])),
            Array(png(kind: 0).prefix(60)), PNGFile.start,
            // Who looks at the page takes the first, and who shows the copy may take the last.
            png(kind: 3, chunk("PLTE", [1, 2, 3]) + chunk("PLTE", [4, 5, 6])),
            png(kind: 0, chunk("IHDR", [0, 0, 0, 9, 0, 0, 0, 2, 8, 0, 0, 0, 0])),
            png(kind: 3, chunk("PLTE", [1, 2, 3]) + chunk("IDAT", [9]) + chunk("PLTE", [4, 5, 6])),
        ] { #expect(PNGPicture.picture(in: bytes) == nil, "\(bytes)") }
    }

    @Test func readsATransparentPNGOnWhite() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("scan", Data(PNGFile.stroke(width: 40, height: 30)))
        let file = try ScanFile(path)
        let raster = try file.page(0)
        let taken = try #require(try file.picture(ofPage: 0, on: raster).pictures.first)
        #expect(taken.place == AffineMap(40, 0, 0, -30, 0, 30))
        #expect(taken.picture.colors == .gray && taken.picture.bits == 8)
        let rows = try #require(taken.picture.data.withUnsafeBufferPointer { Inflater.expanded($0) })
        let predictor = try #require(
            try PNGPredictor.stated { ["/Predictor": 15, "/Columns": 40, "/Colors": 1, "/BitsPerComponent": 8][$0] })
        #expect(predictor.undone(rows) == raster.pixels)
    }

    /// Large pictures are reduced by whole factors, and lie where they did.
    @Test func aPictureFillsMoreThanItsReducedRaster() {
        let picture = PDFPicture(width: 11, height: 7, bits: 8, colors: .gray, filters: [], data: [])
        let raster = GreyRaster(width: 5, height: 3, pixels: [UInt8](repeating: 0, count: 15))
        #expect(PagePictures(picture, on: raster).pictures[0].place == AffineMap(5.5, 0, 0, -3.5, 0, 3.5))
        #expect(PagePictures(picture, on: raster, repeats: 2).pictures[0].place == AffineMap(5.5, 0, 0, -7, 0, 7))
    }
}
