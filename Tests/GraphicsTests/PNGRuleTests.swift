import CPangoCairo
import Foundation
import Graphics
import Layout
import TestSupport
import Testing

/// The rules of tables in pictures of pages, dot by dot.
@Suite struct PNGRuleTests {
    @Test(arguments: [(72, 0.5, 1), (100, 0.5, 1), (150, 1, 2), (300, 0.5, 2), (300, 0.75, 3)])
    func areCrispAndEquallyWide(_ resolution: Int, _ width: Double, _ dots: Int) throws {
        let columns = try columns(of: picture(resolution, ruleWidth: .pt(width)))
        #expect(Set(columns.joined()) == [0, 255])
        let thicknesses = columns.map { $0.split(separator: 255).map(\.count) }
        #expect(thicknesses.contains { $0.count == 4 })
        for column in thicknesses where column.count > 1 { #expect(column == [dots, dots, dots, dots]) }
    }

    /// A page with a table of three rows without text, whose rules lie anywhere between dots.
    private func picture(_ resolution: Int, ruleWidth: Length) throws -> [UInt8] {
        let library = try FontLibrary(try FontCatalog.load(folder: Fixtures.project + "/fonts"))
        let cell = TableCell(paragraphs: [], style: CellStyle(padding: .zero))
        let rows = [7.3, 11.9, 5.2].map { TableRow(cells: [cell, cell], minimumHeight: .mm($0)) }
        let columns = [TrackSizing(.fixed(.mm(13.7))), TrackSizing(.fraction(1))]
        let table = TableBlock(columns: columns, rows: rows, ruleWidth: ruleWidth)
        let page = PageStyle(margins: Insets(horizontal: .mm(21.3), vertical: .mm(33.1)))
        let section = Section(title: "表", page: page, blocks: [.table(table)])
        let document = try PageLayouter.layout(
            [section], context: LayoutContext(shaper: PangoTextShaper(library)))
        return try PNGCanvas.draw(try #require(document.pages.first), resolution: resolution, library: library)
    }

    /// In the binding of a book its head is at the left edge of the paper; who looks at a screen sees it above.
    @Test func showsALandscapePageAsItIsRead() throws {
        let library = try FontLibrary(try FontCatalog.load(folder: Fixtures.project + "/fonts"))
        let cell = TableCell(paragraphs: [], style: CellStyle(padding: .zero))
        let table = TableBlock(
            columns: [TrackSizing(.fixed(.mm(50))), TrackSizing(.fraction(1))],
            rows: [TableRow(cells: [cell, cell], minimumHeight: .mm(10))])
        let style = PageStyle(margins: Insets(horizontal: .mm(30), vertical: .mm(30)), isLandscape: true)
        let section = Section(title: "表", page: style, blocks: [.table(table)])
        let document = try PageLayouter.layout([section], context: LayoutContext(shaper: PangoTextShaper(library)))
        let page = try #require(document.pages.first)
        let upright = try columns(of: PNGCanvas.draw(page, resolution: 72, isUpright: true, library: library))
        let paper = try columns(of: PNGCanvas.draw(page, resolution: 72, library: library))
        #expect((upright.count, upright[0].count) == (842, 595))
        #expect((paper.count, paper[0].count) == (595, 842))
        // The rules between the cells and around them: the whole table stands near the head, 30 mm from the edge.
        let dark = upright.indices.filter { upright[$0].contains { $0 < 128 } }
        #expect(abs(dark.count - (842 - 2 * 85)) <= 2, "\(dark.count)")
        #expect(
            upright.allSatisfy { column in column.indices.allSatisfy { column[$0] > 128 || (84...115).contains($0) } })
    }

    /// The shades of grey of the dots, column by column, each from the top.
    private func columns(of picture: [UInt8]) throws -> [[UInt8]] {
        let folder = try TemporaryFolder()
        let surface = cairo_image_surface_create_from_png(try folder.write("page.png", Data(picture)))
        defer { cairo_surface_destroy(surface) }
        let (width, height) = (
            Int(cairo_image_surface_get_width(surface)), Int(cairo_image_surface_get_height(surface))
        )
        let stride = Int(cairo_image_surface_get_stride(surface))
        let bytes = try #require(cairo_image_surface_get_data(surface))
        return (0..<width).map { x in (0..<height).map { y in bytes[y * stride + x * 4] } }
    }
}
