import Layout
import TestSupport
import Testing

/// Rows with columns of their own, in a table of 40 pt; each row is 10 pt high.
@Suite struct OwnColumnsTests {
    private let halves = [TrackSizing(.fixed(.pt(20))), TrackSizing(.fixed(.pt(20)))]

    private func row(_ cells: TableCell..., columns: [TrackSizing]) -> TableRow {
        var row = TableRow(cells: cells, minimumHeight: .pt(10))
        row.columns = columns
        return row
    }

    private func fixed(_ widths: Double...) -> [TrackSizing] { widths.map { TrackSizing(.fixed(.pt($0))) } }

    private func page(_ rows: [TableRow], columns: [TrackSizing]? = nil) throws -> Page {
        let table = TableBlock(columns: columns ?? halves, rows: rows)
        let section = Section(title: "", page: .area(width: 40, height: 50), blocks: [.table(table)])
        let pages = try PageLayouter.layout([section], context: LayoutContext(shaper: FixedAdvanceShaper())).pages
        return try #require(pages.first)
    }

    /// The vertical rules as `x from–to` in points, relative to the type area.
    private func verticals(_ page: Page) throws -> [String] {
        let layer = try #require(page.layers.first)
        return layer.rules.filter { $0.start.x == $0.end.x }.map { rule in
            func number(_ length: Length) -> String { "\((length.points - 10).rounded())".replacing(".0", with: "") }
            return "\(number(rule.start.x)) \(number(rule.start.y))–\(number(rule.end.y))"
        }
    }

    @Test func standOnEdgesOfTheirOwn() throws {
        let rows = [
            TableRow(TableCell("甲"), TableCell("乙")), row(TableCell("丙"), TableCell("丁"), columns: fixed(10, 30)),
        ]
        let page = try page(rows)
        #expect(try verticals(page) == ["0 0–20", "10 10–20", "20 0–10", "40 0–20"])
        #expect(page.runs.map { ($0.origin.x - .pt(10)).points } == [0, 20, 0, 10])
    }

    /// A reader of tags finds as many columns in each row (ISO 14289-1, 7.5).
    @Test func spanAsManyColumnsAsOtherRows() throws {
        let rows = [
            TableRow(TableCell("甲"), TableCell("乙")), row(TableCell("丙"), TableCell("丁"), columns: fixed(10, 30)),
        ]
        let table = TableBlock(columns: halves, rows: rows)
        let section = Section(title: "", page: .area(width: 40, height: 50), blocks: [.table(table)])
        let document = try PageLayouter.layout([section], context: LayoutContext(shaper: FixedAdvanceShaper()))
        let spans = document.structure.elements.filter { $0.role == .dataCell }.map(\.columnSpan)
        #expect(spans == [2, 1, 1, 2])
    }

    @Test func areMeasuredByTheirOwnRowsAlone() throws {
        let auto = [TrackSizing(.auto), TrackSizing(.auto)]
        let rows = [
            TableRow(TableCell("甲甲甲"), TableCell("乙")), row(TableCell("丙"), TableCell("丁丁丁"), columns: fixed(10, 30)),
        ]
        #expect(try verticals(page(rows, columns: auto)) == ["0 0–20", "10 10–20", "30 0–10", "40 0–20"])
    }

    @Test func meetTheTablesEdgesWhereTheyNearlyDo() throws {
        let rows = [
            TableRow(TableCell("甲"), TableCell("乙")), row(TableCell("丙"), TableCell("丁"), columns: fixed(22, 18)),
        ]
        #expect(try verticals(page(rows)) == ["0 0–20", "20 0–20", "40 0–20"])
    }

    @Test func keepTheWidthThatTheirTextNeeds() throws {
        // Two characters need 20 pt: the edge at 21 pt may move to 20 pt, but the one at 18 pt may not.
        let needy = [TrackSizing(.fraction(21)), TrackSizing(.fraction(19))]
        let rows = [
            TableRow(TableCell("甲"), TableCell("乙"), TableCell("丙")),
            row(TableCell("1234"), TableCell("丁"), columns: needy),
        ]
        #expect(
            try verticals(page(rows, columns: fixed(18, 11, 11))) == [
                "0 0–20", "18 0–10", "21 10–20", "29 0–10", "40 0–20",
            ])
    }

    @Test func letNoCellReachIntoThem() {
        let rows = [
            TableRow(TableCell("甲", rows: 2), TableCell("乙")), row(TableCell("丁"), columns: fixed(40)),
        ]
        #expect(throws: TableGrid.Fault.tooTall(row: 0)) {
            try TableGrid(TableBlock(columns: halves, rows: rows))
        }
    }

    @Test func areHeldAgainstTheirOwnNumber() {
        let rows = [TableRow(TableCell("甲"), TableCell("乙")), row(TableCell("丙"), TableCell("丁"), columns: fixed(40))]
        #expect(throws: TableGrid.Fault.tooWide(row: 1, columns: 1)) {
            try TableGrid(TableBlock(columns: halves, rows: rows))
        }
    }
}
