import Testing

@testable import Scans

/// Rasters and the ink on them.
@Suite struct GreyRasterTests {
    /// 1 2 3
    /// 4 5 6
    private let small = GreyRaster(width: 3, height: 2, pixels: [1, 2, 3, 4, 5, 6])

    @Test func turnsClockwise() {
        #expect(small.turned(1).pixels == [4, 1, 5, 2, 6, 3])
        #expect(small.turned(1).width == 2)
        #expect(small.turned(2).pixels == [6, 5, 4, 3, 2, 1])
        #expect(small.turned(-1).pixels == [3, 6, 2, 5, 1, 4])
        #expect(small.turned(1).turned(3).pixels == small.pixels)
        #expect(small.turned(4).pixels == small.pixels)
    }

    @Test func takesTheMeanOfBlocks() {
        let wide = GreyRaster(width: 5, height: 2, pixels: [0, 10, 20, 30, 99, 10, 20, 30, 40, 99])
        #expect(wide.reduced(by: 2).pixels == [10, 30])
        #expect(wide.reduced(by: 3).pixels == wide.pixels, "it is too low for such blocks")
        #expect(small.strip(1..<2).pixels == [4, 5, 6])
    }

    @Test func doublesWithValuesBetween() {
        let pair = GreyRaster(width: 2, height: 1, pixels: [0, 160])
        #expect(pair.doubled().pixels == [0, 40, 120, 160, 0, 40, 120, 160])
    }

    @Test func inkIsDarkerThanThePaperAroundIt() {
        // Paper that grows darker to the right, with a stroke in every row.
        let pixels = (0..<64 * 256).map { index in
            let (x, paper) = (index % 256, 240 - index % 256 / 4)
            return UInt8(x % 64 == 20 ? paper / 2 : paper)
        }
        let ink = InkMap(GreyRaster(width: 256, height: 64, pixels: pixels))
        #expect(ink.profiles().columns.enumerated().filter { $1 > 0 }.map(\.offset) == [20, 84, 148, 212])
        #expect(ink.places().count == 4 * 64)
    }

    @Test func aDarkCornerIsNoInkOnlyForBeingDark() {
        let black = GreyRaster(width: 96, height: 96, pixels: (0..<96 * 96).map { $0 % 96 < 32 ? 30 : 240 })
        #expect(InkMap(black).profiles().columns.prefix(32).allSatisfy { $0 == 1 }, "a black edge is ink")
        let grey = GreyRaster(width: 96, height: 96, pixels: (0..<96 * 96).map { $0 % 96 < 32 ? 190 : 240 })
        #expect(InkMap(grey).places().isEmpty, "a shadow is none")
    }

    @Test func spreadsInkAndCountsSpecksOut() {
        var dots = [UInt8](repeating: 0, count: 12 * 12)
        dots[5 * 12 + 5] = 1
        let speck = InkMap(width: 12, height: 12, dots: dots)
        let places = speck.spread(by: 1).places()
        #expect(places.map(\.x) == [4, 5, 6, 4, 5, 6, 4, 5, 6])
        #expect(places.map(\.y) == [4, 4, 4, 5, 5, 5, 6, 6, 6])
        #expect(speck.solidDots(within: 0.1) == 0)
        #expect(speck.spread(by: 2).solidDots(within: 0.1) == 25, "its corners have three neighbours")
    }
}
