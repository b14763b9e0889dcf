import Diagnostics
import Forms
import Intake
import Testing

/// Findings come back as comments on the cells of the office's own workbook, and nothing else in it changes.
@Suite struct MarkingTests {
    private static let row = "<row r=\"2\"><c r=\"B2\"><v>1</v></c></row>"

    @Test(arguments: [WorkbookRecipe.transitional, WorkbookRecipe.strict], ["", "x:"])
    func putsFindingsOnTheirCellsAndChangesNothingElse(
        _ vocabulary: (spreadsheet: String, relationships: String), _ prefix: String
    ) throws {
        var recipe = WorkbookRecipe(rows: Self.row, after: "<pageMargins left=\"1\"/><tableParts/><extLst/>")
        (recipe.spreadsheet, recipe.relationships, recipe.prefix) = (
            vocabulary.spreadsheet, vocabulary.relationships, prefix
        )
        recipe.sheets.append(.init(name: "附件2", xml: "<sheetData/>"))
        let marked = try MarkedFile(
            recipe,
            [
                finding("少了一项", at: "附件1!B2", .warning), finding("不是数", at: "附件1!B2", id: "no-number", hint: "写数字"),
            ])
        #expect(
            marked.notes == ["附件1!B2": "Annex 检查：\n错误：不是数 [no-number]\n提示：写数字\n警告：少了一项 [a-rule]"])
        #expect(
            marked.changed == [
                "[content_types].xml", "xl/worksheets/sheet1.xml", "xl/worksheets/_rels/sheet1.xml.rels",
                "xl/comments1.xml",
                "xl/drawings/vmldrawing1.vml",
            ])
        let element =
            "<\(prefix)legacyDrawing xmlns:r=\"\(vocabulary.relationships)\" r:id=\"rIdAnnex2\"/>"
        let sheet = marked.text("xl/worksheets/sheet1.xml")
        #expect(sheet.contains("left=\"1\"/>\(element)<\(prefix)tableParts/>"))
        #expect(Array(sheet.replacing(element, with: "").utf8) == marked.before["xl/worksheets/sheet1.xml"])
        #expect(marked.text("xl/drawings/vmldrawing1.vml").contains("<x:Row>1</x:Row><x:Column>1</x:Column>"))
    }

    @Test func givesTheSameBytesTwice() throws {
        let parts = WorkbookRecipe(rows: Self.row).parts
        let types = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"></Types>"
        let file = try ZipWriter.zip(parts + [("[Content_Types].xml", Array(types.utf8))])
        let findings = (1...60).map { finding("第\($0)处", at: "附件1!C\($0 * 7 % 60 + 1)") }
        let marked = try MarkedFile(file, findings)
        #expect(try MarkedFile(file, findings).bytes == marked.bytes)
        #expect(marked.notes.count == 60)
    }

    @Test(
        arguments: [
            ("<t>请核对</t>", "请核对"),
            ("<r><rPr><b/></rPr><t xml:space=\"preserve\">张三：</t></r><r><t>请核对</t></r>", "张三：请核对"),
            ("<t/>", ""), ("<r><t>注</t></r><rPh sb=\"0\" eb=\"1\"><t>ちゅう</t></rPh><phoneticPr fontId=\"1\"/>", "注"),
        ], ["", "x:"])
    func keepsTheNotesOfPersons(_ note: (written: String, read: String), _ prefix: String) throws {
        var recipe = WorkbookRecipe(rows: Self.row)
        recipe.prefix = prefix
        recipe.sheets[0].comments = """
            <comment ref="B2" authorId="0"><text>\(note.written)</text></comment><comment ref="C9"><text><t>留着</t></text></comment>
            """
        let marked = try MarkedFile(recipe, [finding("不是数", at: "附件1!B2"), finding("空着", at: "附件1!D4")])
        #expect(
            marked.notes == [
                "附件1!B2": note.read + (note.read.isEmpty ? "" : "\n\n") + "Annex 检查：\n错误：不是数 [a-rule]", "附件1!C9": "留着",
                "附件1!D4": "Annex 检查：\n错误：空着 [a-rule]",
            ])
        // Notes are shown by boxes: each has one, also those that had none.
        #expect(marked.text("xl/drawings/vmldrawing1.vml").matches(of: #/ObjectType="Note"/#).count == 3)
        #expect(!marked.after.keys.contains("xl/comments1.xml"))
    }

    @Test func leavesConversationsAlone() throws {
        var recipe = WorkbookRecipe(rows: Self.row)
        recipe.sheets[0].comments =
            "<comment ref=\"B2\" authorId=\"0\"><text><t>[Threaded comment] 对吗？</t></text></comment>"
        let links = PackageRecipe.relationships([
            ("c", "\(recipe.relationships)/comments", "../notes0.xml"),
            ("t", "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment", "../threads.xml"),
        ])
        let thread = """
            <ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">
            <threadedComment ref="B2" id="{1}"><text>对吗？</text></threadedComment></ThreadedComments>
            """
        let marked = try MarkedFile(
            recipe, [finding("不是数", at: "附件1!B2"), finding("空着", at: "附件1!D4")],
            extra: [
                ("xl/worksheets/_rels/sheet1.xml.rels", String(decoding: links, as: UTF8.self)),
                ("xl/threads.xml", thread),
            ])
        #expect(
            marked.notes == [
                "附件1!A1": "Annex 检查（以下各条不是说这一格）：\n附件1!B2：错误：不是数 [a-rule]", "附件1!B2": "对吗？",
                "附件1!D4": "Annex 检查：\n错误：空着 [a-rule]",
            ])
        #expect(!marked.changed.contains("xl/threads.xml"))
        #expect(marked.text("xl/notes0.xml").contains("<text><t>[Threaded comment] 对吗？</t></text>"))
    }

    @Test func marksTheFirstOfMergedCells() throws {
        let recipe = WorkbookRecipe(rows: Self.row, after: "<mergeCells><mergeCell ref=\"B2:D4\"/></mergeCells>")
        let marked = try MarkedFile(recipe, [finding("不是数", at: "附件1!D3")])
        #expect(marked.notes.keys.sorted() == ["附件1!B2"])
        // The box stands right of all of them.
        #expect(marked.text("xl/drawings/vmldrawing1.vml").contains("<x:Anchor>4, 8, 1, 8, "))
    }

    @Test(arguments: ["附件3!", "O'Neil “表”", "一!B2", "'", "甲&乙"])
    func knowsSheetsByWhateverNames(_ name: String) throws {
        var recipe = WorkbookRecipe(rows: Self.row)
        recipe.sheets.append(recipe.sheets[0])
        recipe.sheets[1].name = name.replacing("&", with: "&amp;")
        let marked = try MarkedFile(recipe, [finding("不是数", at: "\(name)!B2")])
        #expect(marked.notes == ["\(name)!B2": "Annex 检查：\n错误：不是数 [a-rule]"])
    }

    @Test func saysOnAVisibleSheetWhatIsAboutNoCellThatIsSeen() throws {
        var recipe = WorkbookRecipe()
        let xml =
            "<cols><col min=\"1\" max=\"1\" hidden=\"1\"/></cols><sheetData><row r=\"1\" hidden=\"1\"/></sheetData>"
        recipe.sheets = [
            .init(name: "说明", state: "hidden", xml: "<sheetData/>"), .init(name: "附件1", xml: xml),
            .init(name: "附件3", xml: "<sheetData/>"),
        ]
        var printed = finding("没有填")
        printed.cell = "附件3 第2行 得分"
        let marked = try MarkedFile(
            recipe,
            [
                finding("文件不全"), finding("藏着的", at: "说明!C3"), finding("列藏着", at: "附件1!A7"), printed,
                finding("没有这张表", at: "附件10"),
            ])
        #expect(
            marked.notes == [
                "附件1!B2": """
                Annex 检查（以下各条不是说这一格）：
                错误：文件不全 [a-rule]
                说明!C3：错误：藏着的 [a-rule]
                附件1!A7：错误：列藏着 [a-rule]
                附件10：错误：没有这张表 [a-rule]
                """,
                "附件3!A1": "Annex 检查（以下各条不是说这一格）：\n附件3 第2行 得分：错误：没有填 [a-rule]",
            ])
    }

    @Test func replacesTheNotesOfAnEarlierCheck() throws {
        var recipe = WorkbookRecipe(rows: Self.row)
        recipe.sheets[0].comments = "<comment ref=\"B2\" authorId=\"0\"><text><t>请核对</t></text></comment>"
        let first = try MarkedFile(
            recipe, [finding("不是数", at: "附件1!B2"), finding("空着", at: "附件1!D4"), finding("太长", at: "附件1!E5")])
        let second = try MarkedFile(first.bytes, [finding("还空着", at: "附件1!D4")], language: .en)
        #expect(
            second.notes == [
                "附件1!B2": "请核对", "附件1!D4": "Checked by Annex:\nerror: in English: 还空着 [a-rule]",
            ])
        let drawing = second.text("xl/drawings/vmldrawing1.vml")
        #expect(drawing.matches(of: #/ObjectType="Note"/#).count == 2)
        #expect(!drawing.contains("<x:Row>4</x:Row>"))
    }

    /// LibreOffice parts runs where another face begins; others make a single one of them.
    @Test(arguments: [
        "<r><t>请核对&#10;</t></r><r><t>&#10;</t></r><r><t>Annex </t></r><r><t>检查：&#10;错误：不是数 </t></r><r><t>[a-rule]</t></r>",
        "<r><t>请核对\n\nAnnex 检查：\n错误：不是数 [a-rule]\n提示：写数字</t></r>",
        "<t>请核对_x000a_Checked by Annex:&#xA;error: no number [a-rule]</t>",
    ]) func knowsTheNotesOfAnEarlierCheckAfterOtherProgramsWroteThem(_ text: String) throws {
        var recipe = WorkbookRecipe(rows: Self.row)
        let gone = text.replacing("请核对&#10;", with: "").replacing("请核对", with: "")
        recipe.sheets[0].comments = """
            <comment ref="B2" authorId="0"><text>\(text)</text></comment><comment ref="C3" authorId="0"><text>\(gone)</text></comment>
            """
        let marked = try MarkedFile(recipe, [finding("空着", at: "附件1!D4")])
        #expect(marked.notes.keys.sorted() == ["附件1!B2", "附件1!D4"])
        #expect(marked.notes["附件1!B2"]?.trimmingPrefix("\n").split(separator: "\n") == ["请核对"])
        let other = try MarkedFile(recipe, [finding("太长", at: "附件1!B2")])
        #expect(other.notes["附件1!B2"]?.split(separator: "\n") == ["请核对", "Annex 检查：", "错误：太长 [a-rule]"])
    }

    @Test func keepsWhatSomebodyAnsweredInANoteOfAnEarlierCheck() throws {
        let first = try MarkedFile(WorkbookRecipe(rows: Self.row), [finding("不是数", at: "附件1!B2", hint: "写数字")])
        let answered = first.text("xl/comments1.xml").replacing("写数字</t>", with: "写数字\n已按附件核实</t>")
        let parts = first.after.map { name, bytes in
            (name: name, bytes: name == "xl/comments1.xml" ? Array(answered.utf8) : bytes)
        }
        let second = try MarkedFile(
            try ZipWriter.zip(parts.sorted { $0.name < $1.name }), [finding("空着", at: "附件1!D4")])
        #expect(second.notes["附件1!B2"]?.split(separator: "\n") == ["已按附件核实"])
    }

    @Test func writesAnyTextSoThatItIsReadBack() throws {
        let marked = try MarkedFile(
            WorkbookRecipe(rows: Self.row),
            [finding("写的是“_x0041_ <b>&amp;\u{1}\u{FFFE}”", at: "附件1!B2", id: "x")])
        let note = try #require(marked.notes["附件1!B2"])
        #expect(note.hasPrefix("Annex 检查：\n错误：写的是“_x0041_ <b>&amp;\\u{1}"))
    }

    @Test func saysHowManyFindingsHaveNoRoomOnACell() throws {
        let findings = (1...900).map { finding("第\($0)处不对", at: "附件1!B2") }
        let note = try #require(try MarkedFile(WorkbookRecipe(rows: Self.row), findings).notes["附件1!B2"])
        let shown = note.matches(of: #/错误：/#).count
        #expect(note.utf16.count < 32_767)
        #expect(shown > 50 && note.hasSuffix("……还有 \(900 - shown) 条，见 annex check 列出的全部"))
    }
}
