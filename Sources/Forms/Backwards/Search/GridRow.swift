import Diagnostics

/// One row of a sheet or table, or one paragraph: what a line of a form is held against.
struct GridRow {
    /// A cell as the row sees it.
    struct Cell {
        /// Its position among ``GridRows/cells``; `nil` for a column in which the file holds nothing.
        let index: Int?
        /// The columns that it covers.
        let columns: Range<Int>
        /// Whether it begins in this row; otherwise it reaches into it from above.
        let startsHere: Bool
        /// Its text, as a position among ``GridRows/texts``.
        let text: Int
        /// Whether the same text stands in the same columns of the row above, as where a merged cell was split and filled.
        var repeats = false
    }

    /// From left to right, blank ones too.
    let cells: [Cell]
    /// The part of the file that the row belongs to.
    let part: Int
    /// Whether it is a paragraph that stands in no table.
    var isParagraph = false
    /// The row within its sheet, from 0.
    let number: Int
    /// How many cells begin in the row and hold something.
    let filled: Int

    /// The cells that begin in the row and hold something.
    var filledCells: [Cell] { cells.filter { $0.startsHere && $0.text != 0 } }
}

/// The rows of a file, one after the other.
struct GridRows {
    /// The file as it was named.
    let file: String
    /// Every cell and paragraph of the file that holds something or is merged.
    private(set) var cells: [GridCell] = []
    /// The part of the file that each of them belongs to.
    private(set) var parts: [Int] = []
    /// The rows.
    private(set) var rows: [GridRow] = []
    /// The different texts of cells; the first is empty.
    private(set) var texts: [PlainText] = [PlainText("")]
    /// What counts in each of them as a label.
    private(set) var labelKeys = [""]
    private var known: [String: Int] = ["": 0]

    /// The most columns that a form may have. Cells further to the right are none of a form's, and are told of.
    private static let mostColumns = 200

    init(_ file: GridFile) {
        self.file = file.name
        for (part, content) in file.parts.enumerated() {
            switch content {
            case .grid(let grid): add(grid, part)
            case .paragraph(let paragraph): add(paragraph, part)
            }
        }
    }

    private mutating func add(_ paragraph: GridParagraph, _ part: Int) {
        let text = paragraph.number + paragraph.text
        let index = textIndex(text)
        guard index != 0 else { return }
        cells.append(GridCell(row: 0, column: 0, text: text, place: paragraph.place))
        parts.append(part)
        let cell = GridRow.Cell(index: cells.count - 1, columns: 0..<1, startsHere: true, text: index)
        rows.append(GridRow(cells: [cell], part: part, isParagraph: true, number: 0, filled: 1))
    }

    private mutating func add(_ grid: Grid, _ part: Int) {
        var starting: [Int: [(index: Int, text: Int)]] = [:]
        for cell in grid.cells {
            cells.append(cell)
            parts.append(part)
            starting[cell.row, default: []].append((cells.count - 1, textIndex(cell.text)))
        }
        var reaching: [(index: Int, text: Int)] = []
        let width = Self.width(of: grid)
        // Where nothing begins and nothing reaches there is a blank row; many of them stand for one.
        var last = -1
        for number in Set(grid.cells.flatMap { Array($0.rows.prefix(Self.mostRowsOfCell)) }).sorted() {
            if number > last + 1, last >= 0 { rows.append(GridRow(cells: [], part: part, number: last + 1, filled: 0)) }
            last = number
            reaching.removeAll { !cells[$0.index].rows.contains(number) }
            let beginning = starting[number] ?? []
            rows.append(row(number, part, beginning, reaching, width))
            reaching += beginning.filter { cells[$0.index].rowSpan > 1 }
        }
    }

    /// How far a merged cell is followed down.
    private static let mostRowsOfCell = 2_000

    /// How many columns the tables of a sheet have: as many as its second widest row, since a single row may be wider by a
    /// note beside the table. Cells that the file leaves out up to there are blank ones of the table.
    private static func width(of grid: Grid) -> Int {
        var (widest, second) = (0, 0)
        for cells in Dictionary(grouping: grid.cells, by: \.row).values {
            let width = min(mostColumns, cells.lazy.map(\.columns.upperBound).max() ?? 0)
            (widest, second) = (max(widest, width), max(second, min(widest, width)))
        }
        return second
    }

    private func row(
        _ number: Int, _ part: Int, _ beginning: [(index: Int, text: Int)], _ reaching: [(index: Int, text: Int)],
        _ width: Int
    ) -> GridRow {
        let all =
            (beginning.map { ($0.index, $0.text, true) } + reaching.map { ($0.index, $0.text, false) })
            .sorted { cells[$0.0].column < cells[$1.0].column }
        var row: [GridRow.Cell] = []
        let above = rows.last.flatMap { $0.part == part && $0.number == number - 1 ? $0.cells : nil } ?? []
        var column = 0
        for (index, text, startsHere) in all {
            let cell = cells[index]
            while column < min(cell.column, Self.mostColumns) {
                row.append(GridRow.Cell(index: nil, columns: column..<column + 1, startsHere: true, text: 0))
                column += 1
            }
            guard cell.column >= column, cell.column < Self.mostColumns else { continue }
            let repeats = text != 0 && startsHere && above.contains { $0.columns == cell.columns && $0.text == text }
            row.append(
                GridRow.Cell(index: index, columns: cell.columns, startsHere: startsHere, text: text, repeats: repeats))
            column = cell.columns.upperBound
        }
        while column < width {
            row.append(GridRow.Cell(index: nil, columns: column..<column + 1, startsHere: true, text: 0))
            column += 1
        }
        let filled = beginning.count { $0.text != 0 }
        return GridRow(cells: row, part: part, number: number, filled: filled)
    }

    private mutating func textIndex(_ text: String) -> Int {
        if let index = known[text] { return index }
        let plain = PlainText(text)
        known[text] = plain.isEmpty ? 0 : texts.count
        guard !plain.isEmpty else { return 0 }
        texts.append(plain)
        labelKeys.append(plain.labelKey)
        return texts.count - 1
    }
}
