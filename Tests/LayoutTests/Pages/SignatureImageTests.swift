import Layout
import TestSupport
import Testing

/// The image of a signature on its blank: 签字 is 20 pt wide, the line 30 pt high, the rule 1.1 pt above its foot.
@Suite struct SignatureImageTests {
    private func placed(_ image: RasterImage, blank: Double = 60) throws -> [PlacedImage] {
        try document(image, blank: blank).pages.flatMap(\.layers).flatMap(\.images)
    }

    private func document(_ image: RasterImage?, blank: Double = 60) throws -> PagedDocument {
        let style = ParagraphStyle(linePitch: .pt(10))
        let label = Paragraph(runs: [TextRun("签字", style: .test)], style: style)
        let field = SignatureBlock.Field(content: label, blank: .pt(blank), image: image)
        let block = SignatureBlock(lines: [[field]], linePitch: .pt(30), ruleWidth: .pt(0.5))
        let section = Section(title: "", page: .area(width: 100, height: 100), blocks: [.signature(block)])
        return try PageLayouter.layout([section], context: LayoutContext(shaper: FixedAdvanceShaper()))
    }

    private func image(_ width: Int, _ height: Int) throws(RasterImage.Fault) -> RasterImage {
        try RasterImage(png: PNGFile.start + PNGFile.header(width: width, height: height))
    }

    /// The upper edge of the blank's rule below the top of the line.
    private let foot = Length.pt(30) - Length.pt(10) * (1.25 - 1.14) - Length.pt(0.5) / 2

    @Test func standsOnTheRuleInItsNaturalSize() throws {
        // 100 × 50 pixels at 300 dots an inch are 24 × 12 pt; 36 pt of the blank are left, half of them before it.
        let image = try #require(try placed(image(100, 50)).first)
        #expect(image.size == Size(width: .pt(24), height: .pt(12)))
        #expect(image.origin == Point(x: .pt(10 + 20 + 18), y: .pt(10) + foot - .pt(12)))
    }

    @Test func leavesNothingToSign() throws {
        #expect(try document(image(100, 50)).pages[at: 0].blanks.map(\.kind) == [.printedSignature])
        #expect(try document(nil).pages[at: 0].blanks.map(\.kind) == [.signature])
    }

    @Test func shrinksToTheBlankInItsProportions() throws {
        let image = try #require(try placed(image(500, 100)).first)
        #expect(image.size == Size(width: .pt(60), height: .pt(12)))
        #expect(image.origin.x == .pt(10 + 20))
    }

    @Test func shrinksToThePitchOfTheLine() throws {
        let image = try #require(try placed(image(200, 400)).first)
        #expect(image.size == Size(width: foot / 2, height: foot))
        #expect(image.origin.y == .pt(10))
    }

    @Test func neverShrinksToNothing() throws {
        let image = try #require(try placed(image(4_000_000, 1)).first)
        #expect(image.size == Size(width: .pt(60), height: Length(rawValue: 1)))
    }

    @Test func readsTheSizeFromTheHeader() throws {
        let image = try image(300, 200)
        #expect([image.width, image.height] == [300, 200])
        #expect(image.naturalSize == Size(width: .pt(72), height: .pt(48)))
    }

    @Test(arguments: [(60000, 60000), (0xFFFF_FFFF, 0xFFFF_FFFF), (4_000_001, 1)])
    func refusesMoreThanFourMegapixels(_ width: Int, _ height: Int) {
        #expect(throws: RasterImage.Fault.tooManyPixels(width: width, height: height)) { try image(width, height) }
    }

    @Test func refusesWhatIsNoPNG() {
        let start = PNGFile.start + PNGFile.header(width: 1, height: 1)
        for bytes in [
            [], Array("不是图片".utf8), Array(start.prefix(20)), PNGFile.start + PNGFile.header(width: 0, height: 1),
        ] {
            #expect(throws: RasterImage.Fault.notPNG) { try RasterImage(png: bytes) }
        }
    }
}
