import Layout
import TestSupport
import Testing

/// Words, addresses and numbers that are longer than a line, or than their column.
@Suite struct ForcedBreakTests {
    private func document(_ blocks: [Block], width: Double, height: Double = 1000) throws -> PagedDocument {
        let section = Section(title: "", page: .area(width: width, height: height), blocks: blocks)
        return try PageLayouter.layout([section], context: LayoutContext(shaper: FixedAdvanceShaper()))
    }

    /// The lines of `text` in a column of `width` points: a letter takes 5, an ideograph 10.
    private func lines(_ text: String, width: Double) throws -> [String] {
        let table = TableBlock(columns: [TrackSizing(.fixed(.pt(width)))], rows: [TableRow(TableCell(text))])
        let page = try document([.table(table)], width: width).pages[at: 0]
        return page.runs.reduce(into: []) { lines, run in
            if run.beginsLine || lines.isEmpty { lines.append(run.text) } else { lines[lines.count - 1] += run.text }
        }
    }

    @Test(arguments: [
        (
            "https://www.example.gov.cn/zwgk/index.html?id=12&type=pdf", 60.0,
            ["https://", "www.example.", "gov.cn/zwgk/", "index.html?", "id=12&type=", "pdf"]
        ),
        ("zhang_san.li_si@example.com", 50, ["zhang_san.", "li_si@", "example.", "com"]),
        ("见https://a.cn/b", 40, ["见", "https://", "a.cn/b"]),
    ])
    func breaksAddressesBehindTheirSigns(_ text: String, _ width: Double, _ expected: [String]) throws {
        #expect(try lines(text, width: width) == expected)
    }

    @Test func breaksALongWordWhereTheLineEnds() throws {
        let word = String((0..<52).map { Character(Unicode.Scalar(UInt8(97 + $0 % 26))) })
        #expect(try lines(word, width: 100).map(\.count) == [20, 20, 12])
        #expect(try lines(word, width: 100).joined() == word)
        #expect(try lines("________", width: 25) == ["_____", "___"])
    }

    @Test(arguments: [
        ("abcdef660.44", 40.0, ["abcdef", "660.44"]), ("abcdef1,684.91", 50, ["abcdef", "1,684.91"]),
        ("abcdefgh-5.5%", 40, ["abcdefg", "h-5.5%"]), ("abcdefgh98.7%", 50, ["abcdefgh", "98.7%"]),
        ("abcdef2024-06-02", 50, ["abcdef", "2024-06-02"]), ("tel:0731-8888", 50, ["tel:", "0731-8888"]),
        ("12345.67万元", 45, ["12345.67", "万元"]), ("a=b=c=12345", 25, ["a=b=", "c=", "12345"]),
    ])
    func keepsNumbersWhole(_ text: String, _ width: Double, _ expected: [String]) throws {
        #expect(try lines(text, width: width) == expected)
    }

    @Test func breaksANumberWhereNothingElseIsLeftAndTellsIt() throws {
        let style = ParagraphStyle(linePitch: .pt(10))
        // The words of the layout before it are not to blame.
        let runs = [
            TextRun("计：", style: .test, origin: TextOrigin(rawValue: 3)),
            TextRun("1,684.91%", style: .test, origin: TextOrigin(rawValue: 4)),
        ]
        let cell = TableCell(paragraphs: [Paragraph(runs: runs, style: style)], style: CellStyle(padding: .zero))
        let table = TableBlock(columns: [TrackSizing(.fixed(.pt(30)))], rows: [TableRow(cell)])
        let document = try document([.table(table)], width: 30)
        #expect(document.notes == [.numberSplit(TextOrigin(rawValue: 4))])
        #expect(document.pages.first?.runs.map(\.text).joined() == "计：1,684.91%")
    }

    @Test func keepsPairsOfDashesAndDots() throws {
        #expect(try lines("…………", width: 30) == ["……", "……"])
        #expect(try lines("——————", width: 50) == ["————", "——"])
    }

    @Test func aLongPieceOfASignatureIsBroken() throws {
        let runs = ["说明：", String(repeating: "abcdefghij", count: 3)].map { TextRun($0, style: .test) }
        let field = SignatureBlock.Field(content: Paragraph(runs: runs, style: ParagraphStyle(linePitch: .pt(10))))
        let block = SignatureBlock(lines: [[field]], linePitch: .pt(14))
        let page = try document([.signature(block)], width: 60).pages[at: 0]
        #expect(page.runs.map(\.text).joined() == runs.map(\.text).joined())
        #expect(Set(page.runs.map(\.origin.y)).count == 4)
    }

    // MARK: Columns

    /// The widths of columns in points, from the rules between them.
    private func widths(_ table: TableBlock, width: Double) throws -> (widths: [Double], notes: [LayoutNote]) {
        let document = try document([.table(table)], width: width)
        let edges = Set(
            document.pages.flatMap(\.layers).flatMap(\.rules).filter { $0.start.x == $0.end.x }.map(\.start.x))
        let sorted = edges.sorted()
        return (zip(sorted.dropFirst(), sorted).map { ($0 - $1).points }, document.notes)
    }

    private func autos(_ cells: String...) -> TableBlock {
        TableBlock(
            columns: cells.map { _ in TrackSizing(.auto) }, rows: [TableRow(cells: cells.map { TableCell($0) })])
    }

    @Test(arguments: [26, 40, 52, 150]) func aLongWordLeavesTheOtherColumnsTheirRoom(_ count: Int) throws {
        let word = String(repeating: "abcdefghijklmnopqrstuvwxyz", count: 6).prefix(count)
        let (widths, notes) = try widths(autos(String(word), "660.44", "年初预算数和全年预算数", "98.7%"), width: 300)
        try #require(widths.count == 4)
        #expect(widths.reduce(0, +) == 300)
        #expect(widths[1] >= 30 && widths[3] >= 25, "numbers are whole")
        #expect(widths[2] >= 30, "not a character a line")
        #expect(notes.isEmpty)
    }

    @Test func wordsStayWholeBesideOneThatIsLonger() throws {
        let (widths, _) = try widths(autos(String(repeating: "abcdefgh", count: 12), "Excel", "PowerPoint"), width: 120)
        #expect(try widths[at: 1] >= 25 && widths[at: 2] >= 50)
    }

    @Test func aNumberThatHasNoRoomLeavesOthersWhole() throws {
        let (widths, _) = try widths(autos(String(repeating: "1234567890", count: 4), "660.44", "甲"), width: 100)
        #expect(try widths[at: 1] >= 30 && widths[at: 2] >= 10)
    }

    @Test func wordsOfTheUsualLengthStayWhole() throws {
        let (widths, _) = try widths(autos("internationalization", "甲乙丙丁戊己庚辛壬癸"), width: 140)
        #expect(try widths[at: 0] >= 100)
    }

    @Test func saysWhichTextHasNoRoom() throws {
        let style = ParagraphStyle(linePitch: .pt(10))
        func cell(_ text: String, _ origin: Int, indent: Double = 0) -> TableCell {
            var style = style
            style.indent = .pt(indent)
            let run = TextRun(text, style: .test, origin: TextOrigin(rawValue: origin))
            return TableCell(paragraphs: [Paragraph(runs: [run], style: style)], style: CellStyle(padding: .zero))
        }
        func faults(_ cells: [TableCell], width: Double) -> [LayoutFault] {
            let columns = cells.map { _ in TrackSizing(.auto) }
            var row = TableRow(cells: cells)
            row.origin = TextOrigin(rawValue: -1)
            do {
                _ = try document([.table(TableBlock(columns: columns, rows: [row]))], width: width)
                return []
            } catch {
                return (error as? LayoutFailure)?.faults ?? []
            }
        }
        #expect(faults([cell("甲", 1), cell("乙", 2)], width: 20) == [])
        let narrow = LayoutFault.columnTooNarrow(column: 0, at: TextOrigin(rawValue: -1))
        #expect(faults([cell("甲", 1), cell("乙", 2)], width: 15) == [narrow])
        #expect(faults([cell("甲", 1, indent: 40)], width: 30) == [narrow], "an indent is the layout's")
    }

    @Test func saysWhichColumnsAreWiderThanTheTypeArea() {
        var table = TableBlock(
            columns: [TrackSizing(.fixed(.pt(70))), TrackSizing(.auto, minimum: .pt(40))],
            rows: [TableRow(TableCell("甲"), TableCell("乙"))])
        table.origin = TextOrigin(rawValue: -7)
        #expect(throws: Never.self) { try document([.table(table)], width: 110) }
        #expect {
            try document([.table(table)], width: 100)
        } throws: { error in
            (error as? LayoutFailure)?.faults
                == [.columnsTooWide(width: .pt(110), available: .pt(100), at: TextOrigin(rawValue: -7))]
        }
    }

    // MARK: Random tables

    private static let pieces = [
        "660.44", "1,684.91%", "2024-06-02", "-12.5%", "年初预算数", "经济效益指标", "Excel", "甲", "", "完成（略）。",
        "https://www.example.gov.cn/zwgk/2023/05/index.html?id=12345&type=pdf#top",
        String(repeating: "abcdefghijklmnopqrstuvwxyz", count: 3), "13800000001", "zhangsan.lisi@mail.example.gov.cn",
    ]

    /// Every character appears once and in order, nothing leaves its column, numbers are whole, and columns have room.
    @Test(arguments: 0..<300) func losesNothingOfLongTokens(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let columns = Int.random(in: 2...6, using: &random)
        let texts = (0..<Int.random(in: 1...8, using: &random)).map { _ in
            (0..<columns).map { _ in Self.pieces.randomElement(using: &random) ?? "" }
        }
        var table = TableBlock(
            columns: (0..<columns).map { _ in TrackSizing(.auto) },
            rows: texts.map { row in TableRow(cells: row.map { TableCell($0) }) })
        let balances = Bool.random(using: &random)
        for row in table.rows.indices {
            for cell in table.rows[row].cells.indices {
                for paragraph in table.rows[row].cells[cell].paragraphs.indices {
                    table.rows[row].cells[cell].paragraphs[paragraph].style.setting.balances = balances
                }
            }
        }
        let width = Double(columns * 55 + Int.random(in: 0...100, using: &random))
        let document = try document([.table(table)], width: width)
        #expect(document.notes.isEmpty, "seed \(seed): numbers have room")
        let runs = document.pages.flatMap(\.runs)
        let shown = Dictionary(grouping: runs, by: \.element).sorted {
            ($0.key?.rawValue ?? 0) < ($1.key?.rawValue ?? 0)
        }
        #expect(shown.map { $0.value.map(\.text).joined() } == texts.joined().filter { !$0.isEmpty }, "seed \(seed)")
        let rules = try document.pages[at: 0].layers.flatMap(\.rules)
        let edges = Set(rules.filter { $0.start.x == $0.end.x }.map(\.start.x)).sorted()
        let hasText = (0..<columns).allSatisfy { column in texts.contains { !$0[column].isEmpty } }
        #expect(
            !hasText || zip(edges.dropFirst(), edges).allSatisfy { $0 - $1 >= .pt(10) },
            "seed \(seed): a column without room")
        let isWithin = runs.allSatisfy { run in
            let column = edges.last { $0 <= run.origin.x + run.size / 2 } ?? .zero
            let next = edges.first { $0 > column } ?? .zero
            return run.origin.x + run.width <= next + run.size / 2
        }
        #expect(isWithin, "seed \(seed): a text leaves its column")
    }
}
