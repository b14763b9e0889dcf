import Layout
import TestSupport
import Testing

/// What a form set puts outside the paper, or outside the type area, is told with where it comes from.
@Suite struct PageEdgesTests {
    /// A page of 100 × 80 pt within margins of 10 pt.
    private static let page = PageStyle.area(width: 80, height: 60)

    private func text(_ text: String, _ change: (inout ParagraphStyle) -> Void = { _ in }) -> Block {
        var style = ParagraphStyle(linePitch: .pt(10))
        change(&style)
        var block = TextBlock(paragraphs: [Paragraph(runs: [TextRun(text, style: .test)], style: style)])
        block.origin = TextOrigin(rawValue: -5)
        return .text(block)
    }

    private func section(_ blocks: [Block], _ change: (inout PageStyle) -> Void = { _ in }) -> Section {
        var page = Self.page
        change(&page)
        return Section(title: "表", page: page, blocks: blocks)
    }

    private func found(_ sections: [Section], watermark: Watermark? = nil) -> [(OffPage, TextOrigin?)] {
        do throws(LayoutFailure) {
            let context = LayoutContext(shaper: FixedAdvanceShaper())
            _ = try PageLayouter.layout(sections, watermark: watermark, context: context)
            return []
        } catch {
            return error.faults.compactMap { fault in
                if case .offPage(let offPage, "表", let origin) = fault { (offPage, origin) } else { nil }
            }
        }
    }

    private func numbered(_ distance: Double, indent: Double = 0) -> Section {
        section([text("甲")]) {
            $0.numbering = PageStyle.Numbering(style: .test, distance: .pt(distance), indent: .pt(indent))
        }
    }

    @Test func holdsThePageNumberAgainstThePaper() {
        #expect(found([numbered(0)]).isEmpty)
        for (distance, excess) in [(1.0, 1.0), (5, 5), (10, 10), (300, 300)] {
            var section = numbered(distance)
            section.origins = [.number: TextOrigin(rawValue: -2)]
            let found = found([section, section])
            #expect(found.map(\.0.part) == [.number], "told once")
            #expect(found.map(\.0.edge) == [.bottom])
            #expect(found.map(\.0.excess) == [.pt(excess)])
            #expect(found.map(\.0.leavesPaper) == [true])
            #expect(found.map(\.1) == [TextOrigin(rawValue: -2)])
        }
    }

    @Test func holdsARunningHeaderAgainstThePaper() {
        func header(_ distance: Double) -> Section {
            var section = section([text("甲")])
            let paragraph = Paragraph(runs: [TextRun("续", style: .test)], style: ParagraphStyle(linePitch: .pt(10)))
            section.header = RunningHeader(paragraph: paragraph, distance: .pt(distance), standsOnFirstPage: true)
            section.origins = [.header: TextOrigin(rawValue: -3)]
            return section
        }
        #expect(found([header(0)]).isEmpty)
        let found = found([header(4)])
        #expect(found.map(\.0.edge) == [.top])
        #expect(found.map(\.0.excess) == [.pt(4)])
        #expect(found.map(\.1) == [TextOrigin(rawValue: -3)])
    }

    @Test(arguments: [
        (0.0, 100.0, nil), (0, 101, OffPage.Edge.right), (70, 40, .bottom), (71, 40, .bottom), (90, 40, .bottom),
    ])
    func holdsAStampAgainstThePaper(_ top: Double, _ width: Double, _ edge: OffPage.Edge?) {
        var section = section([text("甲")])
        let table = TableBlock(columns: [TrackSizing(.fixed(.pt(width)))], rows: [TableRow(TableCell("章"))])
        section.stamp = Stamp(table: table, top: .pt(top == 70 ? 70.5 : top))
        let found = found([section])
        #expect(Set(found.map(\.0.part)) == (edge == nil ? [] : [.stamp]))
        if width > 100 {
            #expect(found.map(\.0.excess) == [.pt(0.5)], "on either side")
        } else if let edge {
            #expect(found.map(\.0.edge) == [edge])
        }
    }

    @Test func holdsTextAgainstTheTypeArea() {
        #expect(found([section([text("甲乙丙丁戊己庚辛", { $0.indent = .pt(70) })])]).isEmpty, "a character has room")
        let aside = found([section([text("甲乙", { $0.indent = .pt(80) })])])
        #expect(aside.map(\.0.edge) == [.right])
        #expect(aside.map(\.0.leavesPaper) == [false], "it stands in the margin")
        let outside = found([section([text("甲乙", { $0.firstLineIndent = .pt(200) })])])
        #expect(outside.map(\.0.leavesPaper) == [true])
        #expect(outside.map(\.0.excess) == [.pt(120)], "it begins at 210 and ends at 220")
        #expect(outside.map(\.1) == [TextOrigin(rawValue: -5)])
    }

    @Test func blankHalvesOfMarksMayLieOutside() {
        #expect(found([section([text("甲乙丙丁戊己庚辛（壬癸甲乙丙丁戊，")])]).isEmpty)
    }

    @Test func holdsTextOfLandscapePagesAgainstTheirs() {
        let wide = found([
            section([text("甲乙", { $0.indent = .pt(200) })]) { $0.isLandscape = true }
        ])
        #expect(wide.map(\.0.edge) == [.right])
        #expect(wide.map(\.0.excess) == [.pt(140)], "its paper is 80 wide, the text ends at 220")
        #expect(found([section([text("甲乙丙丁戊己")]) { $0.isLandscape = true }]).isEmpty)
    }

    @Test(arguments: [("草稿", true), ("草稿草稿草稿草稿草稿", false)])
    func holdsAWatermarkAgainstThePaper(_ words: String, _ fits: Bool) {
        var section = section([text("甲")]) { $0.size = Size(width: .pt(100), height: .pt(100)) }
        section.origins = [.watermark: TextOrigin(rawValue: -9)]
        let found = found([section], watermark: Watermark(TextRun(words, style: .test)))
        #expect(found.isEmpty == fits)
        #expect(found.map(\.0.part).allSatisfy { $0 == .watermark })
        #expect(found.map(\.1).allSatisfy { $0 == TextOrigin(rawValue: -9) })
        #expect(found.count <= 1)
    }

    @Test func handsOverNoPageBehindOneThatIsAtFault() {
        var taken: [Int] = []
        let indented = section([text("甲乙", { $0.indent = .pt(200) })])
        let context = LayoutContext(shaper: FixedAdvanceShaper())
        var layouter = PageLayouter([section([text("甲")]), indented, section([text("乙")])], context: context)
        while let finished = layouter.next() { taken += finished.map(\.number) }
        #expect(throws: LayoutFailure.self) { try layouter.document() }
        #expect(taken == [1])
    }
}
