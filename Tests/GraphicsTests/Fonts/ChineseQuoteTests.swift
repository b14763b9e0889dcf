import Graphics
import Layout
import TestSupport
import Testing

/// Marks that Latin shares with Chinese, in the project's own faces.
@Suite struct ChineseQuoteTests {
    /// typst#5858, #8191: marks that Latin has too are full-width and from the Chinese face between Han.
    @Test func setsChineseQuotesInTheChineseFace() throws {
        let catalog = try FontCatalog.load(folder: Fixtures.project + "/fonts")
        let shaper = PangoTextShaper(try FontLibrary(catalog))
        var record = "# typst#5858, #8191: quotes, dashes and ellipses are full-width and from the Chinese face\n"
        for role in ["title", "body", "hei", "kai", "song"] {
            let style = TextStyle(role: FontRole(role), size: .pt(10))
            let paragraph = Paragraph(
                runs: [TextRun("“三公”经费‘其中’2023年——Annex……·", style: style)],
                style: ParagraphStyle(linePitch: .pt(10)))
            let section = Section(
                title: "", page: .area(width: 400, height: 100), blocks: [.text(TextBlock(paragraphs: [paragraph]))])
            let document = try PageLayouter.layout([section], context: LayoutContext(shaper: shaper))
            for run in document.pages.flatMap(\.runs) {
                record += "\(role)  \(catalog.faces[run.face.rawValue].family)  \(run.text)\n"
            }
        }
        #expect(Golden.matches(record, Fixtures.folder("Golden") + "/chinese-quotes.pages"))
    }
}
