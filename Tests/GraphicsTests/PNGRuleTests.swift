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
