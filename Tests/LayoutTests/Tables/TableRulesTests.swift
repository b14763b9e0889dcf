import Layout
import TestSupport
import Testing

/// The rules of tables on a page whose type area begins at (10, 10) pt; each row is 10 pt high.
@Suite struct TableRulesTests {
    /// The rules as `x y – x y width` in points, relative to the type area.
    private func rules(_ table: TableBlock) throws -> [String] {
        let section = Section(title: "", page: .area(width: 40, height: 50), blocks: [.table(table)])
        let page = try PageLayouter.layout([section], context: LayoutContext(shaper: FixedAdvanceShaper())).pages[at: 0]
        func number(_ length: Length) -> String { String(Int(length.points.rounded())) }
        return try page.layers[at: 0].rules.map { rule in
            let start = "\(number(rule.start.x - .pt(10))) \(number(rule.start.y - .pt(10)))"
            return "\(start) – \(number(rule.end.x - .pt(10))) \(number(rule.end.y - .pt(10))) \(rule.width.points)"
        }
    }

    private let columns = [TrackSizing(.fixed(.pt(20))), TrackSizing(.fixed(.pt(20)))]

    @Test func drawsEachEdgeOnceAndLeavesSpansOpen() throws {
        let rows = [TableRow(TableCell("甲", rows: 2), TableCell("乙")), TableRow(TableCell("丙"))]
        #expect(
            try rules(TableBlock(columns: columns, rows: rows)) == [
                "0 0 – 40 0 0.5", "20 10 – 40 10 0.5", "0 20 – 40 20 0.5", "0 0 – 0 20 0.5", "20 0 – 20 20 0.5",
                "40 0 – 40 20 0.5",
            ])
    }

    @Test func letsTheWiderOfTwoBordersWin() throws {
        var left = TableCell("甲")
        left.style.borders = CellStyle.Borders(right: CellStyle.Border(.pt(1)), bottom: CellStyle.Border(.zero))
        var right = TableCell("乙")
        right.style.borders = CellStyle.Borders(left: CellStyle.Border(.pt(0.25)))
        #expect(
            try rules(TableBlock(columns: columns, rows: [TableRow(left, right)])) == [
                "0 0 – 40 0 0.5", "20 10 – 40 10 0.5", "0 0 – 0 10 0.5", "20 0 – 20 10 1.0", "40 0 – 40 10 0.5",
            ])
    }

    @Test func drawsDoubleRulesThatMeetAtCorners() throws {
        let double = CellStyle.Border(.pt(6), .double)
        var cell = TableCell("甲")
        cell.style.borders = CellStyle.Borders(top: double, right: double, bottom: double, left: double)
        let one = [TrackSizing(.fixed(.pt(40)))]
        #expect(
            try rules(TableBlock(columns: one, rows: [TableRow(cell)])) == [
                "-2 -2 – 42 -2 2.0", "2 2 – 38 2 2.0", "2 8 – 38 8 2.0", "-2 12 – 42 12 2.0", "-2 -2 – -2 12 2.0",
                "2 2 – 2 8 2.0", "38 2 – 38 8 2.0", "42 -2 – 42 12 2.0",
            ])
    }

    @Test func endsSingleRulesAtTheInnerLineOfADoubleOne() throws {
        let double = CellStyle.Border(.pt(6), .double)
        var (upper, lower) = (TableCell("甲"), TableCell("乙"))
        upper.style.borders = CellStyle.Borders(left: double)
        lower.style.borders = CellStyle.Borders(left: double)
        let one = [TrackSizing(.fixed(.pt(40)))]
        let found = try rules(TableBlock(columns: one, rows: [TableRow(upper), TableRow(lower)]))
        #expect(found.prefix(3) == ["-2 0 – 40 0 0.5", "2 10 – 40 10 0.5", "-2 20 – 40 20 0.5"])
    }

    @Test func letsDoubleRulesWinOverSolidAndTheseOverDashedOnes() throws {
        let lines = CellStyle.Border.Line.allCases
        for (weaker, stronger) in zip(lines, lines.dropFirst()) {
            let (one, other) = (CellStyle.Border(.pt(1), weaker), CellStyle.Border(.pt(1), stronger))
            for pair in [(one, other), (other, one)] {
                var (left, right) = (TableCell("甲"), TableCell("乙"))
                left.style.borders = CellStyle.Borders(right: pair.0)
                right.style.borders = CellStyle.Borders(left: pair.1)
                let found = try rules(TableBlock(columns: columns, rows: [TableRow(left, right)]))
                #expect(found.count == (stronger == .double ? 6 : 5))
                #expect(found.contains { $0.hasSuffix("1.0") } == (stronger == .solid))
            }
        }
    }

    @Test func dividesAHeaderCell() throws {
        var corner = TableCell("上")
        corner.paragraphs += TableCell("下").paragraphs
        corner.style.isDivided = true
        let table = TableBlock(columns: columns, rows: [TableRow(corner, TableCell("乙"))])
        #expect(try rules(table).last == "0 0 – 20 20 0.5")
        let section = Section(title: "", page: .area(width: 40, height: 50), blocks: [.table(table)])
        let page = try PageLayouter.layout([section], context: LayoutContext(shaper: FixedAdvanceShaper())).pages[at: 0]
        let ascent = GlyphRun.ascent(of: .pt(10))
        #expect(
            page.runs.prefix(2).map(\.origin) == [
                Point(x: .pt(20), y: .pt(10) + ascent), Point(x: .pt(10), y: .pt(20) + ascent),
            ])
    }
}
