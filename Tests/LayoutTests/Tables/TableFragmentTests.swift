import Layout
import TestSupport
import Testing

/// Tables over pages, on pages of 40 × 50 pt: five lines of four characters.
@Suite struct TableFragmentTests {
    private func lines(_ table: TableBlock, height: Double = 50, followedBy blocks: [Block] = []) throws -> [[String]] {
        let page = PageStyle.area(width: 40, height: height)
        return try pageLines([Section(title: "", page: page, blocks: [.table(table)] + blocks)])
    }

    private let two = [TrackSizing(.fixed(.pt(20))), TrackSizing(.fixed(.pt(20)))]
    private let one = [TrackSizing(.fixed(.pt(40)))]

    @Test func repeatsTheHeaderOnEveryPage() throws {
        let rows = [TableRow(TableCell("头"))] + "一二三四五六七八九".map { TableRow(TableCell(String($0))) }
        let pages = try lines(TableBlock(columns: one, rows: rows, headerRows: 1))
        #expect(pages == [["头", "一", "二", "三", "四"], ["头", "五", "六", "七"], ["头", "八", "九"]])
    }

    @Test func cutsACellBetweenLinesWithTwoOnEachSide() throws {
        let rows = [TableRow(TableCell("一")), TableRow(TableCell("二")), TableRow(TableCell("甲甲甲甲乙乙乙乙丙丙丙丙丁丁丁丁"))]
        #expect(
            try lines(TableBlock(columns: one, rows: rows)) == [
                ["一", "二", "甲甲甲甲", "乙乙乙乙"], ["丙丙丙丙", "丁丁丁丁"],
            ])
    }

    /// A cell with paragraphs.
    private func cell(_ texts: String...) -> TableCell {
        let style = ParagraphStyle(linePitch: .pt(10))
        let paragraphs = texts.map { Paragraph(runs: [TextRun($0, style: .test)], style: style) }
        return TableCell(paragraphs: paragraphs, style: CellStyle(padding: .zero))
    }

    @Test func leavesNoHeadOfAParagraphAtTheFoot() throws {
        func pages(_ texts: TableCell) throws -> [[String]] {
            try lines(TableBlock(columns: one, rows: [TableRow(texts)]))
        }
        #expect(
            try pages(cell("甲甲甲甲乙乙。", "丙丙丙。", "丁丁。", "一、戊", "己己己己庚庚。")) == [
                ["甲甲甲甲", "乙乙。", "丙丙丙。", "丁丁。"], ["一、戊", "己己己己", "庚庚。"],
            ])
        #expect(
            try pages(cell("甲甲甲甲乙乙。", "丙丙丙。", "丁丁。", "戊戊戊。", "己己己己庚庚。")) == [
                ["甲甲甲甲", "乙乙。", "丙丙丙。", "丁丁。", "戊戊戊。"], ["己己己己", "庚庚。"],
            ])
    }

    @Test func movesARowThatWouldLeaveASingleLine() throws {
        let rows = ["一", "二", "三", "四"].map { TableRow(TableCell($0)) } + [TableRow(TableCell("甲甲甲甲乙乙乙乙"))]
        #expect(
            try lines(TableBlock(columns: one, rows: rows)) == [["一", "二", "三", "四"], ["甲甲甲甲", "乙乙乙乙"]])
    }

    @Test func keepsAnUnbreakableRowWhole() throws {
        let rows = [
            TableRow(TableCell("一")), TableRow(TableCell("二")), TableRow(TableCell("甲甲甲甲乙乙乙乙丙丙丙丙丁丁丁丁"), breaks: false),
        ]
        #expect(
            try lines(TableBlock(columns: one, rows: rows)) == [
                ["一", "二"], ["甲甲甲甲", "乙乙乙乙", "丙丙丙丙", "丁丁丁丁"],
            ])
    }

    @Test func showsASpannedLabelAgainWithItsMark() throws {
        let columns = [TrackSizing(.fixed(.pt(30))), TrackSizing(.fixed(.pt(10)))]
        var rows = [TableRow(TableCell("绩效", rows: 8, repeats: true, mark: "续"), TableCell("一"))]
        rows += "二三四五六七八".map { TableRow(TableCell(String($0))) }
        #expect(
            try lines(TableBlock(columns: columns, rows: rows)) == [
                ["绩效", "一", "二", "三", "四", "五"], ["绩效续", "六", "七", "八"],
            ])
    }

    @Test func showsTheHeadOfAGroupAgainWhereItGoesOn() throws {
        let columns = [TrackSizing(.fixed(.pt(20))), TrackSizing(.fixed(.pt(20)))]
        let head = TableRow(TableCell("绩效", rows: 8, repeats: true), TableCell("头")).repeated
        let rows = "一二三四五六七".map { TableRow(TableCell(String($0))) }
        let after = "甲乙丙丁戊".map { TableRow(TableCell(String($0)), TableCell("")) }
        #expect(
            try lines(TableBlock(columns: columns, rows: [head] + rows + after)) == [
                ["绩效", "头", "一", "二", "三", "四"], ["绩效", "头", "五", "六", "七", "甲"], ["乙", "丙", "丁", "戊"],
            ])
        let inner = TableRow(TableCell("全", rows: 13, repeats: true), TableCell("一", rows: 2), TableCell("头")).repeated
        let others = "二三四五六七八九十甲乙丙".enumerated().map { index, text in
            index == 0 ? TableRow(TableCell(String(text))) : TableRow(TableCell(String(text), columns: 2))
        }
        let three = [TrackSizing](repeating: TrackSizing(.fixed(.pt(13))), count: 3)
        #expect(
            try lines(TableBlock(columns: three, rows: [inner] + others)).filter { $0.contains("头") }.count == 1,
            "it heads the least group that it stands in")
    }

    @Test func showsAHeadOfTwoRowsAgain() throws {
        let columns = [TrackSizing(.fixed(.pt(10))), TrackSizing(.fixed(.pt(10))), TrackSizing(.fixed(.pt(10)))]
        let heads = [
            TableRow(TableCell("绩", rows: 7, repeats: true), TableCell("名", rows: 2), TableCell("年")).repeated,
            TableRow(TableCell("值")).repeated,
        ]
        let rows = "一二三四五".map { TableRow(TableCell(String($0)), TableCell("")) }
        #expect(
            try lines(TableBlock(columns: columns, rows: heads + rows)) == [
                ["绩", "名", "年", "值", "一", "二", "三"], ["绩", "名", "年", "值", "四", "五"],
            ])
    }

    @Test func beginsALabelOnlyWhereItsRowsHaveRoomForIt() throws {
        let columns = [TrackSizing(.fixed(.pt(20))), TrackSizing(.fixed(.pt(20)))]
        let before = "一二三".map { TableRow(TableCell(String($0)), TableCell("")) }
        let label = TableRow(TableCell("存在问题分析", rows: 4, repeats: true), TableCell("四"))
        let rows = "五六七".map { TableRow(TableCell(String($0))) }
        #expect(
            try lines(TableBlock(columns: columns, rows: before + [label] + rows)) == [
                ["一", "二", "三"], ["存在", "问题", "分析", "四", "五", "六", "七"],
            ])
        let kept = TableRow(TableCell("三"), TableCell(""), keeps: true)
        #expect(
            try lines(TableBlock(columns: columns, rows: before.dropLast() + [kept, label] + rows)).map(\.first) == [
                "一", "三",
            ], "with the row that keeps with it")
    }

    @Test func letsRowsGrowForALabelThatGoesOn() throws {
        let columns = [TrackSizing(.fixed(.pt(20))), TrackSizing(.fixed(.pt(20)))]
        let label = TableRow(TableCell("存在问题", rows: 2, repeats: true), TableCell("一"))
        let rest = TableRow(TableCell("甲甲乙乙丙丙丁丁戊戊"), breaks: false)
        let block = TableBlock(columns: columns, rows: [label, rest])
        #expect(try lines(block) == [["存在", "问题", "一"], ["存在", "问题", "甲甲", "乙乙", "丙丙", "丁丁", "戊戊"]])
    }

    @Test func letsASpanningTextFlowOverTheBreak() throws {
        var rows = [TableRow(TableCell("甲甲乙乙丙丙丁丁戊戊己己庚庚辛辛", rows: 8), TableCell("一"))]
        rows += "二三四五六七八".map { TableRow(TableCell(String($0))) }
        #expect(
            try lines(TableBlock(columns: two, rows: rows)) == [
                ["甲甲", "乙乙", "丙丙", "丁丁", "戊戊", "一", "二", "三", "四", "五"], ["己己", "庚庚", "辛辛", "六", "七", "八"],
            ])
    }

    @Test func carriesARowTallerThanAPageOverSeveral() throws {
        let text = "甲乙丙丁戊己庚辛壬癸子丑".map { String(repeating: $0, count: 4) }.joined()
        let pages = try lines(TableBlock(columns: one, rows: [TableRow(TableCell(text))]))
        #expect(pages.map(\.count) == [5, 5, 2])
        #expect(pages.flatMap { $0 }.joined() == text)
    }

    @Test func keepsTheSignatureWithTheLastRows() throws {
        let rows = "一二三四五".map { TableRow(TableCell(String($0))) }
        let style = ParagraphStyle(linePitch: .pt(10))
        let field = SignatureBlock.Field(content: Paragraph(runs: [TextRun("签字", style: .test)], style: style))
        let signature = SignatureBlock(lines: [[field]], linePitch: .pt(10))
        let pages = try lines(TableBlock(columns: one, rows: rows), followedBy: [.signature(signature)])
        #expect(pages == [["一", "二", "三"], ["四", "五", "签字"]])
    }

    @Test func keepsARowWithTheNext() throws {
        let rows =
            "一二三四".map { TableRow(TableCell(String($0))) }
            + [TableRow(TableCell("五"), keeps: true), TableRow(TableCell("六"))]
        #expect(try lines(TableBlock(columns: one, rows: rows)) == [["一", "二", "三", "四"], ["五", "六"]])
    }

    @Test func takesTwoRowsAtLeastToTheLastPageOfAShortTable() throws {
        func pages(_ rows: String, headerRows: Int = 0) throws -> [[String]] {
            let rows = rows.map { TableRow(TableCell(String($0))) }
            return try lines(TableBlock(columns: one, rows: rows, headerRows: headerRows))
        }
        #expect(try pages("一二三四五六") == [["一", "二", "三", "四"], ["五", "六"]])
        #expect(try pages("头一二三四五", headerRows: 1) == [["头", "一", "二", "三"], ["头", "四", "五"]])
    }

    @Test func takesThreeRowsAtLeastToTheLastPage() throws {
        let rows = "一二三四五六七八九十".map { TableRow(TableCell(String($0))) } + [TableRow(TableCell("终"))]
        let pages = try lines(TableBlock(columns: one, rows: rows), height: 100)
        #expect(pages.map(\.count) == [8, 3])
    }

    @Test(arguments: [
        ("123456789", true), ("1234.5%", false), ("12345678%", true), ("12345678万", false), ("甲12345678", false),
    ])
    func saysWhereANumberStandsOnTwoLines(_ text: String, _ isSplit: Bool) throws {
        let notes = try broken(TableBlock(columns: one, rows: [TableRow(TableCell(text))]))
        #expect(notes == (isSplit ? [.numberSplit(nil)] : []))
    }

    @Test func growsOnlyWhereTheTableIsWhole() throws {
        func feet(_ count: Int) throws -> [Double] {
            let rows = "一二三四五六七".prefix(count).map { TableRow(TableCell(String($0))) }
            let table = TableBlock(columns: one, rows: rows, fill: TableFill(mostGrowth: 1.5))
            let section = Section(title: "", page: .area(width: 40, height: 50), blocks: [.table(table)])
            let pages = try PageLayouter.layout([section], context: LayoutContext(shaper: FixedAdvanceShaper())).pages
            return pages.map { page in page.layers.flatMap(\.rules).map { $0.end.y.points }.max() ?? 0 }
        }
        #expect(try feet(3) == [10 + 45])
        #expect(try feet(7) == [10 + 50, 10 + 20])
    }

    @Test func squeezesNoRowBelowItsLeastHeight() throws {
        var cell = TableCell("甲")
        cell.style.padding = Insets(horizontal: .zero, vertical: .pt(1))
        let row = TableRow(cells: [cell], minimumHeight: .pt(11))
        let table = TableBlock(
            columns: one, rows: [TableRow](repeating: row, count: 5), fill: TableFill(leastPadding: 0))
        #expect(try lines(table, height: 55).count == 1)
        #expect(try lines(table, height: 54).count == 2)
    }

    @Test func leavesTallLastRowsToThemselves() throws {
        // Ten rows of a line, then one of three lines that is not cut: what goes on takes a quarter of the page.
        let last = TableRow(TableCell("甲甲甲甲乙乙乙乙丙丙丙丙"), breaks: false)
        let rows = "一二三四五六七八九十".map { TableRow(TableCell(String($0))) }
        #expect(try lines(TableBlock(columns: one, rows: rows + [last]), height: 120).map(\.count) == [10, 3])
        let single = TableRow(TableCell("甲"), breaks: false)
        #expect(try lines(TableBlock(columns: one, rows: rows + [single]), height: 100).map(\.count) == [8, 3])
    }

    @Test func squeezesPaddingToStayOnOnePage() throws {
        let style = CellStyle(padding: Insets(horizontal: .zero, vertical: .pt(2)))
        let rows = "一二三四".map { text in
            var cell = TableCell(String(text))
            cell.style = style
            return TableRow(cells: [cell])
        }
        #expect(try lines(TableBlock(columns: one, rows: rows)).count == 2)
        #expect(try lines(TableBlock(columns: one, rows: rows, fill: TableFill(leastPadding: 0.5))).count == 1)
    }

    /// The rules that `table` breaks on pages of five lines, with their pages.
    private func broken(_ table: TableBlock, followedBy blocks: [Block] = []) throws -> [LayoutNote] {
        let section = Section(title: "", page: .area(width: 40, height: 50), blocks: [.table(table)] + blocks)
        return try PageLayouter.layout([section], context: LayoutContext(shaper: FixedAdvanceShaper())).notes
    }

    @Test func saysWhereRowsThatKeepTogetherFillMoreThanAPage() throws {
        let rows = "一二三四五六七".map { TableRow(TableCell(String($0)), keeps: true) }
        #expect(try broken(TableBlock(columns: one, rows: rows)) == [.broken(.rowWithNext, nil, page: 1)])
        #expect(try broken(TableBlock(columns: one, rows: Array(rows.prefix(5)))).isEmpty)
    }

    @Test func cutsAnUnbreakableRowOnlyWhereItIsTallerThanAPageAndSaysSo() throws {
        let text = String(repeating: "甲", count: 4 * 7)
        let rows = [TableRow(TableCell("一")), TableRow(TableCell(text), breaks: false)]
        let table = TableBlock(columns: one, rows: rows)
        #expect(try lines(table).map(\.count) == [1, 5, 2])
        #expect(try broken(table) == [.broken(.rowWhole, nil, page: 2)])
    }

    @Test func saysWhereACellLeavesASingleLine() throws {
        // Two lines fit on each page: three lines cannot be shared out without leaving one alone.
        let table = TableBlock(columns: one, rows: [TableRow(TableCell("甲甲甲甲乙乙乙乙丙丙丙丙"))])
        let section = Section(title: "", page: .area(width: 40, height: 20), blocks: [.table(table)])
        let document = try PageLayouter.layout([section], context: LayoutContext(shaper: FixedAdvanceShaper()))
        #expect(document.notes == [.broken(.fewestLines, nil, page: 1)])
    }

    @Test func leavesTwoLinesOfARowThatIsTallerThanAPage() throws {
        let text = "甲乙丙丁戊己庚辛壬癸子".map { String(repeating: $0, count: 4) }.joined()
        let table = TableBlock(columns: one, rows: [TableRow(TableCell(text))])
        #expect(try lines(table).map(\.count) == [5, 4, 2])
        #expect(try broken(table).isEmpty)
    }

    @Test func leavesTwoLinesOfATextThatFlowsPastABreak() throws {
        // Five of six lines fit beside the rows of page one; the last two go on together.
        var rows = [TableRow(TableCell("甲甲乙乙丙丙丁丁戊戊己己", rows: 7), TableCell("一"))]
        rows += "二三四五六七".map { TableRow(TableCell(String($0))) }
        let pages = try lines(TableBlock(columns: two, rows: rows))
        #expect(pages == [["甲甲", "乙乙", "丙丙", "丁丁", "一", "二", "三", "四", "五"], ["戊戊", "己己", "六", "七"]])
    }

    @Test func endsARowAtTheFootOfThePageWhereOnlyASpanningTextGoesOn() throws {
        // The text of 14 lines makes both rows seven lines tall: the first ends with its page, without a blank stub on
        // the next.
        let text = "甲乙丙丁戊己庚辛壬癸子丑寅卯".map { String(repeating: $0, count: 2) }.joined()
        let rows = [TableRow(TableCell(text, rows: 2), TableCell("一")), TableRow(TableCell("二"))]
        let pages = try lines(TableBlock(columns: two, rows: rows))
        #expect(pages.map(\.count) == [6, 6, 4])
        #expect(try pages[at: 1].last == "二")
    }

    @Test func saysWhenASignatureLeavesItsTable() throws {
        let style = ParagraphStyle(linePitch: .pt(10))
        let field = SignatureBlock.Field(content: Paragraph(runs: [TextRun("签字", style: .test)], style: style))
        let signature = SignatureBlock(lines: [[field]], linePitch: .pt(50))
        let table = TableBlock(columns: one, rows: [TableRow(TableCell("一"))])
        #expect(try broken(table, followedBy: [.signature(signature)]) == [.broken(.blockWithPrevious, nil, page: 1)])
    }

    @Test func saysWhenARowCannotBeShown() {
        let rows = [TableRow(TableCell("甲甲甲甲乙乙乙乙丙丙丙丙丁丁丁丁戊戊戊戊己己己己", repeats: true))]
        #expect(throws: LayoutFailure.self) { try lines(TableBlock(columns: one, rows: rows)) }
    }

    @Test func survivesAHeaderOfMoreRowsThanTheTableHas() throws {
        let short = TableBlock(columns: one, rows: [TableRow(TableCell("甲"))], headerRows: 5)
        #expect(try lines(short) == [["甲"]])
        let long = TableBlock(
            columns: one, rows: [TableRow(TableCell(String(repeating: "甲乙丙丁", count: 12)))], headerRows: 5)
        #expect(throws: LayoutFailure.self, "a header is not cut") { try lines(long) }
    }

    @Test func saysWhenPaddingAloneIsTallerThanAPage() {
        var cell = TableCell("甲", rows: 2)
        cell.style.padding = Insets(horizontal: .zero, vertical: .pt(60))
        let rows = [TableRow(cell, TableCell("乙")), TableRow(TableCell("丙"))]
        #expect(throws: LayoutFailure.self) { try lines(TableBlock(columns: two, rows: rows)) }
    }

    @Test func saysWhenAColumnIsNarrowerThanACharacter() throws {
        let narrow = TableBlock(
            columns: [TrackSizing(.fixed(.pt(35))), TrackSizing(.fixed(.pt(5)))],
            rows: [
                TableRow(TableCell("甲"), TableCell("乙"))
            ])
        #expect { try lines(narrow) } throws: { error in
            (error as? LayoutFailure)?.faults == [.columnTooNarrow(column: 1, at: nil)]
        }
    }

    @Test func measuresEveryColumnOfALongTable() throws {
        let auto = [TrackSizing(.auto), TrackSizing(.auto)]
        let rows = (0..<3000).map { _ in TableRow(TableCell("甲"), TableCell("乙")) }
        let pages = try lines(TableBlock(columns: auto, rows: rows), height: 1000)
        try #require(pages.count == 30)
        #expect(pages[0].prefix(4) == ["甲", "乙", "甲", "乙"])
    }

    /// The lines of a signature on a page 60 pt wide, and the widths of its blanks in points.
    private func signature(_ field: SignatureBlock.Field, besides other: String) throws -> (
        lines: [String], blanks: [Double]
    ) {
        let style = ParagraphStyle(linePitch: .pt(10))
        let second = SignatureBlock.Field(content: Paragraph(runs: [TextRun(other, style: .test)], style: style))
        let block = SignatureBlock(lines: [[field, second]], linePitch: .pt(12))
        let section = Section(title: "", page: .area(width: 60, height: 80), blocks: [.signature(block)])
        let page = try PageLayouter.layout([section], context: LayoutContext(shaper: FixedAdvanceShaper())).pages[at: 0]
        let rules = page.layers.flatMap(\.rules).map { ($0.end.x - $0.start.x).points }
        return (page.runs.map(\.text), rules)
    }

    private func field(_ label: String, _ value: String, blank: Length = .zero) -> SignatureBlock.Field {
        let runs = [label, value].map { TextRun($0, style: .test, origin: TextOrigin(rawValue: 3)) }
        return SignatureBlock.Field(
            content: Paragraph(runs: runs, style: ParagraphStyle(linePitch: .pt(10))), blank: blank)
    }

    @Test func breaksASignatureFieldThatIsWiderThanTheBlock() throws {
        let long = try signature(field("备注：", "每个项目分别填报"), besides: "甲")
        #expect(long.lines == ["备注：每个项", "目分别填报", "甲"])
        let signed = try signature(field("负责人：", "（欧阳某某某）", blank: .pt(60)), besides: "甲")
        #expect(signed.lines == ["负责人：", "（欧阳某", "某某）", "甲"])
        #expect(signed.blanks == [60], "the blank has a line of its own: half of it would not fit behind the label")
    }

    @Test func saysWhenAPieceOfASignatureCannotBeBroken() {
        #expect { try signature(field("电话：", "1234567890123"), besides: "甲") } throws: { error in
            (error as? LayoutFailure)?.faults == [.signatureTooWide(at: TextOrigin(rawValue: 3))]
        }
    }

    @Test func wrapsTheFieldsOfASignature() throws {
        let style = ParagraphStyle(linePitch: .pt(10))
        let fields = ["甲甲", "乙乙", "丙丙"].map {
            SignatureBlock.Field(content: Paragraph(runs: [TextRun($0, style: .test)], style: style))
        }
        let page = PageStyle.area(width: 60, height: 50)
        let block = Block.signature(SignatureBlock(lines: [fields], linePitch: .pt(12)))
        let context = LayoutContext(shaper: FixedAdvanceShaper())
        let section = Section(title: "", page: page, blocks: [block])
        let runs = try PageLayouter.layout([section], context: context).pages[at: 0].runs
        #expect(Set(runs.map(\.origin.y)).count == 2)
        #expect(runs.allSatisfy { $0.origin.x <= .pt(50) })
    }
}
