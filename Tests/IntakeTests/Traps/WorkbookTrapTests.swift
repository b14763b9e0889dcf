import Intake
import Testing

/// What workbooks of real programs, and of bad ones, do to those who read them.
@Suite struct WorkbookTrapTests {
    private func cell(_ content: String, _ attributes: String = "") -> String {
        "<row><c \(attributes)>\(content)</c></row>"
    }

    @Test(arguments: [
        // Numbers.
        ("<v>-0.0</v>", "", "A1 0"), ("<v>1.0E-7</v>", "", "A1 0.0000001"), ("<v>6.6044E+2</v>", "", "A1 660.44"),
        ("<v> 5 </v>", "", "A1 5"), ("<v>+5</v>", "", "A1 5"), ("<v>.5</v>", "", "A1 0.5"),
        ("<v>1E999</v>", "", "! no-number 附件1!A1"), ("<v>NaN</v>", "", "! no-number 附件1!A1"),
        ("<v>0x10</v>", "", "! no-number 附件1!A1"), ("<v>１２</v>", "", "! no-number 附件1!A1"),
        // Formulas, and what they give.
        ("<f t=\"shared\" si=\"0\"/><v>7</v>", "", "A1 7"),
        ("<f t=\"array\" ref=\"A1:A2\">B1:B2</f><v>7</v>", "", "A1 7"),
        ("<f>1/0</f><v>#DIV/0!</v>", "t=\"e\"", "A1 #DIV/0!"), ("<f>A1=1</f><v>0</v>", "t=\"b\"", "A1 FALSE"),
        ("<f>SUM(A2)</f><v></v>", "", "A1 "),
        // Days as ISO 8601 writes them.
        ("<v>2024-06-02T00:00:00</v>", "t=\"d\"", "A1 2024-06-02"), ("<v>明天</v>", "t=\"d\"", "A1 明天"),
        // A style that there is not, and a kind of values that there is not.
        ("<v>5</v>", "s=\"99\"", "A1 5"), ("<v>5</v>", "s=\"-1\"", "A1 5"), ("<v>5</v>", "t=\"future\"", "A1 5"),
        // Texts.
        ("<is><t xml:space=\"preserve\"> 甲 </t></is>", "t=\"inlineStr\"", "A1  甲 "),
        ("<is><r><t>甲</t></r><rPh sb=\"0\" eb=\"1\"><t>jia</t></rPh></is>", "t=\"inlineStr\"", "A1 甲"),
        ("<is><t>甲&#10;乙&#x200B;</t></is>", "t=\"inlineStr\"", "A1 甲\n乙\u{200B}"),
        ("<is><t>&#x20BB7;</t></is>", "t=\"inlineStr\"", "A1 𠮷"),
        ("<is><t><![CDATA[a<b]]></t></is>", "t=\"inlineStr\"", "A1 a<b"),
        // What other programs put beside it.
        ("<v>5</v><extLst><ext uri=\"x\"><v>6</v></ext></extLst>", "", "A1 5"),
        ("<v>-1</v>", "t=\"s\"", "× damaged-file 附件1!A1"), ("<v>x</v>", "t=\"s\"", "× damaged-file 附件1!A1"),
    ]) func readsACell(_ content: String, _ attributes: String, _ line: String) throws {
        let found = outcome(of: try WorkbookRecipe(rows: cell(content, attributes)).bytes())
        #expect(found.contains(line) && found.count <= 2, "\(found)")
    }

    /// A text of the longest that Excel allows, and one beyond it.
    @Test func readsLongTexts() throws {
        for count in [32_767, 32_768] {
            let text = String(repeating: "长", count: count)
            let found = outcome(
                of: try WorkbookRecipe(rows: cell("<v>0</v>", "t=\"s\""), texts: "<si><t>\(text)</t></si>").bytes())
            #expect(found == ["A1 \(text)"])
        }
    }

    /// A hundred thousand texts of which one is used; more of them than any workbook has are refused.
    @Test func readsManyTexts() throws {
        let texts = (0..<100_000).map { "<si><t>文\($0)</t></si>" }.joined()
        #expect(
            outcome(of: try WorkbookRecipe(rows: cell("<v>99999</v>", "t=\"s\""), texts: texts).bytes()) == [
                "A1 文99999"
            ])
        #expect(
            outcome(of: try WorkbookRecipe(texts: texts + texts.replacing("文", with: "字") + "<si/>").bytes()) == [
                "× too-large "
            ])
    }

    @Test(arguments: [
        // Merges as they are not written, and as they cannot be.
        ("<mergeCell ref=\"B2:A1\"/>", ["A1 1 2×2"]), ("<mergeCell ref=\"$A$1:$B$1\"/>", ["A1 1 1×2"]),
        ("<mergeCell ref=\"A1\"/><mergeCell ref=\"A1:A1\"/>", ["A1 1"]),
        ("<mergeCell ref=\"A1:XFD1048576\"/>", ["A1 1 1048576×16384"]),
        ("<mergeCell ref=\"A1:XFE1\"/>", ["× damaged-file 附件1!A1:XFE1"]), ("<mergeCell/>", ["× damaged-file 附件1!"]),
        ("<mergeCell ref=\"A1:B1:C1\"/>", ["× damaged-file 附件1!A1:B1:C1"]),
        ("<mergeCell ref=\"A1:B1\"/><mergeCell ref=\"A1:B1\"/>", ["A1 1 1×2", "! overlapping-merges 附件1!A1"]),
    ]) func readsMerges(_ merges: String, _ lines: [String]) throws {
        let recipe = WorkbookRecipe(rows: cell("<v>1</v>"), after: "<mergeCells>\(merges)</mergeCells>")
        #expect(outcome(of: try recipe.bytes()) == lines)
    }

    /// Rows and cells in any order, and a cell whose row is not that around it.
    @Test func sortsRowsAndCells() throws {
        let rows = """
            <row r="3"><c r="B3"><v>4</v></c><c r="A3"><v>3</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>
            <row r="2"><c r="C7"><v>7</v></c></row>
            """
        #expect(outcome(of: try WorkbookRecipe(rows: rows).bytes()) == ["A1 1", "A3 3", "B3 4", "C7 7"])
    }

    /// A format that is cut off, one without end, and formats of Excel in Chinese.
    @Test(arguments: [
        ("0.00\"万元", "5.00万元"), ("[>", "5"), ("[Red]", "5"), ("[Blue];[Red]-0", "5"), (";;;", ""), ("0.0\\", "5.0"),
        ("[红色]0", "5"), ("General\"分\"", "5分"),
        ("#,##0.00_);[Red]\\(#,##0.00\\)", "5.00"), ("@", "5"), ("G/通用格式", "5"),
    ]) func survivesFormats(_ code: String, _ text: String) throws {
        let recipe = WorkbookRecipe(
            rows: cell("<v>5</v>", "s=\"1\""), styles: WorkbookRecipe.styles([164: code], used: [0, 164]))
        #expect(outcome(of: try recipe.bytes()) == ["A1 \(text)"])
    }

    /// The serial numbers of days before 1 March 1900, of which Excel counts one too many, and of none.
    @Test(arguments: [
        ("0", "A1 0"), ("1", "A1 1900-01-01"), ("59", "A1 1900-02-28"), ("60", "A1 60"), ("61", "A1 1900-03-01"),
        ("-5", "A1 -5"), ("1E9", "A1 1000000000"),
    ]) func knowsTheFirstDays(_ number: String, _ line: String) throws {
        let recipe = WorkbookRecipe(
            rows: cell("<v>\(number)</v>", "s=\"1\""),
            styles: WorkbookRecipe.styles([164: "yyyy-mm-dd"], used: [0, 164]))
        #expect(outcome(of: try recipe.bytes()) == [line])
    }

    /// A chart, a macro, and a sheet whose part is missing.
    @Test func tellsSheetsThatAreNone() throws {
        var recipe = WorkbookRecipe(rows: cell("<v>1</v>"))
        recipe.sheets.append(.init(name: "图"))
        var parts = recipe.parts
        let place = try #require(parts.firstIndex { $0.name == "xl/_rels/workbook.xml.rels" })
        let links = String(decoding: parts[place].bytes, as: UTF8.self)
        let second = try #require(links.ranges(of: "/worksheet\"").last)
        var chart = links
        chart.replaceSubrange(second, with: "/chartsheet\"")
        parts[place].bytes = Array(chart.utf8)
        #expect(outcome(of: try ZipWriter.zip(parts)) == ["A1 1", "! sheet-without-cells 图"])
        parts[place].bytes = Array(links.utf8)
        parts.removeAll { $0.name == "xl/worksheets/sheet2.xml" }
        #expect(outcome(of: try ZipWriter.zip(parts)) == ["× damaged-file "])
    }
}
