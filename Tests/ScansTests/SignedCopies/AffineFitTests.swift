import PDFFormat
import Testing

@testable import Scans

/// How a scan lies on its page is told by where parts of the page lie on it.
@Suite struct AffineFitTests {
    private static let map = AffineMap(1.01, 0.02, -0.02, 0.99, 12, -7)

    private func anchor(_ x: Double, _ y: Double, off: Double = 0, weight: Double = 500) -> Registration.Anchor {
        let place = Self.map(x, y)
        return Registration.Anchor(page: (x, y), scan: (place.x + off, place.y), weight: weight)
    }

    private func expect(_ found: AffineMap, at points: [(Double, Double)], within: Double) {
        for (x, y) in points {
            let (place, wanted) = (found(x, y), Self.map(x, y))
            #expect(abs(place.x - wanted.x) < within && abs(place.y - wanted.y) < within, "\(place) \(wanted)")
        }
    }

    @Test func findsTheMapOfManyAnchorsWithoutTheOnesThatLie() {
        var anchors = (0..<40).map { anchor(Double($0 % 5) * 200, Double($0 / 5) * 200) }
        anchors[7] = anchor(400, 200, off: 60)
        let corners = [anchor(0, 0, off: 4, weight: 1), anchor(1000, 1400, off: -4, weight: 1)]
        expect(AffineFit.map(anchors, corners), at: [(0, 0), (1000, 1400), (1000, 0)], within: 0.2)
    }

    @Test func cornersDecideWhereThereIsHardlyAnyInk() {
        let corners = [anchor(0, 0), anchor(1000, 0), anchor(0, 1400), anchor(1000, 1400)]
        expect(AffineFit.map([], corners), at: [(500, 700)], within: 1e-6)
        expect(AffineFit.map([anchor(300, 300)], corners), at: [(500, 700)], within: 1e-6)
    }

    @Test func mapsAreUndoneByTheirInverses() throws {
        let inverse = try #require(Self.map.inverse)
        let both = Self.map.followed(by: inverse)
        let place = both(123, -45)
        #expect(abs(place.x - 123) < 1e-9 && abs(place.y + 45) < 1e-9)
        #expect(AffineMap(1, 2, 2, 4, 0, 0).inverse == nil)
    }

    /// A sheet that lies sideways, shifted, on a glass that is wider than it.
    @Test(arguments: 0..<4) func aSheetIsPutInPlaceHoweverItLies(_ turns: Int) throws {
        try ScanLibrary.leptonica.load()
        let page = Self.sheet(360, 504)
        let scan = page.part(x: -30, y: -6, width: 420, height: 512).turned(turns)
        let placement = SheetPlacement(scan, quarterTurns: turns, on: page, height: 504 * 0.48)
        #expect(placement.isSure, "\(placement.shown)")
        // The upper left corner of the sheet, in pixels of the scan, is the upper left corner of the page.
        let (width, height) = (Double(scan.width), Double(scan.height))
        let corner = [(30, 6), (width - 6, 30), (width - 30, height - 6), (6, height - 30)][turns]
        let place = placement.onPage(corner.0, corner.1)
        #expect(abs(place.x) < 0.6 && abs(place.y - 504 * 0.48) < 0.6, "\(place)")
    }

    /// Lines of blocks of ink, a dot of them 0.48 points.
    private static func sheet(_ width: Int, _ height: Int) -> GreyRaster {
        var pixels = [UInt8](repeating: 255, count: width * height)
        for y in 30..<height - 30 where y % 17 < 9 {
            for x in 24..<width - 24 where (x / 3 * 7 + y / 17 * 5 + x / 3 * (y / 3)) % 4 < 2 {
                pixels[y * width + x] = 0
            }
        }
        return GreyRaster(width: width, height: height, pixels: pixels)
    }
}
