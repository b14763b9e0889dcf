import Layout
import TestSupport
import Testing

/// First-line indents, justification and decimal alignment, glyph by glyph: an ideograph takes 10 pt, a digit 5.
@Suite struct AlignmentTests {
    /// Where each glyph of each line stands, in points from the left edge of the type area.
    private func places(_ blocks: [Block], width: Double) throws -> [[Double]] {
        let section = Section(title: "", page: .area(width: width, height: 400), blocks: blocks)
        let document = try PageLayouter.layout([section], context: LayoutContext(shaper: FixedAdvanceShaper()))
        return try document.pages[at: 0].runs.reduce(into: []) { lines, run in
            let places = run.glyphs.map { (run.origin.x + $0.offset.x - .pt(10)).points }
            if run.beginsLine || lines.isEmpty { lines.append(places) } else { lines[lines.count - 1] += places }
        }
    }

    private func places(
        _ texts: String..., width: Double, _ change: (inout ParagraphStyle) -> Void
    ) throws -> [[Double]] {
        var style = ParagraphStyle(linePitch: .pt(10))
        change(&style)
        let paragraphs = texts.map { Paragraph(runs: [TextRun($0, style: .test)], style: style) }
        return try places([.text(TextBlock(paragraphs: paragraphs))], width: width)
    }

    // MARK: First-line indents

    @Test func indentsTheFirstLineOfEachParagraph() throws {
        let found = try places("甲乙丙丁戊己庚辛壬癸子丑", "寅卯", width: 80) { $0.firstLineIndent = .pt(20) }
        #expect(found == [[20, 30, 40, 50, 60, 70], [0, 10, 20, 30, 40, 50], [20, 30]])
    }

    @Test func addsTheFirstLineToTheIndentOfAllLines() throws {
        let found = try places("甲乙丙丁戊己庚辛壬癸子丑", width: 80) {
            $0.firstLineIndent = .pt(20)
            $0.indent = .pt(10)
        }
        #expect(found == [[30, 40, 50, 60, 70], [10, 20, 30, 40, 50, 60, 70]])
    }

    @Test func keepsAnOpeningMarkOnTheGridBehindTheFirstIndentOnly() throws {
        let found = try places("（一）甲乙丙（壬癸子丑", width: 80) { $0.firstLineIndent = .pt(20) }
        #expect(found.first == [20, 30, 40, 50, 60, 70])
        #expect(found.last?.first == -5, "its blank half lies outside")
    }

    @Test func leavesTheIndentOutWhereTheOnlyLineIsCentred() throws {
        var style = ParagraphStyle(linePitch: .pt(10), firstLineIndent: .pt(20))
        style.centersSingleLine = true
        func cell(_ text: String) throws -> [[Double]] {
            let cell = TableCell(
                paragraphs: [Paragraph(runs: [TextRun(text, style: .test)], style: style)],
                style: CellStyle(padding: .zero))
            return try places(
                [.table(TableBlock(columns: [TrackSizing(.fixed(.pt(80)))], rows: [TableRow(cell)]))], width: 80)
        }
        #expect(try cell("甲乙") == [[30, 40]])
        #expect(try cell("甲乙丙丁戊己庚辛") == [[0, 10, 20, 30, 40, 50, 60, 70]])
        #expect(try cell("甲乙丙丁戊己庚辛壬癸") == [[20, 30, 40, 50, 60, 70], [0, 10, 20, 30]])
    }

    // MARK: Justification

    /// What the first of `count` gaps and those up to `index` take of `spare` points.
    private func gaps(_ spare: Double, _ count: Int, upTo index: Int) -> Double {
        Length(rawValue: Length.pt(spare).rawValue * index / count).points
    }

    @Test func spreadsALineOverItsGapsButNotTheLast() throws {
        let found = try places("甲乙丙丁戊己庚辛壬癸子丑", width: 85) { $0.alignment = .justify }
        #expect(found.count == 2)
        #expect(found.first == (0..<8).map { Double($0) * 10 + gaps(5, 7, upTo: $0) })
        #expect(found.first?.last == 75, "it ends at the edge")
        #expect(found.last == [0, 10, 20, 30])
    }

    @Test func stretchesNoGapWithinANumber() throws {
        let found = try places("甲乙12.5丙丁戊己庚辛", width: 90) { $0.alignment = .justify }
        let natural = [0.0, 10, 22.5, 27.5, 32.5, 37.5, 45, 55, 65, 75]
        let gap = [0, 1, 2, 2, 2, 2, 3, 4, 5, 6]
        #expect(found.first == zip(natural, gap).map { $0 + gaps(5, 6, upTo: $1) })
    }

    @Test func leavesALineThatIsFullAsItIs() throws {
        let found = try places("甲乙丙丁戊己庚辛壬癸", width: 80) { $0.alignment = .justify }
        #expect(found == [[0, 10, 20, 30, 40, 50, 60, 70], [0, 10]])
    }

    @Test func spreadsBehindTheFirstIndent() throws {
        let found = try places("甲乙丙丁戊己庚辛壬癸", width: 65) {
            $0.alignment = .justify
            $0.firstLineIndent = .pt(20)
        }
        #expect(found.first == (0..<4).map { 20 + Double($0) * 10 + gaps(5, 3, upTo: $0) })
        #expect(found.last == [0, 10, 20, 30, 40, 50], "the last line is not stretched")
    }

    // MARK: Decimal points

    private func decimals(_ columns: [[String]], width: Double) throws -> [[Double]] {
        let style = ParagraphStyle(linePitch: .pt(10), alignment: .decimal)
        let rows = columns[0].indices.map { row in
            TableRow(
                cells: columns.map { column in
                    TableCell(
                        paragraphs: [Paragraph(runs: [TextRun(column[row], style: .test)], style: style)],
                        style: CellStyle(padding: .zero))
                })
        }
        let tracks = columns.map { _ in TrackSizing(.fixed(.pt(width))) }
        return try places([.table(TableBlock(columns: tracks, rows: rows))], width: width * Double(columns.count))
    }

    @Test func setsDecimalPointsBelowOneAnother() throws {
        let found = try decimals([["1.5", "12.25", "100", "-3.5", "98.7%"]], width: 60)
        #expect(found.map(\.first) == [25, 20, 15, 20, 20])
        #expect(found.map(\.count) == [3, 5, 3, 4, 5])
        #expect(
            try found[at: 0][at: 1] == 30 && found[at: 1][at: 2] == 30 && found[at: 3][at: 2] == 30
                && found[at: 4][at: 2] == 30, "the points")
    }

    @Test func centresTheWidestAndWordsAmongAmounts() throws {
        #expect(try decimals([["1234.56", "无", "0.5"]], width: 60).map(\.first) == [12.5, 25, 27.5])
        #expect(try decimals([["5", "——"]], width: 60).map(\.first) == [27.5, 20])
    }

    @Test func alignsEachColumnForItself() throws {
        let found = try decimals([["1.5", "10.5"], ["7", "300"]], width: 60)
        #expect(found.map(\.first) == [25, 92.5, 20, 82.5])
    }

    @Test func setsPercentSignsBehindTheUnits() throws {
        let found = try decimals([["98%", "98.5%", "100"]], width: 60)
        #expect(found.map { $0.first } == [20, 20, 15])
        #expect(found[1][2] == 30, "the point stands where the sign of whole percentages does")
    }

    // MARK: Alike places

    /// What cells of one column say where they may have up to `most` alike places.
    private func printed(_ texts: [String], most: Int?) throws -> [String] {
        var style = ParagraphStyle(linePitch: .pt(10), alignment: .decimal)
        style.mostAlikePlaces = most
        let rows = texts.map { text in
            let paragraphs = [Paragraph(runs: [TextRun(text, style: .test)], style: style)]
            return TableRow(TableCell(paragraphs: paragraphs, style: CellStyle(padding: .zero)))
        }
        let table = TableBlock(columns: [TrackSizing(.fixed(.pt(100)))], rows: rows)
        return try pageLines([Section(title: "", page: .area(width: 100, height: 400), blocks: [.table(table)])])[0]
    }

    @Test(arguments: [
        (["10", "8.5"], ["10.0", "8.5"]), (["6.5", "1,234.25", "-3"], ["6.50", "1,234.25", "-3.00"]),
        (["98%", "98.7%"], ["98.0%", "98.7%"]), (["36", "26"], ["36", "26"]),
        (["1.125", "8.5"], ["1.125", "8.5"]), (["1.", "8.5", ".5"], ["1.", "8.5", ".5"]),
        (["无", "——", "8.5", "3万元"], ["无", "——", "8.5", "3万元"]),
    ])
    func givesTheNumbersOfAColumnAlikePlaces(_ texts: [String], _ expected: [String]) throws {
        #expect(try printed(texts, most: 2) == expected)
        #expect(try printed(texts, most: nil) == texts)
    }

    @Test func givesAlikePlacesColumnByColumn() throws {
        var style = ParagraphStyle(linePitch: .pt(10), alignment: .decimal)
        style.mostAlikePlaces = 2
        func cell(_ text: String) -> TableCell {
            TableCell(
                paragraphs: [Paragraph(runs: [TextRun(text, style: .test)], style: style)],
                style: CellStyle(padding: .zero))
        }
        var other = TableRow(cell("7"), cell("8"))
        other.columns = [TrackSizing(.fixed(.pt(20))), TrackSizing(.fixed(.pt(80)))]
        let table = TableBlock(
            columns: [TrackSizing(.fixed(.pt(50))), TrackSizing(.fixed(.pt(50)))],
            rows: [TableRow(cell("1.5"), cell("2")), TableRow(cell("3"), cell("4")), other])
        let section = Section(title: "", page: .area(width: 100, height: 400), blocks: [.table(table)])
        #expect(try pageLines([section]) == [["1.5", "2", "3.0", "4", "7", "8"]])
    }

    @Test func keepsAmountsInTheirColumn() throws {
        // The widest whole part and the longest fraction together have no room.
        #expect(try decimals([["100", "1.50"]], width: 20).map(\.first) == [0, 0])
        #expect(try decimals([["100", "1.5"]], width: 20).map(\.first) == [0, 5])
    }
}
