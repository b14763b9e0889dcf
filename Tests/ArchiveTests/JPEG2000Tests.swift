import Testing

@testable import Archive

/// Pictures in JPEG 2000 that an archival file may hold as they are.
@Suite struct JPEG2000Tests {
    private func box(_ kind: String, _ content: [UInt8]) -> [UInt8] {
        [0, 0, 0, UInt8(content.count + 8)] + Array(kind.utf8) + content
    }

    private func file(channels: UInt8 = 3, depth: UInt8 = 7, colors: [[UInt8]] = [[1, 0, 0, 0, 0, 0, 16]]) -> [UInt8] {
        let header = box("ihdr", [0, 0, 0, 9, 0, 0, 0, 9, 0, channels, depth, 7, 0, 0])
        return box("jP  ", [0x0D, 0x0A, 0x87, 0x0A]) + box("ftyp", Array("jp2 ".utf8))
            + box("jp2h", header + colors.flatMap { box("colr", $0) }) + box("jp2c", [0xFF, 0x4F])
    }

    @Test func plainColoursOfOneDepthMayStay() {
        #expect(JPEG2000.isArchival(file()))
        #expect(JPEG2000.isArchival(file(channels: 1, colors: [[1, 0, 0, 0, 0, 0, 17]])))
    }

    @Test func othersMayNot() {
        #expect(!JPEG2000.isArchival(file(channels: 4)), "transparency, or CMYK")
        #expect(!JPEG2000.isArchival(file(depth: 255)), "channels of several depths")
        #expect(!JPEG2000.isArchival(file(colors: [])))
        #expect(!JPEG2000.isArchival(file(colors: [[1, 0, 0, 0, 0, 0, 16], [1, 0, 0, 0, 0, 0, 17]])))
        #expect(!JPEG2000.isArchival(file(colors: [[1, 0, 0, 0, 0, 0, 12]])), "CMYK")
        #expect(!JPEG2000.isArchival([0xFF, 0x4F, 0xFF, 0x51]), "a codestream without a file around it")
        #expect(!JPEG2000.isArchival(Array(file().prefix(30))))
        #expect(!JPEG2000.isArchival([]))
    }
}
