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

    init() throws { library = try FontLibrary(try FontCatalog.load(folder: Fixtures.project + "/fonts")) }

    private func style(_ size: Double) -> TextStyle { TextStyle(role: FontRole("body"), size: .pt(size)) }

    private func layOut(_ paragraphs: [String], isTurned: Bool = false, size: Double = 25) throws -> PagedDocument {
        let texts = paragraphs.map {
            Paragraph(runs: [TextRun($0, style: style(size))], style: ParagraphStyle(linePitch: .pt(size)))
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

    /// Cairo drops text that covers no dot: finishing would miss its sentinel, and refuse the file. In a size of 25 pt the
    /// baseline, about which text is turned, is a whole number of points away.
    @Test(arguments: [(false, 25.0), (false, 12.0), (true, 25.0)])
    func keepsTheMarkOfASpaceOnAWholePoint(isTurned: Bool, size: Double) throws {
        let document = try layOut(["甲 乙"], isTurned: isTurned, size: size)
        let runs = try document.pages[at: 0].layers[at: 0].runs
        let shaped = PangoTextShaper(library).shape(" ", style: style(size))
        var space = try GlyphRun(face: shaped.clusters[at: 0].face, size: .pt(size), origin: .zero)
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
