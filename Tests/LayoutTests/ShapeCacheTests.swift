import TestSupport
import Testing

@testable import Layout

@Suite struct ShapeCacheTests {
    /// Counts what it is asked for.
    final class CountingShaper: TextShaper {
        private(set) var count = 0

        func shape(_ text: String, style: TextStyle) -> ShapedText {
            count += 1
            return FixedAdvanceShaper().shape(text, style: style)
        }
    }

    private let song = TextStyle(role: FontRole("song"), size: .pt(10))
    private let hei = TextStyle(role: FontRole("hei"), size: .pt(10))

    @Test func shapesALabelOnceAStyle() {
        let shaper = CountingShaper()
        let cache = ShapeCache(shaper)
        for _ in 0..<3 {
            #expect(cache.shape("年度总体目标", style: song).clusters.count == 6)
            #expect(cache.shape("年度总体目标", style: hei).clusters.count == 6)
        }
        #expect(shaper.count == 2)
    }

    /// Prose is not remembered, and what is remembered does not grow with a county.
    @Test func forgetsWhatIsLongOrTooMuch() {
        let shaper = CountingShaper()
        let cache = ShapeCache(shaper)
        let prose = String(repeating: "字", count: 100)
        for _ in 0..<2 { _ = cache.shape(prose, style: song) }
        #expect(shaper.count == 2)
        for number in 0..<5000 { _ = cache.shape("\(number)", style: song) }
        _ = cache.shape("0", style: song)
        #expect(shaper.count == 2 + 5000 + 1)
        _ = cache.shape("4999", style: song)
        #expect(shaper.count == 2 + 5000 + 1)
    }

    /// Unicode takes é and e with an accent for equal, but they have other bytes and glyphs.
    @Test func tellsTextsApartByTheirBytes() {
        let cache = ShapeCache(FixedAdvanceShaper())
        #expect(cache.shape("\u{E9}", style: song).clusters.count == 1)
        #expect(cache.shape("e\u{301}", style: song).clusters.count == 2)
    }
}
