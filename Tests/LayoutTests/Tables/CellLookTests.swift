import Layout
import TestSupport
import Testing

/// How cells look besides their text, on a page whose type area begins at (10, 10) pt.
@Suite struct CellLookTests {
    private func document(_ rows: [TableRow], codes: (any CodeEncoder)? = nil) throws -> PagedDocument {
        let columns = [TrackSizing(.fixed(.pt(40))), TrackSizing(.fixed(.pt(60)))]
        let section = Section(
            title: "", page: .area(width: 100, height: 100), blocks: [.table(TableBlock(columns: columns, rows: rows))])
        let context = LayoutContext(shaper: FixedAdvanceShaper())
        return try PageLayouter.layout([section], context: context)
    }

    private func lines(_ document: PagedDocument, _ kinds: String...) -> [String] {
        PageDump.text(document).split(separator: "\n").map { String($0.drop { $0 == " " }) }.filter { line in
            kinds.contains { line.hasPrefix($0) }
        }
    }

    @Test func shadesCellsWithTheirSpans() throws {
        var (head, tall) = (TableCell("甲"), TableCell("乙", rows: 2))
        head.style.shade = 15
        tall.style.shade = 30
        let document = try document([TableRow(head, tall), TableRow(TableCell("丙"))])
        #expect(
            lines(document, "shade") == ["shade 3.53 3.53  14.11 × 3.53  15%", "shade 17.64 3.53  21.17 × 7.06  30%"])
    }

    @Test func drawsRulesInPieces() throws {
        var cell = TableCell("甲", columns: 2)
        cell.style.borders = CellStyle.Borders(bottom: CellStyle.Border(.pt(0.5), .dashed))
        #expect(
            try lines(document([TableRow(cell)]), "rule").filter { $0.hasSuffix("dashed") } == [
                "rule 3.53 7.06  38.81 7.06  dashed"
            ])
    }

    @Test func drawsARuleBelowWhatIsUnderlined() throws {
        var cell = TableCell("甲", columns: 2)
        var style = TextStyle.test
        style.isUnderlined = true
        cell.paragraphs[0].runs.append(TextRun("乙丙", style: style))
        cell.paragraphs[0].runs.append(TextRun("丁", style: .test))
        let document = try document([TableRow(cell)])
        #expect(document.pages.flatMap(\.runs).map(\.text) == ["甲", "乙丙", "丁"])
        let rules = document.pages.flatMap(\.layers).flatMap(\.rules).filter { $0.start.y == $0.end.y }
        let baseline = Length.pt(10) + GlyphRun.ascent(of: .pt(10))
        #expect(rules.contains { $0.start == Point(x: .pt(20), y: baseline + .pt(1.3)) && $0.end.x == .pt(40) })
    }
}
