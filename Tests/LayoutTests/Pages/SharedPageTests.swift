import Layout
import TestSupport
import Testing

/// Sections that begin on the page of the one before them, covers, footers and papers. A page has room for five lines of four
/// characters, each 10 pt high.
@Suite struct SharedPageTests {
    private func text(_ text: String, before: Double = 0, atHead: Bool = false) -> Block {
        let paragraph = Paragraph(runs: [TextRun(text, style: .test)], style: ParagraphStyle(linePitch: .pt(10)))
        var block = TextBlock(paragraphs: [paragraph], spaceBefore: .pt(before))
        block.keepsSpaceAtHead = atHead
        return .text(block)
    }

    private func section(
        _ title: String, _ blocks: [Block], shares: Bool = false, _ change: (inout Section) -> Void = { _ in }
    ) -> Section {
        var section = Section(title: title, page: .area(width: 40, height: 50), blocks: blocks)
        section.page.continuesPage = shares
        change(&section)
        return section
    }

    private func document(_ sections: [Section]) throws -> PagedDocument {
        try PageLayouter.layout(sections, context: LayoutContext(shaper: FixedAdvanceShaper()))
    }

    /// Where sections begin: `title page`, with a mark where the one before ends there.
    private func starts(_ sections: [Section]) throws -> [String] {
        try document(sections).sections.map { "\($0.title) \($0.page)\($0.sharesPage ? "+" : "")" }
    }

    @Test func goOnOnThePageOfTheSectionBefore() throws {
        let sections = [
            section("甲", [text("一"), text("二")]), section("乙", [text("三", before: 10), text("四")], shares: true),
            section("丙", [text("五")]),
        ]
        #expect(try pageLines(sections) == [["一", "二", "三", "四"], ["五"]])
        #expect(try starts(sections) == ["甲 1", "乙 1+", "丙 2"])
        let tops = try document(sections).pages[0].runs.map { ($0.origin.y - .pt(10)).points.rounded(.down) }
        #expect(zip(tops.dropFirst(), tops).map { $0 - $1 } == [10, 20, 10])
    }

    @Test func beginOnTheNextPageWhereTheirFirstBlockHasNoRoom() throws {
        let full = ["一", "二", "三", "四"].map { text($0) }
        let sections = [section("甲", full), section("乙", [text("甲甲甲甲乙乙乙乙")], shares: true)]
        #expect(try pageLines(sections) == [["一", "二", "三", "四"], ["甲甲甲甲", "乙乙乙乙"]])
        #expect(try starts(sections) == ["甲 1", "乙 2"])
    }

    @Test func beginAPageOfTheirOwnBehindPagesOfAnotherKind() throws {
        let wide = section("乙", [text("二")], shares: true) { $0.page.margins.left = .pt(5) }
        #expect(try starts([section("甲", [text("一")]), wide]) == ["甲 1", "乙 2"])
        let landscape = section("乙", [text("二")], shares: true) { $0.page.isLandscape = true }
        #expect(try starts([section("甲", [text("一")]), landscape]) == ["甲 1", "乙 2"])
        #expect(try starts([section("甲", [text("一")], shares: true)]) == ["甲 1"])
    }

    @Test func countTheSharedPageForBothForms() throws {
        let number = PageStyle.Numbering(
            style: .test, distance: .zero, indent: .zero, format: "{page}/{pages}", scope: .form)
        let long = text("甲甲甲甲乙乙乙乙丙丙丙丙丁丁丁丁戊戊戊戊己己己己庚庚庚庚")
        let sections = [section("甲", [long]), section("乙", [long], shares: true), section("丙", [text("一")])].map {
            var section = $0
            section.page.numbering = number
            return section
        }
        #expect(try pageLines(sections).map(\.last) == ["1/2", "2/2", "2/2", "1/1"])
    }

    @Test func showTheHeaderOfThePagesThatAreTheirs() throws {
        let sections = ["甲", "乙"].map { name in
            section(name, [text("一"), text("二"), text("三"), text("四"), text("五"), text("六")], shares: name == "乙") {
                let paragraph = Paragraph(
                    runs: [TextRun(name, style: .test)], style: ParagraphStyle(linePitch: .pt(10)))
                $0.header = RunningHeader(paragraph: paragraph, distance: .zero)
            }
        }
        let pages = try pageLines(sections)
        #expect(pages.count == 3)
        #expect(pages.map { $0.filter { ["甲", "乙"].contains($0) } } == [[], ["甲"], ["乙"]])
    }

    @Test func leavesSpaceAtTheHeadWhereItIsAskedFor() throws {
        for (atHead, offset) in [(false, 0.0), (true, 20)] {
            let runs = try document([section("甲", [text("一", before: 20, atHead: atHead)])]).pages[0].runs
            let plain = try document([section("甲", [text("一")])]).pages[0].runs
            #expect((runs[0].origin.y - plain[0].origin.y).points == offset)
        }
        let turned = [text("一"), text("二"), text("三"), text("甲甲甲甲乙乙乙乙", before: 20, atHead: true)]
        #expect(try pageLines([section("甲", turned)]) == [["一", "二", "三"], ["甲甲甲甲", "乙乙乙乙"]])
    }

    @Test(arguments: zip(CellStyle.VerticalAlignment.allCases, [0.0, 15, 30]))
    func standsWhereThePageSays(_ alignment: CellStyle.VerticalAlignment, _ offset: Double) throws {
        let blocks = [text("一"), text("二")]
        let plain = try document([section("甲", blocks)]).pages[0].runs
        let moved = try document([section("甲", blocks) { $0.page.verticalAlignment = alignment }]).pages[0].runs
        #expect(zip(moved, plain).map { ($0.origin.y - $1.origin.y).points } == [offset, offset])
    }

    @Test func printsAFooterBelowTheTypeArea() throws {
        let paragraph = Paragraph(runs: [TextRun("脚", style: .test)], style: ParagraphStyle(linePitch: .pt(10)))
        func pages(first: Bool) throws -> [[String]] {
            let long = section("甲", [text("甲甲甲甲乙乙乙乙丙丙丙丙丁丁丁丁戊戊戊戊己己己己")]) {
                $0.footer = RunningFooter(paragraph: paragraph, distance: .zero, standsOnFirstPage: first)
            }
            return try pageLines([long])
        }
        #expect(try pages(first: true).map(\.last) == ["脚", "脚"])
        #expect(try pages(first: false).map { $0.contains("脚") } == [false, true])
        let low = section("甲", [text("一")]) { $0.footer = RunningFooter(paragraph: paragraph, distance: .pt(9)) }
        #expect(throws: LayoutFailure.self) { try document([low]) }
    }

    @Test(arguments: [(0.0, true), (9, true), (10, false)]) func tellsAFooterOverThePageNumber(
        _ distance: Double, _ isOver: Bool
    ) throws {
        let paragraph = Paragraph(runs: [TextRun("甲甲甲甲", style: .test)], style: ParagraphStyle(linePitch: .pt(10)))
        let low = section("甲", [text("一")]) {
            $0.page.margins.bottom = .pt(30)
            $0.page.numbering = PageStyle.Numbering(style: .test, distance: .zero, indent: .zero, format: "{page}")
            $0.footer = RunningFooter(paragraph: paragraph, distance: .pt(distance))
        }
        let fault = LayoutFault.footerOver(.number, section: "甲", at: nil)
        do throws(LayoutFailure) {
            _ = try PageLayouter.layout([low], context: LayoutContext(shaper: FixedAdvanceShaper()))
            #expect(!isOver)
        } catch {
            #expect(isOver && error.faults == [fault])
        }
    }

    /// Both sides of a sheet are of one size.
    @Test func beginsANewSheetWherePaperIsAnother() throws {
        let large = section("乙", [text("二")]) { $0.page.size = Size(width: .pt(100), height: .pt(100)) }
        let pages = try document([section("甲", [text("一")]), large, section("丙", [text("三")])]).pages
        #expect(pages.map { $0.size.width.points } == [60, 60, 100, 100, 60])
        #expect(pages.map(\.layers.isEmpty) == [false, true, false, true, false])
    }
}
