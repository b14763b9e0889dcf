import Layout
import TestSupport
import Testing

/// Text over pages, and page numbers.
@Suite struct PageTests {
    private func text(_ text: String, keepsWithNext: Bool = false) -> Block {
        let paragraph = Paragraph(runs: [TextRun(text, style: .test)], style: ParagraphStyle(linePitch: .pt(10)))
        return .text(TextBlock(paragraphs: [paragraph], keepsWithNext: keepsWithNext))
    }

    private func section(_ blocks: [Block], _ change: (inout PageStyle) -> Void = { _ in }) -> Section {
        var page = PageStyle.area(width: 40, height: 50)
        change(&page)
        return Section(title: "", page: page, blocks: blocks)
    }

    @Test func leavesNoSingleLineOfAParagraph() throws {
        let pages = try pageLines([section([text("一"), text("二"), text("三"), text("甲甲甲甲乙乙乙乙丙丙丙丙")])])
        #expect(pages == [["一", "二", "三"], ["甲甲甲甲", "乙乙乙乙", "丙丙丙丙"]])
    }

    @Test func leavesOneLineAtTheFootWhereTheStyleAllowsIt() throws {
        var style = ParagraphStyle(linePitch: .pt(10))
        style.orphans = 1
        let paragraph = Paragraph(runs: [TextRun("甲甲甲甲乙乙乙乙丙丙丙丙", style: .test)], style: style)
        let pages = try pageLines([
            section([text("一"), text("二"), text("三"), text("四"), .text(TextBlock(paragraphs: [paragraph]))])
        ])
        #expect(pages == [["一", "二", "三", "四", "甲甲甲甲"], ["乙乙乙乙", "丙丙丙丙"]])
    }

    @Test func keepsAHeadingWithItsText() throws {
        let pages = try pageLines([
            section([text("一"), text("二"), text("三"), text("题", keepsWithNext: true), text("甲甲甲甲乙乙乙乙")])
        ])
        #expect(pages == [["一", "二", "三"], ["题", "甲甲甲甲", "乙乙乙乙"]])
    }

    @Test func leavesNoClosingLineAloneOnAPage() throws {
        let five = [text("一"), text("二"), text("三"), text("四"), text("五")]
        #expect(try pageLines([section(five)]).map(\.count) == [5], "it is not moved on where it has room")
        #expect(try pageLines([section(five + [text("六")])]) == [["一", "二", "三", "四"], ["五", "六"]])
        let paragraph = text("甲甲甲甲乙乙乙乙丙丙丙丙丁丁丁丁戊戊戊戊")
        #expect(try pageLines([section([paragraph, text("六")])]).map(\.count) == [3, 3])
        #expect(try pageLines([section(five + [text("甲甲甲甲乙乙乙乙")])]).map(\.count) == [5, 2])
    }

    @Test func leavesNoClosingLineAloneBehindATable() throws {
        func pages(_ rows: String, spaceAfter: Double = 0) throws -> [[String]] {
            var table = TableBlock(
                columns: [TrackSizing(.fixed(.pt(40)))], rows: rows.map { TableRow(TableCell(String($0))) })
            table.spaceAfter = .pt(spaceAfter)
            return try pageLines([section([.table(table), text("完")])])
        }
        #expect(try pages("一二三四") == [["一", "二", "三", "四", "完"]])
        #expect(try pages("一二三四", spaceAfter: 5) == [["一", "二"], ["三", "四", "完"]])
        #expect(try pages("一二三四五") == [["一", "二", "三"], ["四", "五", "完"]])
    }

    @Test func countsTheSpaceBeforeWhatIsKept() throws {
        let (pitch, style) = (Length.pt(15), TextStyle.test)
        func block(_ text: String, keeps: Bool = false) -> Block {
            let paragraph = Paragraph(runs: [TextRun(text, style: style)], style: ParagraphStyle(linePitch: pitch))
            return .text(TextBlock(paragraphs: [paragraph], spaceAfter: .pt(5), keepsWithPrevious: keeps))
        }
        // Three blocks take 20 + 20 + 10 pt: the space below the last is not needed.
        #expect(try pageLines([section([block("一"), block("二"), block("三", keeps: true)])]).map(\.count) == [3])
        let note = section([block("零"), block("一"), block("二"), block("三", keeps: true)])
        #expect(try pageLines([note]).map(\.count) == [2, 2])
    }

    @Test func doesNotMoveHeadingsOnThatFillMoreThanAPage() throws {
        let headings = (0..<12).map { _ in text("题", keepsWithNext: true) }
        #expect(try pageLines([section(headings)]).map(\.count) == [5, 2, 5])
    }

    private func notes(_ blocks: [Block]) throws -> [LayoutNote] {
        try PageLayouter.layout([section(blocks)], context: LayoutContext(shaper: FixedAdvanceShaper())).notes
    }

    @Test func saysWhereAHeadingLeavesItsText() throws {
        let headings = (0..<7).map { _ in text("题", keepsWithNext: true) }
        #expect(try notes(headings + [text("甲")]) == [.broken(.blockWithNext, nil, page: 1)])
        #expect(try notes([text("一"), text("题", keepsWithNext: true), text("甲")]).isEmpty)
    }

    @Test func saysWhereATextLeavesTheOneItKeepsWith() throws {
        let paragraph = Paragraph(
            runs: [TextRun(String(repeating: "注", count: 4 * 5), style: .test)],
            style: ParagraphStyle(linePitch: .pt(10)))
        let note = Block.text(TextBlock(paragraphs: [paragraph], keepsWithPrevious: true))
        #expect(try notes([text("一"), note]) == [.broken(.blockWithPrevious, nil, page: 1)])
    }

    @Test func saysWhereAParagraphLeavesTooFewLines() throws {
        var style = ParagraphStyle(linePitch: .pt(10))
        style.orphans = 4
        style.widows = 4
        let origin = TextOrigin(rawValue: 7)
        let paragraph = Paragraph(
            runs: [TextRun(String(repeating: "甲", count: 4 * 7), style: .test, origin: origin)], style: style)
        #expect(try notes([.text(TextBlock(paragraphs: [paragraph]))]) == [.broken(.fewestLines, origin, page: 1)])
    }

    private func numbering(_ format: String, _ scope: PageStyle.Numbering.Scope) -> PageStyle.Numbering {
        PageStyle.Numbering(style: .test, distance: .zero, indent: .zero, format: format, scope: scope)
    }

    @Test func numbersTheDocumentOrEachForm() throws {
        let long = text("甲甲甲甲乙乙乙乙丙丙丙丙丁丁丁丁戊戊戊戊己己己己庚庚庚庚")
        let sections = [
            section([text("一")]) { $0.numbering = numbering("{page}", .document) },
            section([long]) { $0.numbering = numbering("{page}/{pages}", .form) },
            section([text("二")]) { $0.numbering = numbering("{page}", .document) },
        ]
        #expect(try pageLines(sections).compactMap(\.last) == ["1", "1/2", "2/2", "4"])
    }

    /// The blank page before an odd one belongs to no form, also where pages are numbered only when all are laid out.
    @Test func countsTheBlankPageBehindAFormNeitherForItNorForTheNext() throws {
        let sections = ["一", "甲甲甲甲乙乙乙乙丙丙丙丙丁丁丁丁戊戊戊戊己己己己", "二"].map { words in
            section([text(words)]) {
                $0.numbering = numbering("{page}/{pages}", .form)
                $0.beginsOnOddPage = true
            }
        }
        #expect(try pageLines(sections).map(\.last) == ["1/1", nil, "1/2", "2/2", "1/1"])
        let all = section([text("三")]) { $0.numbering = numbering("{page}/{pages}", .document) }
        #expect(try pageLines(sections + [all]).map(\.last) == ["1/1", nil, "1/2", "2/2", "1/1", "6/6"])
    }

    /// A page has room for five lines and below them a margin of 10 pt; the block has one line, and above it stand as many as
    /// there are words.
    @Test(arguments: [
        (["一"], 50.0, nil), (["一", "二"], 50, 40.0), (["一", "二", "三"], 50, 30), (["一", "二", "三"], 0, nil),
    ])
    func notesWhereASealHasTooLittleRoom(_ words: [String], _ diameter: Double, _ room: Double?) throws {
        let label = Paragraph(runs: [TextRun("章", style: .test)], style: ParagraphStyle(linePitch: .pt(10)))
        let block = SignatureBlock(
            lines: [[SignatureBlock.Field(content: label)]], linePitch: .pt(10), sealDiameter: .pt(diameter))
        let page = PageStyle.area(width: 100, height: 50)
        let section = Section(title: "表", page: page, blocks: words.map { text($0) } + [.signature(block)])
        let document = try PageLayouter.layout([section], context: LayoutContext(shaper: FixedAdvanceShaper()))
        let expected = room.map { LayoutNote.sealCut(section: "表", room: .pt($0), diameter: .pt(diameter)) }
        #expect(document.notes == [expected].compactMap { $0 })
        #expect(document.pages.count == 1)
    }

    @Test(arguments: ["{page}", "{page}/{pages}"])
    func handsEachPageOverAsItStaysInTheEnd(_ format: String) throws {
        let long = text("甲甲甲甲乙乙乙乙丙丙丙丙丁丁丁丁戊戊戊戊己己己己庚庚庚庚")
        for scope in [PageStyle.Numbering.Scope.document, .form] {
            let sections = [[text("一")], [long], [text("二")]].map { blocks in
                section(blocks) {
                    $0.numbering = numbering(format, scope)
                    $0.beginsOnOddPage = true
                }
            }
            var taken: [Page] = []
            let context = LayoutContext(shaper: FixedAdvanceShaper())
            var layouter = PageLayouter(sections, context: context)
            while let finished = layouter.next() { taken += finished }
            let pages = try layouter.document().pages
            #expect(pages.map(\.number) == [1, 2, 3, 4, 5])
            #expect(taken.map(\.runs) == pages.map(\.runs))
        }
    }

    /// Two forms, then one of three pages, with a character that no face has where the second is full.
    @Test(arguments: [
        ("{page}", PageStyle.Numbering.Scope.document, 3), ("{page}/{pages}", .form, 2),
        ("{page}/{pages}", .document, 0),
    ])
    func handsAPageOverAsSoonAsItStays(
        _ format: String, _ scope: PageStyle.Numbering.Scope, _ countBeforeTheFault: Int
    ) throws {
        let long = (0..<10).map { _ in text("甲") } + [text("缺")]
        let sections = [[text("一")], [text("二")], long].map { blocks in
            section(blocks) { $0.numbering = numbering(format, scope) }
        }
        var taken: [Int] = []
        var layouter = PageLayouter(sections, context: LayoutContext(shaper: FixedAdvanceShaper(missing: ["缺"])))
        while let finished = layouter.next() { taken += finished.map(\.number) }
        #expect(throws: LayoutFailure.self) { try layouter.document() }
        #expect(taken == Array(1..<1 + countBeforeTheFault))
    }

    @Test func tellsWhatMeasuringFoundBeforeWhatPlacingDid() throws {
        let wide = Paragraph(
            runs: [TextRun("1234567890123", style: .test, origin: TextOrigin(rawValue: 3))],
            style: ParagraphStyle(linePitch: .pt(10)))
        let field = SignatureBlock.Field(content: wide)
        let signature = Block.signature(SignatureBlock(lines: [[field]], linePitch: .pt(10)))
        let blocks = [signature] + (0..<12).map { _ in text("甲") } + [text("缺")]
        #expect {
            let context = LayoutContext(shaper: FixedAdvanceShaper(missing: ["缺"]))
            _ = try PageLayouter.layout([section(blocks) { $0.size.width = .pt(30) }], context: context)
        } throws: { error in
            let faults = (error as? LayoutFailure)?.faults ?? []
            guard case .missingCharacter = faults.first else { return false }
            return faults.dropFirst() == [.signatureTooWide(at: TextOrigin(rawValue: 3))]
        }
    }

    @Test func printsARunningHeaderFromTheSecondPageOn() throws {
        var long = section([text("甲甲甲甲乙乙乙乙丙丙丙丙丁丁丁丁戊戊戊戊己己己己庚庚庚庚")])
        let paragraph = Paragraph(runs: [TextRun("续", style: .test)], style: ParagraphStyle(linePitch: .pt(10)))
        long.header = RunningHeader(paragraph: paragraph, distance: .zero)
        #expect(try pageLines([long]).map { $0.contains("续") } == [false, true])
        long.header?.standsOnFirstPage = true
        #expect(try pageLines([long]).map { $0.contains("续") } == [true, true])
    }

    @Test func letsALongRunningHeaderRise() throws {
        let body = (0..<20).map { text("\($0)") }
        func pages(_ header: String, _ change: (inout PageStyle) -> Void = { _ in }) throws -> [Page] {
            var long = section(body) {
                $0.margins.top = .mm(8) + .pt(22)
                $0.size.height = .pt(200)
                change(&$0)
            }
            let paragraph = Paragraph(runs: [TextRun(header, style: .test)], style: ParagraphStyle(linePitch: .pt(10)))
            long.header = RunningHeader(paragraph: paragraph, distance: .pt(2))
            return try PageLayouter.layout([long], context: LayoutContext(shaper: FixedAdvanceShaper())).pages
        }
        func tops(_ page: Page?) -> [Length] {
            (page?.runs ?? []).map { $0.origin.y - GlyphRun.ascent(of: .pt(10)) }.sorted()
        }
        let area = Length.mm(8) + .pt(22)
        let two = try tops(pages("续续续续续续").last)
        #expect(two.prefix(2) == [area - .pt(22), area - .pt(12)], "the last line keeps its place")
        #expect(two.dropFirst(2).first == area)
        let three = try tops(pages("续续续续续续续续续").last)
        #expect(three.prefix(3) == [.mm(8), .mm(8) + .pt(10), .mm(8) + .pt(20)], "no line comes nearer to the edge")
        #expect(three.dropFirst(3).first == area + .pt(10), "the type area begins below it")
        #expect {
            try pages(String(repeating: "续", count: 40))
        } throws: { error in
            (error as? LayoutFailure)?.faults == [.headerTooTall(at: nil)]
        }
        #expect(throws: LayoutFailure.self) { try pages("续续续续续续续续续续续续续") { $0.isLandscape = true } }
    }

    @Test func saysWhereASignatureBlockIsTallerThanAPage() throws {
        let paragraph = Paragraph(
            runs: [TextRun(String(repeating: "甲", count: 24), style: .test, origin: TextOrigin(rawValue: 3))],
            style: ParagraphStyle(linePitch: .pt(10)))
        let signature = SignatureBlock(lines: [[SignatureBlock.Field(content: paragraph)]], linePitch: .pt(10))
        #expect {
            try pageLines([section([text("一"), .signature(signature)])])
        } throws: { error in
            (error as? LayoutFailure)?.faults == [.signatureTooTall(at: TextOrigin(rawValue: 3))]
        }
    }

    @Test func stampsTheFirstPageOfASection() throws {
        var stamped = section([text("甲甲甲甲乙乙乙乙丙丙丙丙丁丁丁丁戊戊戊戊己己己己庚庚庚庚")])
        let columns = [TrackSizing(.fixed(.pt(10))), TrackSizing(.fixed(.pt(10)))]
        let table = TableBlock(columns: columns, rows: [TableRow(TableCell("章"), TableCell(""))])
        stamped.stamp = Stamp(table: table, top: .pt(2))
        let pages = try PageLayouter.layout(
            [section([text("一")]), stamped], context: LayoutContext(shaper: FixedAdvanceShaper())
        ).pages
        #expect(pages.map { $0.runs.contains { $0.text == "章" } } == [false, true, false])
        // In the middle of 60 pt, 2 pt below the upper edge.
        #expect(try pages[at: 1].runs.first?.origin == Point(x: .pt(20), y: .pt(2) + GlyphRun.ascent(of: .pt(10))))
    }

    @Test func beginsOnAnOddPageBehindABlankOne() throws {
        let sections = [section([text("一")]), section([text("二")]) { $0.beginsOnOddPage = true }]
        #expect(try pageLines(sections) == [["一"], [], ["二"]])
    }

    @Test func putsNumbersAtTheOuterEdgeAndMirrorsMargins() throws {
        let style = PageStyle(
            size: Size(width: .pt(100), height: .pt(50)),
            margins: Insets(top: .pt(5), right: .pt(10), bottom: .pt(15), left: .pt(30)),
            numbering: numbering("{page}", .document))
        let sections = ["一", "二"].map { Section(title: "", page: style, blocks: [text($0)]) }
        let pages = try PageLayouter.layout(sections, context: LayoutContext(shaper: FixedAdvanceShaper())).pages
        #expect(pages.map { $0.runs.map(\.origin.x) } == [[.pt(30), .pt(85)], [.pt(10), .pt(10)]])
    }

    @Test func turnsALandscapeFormAndNotItsNumber() throws {
        let style = PageStyle(
            size: Size(width: .pt(60), height: .pt(100)), margins: Insets(horizontal: .pt(10), vertical: .pt(20)),
            isLandscape: true, numbering: numbering("{page}", .document))
        let sections = [Section(title: "", page: style, blocks: [text("甲乙丙丁戊己庚")])]
        let page = try PageLayouter.layout(sections, context: LayoutContext(shaper: FixedAdvanceShaper())).pages[at: 0]
        #expect(page.layers.map(\.isTurned) == [true, false])
        // 60 pt wide seen from the side: six characters; the head is 10 pt from the left edge of the paper.
        #expect(try page.layers[at: 0].runs.map(\.text) == ["甲乙丙丁戊", "己庚"])
        #expect(
            try page.layers[at: 0].runs[at: 0].origin == Point(x: .pt(20), y: .pt(10) + GlyphRun.ascent(of: .pt(10))))
    }

    @Test func marksEveryPageThreeTimesBlankOnesToo() throws {
        let sections = [section([text("一")]), section([text("二")]) { $0.beginsOnOddPage = true }]
        let watermark = Watermark(TextRun("草稿", style: .test))
        let document = try PageLayouter.layout(
            sections, watermark: watermark, context: LayoutContext(shaper: FixedAdvanceShaper()))
        #expect(document.pages.count == 3)
        for page in document.pages {
            #expect(page.watermarks.count == 3)
            #expect(page.watermarks.allSatisfy { $0.runs.map(\.text) == ["草稿"] })
            #expect(page.watermarks.map(\.center.x) == [Length](repeating: page.size.width / 2, count: 3))
            let run = try #require(try page.watermarks[at: 0].runs.first)
            #expect(run.origin.x == .zero - run.size)
        }
        #expect(
            try PageLayouter.layout(sections, context: LayoutContext(shaper: FixedAdvanceShaper())).pages[at: 0]
                .watermarks
                .isEmpty)
    }
}
