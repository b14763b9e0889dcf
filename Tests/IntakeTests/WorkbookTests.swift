import Forms
import Intake
import Testing

/// Workbooks are read as Excel shows them, whatever program wrote them.
@Suite struct WorkbookTests {
    private func cell(_ address: String, _ content: String, _ attributes: String = "") -> String {
        "<row><c r=\"\(address)\" \(attributes)>\(content)</c></row>"
    }

    @Test(arguments: [WorkbookRecipe.transitional, WorkbookRecipe.strict], ["", "x:"])
    func readsStrictAndTransitionalFilesWithAnyPrefix(
        _ vocabulary: (spreadsheet: String, relationships: String), _ prefix: String
    ) throws {
        var recipe = WorkbookRecipe(
            rows: "<row r=\"14\"><c r=\"H14\" t=\"s\"><v>0</v></c></row>",
            after: "<mergeCells><mergeCell ref=\"H14:I15\"/></mergeCells>",
            texts: "<si><t>预算数</t></si>")
        recipe.sheets[0].name = "附件3"
        (recipe.spreadsheet, recipe.relationships, recipe.prefix) = (
            vocabulary.spreadsheet, vocabulary.relationships, prefix
        )
        let file = try GridFile.read(recipe.bytes())
        let cell = try #require(file.grids.first?.cells.first)
        #expect(file.grids.first?.cells.count == 1)
        #expect(cell.text == "预算数" && cell.place == "附件3!H14")
        #expect(cell.rows == 13..<15 && cell.columns == 7..<9)
    }

    @Test func readsTextsOfEveryKind() throws {
        let texts = """
            <si><t>  两端有空格 </t></si><si><r><rPr><b/></rPr><t>项目</t></r><r><t xml:space="preserve"> 名称</t></r></si>
            <si><t>东京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/></si><si><t>一_x000D_
            二_x005F_x000D_</t></si>
            """
        let rows = """
            <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c>
            <c r="D1" t="s"><v>3</v></c><c r="E1" t="inlineStr"><is><t>直</t><r><t>写</t></r></is></c>
            <c r="F1" t="str"><f>A1&amp;B1</f><v>结果</v></c><c r="G1" t="b"><v>1</v></c><c r="H1" t="e"><v>#REF!</v></c>
            <c r="I1" t="str"><f>""</f><v></v></c><c r="J1"><f>SUM(A1)</f></c><c r="K1"><f>1+1</f><v>2</v></c></row>
            """
        let file = try GridFile.read(WorkbookRecipe(rows: rows, texts: texts).bytes())
        let shown = Dictionary(uniqueKeysWithValues: file.texts.map { ($0.key.replacing("附件1!", with: ""), $0.value) })
        #expect(
            shown == [
                "A1": "  两端有空格 ", "B1": "项目 名称", "C1": "东京", "D1": "一\n二_x000D_", "E1": "直写", "F1": "结果", "G1": "TRUE",
                "H1": "#REF!", "J1": "", "K1": "2",
            ])
        #expect(file.values["附件1!H1"] == .error)
        #expect(file.values["附件1!J1"] == .formulaWithoutResult)
        #expect(file.values["附件1!K1"] == .number("2"))
    }

    @Test func placesRowsAndCellsThatDoNotSayWhereTheyAre() throws {
        let rows = """
            <row><c><v>1</v></c><c><v>2</v></c></row><row/><row><c/><c><v>3</v></c></row>
            <row r="9"><c r="D9"><v>4</v></c><c><v>5</v></c></row><row><c><v>6</v></c></row>
            """
        let file = try GridFile.read(WorkbookRecipe(rows: rows).bytes())
        #expect(
            file.texts == [
                "附件1!A1": "1", "附件1!B1": "2", "附件1!B3": "3", "附件1!D9": "4", "附件1!E9": "5", "附件1!A10": "6",
            ])
    }

    @Test func keepsTheOrderOfTheWorkbookAndWhatIsHidden() throws {
        var recipe = WorkbookRecipe()
        let row =
            "<sheetData><row r=\"2\" hidden=\"1\"><c r=\"B2\"><v>1</v></c></row><row r=\"3\" hidden=\"true\"/></sheetData>"
        recipe.sheets = [
            .init(name: "空表", xml: "<sheetData/>"), .init(name: "说明", state: "hidden", xml: "<sheetData/>"),
            .init(
                name: "附件2", xml: "<cols><col min=\"2\" max=\"4\" hidden=\"1\"/><col min=\"5\" max=\"5\"/></cols>\(row)"
            ),
            .init(name: "选项", state: "veryHidden", xml: "<sheetData/>"),
        ]
        recipe.sheetName = { "worksheets/sheet\(9 - $0).xml" }
        let grids = try GridFile.read(recipe.bytes()).grids
        #expect(grids.map(\.name) == ["空表", "说明", "附件2", "选项"])
        #expect(grids.map(\.isHidden) == [false, true, false, true])
        #expect(grids[2].hiddenRows == [1] && grids[2].hiddenColumns == [1, 2, 3])
    }

    @Test func readsNotesOnCells() throws {
        var recipe = WorkbookRecipe(rows: cell("B2", "<v>1</v>"))
        recipe.sheets[0].comments = """
            <comment ref="B2"><text><r><t>张三：</t></r><r><t>请核对</t></r></text></comment><comment ref="C9"><text><t>空格</t></text></comment>
            """
        let cells = try #require(GridFile.read(recipe.bytes()).grids.first).cells
        #expect(cells.map(\.place) == ["附件1!B2", "附件1!C9"])
        #expect(cells.map(\.comment) == ["张三：请核对", "空格"])
    }

    @Test func tellsWhatAMergeCoversAndWhichMergesOverlap() throws {
        let recipe = WorkbookRecipe(
            rows:
                "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\" s=\"1\"/></row><row r=\"2\"><c r=\"B2\"><v>7</v></c></row>",
            after:
                "<mergeCells><mergeCell ref=\"A1:B2\"/><mergeCell ref=\"B2:C3\"/><mergeCell ref=\"D1:D9\"/></mergeCells>"
        )
        let file = try GridFile.read(recipe.bytes())
        let cells = try #require(file.grids.first).cells
        #expect(cells.map(\.place) == ["附件1!A1", "附件1!D1"])
        #expect(cells.map(\.rowSpan) == [2, 9] && cells.map(\.columnSpan) == [2, 1])
        #expect(file.found.sorted() == ["covered-cell 附件1!B2", "overlapping-merges 附件1!B2"])
    }

    @Test func leavesOutAnyNumberOfEmptyCells() throws {
        let empty = (1...2_000).map { row in
            "<row r=\"\(row)\">" + (0..<60).map { _ in "<c s=\"1\"/>" }.joined() + "</row>"
        }
        let last = "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>"
        let file = try GridFile.read(WorkbookRecipe(rows: empty.joined() + last).bytes())
        #expect(file.texts == ["附件1!XFD1048576": "1"])
    }

    @Test(arguments: [
        ("684.90999999999997", "684.91"), ("0.1", "0.1"), ("1E-3", "0.001"), ("1.5E+3", "1500"), ("-0", "0"),
        ("0.10000000000000001", "0.1"), ("100", "100"), ("1684.9100000000001", "1684.91"), ("-12.50", "-12.5"),
        ("123456789012345678", "123456789012346000"), ("99999999999999.99", "100000000000000"),
    ]) func keepsFifteenSignificantDigits(_ raw: String, _ shown: String) throws {
        let file = try GridFile.read(WorkbookRecipe(rows: cell("A1", "<v>\(raw)</v>")).bytes())
        #expect(file.texts == ["附件1!A1": shown])
        #expect(file.values == ["附件1!A1": .number(shown)])
    }

    @Test func readsPartsInUTF16() throws {
        var parts = WorkbookRecipe(rows: cell("A1", "<is><t>预算</t></is>", "t=\"inlineStr\"")).parts
        let place = try #require(parts.firstIndex { $0.name == "xl/worksheets/sheet1.xml" })
        let text = String(decoding: parts[place].bytes, as: UTF8.self).replacing("UTF-8", with: "UTF-16")
        parts[place].bytes = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        #expect(try GridFile.read(ZipWriter.zip(parts)).texts == ["附件1!A1": "预算"])
    }

    @Test func readsConversationsInsteadOfTheirCopies() throws {
        var parts = WorkbookRecipe(rows: cell("B2", "<v>1</v>")).parts
        let relationships = WorkbookRecipe.transitional.relationships
        let threads = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
        let links = PackageRecipe.relationships([
            ("a", "\(relationships)/comments", "../old.xml"),
            ("b", "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment", "../new.xml"),
        ])
        parts.append(("xl/worksheets/_rels/sheet1.xml.rels", links))
        let old = "<comment ref=\"B2\"><text><t>[Threaded comment] 核对</t></text></comment>"
        let main = WorkbookRecipe.transitional.spreadsheet
        parts.append(
            ("xl/old.xml", Array("<comments xmlns=\"\(main)\"><commentList>\(old)</commentList></comments>".utf8)))
        let new =
            "<threadedComment ref=\"B2\"><text>核对</text></threadedComment><threadedComment ref=\"B2\"><text>已改</text></threadedComment>"
        parts.append(("xl/new.xml", Array("<ThreadedComments xmlns=\"\(threads)\">\(new)</ThreadedComments>".utf8)))
        #expect(try GridFile.read(ZipWriter.zip(parts)).grids.first?.cells.map(\.comment) == ["核对\n已改"])
    }

    @Test func saysWhereANumberIsNone() throws {
        let file = try GridFile.read(WorkbookRecipe(rows: cell("C3", "<v>1,5</v>")).bytes())
        #expect(file.texts == ["附件1!C3": "1,5"] && file.values == ["附件1!C3": .text])
        #expect(file.found == ["no-number 附件1!C3"])
    }
}
