import Layout
import TestSupport
import Testing

@testable import Graphics

/// Small pictures of pages.
@Suite struct GreyCanvasTests {
    private func picture(_ text: String) throws -> GreyImage {
        let library = try FontLibrary(try FontCatalog.load(folder: Fixtures.project + "/fonts"))
        let run = TextRun(text, style: TextStyle(role: FontRole("hei"), size: .pt(72)))
        let paragraph = Paragraph(runs: [run], style: ParagraphStyle(linePitch: .pt(72)))
        let block = TextBlock(paragraphs: [paragraph])
        let page = PageStyle(margins: Insets(horizontal: .mm(30), vertical: .mm(30)))
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
}
