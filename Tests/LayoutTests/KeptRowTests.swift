import Layout
import TestSupport
import Testing

/// Rows that stay with the next one, on pages of five lines.
@Suite struct KeptRowTests {
    private func lines(_ tables: TableBlock...) throws -> [[String]] {
        try pageLines([Section(title: "", page: .area(width: 40, height: 50), blocks: tables.map { .table($0) })])
    }

    private func table(_ rows: String) -> TableBlock {
        let rows = rows.map { TableRow(cells: [TableCell(String($0))]) }
        return TableBlock(columns: [TrackSizing(.fixed(.pt(40)))], rows: rows)
    }

    @Test func areThoseThatAskForItAlone() throws {
        var second = table("一二三四")
        #expect(try lines(table("甲乙丙"), second) == [["甲", "乙", "丙", "一", "二"], ["三", "四"]])
        for row in 0..<3 { second.rows[row].keepsWithNext = true }
        #expect(try lines(table("甲乙丙"), second) == [["甲", "乙", "丙"], ["一", "二", "三", "四"]])
    }
}
