import Archive
import Graphics
import TestSupport
import Testing

@testable import Layout

/// The marks of text, from drawing to the finished file.
@Suite struct TextMarkTests {
    private let library: FontLibrary
    private let metadata = DocumentMetadata(
        title: "甲", author: "甲", creator: "甲", creationDate: "2024-06-02T00:00:00Z")

    private let style = TextStyle(role: FontRole("body"), size: .pt(25))

    init() throws { library = try FontLibrary(try FontCatalog.load(folder: Fixtures.project + "/fonts")) }

    private func layOut(_ paragraphs: [String], isTurned: Bool = false) throws -> PagedDocument {
        let texts = paragraphs.map {
            Paragraph(runs: [TextRun($0, style: style)], style: ParagraphStyle(linePitch: .pt(25)))
        }
        let page = PageStyle(margins: Insets(horizontal: .pt(72), vertical: .pt(72)), isLandscape: isTurned)
        return try PageLayouter.layout(
            [Section(title: "甲", page: page, blocks: [.text(TextBlock(paragraphs: texts))])],
            context: LayoutContext(shaper: PangoTextShaper(library)))
    }

    private func finished(_ document: PagedDocument) throws -> [UInt8] {
        let drawn = try PDFCanvas.draw(
            document, metadata: metadata, library: { _ in library }, for: .finishing(isMarked: true))
        return try PDFFinisher.finish(drawn, with: .init(document: document, metadata: metadata), as: .a2a).bytes
    }

    /// Cairo drops text that covers no dot: finishing would miss its sentinel, and refuse the file.
    @Test(arguments: [false, true])
    func keepsTheMarkOfASpaceOnAWholePoint(isTurned: Bool) throws {
        let document = try layOut(["甲 乙"], isTurned: isTurned)
        let runs = try document.pages[at: 0].layers[at: 0].runs
        let shaped = PangoTextShaper(library).shape(" ", style: style)
        var space = try GlyphRun(face: shaped.clusters[at: 0].face, size: style.size, origin: .zero)
        space.text = " "
        space.glyphs = try [GlyphRun.PlacedGlyph(id: shaped.glyphs[at: 0].id, offset: .zero)]
        space.clusters = [GlyphRun.TextCluster(bytes: 1, glyphs: 1)]
        var page = try document.pages[at: 0]
        for place in [
            Point(x: .pt(100), y: .pt(200)), Point(x: .pt(100), y: .pt(200.5)), Point(x: .pt(100.5), y: .pt(200)),
        ] {
            space.origin = place
            page.layers[0].runs += [space] + runs
        }
        let altered = PagedDocument(
            pages: [page], sections: document.sections, notes: [], structure: document.structure)
        #expect(try !finished(altered).isEmpty)
    }

    @Test func marksTextOfOneFaceAndSizeElementByElement() throws {
        #expect(try !finished(layOut(["甲", "乙", "丙a丁", "a"])).isEmpty)
    }
}
