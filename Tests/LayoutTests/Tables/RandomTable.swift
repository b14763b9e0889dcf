import Layout
import TestSupport

/// A table of random shape whose every character occurs once, so that what became of each cell's text can be told from
/// the glyphs alone.
struct RandomTable {
    private(set) var block: TableBlock
    /// The characters of each cell in order, and whether the cell is shown again after a break.
    private(set) var texts: [(scalars: [UInt32], repeats: Bool)] = []
    /// The row in which each cell begins, and how many it covers.
    private(set) var cells: [(row: Int, rowSpan: Int)] = []
    private var nextScalar: UInt32 = 0x4E00
    private var random: SeededGenerator

    init(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let columns = Int.random(in: 1...6, using: &random)
        let sizings: [TrackSizing] = (0..<columns).map { _ in
            let kinds: [TrackSizing] = [
                TrackSizing(.auto), TrackSizing(.fraction(1)), TrackSizing(.fraction(2)),
                TrackSizing(.maxContent, maximum: .mm(40)),
            ]
            return kinds.randomElement(using: &random) ?? TrackSizing(.auto)
        }
        block = TableBlock(columns: sizings, rows: [])
        let rows = Int.random(in: 1...30, using: &random)
        block.headerRows = rows > 3 && Bool.random(using: &random) ? 1 : 0
        if Bool.random(using: &random) { block.fill = TableFill(mostGrowth: 1.5, leastPadding: 0.5) }
        self.random = random
        addRows(rows, columns: columns)
    }

    private mutating func addRows(_ rows: Int, columns: Int) {
        var coveredUntil = [Int](repeating: 0, count: columns)
        for row in 0..<rows {
            var cells: [TableCell] = []
            var column = 0
            while column < columns {
                guard coveredUntil[column] <= row else {
                    column += 1
                    continue
                }
                let room = coveredUntil[column...].prefix { $0 <= row }.count
                let span = Int.random(in: 1...min(3, room), using: &random)
                let limit = row < block.headerRows ? block.headerRows : rows
                let height =
                    Int.random(in: 0...3, using: &random) == 0
                    ? Int.random(in: 1...min(5, limit - row), using: &random) : 1
                cells.append(cell(rowSpan: height, columnSpan: span))
                self.cells.append((row, height))
                for covered in column..<column + span { coveredUntil[covered] = row + height }
                column += span
            }
            block.rows.append(
                TableRow(
                    cells: cells, isBreakable: Int.random(in: 0...4, using: &random) > 0,
                    keepsWithNext: Int.random(in: 0...5, using: &random) == 0, origin: Self.origin(ofRow: row)))
        }
    }

    /// Where a row comes from: below the origins of texts, which are the indices of their cells in ``texts``.
    static func origin(ofRow row: Int) -> TextOrigin { TextOrigin(rawValue: -1 - row) }

    private mutating func cell(rowSpan: Int, columnSpan: Int) -> TableCell {
        let repeats = rowSpan > 1 && Bool.random(using: &random)
        let longest = repeats ? 6 : [0, 4, 12, 60, 300].randomElement(using: &random) ?? 0
        var paragraphs: [Paragraph] = []
        var scalars: [UInt32] = []
        for _ in 0..<Int.random(in: 1...2, using: &random) {
            let text = self.text(Int.random(in: min(1, longest)...longest, using: &random))
            scalars += text.unicodeScalars.map(\.value)
            let style = ParagraphStyle(
                linePitch: .pt(13), alignment: TextAlignment.allCases.randomElement(using: &random) ?? .start)
            let origin = TextOrigin(rawValue: texts.count)
            paragraphs.append(Paragraph(runs: [TextRun(text, style: .test, origin: origin)], style: style))
        }
        texts.append((scalars, repeats))
        let alignments: [CellStyle.VerticalAlignment] = [.top, .middle, .bottom]
        let style = CellStyle(
            padding: Insets(horizontal: .mm(1), vertical: .mm(1)),
            verticalAlignment: alignments.randomElement(using: &random) ?? .top,
            repeatsAfterBreak: repeats)
        return TableCell(paragraphs: paragraphs, rowSpan: rowSpan, columnSpan: columnSpan, style: style)
    }

    private mutating func text(_ count: Int) -> String {
        var view = String.UnicodeScalarView()
        for _ in 0..<count {
            if let scalar = Unicode.Scalar(nextScalar) { view.append(scalar) }
            nextScalar += 1
            if nextScalar == 0x9FA6 { nextScalar = 0x20000 }
        }
        return String(view)
    }
}
