import Forms
import Intake
import Testing

/// The numbers that Word counts are told as it shows them.
@Suite struct NumberingTests {
    private func level(_ index: Int, _ format: String, _ text: String, _ more: String = "") -> String {
        "<w:lvl w:ilvl=\"\(index)\"><w:start w:val=\"1\"/><w:numFmt w:val=\"\(format)\"/>\(more)<w:lvlText w:val=\"\(text)\"/></w:lvl>"
    }

    private func paragraph(_ list: String, _ level: Int) -> String {
        WordRecipe.paragraph("文", "<w:numPr><w:ilvl w:val=\"\(level)\"/><w:numId w:val=\"\(list)\"/></w:numPr>")
    }

    private func numbers(_ body: String, _ numbering: String, styles: String = "") throws -> [String] {
        try GridFile.read(WordRecipe(body, parts: ["numbering": numbering, "styles": styles]).bytes()).paragraphs.map(
            \.number)
    }

    private func list(
        _ levels: String, instances: String = "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>"
    ) -> String {
        "<w:abstractNum w:abstractNumId=\"0\">\(levels)</w:abstractNum>\(instances)"
    }

    @Test func countsLevelsAndBeginsThemAnew() throws {
        let levels =
            level(0, "chineseCountingThousand", "%1、") + level(1, "chineseCounting", "（%2）")
            + level(2, "decimal", "%3.") + level(3, "decimal", "%1.%4", "<w:isLgl/>")
        let body = [0, 1, 1, 2, 2, 1, 2, 0, 1, 3].map { paragraph("1", $0) }.joined()
        #expect(
            try numbers(body, list(levels)) == ["一、", "（一）", "（二）", "1.", "2.", "（三）", "1.", "二、", "（一）", "2.1"])
    }

    @Test func obeysRestartsAndStarts() throws {
        let levels = level(0, "decimal", "%1.") + level(1, "decimal", "%2)", "<w:lvlRestart w:val=\"0\"/>")
        let instances = """
            <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/>
            <w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
            """
        let body =
            paragraph("1", 0) + paragraph("1", 1) + paragraph("1", 0) + paragraph("1", 1) + paragraph("2", 0)
            + paragraph("2", 0) + paragraph("1", 0) + paragraph("0", 0)
        #expect(
            try numbers(body, list(levels, instances: instances)) == ["1.", "1)", "2.", "2)", "5.", "6.", "7.", ""])
    }

    @Test func countsParagraphsByTheirStyles() throws {
        let levels =
            level(0, "chineseCounting", "%1、", "<w:pStyle w:val=\"H1\"/>")
            + level(1, "decimal", "%2、", "<w:pStyle w:val=\"H2\"/>")
        let style = { (id: String, more: String) in
            "<w:style w:type=\"paragraph\" w:styleId=\"\(id)\"><w:name w:val=\"\(id)\"/>\(more)</w:style>"
        }
        let counted = "<w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr>"
        let styles = style("H1", counted) + style("H2", counted) + style("H2a", "<w:basedOn w:val=\"H2\"/>")
        let body =
            ["H1", "H2", "H2a", "H1", "H2"].map { WordRecipe.paragraph("文", "<w:pStyle w:val=\"\($0)\"/>") }.joined()
            + WordRecipe.paragraph("文", "<w:pStyle w:val=\"H1\"/><w:numPr><w:numId w:val=\"0\"/></w:numPr>")
        #expect(try numbers(body, list(levels), styles: styles) == ["一、", "1、", "2、", "二、", "1、", ""])
    }

    @Test(arguments: [
        ("decimal", 12, "12"), ("decimalZero", 3, "03"), ("upperRoman", 14, "XIV"), ("lowerLetter", 28, "bb"),
        ("chineseCounting", 10, "十"), ("chineseCounting", 21, "二十一"), ("chineseCountingThousand", 105, "一百零五"),
        ("japaneseCounting", 110, "一百一十"), ("ideographDigital", 20, "二〇"), ("chineseLegalSimplified", 12, "壹拾贰"),
        ("ideographTraditional", 3, "丙"), ("decimalFullWidth", 10, "１０"), ("decimalEnclosedCircle", 9, "⑨"),
        ("decimalEnclosedCircleChinese", 21, "㉑"), ("decimalEnclosedParen", 2, "⑵"), ("bullet", 1, ""),
        ("chineseCounting", 10_012, "一万零一十二"),
    ]) func writesNumbersInEveryStyle(_ format: String, _ number: Int, _ text: String) throws {
        let one =
            "<w:lvl w:ilvl=\"0\"><w:start w:val=\"\(number)\"/><w:numFmt w:val=\"\(format)\"/><w:lvlText w:val=\"%1\"/></w:lvl>"
        #expect(try numbers(paragraph("1", 0), list(one)) == [text])
    }
}
