import Layout
import TestSupport
import Testing

/// The lines of a signature block, and the seal that is set over them, on pages of 100 × 60 pt with margins of 10 pt.
@Suite struct SignatureLineTests {
    private func field(_ text: String) -> SignatureBlock.Field {
        let run = TextRun(text, style: .test)
        return SignatureBlock.Field(content: Paragraph(runs: [run], style: ParagraphStyle(linePitch: .pt(10))))
    }

    private func document(_ block: SignatureBlock, below rows: Int = 0) throws -> PagedDocument {
        let table = TableBlock(
            columns: [TrackSizing(.fixed(.pt(100)))], rows: (0..<rows).map { _ in TableRow(TableCell("行")) })
        let blocks = rows == 0 ? [] : [Block.table(table)]
        let section = Section(title: "表", page: .area(width: 100, height: 60), blocks: blocks + [.signature(block)])
        return try PageLayouter.layout([section], context: LayoutContext(shaper: FixedAdvanceShaper()))
    }

    @Test func spreadsTheFieldsOfALineOverTheWidth() throws {
        let block = SignatureBlock(lines: [["甲甲", "乙乙", "丙丙"].map(field)], linePitch: .pt(10))
        let runs = try document(block).pages.flatMap(\.runs)
        #expect(runs.map { $0.origin.x - .pt(10) } == [.zero, .pt(40), .pt(80)])
    }

    @Test func leavesAFieldAloneWhereItIs() throws {
        let block = SignatureBlock(lines: [[field("备注")]], linePitch: .pt(10))
        #expect(try document(block).pages.flatMap(\.runs).map { $0.origin.x - .pt(10) } == [.zero])
    }

    /// The office and the date of a report, 10 pt a character: the date ends 40 pt before the right edge.
    @Test(arguments: [
        (["甲乙丙丁", "子丑"], [30.0, 40]), (["甲", "子丑"], [45, 40]), (["甲乙丙丁戊己庚辛壬", "子丑寅卯"], [0, 20]),
        (["甲乙丙丁", "子丑寅卯辰巳午"], [5, 0]),
    ])
    func centresTheOfficeOnTheDate(_ texts: [String], _ starts: [Double]) throws {
        var block = SignatureBlock(lines: texts.map { [field($0)] }, linePitch: .pt(10))
        block.arrangement = .end
        let runs = try document(block).pages.flatMap(\.runs)
        #expect(runs.map { ($0.origin.x - .pt(10)).points } == starts)
    }

    @Test func takesAHeadingAndItsOnlyLineToThePageOfTheSignature() throws {
        func text(_ text: String, keeps: Bool = false) -> Block {
            let style = ParagraphStyle(linePitch: .pt(10))
            let paragraphs = [Paragraph(runs: [TextRun(text, style: .test)], style: style)]
            return .text(TextBlock(paragraphs: paragraphs, keepsWithNext: keeps))
        }
        var block = SignatureBlock(lines: [[field("局")], [field("日")]], linePitch: .pt(10), spaceBefore: .pt(10))
        block.arrangement = .end
        let blocks = [text("一"), text("二"), text("题", keeps: true), text("末"), .signature(block)]
        let section = Section(title: "文", page: .area(width: 100, height: 60), blocks: blocks)
        #expect(try pageLines([section]) == [["一", "二"], ["题", "末", "局", "日"]])
    }

    /// Below three rows, 30 pt of the type area and 10 pt of margin are left.
    @Test(arguments: [(40.0, false), (40.5, true)])
    func letsTheSealReachIntoTheMargin(_ diameter: Double, _ isCut: Bool) throws {
        let block = SignatureBlock(lines: [[field("签字")]], linePitch: .pt(10), sealDiameter: .pt(diameter))
        let notes = try document(block, below: 3).notes
        #expect(notes == (isCut ? [.sealCut(section: "表", room: .pt(40), diameter: .pt(diameter))] : []))
    }

    @Test func keepsNoRowFromThePageForTheSeal() throws {
        let block = SignatureBlock(lines: [[field("签字")]], linePitch: .pt(10), sealDiameter: .pt(40))
        #expect(try document(block, below: 5).pages.count == 1)
    }
}
