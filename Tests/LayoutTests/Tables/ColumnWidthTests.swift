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
}
