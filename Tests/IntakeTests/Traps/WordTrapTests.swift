import Intake
import Testing

/// What Word files of real programs, and of bad ones, do to those who read them.
@Suite struct WordTrapTests {
    private func run(_ content: String) -> String { "<w:r>\(content)</w:r>" }
    private func text(_ text: String) -> String { run("<w:t>\(text)</w:t>") }

    @Test(arguments: [
        // What is written, deleted, moved by those who track changes.
        (
            "<w:moveFrom w:id=\"1\"><w:r><w:t>旧</w:t></w:r></w:moveFrom><w:moveTo w:id=\"2\"><w:r><w:t>新</w:t></w:r></w:moveTo>",
            ["新"]
        ),
        ("<w:ins><w:del><w:r><w:delText>无</w:delText></w:r></w:del><w:r><w:t>有</w:t></w:r></w:ins>", ["有"]),
        ("<w:r><w:rPr><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>看得见</w:t></w:r>", ["看得见"]),
        // What is put around text.
        ("<w:smartTag w:element=\"date\"><w:r><w:t>6月2日</w:t></w:r></w:smartTag>", ["6月2日"]),
        ("<w:customXml><w:r><w:t>甲</w:t></w:r></w:customXml><w:bookmarkStart w:id=\"1\" w:name=\"x\"/>", ["甲"]),
        ("<w:dir w:val=\"ltr\"><w:bdo><w:r><w:t>甲</w:t></w:r></w:bdo></w:dir>", ["甲"]),
        // Signs that are no letters.
        ("<w:r><w:t>一</w:t><w:softHyphen/><w:cr/><w:ptab/><w:t>二</w:t></w:r>", ["一\n\t二"]),
        ("<w:r><w:sym w:font=\"Wingdings\" w:char=\"F0A8\"/></w:r>", ["□"]),
        ("<w:r><w:sym w:font=\"Mystery\" w:char=\"F041\"/></w:r>", ["\u{FFFD}", "! unknown-symbol 第1段"]),
        ("<w:r><w:sym w:font=\"宋体\" w:char=\"2611\"/></w:r>", ["☑"]),
        (
            "<w:r><w:ruby><w:rt><w:r><w:t>qīng</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>清</w:t></w:r></w:rubyBase></w:ruby></w:r>",
            ["清"]
        ),
        // Formulas, objects, pictures.
        ("<m:oMath><m:r><m:t>x²</m:t></m:r></m:oMath>", ["x²", "! formula-as-text 第1段"]),
        ("<w:r><w:object/></w:r><w:r><w:t>甲</w:t></w:r>", ["甲", "! picture 第1段"]),
        // Fields that end before they begin, or hold no result.
        ("<w:r><w:fldChar w:fldCharType=\"end\"/><w:t>甲</w:t></w:r>", ["甲"]),
        (
            "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r><w:r><w:t>页</w:t></w:r>",
            ["页"]
        ),
        ("<w:fldSimple w:instr=\"=SUM(ABOVE)\"><w:r><w:t>12.5</w:t></w:r></w:fldSimple>", ["12.5"]),
        // Notes that there are not.
        ("<w:r><w:t>甲</w:t><w:endnoteReference w:id=\"9\"/><w:commentReference w:id=\"9\"/></w:r>", ["甲"]),
        // Spaces.
        ("<w:r><w:t xml:space=\"preserve\"> 甲 </w:t></w:r><w:r><w:t> 乙 </w:t></w:r>", [" 甲  乙 "]),
    ]) func readsAParagraph(_ content: String, _ lines: [String]) throws {
        #expect(outcome(of: try WordRecipe("<w:p>\(content)</w:p>").bytes()) == lines)
    }

    @Test func tellsEndnotesAndCommentsOnText() throws {
        let body =
            "<w:p>\(text("甲"))" + run("<w:endnoteReference w:id=\"3\"/><w:commentReference w:id=\"4\"/>") + "</w:p>"
        let parts = [
            "endnotes": "<w:endnote w:id=\"3\">\(WordRecipe.paragraph("尾注"))</w:endnote>",
            "comments": "<w:comment w:id=\"4\">\(WordRecipe.paragraph("批注"))</w:comment>",
        ]
        #expect(
            outcome(of: try WordRecipe(body, parts: parts).bytes()) == [
                "甲", "! note-not-read 第1段", "! comment-in-text 第1段",
            ])
    }

    @Test func tellsWhatIsEmbeddedAndWhatIsListed() throws {
        let styles = "<w:style w:type=\"paragraph\" w:styleId=\"t\"><w:name w:val=\"toc 1\"/></w:style>"
        let listed = WordRecipe.paragraph("一、概况 1", "<w:pStyle w:val=\"t\"/>")
        let body = "<w:altChunk r:id=\"x\"/>\(listed)\(listed)\(WordRecipe.paragraph("正文"))"
        #expect(
            outcome(of: try WordRecipe(body, parts: ["styles": styles]).bytes()) == [
                "正文", "! embedded-file ", "! table-of-contents 第1段",
            ])
    }

    /// Styles that build on one another in a circle, and numbers of a list that there is not.
    @Test func survivesWhatLeadsNowhere() throws {
        let styles = ["a": "b", "b": "a"].sorted { $0.key < $1.key }.map {
            "<w:style w:type=\"paragraph\" w:styleId=\"\($0.key)\"><w:basedOn w:val=\"\($0.value)\"/></w:style>"
        }
        let numbers = "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"7\"/></w:num>"
        let body = ["1", "2", "-1", "x"].map {
            WordRecipe.paragraph(
                $0, "<w:pStyle w:val=\"a\"/><w:numPr><w:ilvl w:val=\"99\"/><w:numId w:val=\"\($0)\"/></w:numPr>")
        }
        let recipe = WordRecipe(body.joined(), parts: ["styles": styles.joined(), "numbering": numbers])
        #expect(outcome(of: try recipe.bytes()) == ["1", "2", "-1", "x"])
    }

    @Test func readsTheDocumentWhateverItIsCalled() throws {
        var links = PackageRecipe.relationships([
            ("r", "\(WordRecipe.transitional.relationships)/officeDocument", "/a/b.xml")
        ])
        let document =
            "<w:document xmlns:w=\"\(WordRecipe.transitional.word)\"><w:body>\(WordRecipe.paragraph("甲"))</w:body></w:document>"
        let parts = [(name: "_rels/.rels", bytes: links), (name: "a/B.xml", bytes: Array(document.utf8))]
        #expect(outcome(of: try ZipWriter.zip(parts)) == ["甲"])
        links = PackageRecipe.relationships([
            ("r", "\(WordRecipe.transitional.relationships)/officeDocument", "/a/c.xml")
        ])
        #expect(outcome(of: try ZipWriter.zip([(name: "_rels/.rels", bytes: links), parts[1]])) == ["× damaged-file "])
    }
}
