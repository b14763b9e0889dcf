import Layout
import TestSupport
import Testing

@testable import Archive
@testable import Graphics
@testable import PDFFormat

/// Links from a list of sections to their pages, as they are in a file.
@Suite struct LinkTests {
    private let root: QPDFObject

    init() throws {
        let library = try FontLibrary(try FontCatalog.load(folder: Fixtures.project + "/fonts"))
        let style = TextStyle(role: FontRole("song"), size: .pt(10))
        func paragraph(_ text: String) -> Paragraph {
            Paragraph(runs: [TextRun(text, style: style)], style: ParagraphStyle(linePitch: .pt(13)))
        }
        let titles = ["附件1 报告", "附件2 名册"]
        let entries = titles.enumerated().map { ContentsBlock.Entry(section: $0 + 1, title: paragraph($1)) }
        let contents = ContentsBlock(entries: entries, style: style, paragraph: ParagraphStyle(linePitch: .pt(13)))
        let page = PageStyle(margins: Insets(horizontal: .mm(25), vertical: .mm(25)))
        let sections =
            [Section(title: "目录", page: page, blocks: [.contents(contents)])]
            + titles.map { Section(title: $0, page: page, blocks: [.text(TextBlock(paragraphs: [paragraph("正文")]))]) }
        let document = try PageLayouter.layout(sections, context: LayoutContext(shaper: PangoTextShaper(library)))
        let metadata = DocumentMetadata(
            title: "材料", author: "甲局", creator: "Annex", creationDate: "2024-06-02T00:00:00Z")
        let drawn = try PDFCanvas.draw(
            document, metadata: metadata, library: { _ in library }, for: .finishing(isMarked: true))
        let content = PDFFinisher.Content(document: document, metadata: metadata)
        root = try QPDFFile(PDFFinisher.finish(drawn, with: content, as: .a2a).bytes).catalog
    }

    private func annotations() throws -> [QPDFObject] {
        try root["/Pages"]["/Kids"].elements[at: 0]["/Annots"].elements
    }

    @Test func leadToThePages() throws {
        let pages = root["/Pages"]["/Kids"].elements
        let links = try annotations()
        #expect(links.count == 2)
        #expect(links.allSatisfy { $0["/Subtype"].isName("/Link") && $0["/F"].integer == 4 })
        #expect(try links.map { try $0["/Dest"].elements[at: 0].number } == pages.dropFirst().map(\.number))
        #expect(links.map { $0["/Contents"].text } == ["附件1 报告（第 2 页）", "附件2 名册（第 3 页）"])
    }

    /// Marked content and annotation are parts of one element (ISO 14289-1, 7.18.5).
    @Test func areElementsOfTheStructure() throws {
        let numbers = root["/StructTreeRoot"]["/ParentTree"]["/Nums"].elements
        #expect(numbers.count == 2 * (3 + 2))
        for (index, link) in try annotations().enumerated() {
            #expect(link["/StructParent"].integer == 3 + index)
            let element = try numbers[at: 2 * (3 + index) + 1]
            #expect(element["/S"].isName("/Link") && element["/P"]["/S"].isName("/Reference"))
            #expect(element["/P"]["/P"]["/S"].isName("/TOCI") && element["/P"]["/P"]["/P"]["/S"].isName("/TOC"))
            let kids = element["/K"].elements
            #expect(try #require(kids.last)["/Obj"].number == link.number)
            #expect(kids.count == 3)
        }
        #expect(root["/StructTreeRoot"]["/ParentTreeNextKey"].integer == 5)
    }
}
