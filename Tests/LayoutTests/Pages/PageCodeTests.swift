import Layout
import TestSupport
import Testing

/// Codes at the foot of pages and the lines beside them. A module is 1 pt, the code 10 modules wide.
@Suite struct PageCodeTests {
    private struct Encoder: CodeEncoder {
        func matrix(of text: String) -> CodeMatrix? {
            CodeMatrix(side: 10, modules: [Bool](repeating: true, count: 100))
        }
    }

    private static let line: [PageStyle.Code.Piece] = [
        .fact(.office), .words(" "), .fact(.form), .words(" "), .fact(.page), .words("/"), .fact(.pages),
    ]

    private func code(_ position: PageStyle.Code.Position = .inner) -> PageStyle.Code {
        PageStyle.Code(
            style: TextStyle(role: TextStyle.test.role, size: .pt(4)), linePitch: .pt(5), lines: [Self.line],
            distance: .pt(6), module: .pt(1), position: position)
    }

    private func style(_ code: PageStyle.Code, _ change: (inout PageStyle) -> Void = { _ in }) -> PageStyle {
        var style = PageStyle(
            size: Size(width: .pt(200), height: .pt(120)),
            margins: Insets(top: .pt(10), right: .pt(20), bottom: .pt(60), left: .pt(30)))
        style.code = code
        change(&style)
        return style
    }

    private func section(_ style: PageStyle, pages: Int = 1) -> Section {
        let paragraphs = (0..<5 * pages).map { _ in
            Paragraph(runs: [TextRun("甲", style: .test)], style: ParagraphStyle(linePitch: .pt(10)))
        }
        return Section(title: "附件三 表", name: "附件三", page: style, blocks: [.text(TextBlock(paragraphs: paragraphs))])
    }

    private func pages(_ sections: [Section], office: String = "某局", missing: Set<Unicode.Scalar> = []) throws -> [Page]
    {
        let marking = PageMarking(office: office, digest: "0123", encoder: Encoder()) { place in
            "\(place.form)-\(place.page)-\(place.pages)"
        }
        return try PageLayouter.layout(
            sections, marking: marking,
            context: LayoutContext(shaper: FixedAdvanceShaper(missing: missing))
        ).pages
    }

    /// The line beside the code, which is set last, with the left and the right end of its text.
    private func line(_ page: Page) throws -> (text: String, start: Double, end: Double) {
        let runs = try #require(page.layers.last).runs
        let text = runs.map(\.text).joined()
        let start = try #require(runs.first).origin.x.points
        let width = text.unicodeScalars.reduce(0.0) { $0 + (FixedAdvanceShaper.isFullWidth($1) ? 4 : 2) }
        return (text, start, start + width)
    }

    @Test func standsAtTheBindingEdgeWithTheLineBesideIt() throws {
        let pages = try pages([section(style(code()), pages: 2)])
        let codes = try pages.map { try #require($0.code) }
        #expect(codes.map(\.text) == (1...2).map { "1-\($0)-2" })
        #expect(codes.map(\.origin.y.points) == [66, 66])
        #expect(codes.map(\.origin.x.points) == [30, 160], "the binding edge of an even page is at the right")
        #expect(codes.map(\.side.points) == [10, 10])
        let lines = try pages.map(line)
        #expect(lines.map(\.text) == ["某局 附件三 1/2", "某局 附件三 2/2"])
        #expect(try lines[at: 0].start == 44, "a quiet zone of four modules")
        #expect(try lines[at: 1].end == 156)
    }

    @Test func standsAtTheCutEdgeWhereItIsAskedTo() throws {
        let pages = try pages([section(style(code(.outer)), pages: 2)])
        #expect(pages.map { $0.code?.origin.x.points } == [170, 20])
    }

    @Test func countsFormsAndPagesThroughTheDocumentAndLeavesBlankPagesAlone() throws {
        let pages = try pages([section(style(code())), section(style(code()) { $0.beginsOnOddPage = true })])
        let texts = pages.map { $0.code?.text }
        #expect(texts == ["1-1-3", nil, "2-3-3"])
        #expect(try pages[at: 1].layers.isEmpty)
    }

    @Test func standsUprightOnALandscapePage() throws {
        let page = try #require(try pages([section(style(code()) { $0.isLandscape = true })]).first)
        #expect(page.layers.map(\.isTurned) == [true, false])
        #expect(page.code?.origin == Point(x: .pt(30), y: .pt(66)))
    }

    @Test(arguments: [10, 100, 10_000])
    func cutsNamesThatAreTooLong(_ length: Int) throws {
        let office = String(repeating: "局", count: length)
        let line = try line(try #require(try pages([section(style(code()))], office: office).first))
        #expect(line.end <= 180)
        #expect(line.text.hasSuffix(" 附件三 1/1"))
        #expect(line.text.contains("…") == (length > 10))
        #expect(length <= 10 || line.end > 170, "as much is kept as there is room for")
    }

    @Test func staysClearOfThePageNumber() throws {
        let office = String(repeating: "局", count: 100)
        for (position, end) in [(PageStyle.Numbering.Position.outer, 156.0), (.center, 91.0)] {
            let numbering = PageStyle.Numbering(
                style: .test, distance: .pt(7), indent: .pt(5), format: "{page}{page}{page}", position: position)
            let page = try #require(
                try pages([section(style(code()) { $0.numbering = numbering })], office: office).first)
            #expect(try line(page).end <= end)
        }
    }

    @Test func takesHostileNamesAsText() throws {
        for office in ["{form}", "{digest}-}{", "甲\n乙", "\u{202E}局", ""] {
            let line = try line(try #require(try pages([section(style(code()))], office: office).first))
            #expect(line.text.hasSuffix(" 附件三 1/1") && !line.text.contains("\n"))
        }
    }

    @Test func saysWhichCharactersAreMissing() {
        #expect(throws: LayoutFailure.self) { try pages([section(style(code()))], missing: ["某"]) }
    }

    @Test func isNotThereWhereNobodyAsksForIt() throws {
        let context = LayoutContext(shaper: FixedAdvanceShaper())
        let page = try PageLayouter.layout([section(style(code()))], context: context).pages[at: 0]
        #expect(page.code == nil && page.layers.count == 1)
        var plain = style(code())
        plain.code = nil
        #expect(try pages([section(plain)])[at: 0].code == nil)
    }

    @Test func hasRoomBetweenTheTypeAreaAndTheEdgeOfThePaper() {
        let numbering = PageStyle.Numbering(style: .test, distance: .pt(45), indent: .zero)
        func hasRoom(_ distance: Double, _ change: (inout PageStyle.Code) -> Void = { _ in }) -> Bool {
            var code = code()
            code.distance = .pt(distance)
            change(&code)
            return style(code) { $0.numbering = numbering }.hasRoom(for: code)
        }
        #expect(hasRoom(4) && hasRoom(27))
        #expect(!hasRoom(3), "the quiet zone would reach into the type area")
        #expect(!hasRoom(28), "4 + 29 + 4 modules end beyond the paper")
        #expect(hasRoom(12) { $0.position = .outer })
        #expect(!hasRoom(13) { $0.position = .outer }, "it would touch the page number")
    }
}
