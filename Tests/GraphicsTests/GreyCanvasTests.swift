import Layout
import TestSupport
import Testing

@testable import Graphics

/// Small pictures of pages.
@Suite struct GreyCanvasTests {
    private func picture(_ text: String, isLandscape: Bool = false) throws -> GreyImage {
        let library = try FontLibrary(try FontCatalog.load(folder: Fixtures.project + "/fonts"))
        let run = TextRun(text, style: TextStyle(role: FontRole("hei"), size: .pt(72)))
        let paragraph = Paragraph(runs: [run], style: ParagraphStyle(linePitch: .pt(72)))
        let block = TextBlock(paragraphs: [paragraph])
        let page = PageStyle(margins: Insets(horizontal: .mm(30), vertical: .mm(30)), isLandscape: isLandscape)
        let document = try PageLayouter.layout(
            [Section(title: "甲", page: page, blocks: [.text(block)])],
            context: LayoutContext(shaper: PangoTextShaper(library)))
        return GreyCanvas.draw(try document.pages[at: 0], width: 128)
    }

    @Test func keepsTheShapeOfThePaper() throws {
        let image = try picture(" ")
        #expect(image.width == 128)
        #expect(image.height == 181, "A4: 297 mm over 210 mm")
        #expect(image.dots.allSatisfy { $0 == 255 })
    }

    @Test func drawsInkWhereTextStands() throws {
        let image = try picture("黑")
        let inked = image.dots.indices.filter { image.dots[$0] < 192 }
        #expect(!inked.isEmpty)
        // The margins are 18 dots wide, the character 16.
        #expect(inked.allSatisfy { (18..<36).contains($0 % 128) && (18..<40).contains($0 / 128) })
    }

    @Test func blackensHalfADotWithAThinRule() throws {
        let cell = TableCell(paragraphs: [], style: CellStyle(padding: .zero))
        let table = TableBlock(
            columns: [TrackSizing(.fraction(1))], rows: [TableRow(cells: [cell], minimumHeight: .pt(20))],
            ruleWidth: .pt(0.1))
        // A dot is a point; the rules lie in the middle of one.
        let page = PageStyle(
            size: Size(width: .pt(128), height: .pt(128)), margins: Insets(horizontal: .pt(10.5), vertical: .pt(10.5)))
        let document = try PageLayouter.layout(
            [Section(title: "甲", page: page, blocks: [.table(table)])],
            context: LayoutContext(shaper: FixedAdvanceShaper()))
        let image = GreyCanvas.draw(try document.pages[at: 0], width: 128)
        let column = (0..<128).map { image.dots[$0 * 128 + 64] }
        #expect(column.filter { $0 < 255 } == [128, 128])
    }

    @Test func turnsWhatIsReadFromTheSide() throws {
        let upright = try picture("黑")
        let turned = try picture("黑", isLandscape: true)
        #expect(turned.width == 128 && turned.height == 181)
        func inked(_ image: GreyImage) -> [(x: Int, y: Int)] {
            image.dots.indices.filter { image.dots[$0] < 192 }.map { ($0 % 128, $0 / 128) }
        }
        #expect(inked(turned).count > inked(upright).count / 2)
        // What was to the right is above, what was below is to the right: 181 dots from the lower edge to the upper.
        #expect(inked(turned).allSatisfy { (18..<40).contains($0.x) && (181 - 36...181 - 18).contains($0.y) })
    }
}
