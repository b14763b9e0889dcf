import Layout
import TestSupport
import Testing

/// Lists of sections with the pages on which they begin. The type area is 100 pt wide and five lines of 10 pt high; a number
/// has room for four digits of 5 pt and a space of 5 pt.
@Suite struct ContentsTests {
    private let style = ParagraphStyle(linePitch: .pt(10))

    private func paragraph(_ text: String) -> Paragraph {
        Paragraph(runs: [TextRun(text, style: .test)], style: style)
    }

    private func section(_ title: String, _ blocks: [Block]) -> Section {
        Section(title: title, page: .area(width: 100, height: 50), blocks: blocks)
    }

    private func text(_ lines: Int) -> Block {
        .text(TextBlock(paragraphs: (0..<lines).map { _ in paragraph("文") }))
    }

    private func contents(_ titles: [String], from first: Int = 1, leader: String = "·") -> Block {
        let entries = titles.enumerated().map {
            ContentsBlock.Entry(section: first + $0.offset, title: paragraph($0.element))
        }
        return .contents(ContentsBlock(entries: entries, style: .test, paragraph: style, leader: leader))
    }

    private func document(_ sections: [Section]) throws -> PagedDocument {
        try PageLayouter.layout(sections, context: LayoutContext(shaper: FixedAdvanceShaper()))
    }

    /// A list before a section of seven lines, one of one line and one of seven.
    private func sections(leader: String = "·") -> [Section] {
        let titles = ["甲表", "乙乙乙乙乙乙乙乙乙表", "丙"]
        return [section("目录", [contents(titles, leader: leader)])]
            + zip(titles, [7, 1, 7]).map { section($0, [text($1)]) }
    }

    @Test func namesThePageOfEachSection() throws {
        let page = try document(sections()).pages[0]
        let right = Length.pt(110)
        let numbers = page.runs.filter { Int($0.text) != nil }
        #expect(numbers.map(\.text) == ["2", "4", "5"])
        #expect(numbers.allSatisfy { $0.origin.x + $0.width == right })
        // The second title takes two lines; its number stands on the last.
        #expect(zip(numbers.dropFirst(), numbers).map { ($0.origin.y - $1.origin.y).points } == [20, 10])
    }

    @Test func fillsTheLineWithLeadersThatStandBelowEachOther() throws {
        let leaders = try document(sections()).pages[0].runs.filter { $0.text.hasPrefix("·") }
        #expect(leaders.allSatisfy { ($0.origin.x + $0.width).points == 85 })
        #expect(leaders.allSatisfy { $0.element == nil })
        #expect(leaders.count == 3)
        #expect(try !document(sections(leader: "")).pages[0].runs.contains { $0.text.hasPrefix("·") })
    }

    @Test func leadsToThePages() throws {
        let document = try document(sections())
        let links = document.pages[0].links
        #expect(links.map(\.page) == [2, 4, 5])
        #expect(links.map(\.title) == ["甲表", "乙乙乙乙乙乙乙乙乙表", "丙"])
        #expect(links.map(\.size.height.points) == [10, 20, 10])
        #expect(links.allSatisfy { $0.size.width.points == 100 && $0.origin.x.points == 10 })
        #expect(links.map { document.structure[$0.element].role } == [.link, .link, .link])
        let others = document.pages.dropFirst().flatMap(\.links)
        #expect(others.isEmpty)
    }

    @Test func linksOfLandscapePagesLieAsThePaperDoes() throws {
        var sections = sections()
        sections[0].page = PageStyle(
            size: Size(width: .pt(70), height: .pt(120)), margins: Insets(horizontal: .pt(10), vertical: .pt(10)),
            isLandscape: true)
        let link = try #require(try document(sections).pages[0].links.first)
        #expect((link.size.width.points, link.size.height.points) == (10, 100))
        #expect((link.origin.x.points, link.origin.y.points) == (10, 10))
    }

    @Test func isTaggedAsAListOfReferences() throws {
        let lines = TagDump.text(try document([section("目录", [contents(["甲表"])]), section("甲表", [text(1)])]))
        let roles = lines.split(separator: "\n").prefix(6).map { $0.drop { $0 == " " }.prefix { $0 != " " } }
        #expect(roles == ["Document", "Sect", "TOC", "TOCI", "Reference", "Link"], "\(lines)")
        #expect(lines.contains("甲表2"))
    }

    @Test func goesOnOnFurtherPages() throws {
        let titles = (1...7).map { "第\($0)表" }
        let all = [section("目录", [contents(titles)])] + titles.map { section($0, [text(1)]) }
        let pages = try document(all).pages
        #expect(pages.map(\.links.count) == [5, 2, 0, 0, 0, 0, 0, 0, 0])
        #expect(pages.flatMap(\.links).map(\.page) == Array(3...9))
    }

    @Test func tellsCharactersThatNoFaceHas() throws {
        let context = LayoutContext(shaper: FixedAdvanceShaper(missing: ["丙", "·"]))
        do throws(LayoutFailure) {
            _ = try PageLayouter.layout(sections(), context: context)
            Issue.record("characters are missing")
        } catch {
            let scalars = error.faults.compactMap { fault -> Unicode.Scalar? in
                if case .missingCharacter(let character) = fault { character.scalar } else { nil }
            }
            #expect(Set(scalars) == ["丙", "·"])
        }
    }
}
