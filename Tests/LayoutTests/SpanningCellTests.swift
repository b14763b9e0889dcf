import TestSupport
import Testing

@testable import Layout

/// Cells over several rows, whose lines are 10 pt high.
@Suite struct SpanningCellTests {
    /// The heights of the rows of a table on two columns of 20 pt.
    private func heights(_ rows: [TableRow]) throws -> [Length] {
        let columns = [TrackSizing(.fixed(.pt(20))), TrackSizing(.fixed(.pt(20)))]
        let context = LayoutContext(shaper: FixedAdvanceShaper())
        return try TableLayouter(TableBlock(columns: columns, rows: rows), width: .pt(40), context: context).heights
    }

    @Test func raiseTheirRowsAlikeWhereverTheyStand() throws {
        // Five lines beside three: 20 pt more, which no three rows share evenly.
        let rows =
            [TableRow(TableCell("甲甲乙乙丙丙丁丁戊戊", rows: 3), TableCell("一"))] + "二三".map { TableRow(TableCell(String($0))) }
        let first = try heights(rows)
        #expect(first.reduce(.zero, +) == .pt(50))
        #expect(first.allSatisfy { (.pt(16)...(.pt(17))).contains($0) })
        for lead in 1...3 {
            let other = try heights([TableRow](repeating: TableRow(TableCell("头", columns: 2)), count: lead) + rows)
            #expect(other == [Length](repeating: .pt(10), count: lead) + first)
        }
    }
}
