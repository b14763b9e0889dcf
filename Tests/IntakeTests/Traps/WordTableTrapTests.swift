import Intake
import Testing

/// Tables of Word files whose cells reach where they should not.
@Suite struct WordTableTrapTests {
    private static let goesOn = "<w:vMerge/>"
    private static let begins = "<w:vMerge w:val=\"restart\"/>"

    private static func span(_ count: String) -> String { "<w:gridSpan w:val=\"\(count)\"/>" }

    private static func rows(_ rows: [[(String, String)]]) -> String {
        rows.map { cells in "<w:tr>\(cells.map { WordRecipe.cell($0.0, $0.1) }.joined())</w:tr>" }.joined()
    }

    private func read(_ rows: [[(String, String)]]) throws -> [String] {
        outcome(of: try WordRecipe("<w:tbl>\(Self.rows(rows))</w:tbl>").bytes()).map { $0.replacing("表1 ", with: "") }
    }

    /// A cell that goes on with one that there is not is one of its own.
    @Test func goesOnWithNothing() throws {
        #expect(
            try read([[("甲", Self.goesOn), ("乙", "")], [("", Self.goesOn), ("丙", "")]])
                == ["第1行第1格 甲 2×1", "第1行第2格 乙", "第2行第2格 丙"])
    }

    /// A merge that begins anew in the next row ends the one above.
    @Test func beginsAnewBelow() throws {
        #expect(
            try read([[("甲", Self.begins)], [("", Self.goesOn)], [("乙", Self.begins)], [("", Self.goesOn)]])
                == ["第1行第1格 甲 2×1", "第3行第1格 乙 2×1"])
    }

    /// A cell that goes on, but is wider or narrower than that above it.
    @Test func goesOnInAnotherWidth() throws {
        #expect(
            try read([
                [("甲", Self.begins), ("乙", "")], [("", Self.goesOn + Self.span("2"))], [("丙", ""), ("丁", "")],
            ]) == ["第1行第1格 甲 2×1", "第1行第2格 乙", "第3行第1格 丙", "第3行第2格 丁"])
    }

    /// Cells beside one another that go on, the second with the first, which goes on with that above.
    @Test func goesOnBothWays() throws {
        let across = "<w:hMerge w:val=\"restart\"/>"
        #expect(
            try read([
                [("头", ""), ("甲", Self.begins), ("乙", "")],
                [("左", ""), ("", Self.goesOn + across), ("", "<w:hMerge/>")],
            ]).prefix(4) == ["第1行第1格 头", "第1行第2格 甲 2×1", "第1行第3格 乙", "第2行第1格 左"])
    }

    @Test(arguments: [
        ("0", ["第1行第1格 甲", "第1行第2格 乙"]), ("-3", ["第1行第1格 甲", "第1行第2格 乙"]), ("x", ["第1行第1格 甲", "第1行第2格 乙"]),
        ("50", ["第1行第1格 甲 1×50", "第1行第2格 乙"]), ("16385", ["× damaged-file 第1行第1格"]),
        ("99999999999999999999", ["第1行第1格 甲", "第1行第2格 乙"]), ("16384", ["× damaged-file 第1行第2格"]),
    ]) func spansColumns(_ count: String, _ lines: [String]) throws {
        #expect(try read([[("甲", Self.span(count)), ("乙", "")]]) == lines)
    }

    /// Tables in tables, deep down, in cells that go on below.
    @Test func readsTablesInTables() throws {
        let inner = "<w:tbl>\(Self.rows([[("里", ""), ("面", "")], [("下", "")]]))</w:tbl><w:p/>"
        let cell = "<w:tc><w:tcPr>\(Self.begins)</w:tcPr>\(inner)</w:tc>"
        let found = outcome(
            of: try WordRecipe("<w:tbl><w:tr>\(cell)</w:tr>\(Self.rows([[("", Self.goesOn)]]))</w:tbl>").bytes())
        #expect(found == ["表1 第1行第1格 里\n面\n下\n 2×1", "! nested-table 表1 第1行第1格"])
    }

    /// Rows without cells, cells without paragraphs, tables without rows.
    @Test func readsWhatIsEmpty() throws {
        let body =
            "<w:tbl/><w:tbl><w:tr/><w:tr><w:tc/><w:tc><w:tcPr/></w:tc></w:tr></w:tbl>\(WordRecipe.paragraph("后"))"
        #expect(outcome(of: try WordRecipe(body).bytes()) == ["表2 第2行第1格 ", "表2 第2行第2格 ", "后"])
    }
}
