import Foundation
import TestSupport
import Testing

@testable import Scans

/// Files that lie or are broken are refused by what they state, before a pixel is read.
@Suite struct HostileScanTests {
    /// The name of the error that keeps the first page from being read; `nil` where none does.
    private func failure(_ bytes: [UInt8]) throws -> String? {
        let folder = try TemporaryFolder()
        let path = try folder.write("scan", Data(bytes))
        do throws(ScanError) {
            _ = try ScanFile(path).page(0)
            return nil
        } catch {
            return "\(error)"
        }
    }

    private func little(_ number: UInt32, _ bytes: Int) -> [UInt8] {
        (0..<bytes).map { UInt8(truncatingIfNeeded: number >> (8 * UInt32($0))) }
    }

    /// A TIFF of one strip of black and white, with a field changed.
    private func tiff(width: UInt32, height: UInt32, strip: [UInt8], photometric: UInt32 = 1) -> [UInt8] {
        let fields: [(tag: UInt32, value: UInt32)] = [
            (256, width), (257, height), (258, 1), (259, 1), (262, photometric), (273, 122), (277, 1), (278, height),
            (279, UInt32(strip.count)),
        ]
        let directory = fields.flatMap { little($0.tag, 2) + little(4, 2) + little(1, 4) + little($0.value, 4) }
        return [0x49, 0x49, 0x2A, 0] + little(8, 4) + little(UInt32(fields.count), 2) + directory + little(0, 4) + strip
    }

    @Test func readsASmallTIFF() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("scan.jpg", Data(tiff(width: 16, height: 2, strip: [0xF0, 0x0F, 0, 0xFF])))
        let raster = try ScanFile(path).page(0)
        #expect(raster.width == 16 && raster.height == 2)
        let (black, white) = ([UInt8](repeating: 0, count: 4), [UInt8](repeating: 255, count: 4))
        #expect(raster.pixels == white + black + black + white + black + black + white + white)
    }

    @Test func refusesMonstrousSizes() throws {
        #expect(try failure(tiff(width: 50000, height: 50000, strip: [])) == "tooLarge", "the TIFF is taken")
        let picture = "%PDF-1.4\n1 0 obj<</Subtype/Image/Height 30000/BitsPerComponent 1 /Width\n 30000>>stream"
        #expect(try failure(Array(picture.utf8)) == "tooLarge", "the picture in the PDF is taken")
    }

    @Test(arguments: [
        "/Width 30000/Height 000000000030000", "/Width 7 0 R/Height 90", "/Width%\n30000/Height 90",
        "/Width +30000/Height 30000",
        "/W#69dth 30000/H#65ight 30000", "/Width 30000.0/Height 9",
    ])
    func refusesSizesThatAreHidden(_ sides: String) throws {
        #expect(
            try failure(Array("%PDF-1.4\n1 0 obj<</Subtype/Image\(sides)>>stream".utf8)) == "tooLarge",
            "the picture in the PDF is taken")
        let small = "%PDF-1.4\n1 0 obj<</Widths 7 0 R/CapHeight 8/Subtype/Image/Width 030 /Height\n90>>stream"
        #expect(try failure(Array(small.utf8)) == "damaged", "a small picture is not what is wrong with it")
    }

    private func seed(_ name: String) throws -> [UInt8] {
        Array(try #require(FileManager.default.contents(atPath: Fixtures.project + "/Tests/FuzzTests/Scans/" + name)))
    }

    /// The data of such pictures state a size of their own.
    @Test(arguments: [
        // The width of the region, behind the page of 19 bytes and two heads of 11.
        ("jbig2.pdf", [0x30, 0, 0, 0, 0x20], [UInt8](arrayLiteral: 0x04, 0, 0, 0x30), 5),
        ("jpeg2000.pdf", [0xFF, 0x4F, 0xFF, 0x51], [0, 1, 0, 0, 0, 1, 0, 0], 8),
        // More than fits a machine word.
        ("jpeg2000.pdf", [0xFF, 0x4F, 0xFF, 0x51], [UInt8](repeating: 0xFF, count: 8), 8),
    ])
    func refusesSizesWithinData(_ name: String, _ mark: [UInt8], _ number: [UInt8], _ behind: Int) throws {
        var bytes = try seed(name)
        #expect(try failure(bytes) == nil)
        let places = bytes.indices.filter { bytes[$0...].starts(with: mark) }
        let start = name.hasPrefix("jbig2") ? try #require(places.last) - 3 : try #require(places.first) + behind
        bytes.replaceSubrange(start..<start + number.count, with: number)
        #expect(try failure(bytes) == "tooLarge", "the picture is taken")
    }

    @Test func asksForPasswords() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/locked.pdf"
        let plain = Fixtures.project + "/Tests/FuzzTests/Scans/jpeg.pdf"
        let made = try #require(Program.tool("qpdf")).run(["--encrypt", "user", "owner", "256", "--", plain, path])
        #expect(made.code == 0, "\(made.errors)")
        #expect(try failure(Array(#require(FileManager.default.contents(atPath: path)))) == "locked")
    }

    /// libtiff leaves what it cannot decode white, and says no more than a warning.
    @Test func takesNoPageOfWhichAPartIsMadeUp() throws {
        var bytes = try seed("group4.tif")
        #expect(try failure(bytes) == nil)
        // The strip begins behind the header of eight bytes.
        for index in 40..<70 { bytes[index] = 0 }
        #expect(try failure(bytes) == "damaged", "the page is taken")
    }

    /// The place of the second page is stated in two bytes behind the first one's fields.
    @Test(arguments: [0xFFFF, 0x76]) func takesNoFileWhosePagesBreakOffOrComeBack(_ next: Int) throws {
        var bytes = try seed("pages.tif")
        #expect(try failure(bytes) == nil)
        bytes.replaceSubrange(0xE4..<0xE6, with: [UInt8(next & 0xFF), UInt8(next >> 8)])
        #expect(try failure(bytes) == "damaged", "the file is taken")
    }

    /// Encoders make some ten scans of a picture.
    @Test func takesNoPictureOfAThousandScans() throws {
        let bytes = try seed("progressive.jpg")
        let starts = bytes.indices.dropLast().filter { bytes[$0] == 0xFF && bytes[$0 + 1] == 0xDA }
        let last = bytes[(try #require(starts.last))..<(bytes.count - 2)]
        let long = bytes.dropLast(2) + Array(repeating: last, count: 1000).joined() + bytes.suffix(2)
        #expect(try failure(Array(long)) == "tooLarge", "the picture is taken")
    }

    /// Poppler makes room for what a JPEG states of itself, and takes as long as it asks for.
    @Test func looksIntoTheJPEGsOfPDFs() throws {
        let bytes = try seed("progressive.jpg")
        let frame = try #require(bytes.indices.first { bytes[$0...].starts(with: [0xFF, 0xC2]) })
        func failure(as filter: String = "DCTDecode", _ change: (inout [UInt8]) -> Void) throws -> String? {
            var data = bytes
            change(&data)
            let head = "%PDF-1.4\n1 0 obj<</Subtype/Image/Width 8/Height 8/Filter/\(filter)>>stream\n"
            return try self.failure(Array(head.utf8) + data)
        }
        let sides: (inout [UInt8], UInt8) -> Void = { data, high in
            data.replaceSubrange(frame + 5..<frame + 9, with: [high, 0, high, 0])
        }
        #expect(try failure { _ in } == "damaged", "a small picture is not what is wrong with it")
        #expect(try failure { sides(&$0, 0x28) } == "tooLarge", "100 million pixels are taken")
        #expect(try failure(as: "DCT") { sides(&$0, 0x28) } == "tooLarge", "they are taken under a short name")
        #expect(try failure { sides(&$0, 0x18) } == "damaged", "coefficients of 113 MB")
        let whole: (inout [UInt8]) -> Void = { data in
            sides(&data, 0x18)
            data[frame + 11] = 0x11
        }
        #expect(try failure(whole) == "tooLarge", "coefficients of 226 MB are taken")
        let last = try #require(bytes.indices.last { bytes[$0...].starts(with: [0xFF, 0xDA]) })
        let more = Array(repeating: bytes[last...].dropLast(2), count: 100).joined()
        #expect(try failure { $0.insert(contentsOf: more, at: last) } == "tooLarge", "a hundred more scans are taken")
    }

    /// Poppler passes over segments of JBIG2 byte by byte, whether they are there or not.
    @Test func takesNoSegmentThatIsLongerThanTheFile() throws {
        var bytes = try seed("jbig2.pdf")
        let end = try #require(bytes.indices.last { bytes[$0...].starts(with: "endstream".utf8) })
        // Number, kind, references, page and length.
        bytes.replaceSubrange(end - 40..<end - 29, with: [0, 0, 0, 2, 2, 0, 1, 0x5D, 0xAC, 0x12, 0x40])
        // The length of the region, so that it ends before.
        let region = try #require(bytes.indices.first { bytes[$0...].starts(with: [0, 0, 0, 1, 0x26, 0, 1]) })
        let length = end - 40 - region - 11
        bytes.replaceSubrange(region + 7..<region + 11, with: [0, 0, UInt8(length >> 8), UInt8(length & 0xFF)])
        #expect(try failure(bytes) == "tooLarge", "the segment is taken")
    }

    /// Numbers stand where one reading of the file ends and the next begins.
    @Test(arguments: [-40, -9, -4, 0, 3]) func looksAtPicturesAcrossReadings(_ offset: Int) throws {
        let filler = String(repeating: " ", count: (1 << 18) + offset)
        let picture = Array("%PDF-1.4\n\(filler)<</Width 9000/Height 9000>>".utf8)
        #expect(try failure(picture) == "tooLarge", "the picture is taken")
        let others = Array("%PDF-1.4\n\(filler)<</Width 9000/Height 900>>\(filler)<</Width 900/Height 9000>>".utf8)
        #expect(try failure(others) == "damaged", "small pictures are not what is wrong with it")
    }

    @Test func saysThatFilesAreCutOff() throws {
        let cut: [[UInt8]] = [
            tiff(width: 64, height: 64, strip: [1, 2, 3]), Array(PNGFile.stroke(width: 40, height: 40).dropLast(60)),
            [0xFF, 0xD8, 0xFF, 0xE0, 0, 2], Array("%PDF-1.7\n".utf8),
        ]
        for bytes in cut {
            #expect(try failure(bytes) == "damaged", "\(bytes.prefix(8)) is taken")
        }
        #expect(try failure(PNGFile.stroke(width: 40, height: 40)) == nil)
        #expect(try failure(Array("ANX1".utf8)) == "unknownFormat", "a text is taken")
    }

    /// Nothing that a file may hold ends the process or keeps a page.
    @Test func changedBytesDoNoHarm() throws {
        let folder = try TemporaryFolder()
        let files = [
            tiff(width: 64, height: 8, strip: [UInt8](repeating: 0x5A, count: 64)),
            PNGFile.stroke(width: 30, height: 20),
        ]
        var chance = SeededGenerator(seed: 24)
        for file in files {
            for _ in 0..<400 {
                var bytes = file
                for _ in 0..<Int.random(in: 1...6, using: &chance) {
                    bytes[Int.random(in: 4..<bytes.count, using: &chance)] = UInt8.random(in: 0...255, using: &chance)
                }
                let path = try folder.write("scan", Data(bytes))
                guard let raster = try? ScanFile(path).page(0) else { continue }
                #expect(raster.pixels.count == raster.width * raster.height)
            }
        }
    }
}
