import Diagnostics
import Forms
import Intake
import Testing

/// Word files are read as Word shows them.
@Suite struct WordTests {
    private func paragraph(_ runs: String) -> String { "<w:p>\(runs)</w:p>" }
    private func run(_ content: String, _ properties: String = "") -> String {
        "<w:r><w:rPr>\(properties)</w:rPr>\(content)</w:r>"
    }
    private func text(_ text: String) -> String { run("<w:t xml:space=\"preserve\">\(text)</w:t>") }

    private func read(_ body: String, _ parts: [String: String] = [:]) throws -> GridFile {
        try GridFile.read(WordRecipe(body, parts: parts).bytes())
    }

    @Test(arguments: [WordRecipe.transitional, WordRecipe.strict])
    func readsStrictAndTransitionalFiles(_ vocabulary: (word: String, relationships: String)) throws {
        var recipe = WordRecipe(
            WordRecipe.paragraph("一段") + "<w:tbl><w:tr>\(WordRecipe.cell("一格"))</w:tr></w:tbl>"
                + WordRecipe.paragraph("又一段"))
        (recipe.word, recipe.relationships) = (vocabulary.word, vocabulary.relationships)
        let file = try GridFile.read(recipe.bytes())
        #expect(file.paragraphs.map(\.text) == ["一段", "又一段"])
        #expect(file.paragraphs.map(\.place) == ["第1段", "第2段"])
        #expect(file.texts == ["表1 第1行第1格": "一格"])
    }

    @Test func readsWhatRunsShow() throws {
        let body = paragraph(
            text("甲") + run("<w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:br w:type=\"page\"/><w:noBreakHyphen/>")
                + "<w:hyperlink r:id=\"x\">\(text("链接"))</w:hyperlink>"
                + "<w:ins w:id=\"1\">\(text("新"))</w:ins><w:del w:id=\"2\">\(run("<w:delText>旧</w:delText>"))</w:del>"
                + run("<w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/>")
                + run("<w:t>R</w:t>", "<w:rFonts w:ascii=\"Wingdings 2\"/>"))
        let file = try read(body)
        #expect(file.paragraphs.map(\.text) == ["甲\t乙\n丙-链接新☑☑"])
        #expect(file.findings.isEmpty)
    }

    @Test func readsResultsOfFieldsNotTheirInstructions() throws {
        let field =
            run("<w:fldChar w:fldCharType=\"begin\"/>") + run("<w:instrText>DATE</w:instrText>")
            + run("<w:fldChar w:fldCharType=\"separate\"/>") + text("6月2日") + run("<w:fldChar w:fldCharType=\"end\"/>")
        let nested =
            run("<w:fldChar w:fldCharType=\"begin\"/>") + field + run("<w:fldChar w:fldCharType=\"separate\"/>")
            + text("是") + run("<w:fldChar w:fldCharType=\"end\"/>")
        let box =
            run(
                "<w:fldChar w:fldCharType=\"begin\"><w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData></w:fldChar>"
            )
            + run("<w:fldChar w:fldCharType=\"end\"/>")
        let file = try read(
            paragraph(field + nested + "<w:fldSimple w:instr=\"PAGE\">\(text("3"))</w:fldSimple>" + box))
        #expect(file.paragraphs.map(\.text) == ["6月2日是3☑"])
    }

    @Test func saysThatAFieldDoesNotEnd() throws {
        let file = try read(paragraph(text("前") + run("<w:fldChar w:fldCharType=\"begin\"/>") + text("后")))
        #expect(file.paragraphs.map(\.text) == ["前"])
        #expect(file.found == ["open-field 第1段"])
    }

    @Test func tellsHiddenTextNotesAndPictures() throws {
        let notes =
            "<w:footnote w:type=\"separator\" w:id=\"-1\"/><w:footnote w:id=\"2\">\(paragraph(text("数据来自决算")))</w:footnote>"
        let body = paragraph(
            text("支出") + run("<w:t>秘密</w:t>", "<w:vanish/>") + run("<w:t>明</w:t>", "<w:vanish w:val=\"0\"/>")
                + run("<w:footnoteReference w:id=\"2\"/>") + run("<w:drawing><a xmlns=\"urn:pic\"/></w:drawing>"))
        let file = try read(body, ["footnotes": notes])
        #expect(file.paragraphs.map(\.text) == ["支出明"])
        #expect(file.found == ["note-not-read 第1段", "picture 第1段", "hidden-text 第1段"])
        #expect(file.findings.first?.message.zh.contains("数据来自决算") == true)
    }

    @Test func tellsTheTextOfATextBoxOnce() throws {
        let box = paragraph(text("框里"))
        let shape =
            "<mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:txbx><w:txbxContent>\(box)</w:txbxContent></wps:txbx>"
            + "</w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>\(box)</w:txbxContent></v:textbox></w:pict>"
            + "</mc:Fallback></mc:AlternateContent>"
        let file = try read(paragraph(text("外面") + run(shape)))
        #expect(file.paragraphs.map(\.text) == ["外面"])
        #expect(file.found == ["text-box 第1段"])
        #expect(file.findings.first?.message.zh.contains("“框里”") == true)
    }

    @Test func readsControlsButNotTheirHints() throws {
        let control = { (properties: String, content: String) in
            "<w:sdt><w:sdtPr>\(properties)</w:sdtPr><w:sdtContent>\(content)</w:sdtContent></w:sdt>"
        }
        let file = try read(
            control("", paragraph(text("甲") + control("", text("乙")) + control("<w:showingPlcHdr/>", text("单击此处"))))
                + control("<w:showingPlcHdr/>", paragraph(text("选择一项"))))
        #expect(file.paragraphs.map(\.text) == ["甲乙"])
    }

    @Test func joinsParagraphsWhoseBoundaryWasDeleted() throws {
        let file = try read(
            WordRecipe.paragraph("上半", "<w:rPr><w:del w:id=\"1\"/></w:rPr>") + WordRecipe.paragraph("下半"))
        #expect(file.paragraphs.map(\.text) == ["上半下半"])
    }

    @Test func tellsHeadingsByOutlineLevelAndByNames() throws {
        let style = { (id: String, name: String, more: String) in
            "<w:style w:type=\"paragraph\" w:styleId=\"\(id)\"><w:name w:val=\"\(name)\"/>\(more)</w:style>"
        }
        let styles =
            style("1", "heading 1", "") + style("a", "正文", "") + style("b", "小标题", "<w:basedOn w:val=\"c\"/>")
            + style("c", "节", "<w:pPr><w:outlineLvl w:val=\"2\"/></w:pPr>") + style("d", "标题 2", "")
            + style("T", "Title", "")
        let using = { (id: String) in WordRecipe.paragraph("文", "<w:pStyle w:val=\"\(id)\"/>") }
        let body =
            ["1", "a", "b", "d", "T"].map { using($0) }.joined()
            + WordRecipe.paragraph("文", "<w:pStyle w:val=\"1\"/><w:outlineLvl w:val=\"9\"/>")
            + WordRecipe.paragraph("文", "<w:jc w:val=\"center\"/>")
        let file = try read(body, ["styles": styles])
        #expect(file.paragraphs.map(\.headingLevel) == [1, nil, 3, 2, nil, nil, nil])
        #expect(file.paragraphs.map(\.isTitle) == [false, false, false, false, true, false, true])
    }
}
