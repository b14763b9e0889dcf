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

    /// A table of 100 pt whose columns are automatic.
    private func section(_ columns: Int, _ rows: [TableRow]) -> Section {
        let columns = [TrackSizing](repeating: TrackSizing(.auto), count: columns)
        let table = TableBlock(columns: columns, rows: rows)
        return Section(title: "", page: .area(width: 100, height: 300), blocks: [.table(table)])
    }

    /// How many lines hold `character`.
    private func lines(of character: Character, in section: Section) throws -> Int {
        try pageLines([section]).joined().count { $0.contains(character) }
    }

    private func text(_ count: Int) -> String { String(repeating: "甲", count: count) }

    @Test func followsCellsOverSeveralRows() throws {
        // The other column can do with 10 pt. Halves of the table would give the long text eight lines.
        let rows = [TableRow(TableCell(text(36), rows: 2), TableCell("乙")), TableRow(TableCell("丙"))]
        #expect(try lines(of: "甲", in: section(2, rows)) == 5)
    }

    @Test func followsCellsOverSeveralRowsAndColumns() throws {
        let rows = [
            TableRow(TableCell(text(36), rows: 2, columns: 2), TableCell("乙")), TableRow(TableCell("丙")),
            TableRow(TableCell("丁"), TableCell("戊"), TableCell("己")),
        ]
        #expect(try lines(of: "甲", in: section(3, rows)) == 5)
    }

    /// A label beside rows that are higher than it leaves its column as narrow as it may be.
    @Test func leavesCellsThatTheirRowsHaveRoomFor() throws {
        let first = TableRow(TableCell("子子子子", rows: 4), TableCell(text(18)))
        let section = section(2, [first] + (0..<3).map { _ in TableRow(TableCell(text(18))) })
        #expect(try lines(of: "子", in: section) == 4)
        #expect(try lines(of: "甲", in: section) == 12)
    }

    /// Rows that are high anyway hold more lines of a cell over them: four lines here, for which 49 pt are enough; of what
    /// the table has to spare then each column gets its part.
    @Test func countsTheHeightThatRowsState() throws {
        func edge(rowHeight: Double) throws -> Double? {
            let rows = [TableRow(TableCell(text(18), rows: 2), TableCell("乙")), TableRow(TableCell("丙"))].map { row in
                var row = row
                row.minimumHeight = .pt(rowHeight)
                return row
            }
            let context = LayoutContext(shaper: FixedAdvanceShaper())
            let page = try #require(try PageLayouter.layout([section(2, rows)], context: context).pages.first)
            let edges = try #require(page.layers.first).rules.filter { $0.start.x == $0.end.x }.map(\.start.x.points)
            return edges.first { $0 > 10 && $0 < 110 }.map { ($0 - 10).rounded() }
        }
        #expect(try edge(rowHeight: 20) == 83)
        #expect(try edge(rowHeight: 10) == 86)
    }
}
