import Layout
import TestSupport
import Testing

/// How cells look besides their text, on a page whose type area begins at (10, 10) pt.
@Suite struct CellLookTests {
    private func document(_ rows: [TableRow], codes: (any CodeEncoder)? = nil) throws -> PagedDocument {
        let columns = [TrackSizing(.fixed(.pt(40))), TrackSizing(.fixed(.pt(60)))]
        let section = Section(
            title: "", page: .area(width: 100, height: 100), blocks: [.table(TableBlock(columns: columns, rows: rows))])
        let context = LayoutContext(shaper: FixedAdvanceShaper(), codes: codes)
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

    /// Codes of 12 modules a side, as if of texts up to four characters.
    private struct Encoder: CodeEncoder {
        func matrix(of text: String) -> CodeMatrix? {
            text.count > 4 ? nil : CodeMatrix(side: 12, modules: [Bool](repeating: true, count: 144))
        }
    }

    private func picture(_ content: CellPicture.Content, _ width: Double, _ height: Double) -> TableRow {
        var cell = TableCell("", columns: 2)
        cell.picture = CellPicture(
            content, room: Size(width: .pt(width), height: .pt(height)), alternativeText: "照片",
            origin: TextOrigin(rawValue: 7))
        return TableRow(cell)
    }

    @Test func showsAnImageInTheMiddleOfACell() throws {
        let image = try RasterImage(png: PNGFile.start + PNGFile.header(width: 200, height: 100))
        let document = try document([picture(.image(image), 40, 40)])
        let placed = try #require(document.pages.flatMap(\.layers).flatMap(\.images).first)
        #expect(placed.size == Size(width: .pt(40), height: .pt(20)))
        #expect(placed.origin == Point(x: .pt(10 + 30), y: .pt(10)))
        let figure = try #require(placed.element)
        #expect(document.structure[figure].role == .figure)
        #expect(document.structure.alternativeTexts[figure] == "照片")
        #expect(document.structure[figure].parent.map { document.structure[$0].role } == .dataCell)
        #expect(TagDump.text(document).contains("Figure  alt: 照片"))
    }

    @Test func showsACodeWithItsQuietZone() throws {
        let document = try document([picture(.code("abcd"), 40, 40)], codes: Encoder())
        let placed = try #require(document.pages.flatMap(\.layers).flatMap(\.codes).first)
        #expect(placed.module == .pt(2) && placed.side == .pt(24))
        #expect(placed.origin == Point(x: .pt(10 + 30 + 8), y: .pt(10 + 8)))
        #expect(placed.element.map { document.structure[$0].role } == .figure)
        #expect(lines(document, "code") == ["code 16.93 6.35  8.47  abcd"])
    }

    @Test(arguments: [("abcde", 40.0), ("abcd", 14.0)]) func refusesACodeThatCannotBeRead(
        _ text: String, _ side: Double
    ) throws {
        #expect(throws: LayoutFailure.self) {
            do {
                _ = try document([picture(.code(text), side, side)], codes: Encoder())
            } catch let failure as LayoutFailure {
                #expect(failure.faults == [.codeTooFine(at: TextOrigin(rawValue: 7))])
                throw failure
            }
        }
    }

    @Test func letsTextRiseInItsCell() throws {
        var cell = TableCell("abcdefgh")
        cell.style.isRising = true
        cell.paragraphs[0].style.alignment = .start
        let document = try document([TableRow(cell, TableCell("甲"))])
        let run = try #require(document.pages.flatMap(\.runs).first { $0.text == "abcdefgh" })
        #expect(run.isRising)
        // Eight letters are 40 pt long; the line is in the middle of the column.
        #expect(run.origin == Point(x: .pt(10 + 15) + GlyphRun.ascent(of: .pt(10)), y: .pt(50)))
        #expect(lines(document, "text").first?.hasSuffix("rising") == true)
        #expect(run.element.map { document.structure[$0].role } == .dataCell)
        let rules = document.pages.flatMap(\.layers).flatMap(\.rules)
        #expect(rules.map(\.end.y).max() == .pt(50))
    }
}
