import Layout
import TestSupport
import Testing

/// What pages tell a reader who cannot see them, on pages of 40 × 50 pt: five lines of four characters.
@Suite struct StructureTests {
    private func document(_ blocks: [Block]) throws -> PagedDocument {
        let section = Section(title: "", page: .area(width: 40, height: 50), blocks: blocks)
        return try PageLayouter.layout([section], context: LayoutContext(shaper: FixedAdvanceShaper()))
    }

    /// The elements below the section, each as its role and the text that each page shows of it.
    private func outline(_ document: PagedDocument) -> [String] {
        document.structure.elements.indices.dropFirst(2).map { index in
            let element = document.structure.elements[index]
            var words = [element.role.standardName]
            if case .headerCell(let scope) = element.role { words[0] += " " + scope.rawValue }
            if element.rowSpan > 1 { words[0] += "×\(element.rowSpan)" }
            for page in document.pages {
                let text = page.runs.filter { $0.element?.rawValue == index }.map(\.text).joined()
                if !text.isEmpty { words.append("\(page.number):\(text)") }
            }
            return words.joined(separator: " ")
        }
    }

    private func artifacts(_ document: PagedDocument) -> [String] {
        document.pages.flatMap(\.runs).filter { $0.element == nil }.map(\.text)
    }

    private func text(_ text: String, as role: TextBlock.Role = .paragraph) -> Block {
        let style = ParagraphStyle(linePitch: .pt(10))
        var block = TextBlock(
            paragraphs: text.split(separator: "\n").map {
                Paragraph(runs: [TextRun(String($0), style: .test)], style: style)
            })
        block.role = role
        return .text(block)
    }

    private let one = [TrackSizing(.fixed(.pt(40)))]

    @Test func givesEachParagraphAnElement() throws {
        let document = try document([text("标题", as: .heading(1)), text("甲\n乙")])
        #expect(outline(document) == ["H1 1:标题", "P 1:甲", "P 1:乙"])
    }

    @Test func readsNoEmptyTextOut() throws {
        #expect(outline(try document([text("", as: .heading(1)), text("甲", as: .heading(1))])) == ["H1 1:甲"])
    }

    @Test func keepsAParagraphOverTwoPagesOneElement() throws {
        let document = try document([text("甲甲甲甲乙乙乙乙丙丙丙丙丁丁丁丁戊戊戊戊己己己己庚庚庚庚")])
        #expect(outline(document) == ["P 1:甲甲甲甲乙乙乙乙丙丙丙丙丁丁丁丁戊戊戊戊 2:己己己己庚庚庚庚"])
    }

    @Test func leavesNoLevelOfHeadingOut() throws {
        let blocks = [text("一", as: .heading(1)), text("二", as: .heading(4)), text("三", as: .heading(3))]
        #expect(outline(try document(blocks)) == ["H1 1:一", "H2 1:二", "H3 1:三"])
    }

    @Test func makesOneTableOfAllItsPages() throws {
        let rows = [TableRow(TableCell("头"))] + "一二三四五".map { TableRow(TableCell(String($0))) }
        let document = try document([.table(TableBlock(columns: one, rows: rows, headerRows: 1))])
        #expect(document.pages.count == 2)
        #expect(
            outline(document) == [
                "Table", "THead", "TR", "TH column 1:头", "TBody", "TR", "TD 1:一", "TR", "TD 1:二", "TR", "TD 1:三",
                "TR", "TD 2:四", "TR", "TD 2:五",
            ])
        #expect(artifacts(document) == ["头"])
    }

    @Test func keepsACellOverTwoPagesOneElement() throws {
        let rows = [
            TableRow(TableCell("一")), TableRow(TableCell("二")), TableRow(TableCell("甲甲甲甲乙乙乙乙丙丙丙丙丁丁丁丁")),
        ]
        let outline = outline(try document([.table(TableBlock(columns: one, rows: rows))]))
        #expect(outline.last == "TD 1:甲甲甲甲乙乙乙乙 2:丙丙丙丙丁丁丁丁")
    }

    @Test func readsALabelThatIsShownAgainOnce() throws {
        let columns = [TrackSizing(.fixed(.pt(30))), TrackSizing(.fixed(.pt(10)))]
        var label = TableCell("绩效", rows: 8, repeats: true, mark: "续")
        label.heads = .row
        let rows = [TableRow(label, TableCell("一"))] + "二三四五六七八".map { TableRow(TableCell(String($0))) }
        let document = try document([.table(TableBlock(columns: columns, rows: rows))])
        #expect(try outline(document)[at: 3] == "TH row×8 1:绩效")
        #expect(artifacts(document) == ["绩效续"])
    }

    @Test func givesTheParagraphsOfACellElementsOfTheirOwn() throws {
        var cell = TableCell("甲")
        cell.paragraphs += TableCell("乙").paragraphs
        let document = try document([.table(TableBlock(columns: one, rows: [TableRow(cell)]))])
        #expect(outline(document) == ["Table", "TBody", "TR", "TD", "P 1:甲", "P 1:乙"])
    }

    @Test func headsNothingWithAnEmptyCell() throws {
        var empty = TableCell("")
        empty.heads = .row
        let document = try document([.table(TableBlock(columns: one, rows: [TableRow(empty)]))])
        #expect(outline(document) == ["Table", "TBody", "TR", "TD"])
    }

    @Test func putsACaptionIntoItsTable() throws {
        let table = Block.table(TableBlock(columns: one, rows: [TableRow(TableCell("一"))]))
        let document = try document([text("表1", as: .caption), table, text("注", as: .caption)])
        #expect(outline(document) == ["Table", "Caption 1:表1", "TBody", "TR", "TD 1:一", "P 1:注"])
        #expect(try document.structure.parts()[at: 2].count == 2)
    }

    @Test func tellsWhereToSign() throws {
        let style = ParagraphStyle(linePitch: .pt(10))
        let field = SignatureBlock.Field(
            content: Paragraph(runs: [TextRun("签", style: .test)], style: style), blank: .pt(20))
        let document = try document([.signature(SignatureBlock(lines: [[field]], linePitch: .pt(15)))])
        let blank = try #require(try document.pages[at: 0].blanks.first)
        #expect(blank.label == "签")
        #expect(document.structure[blank.element].role == .paragraph)
        #expect(blank.origin == Point(x: .pt(20), y: .pt(10)))
        #expect(blank.size.width == .pt(20))
        #expect(try blank.origin.y + blank.size.height == document.pages[at: 0].layers[at: 0].rules[at: 0].start.y)
    }

    @Test func tellsWhereToSetTheSeal() throws {
        let style = ParagraphStyle(linePitch: .pt(10))
        let field = SignatureBlock.Field(content: Paragraph(runs: [TextRun("签", style: .test)], style: style))
        var block = SignatureBlock(lines: [[field], [field]], linePitch: .pt(15), sealDiameter: .pt(18))
        let blanks = try document([.signature(block)]).pages[at: 0].blanks
        #expect(blanks.map(\.kind) == [.seal(diameter: .pt(18))])
        #expect(blanks.first?.origin == Point(x: .pt(10), y: .pt(10)))
        #expect(blanks.first?.size == Size(width: .pt(10), height: .pt(30)))
        block.sealDiameter = .zero
        #expect(try document([.signature(block)]).pages[at: 0].blanks.isEmpty)
    }

    @Test func keepsAFieldOverTwoLinesOneElement() throws {
        let style = ParagraphStyle(linePitch: .pt(10))
        let runs = [TextRun("甲甲甲甲乙乙", style: .test)]
        let field = SignatureBlock.Field(content: Paragraph(runs: runs, style: style))
        let document = try document([.signature(SignatureBlock(lines: [[field], [field]], linePitch: .pt(12)))])
        #expect(outline(document) == ["P 1:甲甲甲甲乙乙", "P 1:甲甲甲甲乙乙"])
    }
}
