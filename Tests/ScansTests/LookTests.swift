import TestSupport
import Testing

@testable import Scans

/// Pages that are told by their look, without a code: on sheets of a fifth of A4, with blocks of ink for characters.
@Suite struct LookTests {
    private static let size = LookSize(width: 360, height: 504)

    /// Sheets of lines of blocks.
    private static func sheet(seed: UInt64) -> GreyRaster {
        var pixels = [UInt8](repeating: 255, count: size.width * size.height)
        for row in 0..<26 {
            var chance = SeededGenerator(seed: seed &* 100 &+ UInt64(row))
            for column in 0..<20 {
                let bits = chance.next()
                for dot in 0..<64 where bits >> UInt64(dot) & 3 == 0 {
                    let (x, y) = (24 + column * 16 + dot % 8, 30 + row * 17 + dot / 8)
                    for place in [(x, y), (x + 1, y), (x, y + 1), (x + 1, y + 1)] {
                        pixels[place.1 * size.width + place.0] = 0
                    }
                }
            }
        }
        return GreyRaster(width: size.width, height: size.height, pixels: pixels)
    }

    /// `sheet` as a scanner gives it: grey, moved by a few dots.
    private static func scan(_ sheet: GreyRaster, x: Int = 3, y: Int = -4) -> ScanLook {
        let pixels = (0..<sheet.pixels.count).map { index -> UInt8 in
            let (column, row) = (index % size.width - x, index / size.width - y)
            guard (0..<size.width).contains(column), (0..<size.height).contains(row) else { return 235 }
            return sheet.pixels[row * size.width + column] == 0 ? 60 : 235
        }
        let raster = GreyRaster(width: size.width, height: size.height, pixels: pixels)
        return ScanLook(raster, skew: 0, size: size)
    }

    @Test func findsAPageWhereverItLiesOnTheGlass() {
        let (page, scan) = (PageLook(Self.sheet(seed: 1)), Self.scan(Self.sheet(seed: 1)))
        let match = LookMatch(page, on: scan)
        #expect(match.shown > 0.97 && match.explained > 0.97 && match.lacking == 0, "\(match)")
        #expect(match.isSound)
        let place = InkPlace(x: 100, y: 200)
        let found = match.registration.onScan(place)
        #expect(abs(found.x - 103) <= 1 && abs(found.y - 196) <= 1, "\(found)")
    }

    /// Sheets of 26 lines of 20 characters, each of a stroke across and one down; the lines in `others` are those of a sheet
    /// of another seed.
    private static func text(seed: UInt64, others: Range<Int> = 0..<0) -> GreyRaster {
        var sheet = DrawnSheet(width: size.width, height: size.height)
        for row in 0..<26 {
            var chance = SeededGenerator(seed: (others.contains(row) ? 1000 : 100 * seed) + UInt64(row))
            for column in 0..<20 {
                let (x, y) = (24 + column * 16, 30 + row * 17)
                let (across, down) = (Int.random(in: 0..<12, using: &chance), Int.random(in: 0..<12, using: &chance))
                for dot in 0..<12 {
                    sheet.set(x + dot, y + across, 0)
                    sheet.set(x + down, y + dot, 0)
                }
            }
        }
        return GreyRaster(width: size.width, height: size.height, pixels: sheet.pixels)
    }

    @Test func refusesAPageThatWasNeverPrinted() {
        let page = PageLook(Self.text(seed: 1))
        #expect(LookMatch(page, on: Self.scan(Self.text(seed: 1))).isSound)
        let isSound = LookMatch(page, on: Self.scan(Self.text(seed: 2))).isSound
        #expect(!isSound, "another page")
        let isAlike = LookMatch(page, on: Self.scan(Self.text(seed: 1, others: 10..<13))).isSound
        #expect(!isAlike, "the same form with other figures on three lines")
    }

    @Test func refusesAPageWhosePlaceIsTakenByAnother() {
        let (page, other) = (PageLook(Self.text(seed: 1)), PageLook(Self.text(seed: 1, others: 10..<11)))
        let scan = Self.scan(Self.text(seed: 1, others: 10..<11))
        let (match, better) = (LookMatch(page, on: scan), LookMatch(other, on: scan))
        #expect(better.isSound && better.score > match.score)
        let advantage = better.advantage(of: other, over: page, match, on: scan) ?? 0
        #expect(advantage >= LookMatch.clear)
        let disadvantage = match.advantage(of: page, over: other, better, on: scan) ?? 1
        #expect(disadvantage < LookMatch.clear)
    }

    @Test func tellsNoPageWhereTheDifferenceIsStuckOver() {
        let (page, other) = (PageLook(Self.text(seed: 1)), PageLook(Self.text(seed: 1, others: 10..<11)))
        var pixels = Self.text(seed: 1).pixels
        for index in 198 * Self.size.width..<218 * Self.size.width { pixels[index] = 255 }
        let scan = Self.scan(GreyRaster(width: Self.size.width, height: Self.size.height, pixels: pixels))
        let (match, rival) = (LookMatch(page, on: scan), LookMatch(other, on: scan))
        for advantage in [
            match.advantage(of: page, over: other, rival, on: scan),
            rival.advantage(of: other, over: page, match, on: scan),
        ] {
            #expect(advantage ?? 1 < LookMatch.clear)
        }
    }

    @Test func pagesThatAreAllAlikeAreNotToldApart() {
        let page = PageLook(Self.sheet(seed: 1))
        let scan = Self.scan(Self.sheet(seed: 1))
        let match = LookMatch(page, on: scan)
        #expect(match.advantage(of: page, over: page, match, on: scan) == nil)
    }

    @Test func sketchesAreAlikeForTheSamePageOnly() {
        let scan = Self.scan(Self.sheet(seed: 1))
        let own = LookSketch(PageLook(Self.sheet(seed: 1)).ink)
        #expect(own.likeness(to: own) > 0.999)
        #expect(own.likeness(to: scan.sketch) > 0.9)
        let small = LookSketch(InkMap(width: 104, height: 104, dots: [UInt8](repeating: 1, count: 104 * 104)))
        #expect(own.likeness(to: small) == -1, "sheets of other sizes are not compared")
    }
}
