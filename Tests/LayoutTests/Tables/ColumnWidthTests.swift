import Layout
import TestSupport
import Testing

/// The widths that columns get from what their cells say: an ideograph takes 10 pt.
@Suite struct ColumnWidthTests {
    @Test func countsTheIndentOfEachLine() throws {
        // At 60 pt the eight characters stand on two lines; the estimate of a text without indent would have less.
        var style = ParagraphStyle(linePitch: .pt(10), indent: .pt(20))
        style.setting.avoidsShortLastLine = false
        let text = TableCell(
            paragraphs: [Paragraph(runs: [TextRun("甲乙丙丁戊己庚辛", style: .test)], style: style)],
            style: CellStyle(padding: .zero))
        let columns = [TrackSizing(.auto, maximum: .pt(75)), TrackSizing(.fraction(1))]
        let table = TableBlock(columns: columns, rows: [TableRow(text, TableCell("子"))])
        let section = Section(title: "", page: .area(width: 100, height: 100), blocks: [.table(table)])
        #expect(try pageLines([section])[0].filter { $0 != "子" }.count == 2)
    }

    /// The vertical rules of a table of 100 pt that are as high as it is, in points; its columns are automatic.
    private func edges(_ columns: Int, _ rows: [TableRow]) throws -> [Double] {
        let columns = [TrackSizing](repeating: TrackSizing(.auto), count: columns)
        let table = TableBlock(columns: columns, rows: rows)
        let section = Section(title: "", page: .area(width: 100, height: 300), blocks: [.table(table)])
        let document = try PageLayouter.layout([section], context: LayoutContext(shaper: FixedAdvanceShaper()))
        let rules = try #require(document.pages.first?.layers.first).rules
        return rules.filter { $0.start.x == $0.end.x }.map { ($0.start.x.points - 10).rounded() }
    }

    private static let long = String(repeating: "甲", count: 18)

    @Test func followsCellsOverSeveralRows() throws {
        // Two rows of a line each; on 90 pt the long text has two lines, on 50 pt four.
        let rows = [TableRow(TableCell(Self.long, rows: 2), TableCell("乙")), TableRow(TableCell("丙"))]
        #expect(try edges(2, rows) == [0, 90, 100])
    }

    @Test func followsCellsOverSeveralRowsAndColumns() throws {
        let rows = [
            TableRow(TableCell(Self.long, rows: 2, columns: 2), TableCell("乙")), TableRow(TableCell("丙")),
            TableRow(TableCell("丁"), TableCell("戊"), TableCell("己")),
        ]
        #expect(try edges(3, rows).last { $0 < 100 } == 90)
    }

    /// A label beside rows that are higher than it leaves its column as narrow as it may be.
    @Test func leavesCellsThatTheirRowsHaveRoomFor() throws {
        let rows =
            [
                TableRow(TableCell("甲甲甲甲", rows: 4), TableCell(Self.long))
            ] + (0..<3).map { _ in TableRow(TableCell(Self.long)) }
        #expect(try edges(2, rows) == [0, 10, 100])
    }

    /// Rows that are high anyway hold more lines of a cell over them.
    @Test func countsTheHeightThatRowsState() throws {
        let rows = [TableRow(TableCell(Self.long, rows: 2), TableCell("乙")), TableRow(TableCell("丙"))].map { row in
            var row = row
            row.minimumHeight = .pt(20)
            return row
        }
        #expect(try edges(2, rows) == [0, 50, 100])
    }
}
