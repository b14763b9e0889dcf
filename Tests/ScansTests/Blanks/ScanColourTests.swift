import TestSupport
import Testing

@testable import Scans

/// The colour of scans, which red seals are told by, in each format that has any.
@Suite struct ScanColourTests {
    /// A picture whose upper half is white, and whose lower half has this colour.
    private static func picture(_ colour: String, as name: String) throws -> (TemporaryFolder, ScanPicture) {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/\(name)"
        let script = """
            import sys; from PIL import Image
            page = Image.new("RGB", (64, 64), (255, 255, 255))
            page.paste((\(colour)), (0, 32, 64, 64))
            page.save(sys.argv[1])
            """
        let outcome = try Program(path: "/usr/bin/python3").run(["-c", script, path])
        try #require(outcome.code == 0, "\(outcome.errors)")
        let file = try ScanFile(path)
        return (folder, try file.picture(0))
    }

    private static func near(_ value: UInt8, _ wanted: UInt8) -> Bool { abs(Int(value) - Int(wanted)) < 12 }

    @Test(arguments: ["a.png", "a.jpg", "a.tif", "a.pdf"])
    func isKeptFromTheFirstRowThatHasAny(_ name: String) throws {
        let (folder, picture) = try Self.picture("210, 30, 60", as: name)
        defer { withExtendedLifetime(folder) {} }
        let grey = picture.grey
        let colour = try #require(picture.colour)
        #expect(colour.red.width == grey.width && colour.green.height == grey.height)
        let (paper, ink) = (grey.width * 8 + 8, grey.width * (grey.height - 8) + 8)
        for plane in [grey, colour.red, colour.green] { #expect(Self.near(plane.pixels[paper], 255)) }
        #expect(Self.near(grey.pixels[ink], 210), "the brightest channel")
        #expect(Self.near(colour.red.pixels[ink], 210) && Self.near(colour.green.pixels[ink], 30))
    }

    @Test(arguments: ["a.png", "a.jpg", "a.tif", "a.pdf"])
    func isNotKeptWhereThereIsNone(_ name: String) throws {
        let (folder, picture) = try Self.picture("120, 130, 120", as: name)
        defer { withExtendedLifetime(folder) {} }
        #expect(picture.colour == nil)
    }

    @Test func turnsWithThePicture() throws {
        let raster = GreyRaster(width: 2, height: 1, pixels: [1, 2])
        let turned = ScanPicture(grey: raster, colour: (red: raster, green: raster)).turned(1)
        #expect(turned.grey.pixels == [1, 2] && turned.grey.height == 2)
        #expect(turned.colour?.red.pixels == [1, 2] && turned.colour?.green.height == 2)
    }
}
