import Forms
import Intake
import Testing

/// Tables of Word files become grids in which merged cells are there once.
@Suite struct WordTableTests {
    private func row(_ cells: String..., properties: String = "") -> String {
        "<w:tr><w:trPr>\(properties)</w:trPr>\(cells.joined())</w:tr>"
    }

    private func cell(_ text: String, _ properties: String = "") -> String { WordRecipe.cell(text, properties) }

    private func read(_ rows: String..., parts: [String: String] = [:]) throws -> GridFile {
        try GridFile.read(WordRecipe("<w:tbl>\(rows.joined())</w:tbl>", parts: parts).bytes())
    }

    private func dump(_ file: GridFile) -> [String] {
        file.grids.flatMap(\.cells).map { "\($0.text) \($0.rows) \($0.columns)" }
    }

    @Test func mergesDownwardsAndAcross() throws {
        let file = try read(
            row(cell("甲", "<w:vMerge w:val=\"restart\"/>"), cell("乙", "<w:gridSpan w:val=\"2\"/>")),
            row(cell("", "<w:vMerge/>"), cell("丙"), cell("丁")),
            row(
                cell("", "<w:vMerge w:val=\"continue\"/>"), cell("戊", "<w:hMerge w:val=\"restart\"/>"),
                cell("", "<w:hMerge/>")),
            row(cell("己"), cell("庚"), cell("辛")))
        #expect(
            dump(file) == [
                "甲 0..<3 0..<1", "乙 0..<1 1..<3", "丙 1..<2 1..<2", "丁 1..<2 2..<3", "戊 2..<3 1..<3", "己 3..<4 0..<1",
                "庚 3..<4 1..<2", "辛 3..<4 2..<3",
            ])
        #expect(file.grids.first?.cells.map(\.place).last == "表1 第4行第3格")
    }

    @Test func leavesRoomBeforeAndBehindRows() throws {
        let file = try read(
            row(cell("甲"), properties: "<w:gridBefore w:val=\"2\"/><w:gridAfter w:val=\"1\"/>"),
            row(cell("乙"), cell("丙")))
        #expect(dump(file) == ["甲 0..<1 2..<3", "乙 1..<2 0..<1", "丙 1..<2 1..<2"])
    }

    @Test func tellsWhatAMergedCellCoversAndATableInside() throws {
        let inner = "<w:tc><w:tcPr/>\(WordRecipe.paragraph("外"))<w:tbl>\(row(cell("里"), cell("面")))</w:tbl></w:tc>"
        let file = try read(
            row(cell("甲", "<w:vMerge w:val=\"restart\"/>"), inner), row(cell("失", "<w:vMerge/>"), cell("乙")))
        #expect(file.texts == ["表1 第1行第1格": "甲", "表1 第1行第2格": "外\n里\n面", "表1 第2行第2格": "乙"])
        #expect(file.found == ["nested-table 表1 第1行第2格", "covered-cell 表1 第2行第1格"])
    }

    @Test func leavesOutDeletedRowsAndTellsHiddenOnes() throws {
        let file = try read(
            row(cell("甲")), row(cell("删"), properties: "<w:del w:id=\"1\"/>"), row(cell("藏"), properties: "<w:hidden/>")
        )
        #expect(dump(file) == ["甲 0..<1 0..<1", "藏 1..<2 0..<1"])
        #expect(file.grids.first?.hiddenRows == [1])
    }

    @Test func readsRowsAndCellsInsideControls() throws {
        let file = try read(
            "<w:sdt><w:sdtContent>\(row("<w:sdt><w:sdtContent>\(cell("甲"))</w:sdtContent></w:sdt>", cell("乙")))</w:sdtContent></w:sdt>"
        )
        #expect(dump(file) == ["甲 0..<1 0..<1", "乙 0..<1 1..<2"])
    }

    @Test func keepsParagraphsNumbersAndComments() throws {
        let numbering = """
            <w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl></w:abstractNum>
            <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
            """
        let counted = "<w:numPr><w:numId w:val=\"1\"/></w:numPr>"
        let comments = "<w:comment w:id=\"7\">\(WordRecipe.paragraph("待核"))</w:comment>"
        let noted =
            "<w:tc>\(WordRecipe.paragraph("一"))<w:p><w:r><w:t>二</w:t><w:commentReference w:id=\"7\"/></w:r></w:p></w:tc>"
        let empty = "<w:tc>\(WordRecipe.paragraph("", counted))</w:tc>"
        let file = try read(
            row(empty, noted), row("<w:tc>\(WordRecipe.paragraph("2023年", counted))</w:tc>", cell("　")),
            parts: ["numbering": numbering, "comments": comments])
        #expect(
            file.texts == [
                "表1 第1行第1格": "1", "表1 第1行第2格": "一\n二", "表1 第2行第1格": "2 2023年", "表1 第2行第2格": "　",
            ])
        #expect(file.grids.first?.cells.map(\.comment) == ["", "待核", "", ""])
    }
}
