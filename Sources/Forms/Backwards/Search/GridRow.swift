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
    }

    /// From left to right; blank ones at the end left out.
    let cells: [Cell]
    /// The part of the file that the row belongs to.
    let part: Int
    /// The row within its sheet, from 0.
    let number: Int
    /// How many cells begin in the row and hold something.
    let filled: Int
}

/// The rows of a file, one after the other.
struct GridRows {
    /// Every cell and paragraph of the file that holds something or is merged.
    private(set) var cells: [GridCell] = []
    /// The part of the file that each of them belongs to.
    private(set) var parts: [Int] = []
    /// The rows.
    private(set) var rows: [GridRow] = []
    /// The different texts of cells; the first is empty.
    private(set) var texts: [PlainText] = [PlainText("")]
    private var known: [String: Int] = ["": 0]

    /// The most columns that a form may have. Cells further to the right are none of a form's, and are told of.
    private static let mostColumns = 200

    init(_ file: GridFile) {
        for (part, content) in file.parts.enumerated() {
            switch content {
            case .grid(let grid): add(grid, part)
            case .paragraph(let paragraph): add(paragraph, part)
            }
        }
    }

    private mutating func add(_ paragraph: GridParagraph, _ part: Int) {
        let text = paragraph.number + paragraph.text
        guard !PlainText(text).isEmpty else { return }
        cells.append(GridCell(row: 0, column: 0, text: text, place: paragraph.place))
        parts.append(part)
        let cell = GridRow.Cell(
            index: cells.count - 1, columns: 0..<1, startsHere: true, text: textIndex(text))
        rows.append(GridRow(cells: [cell], part: part, number: 0, filled: 1))
    }

    private mutating func add(_ grid: Grid, _ part: Int) {
        var starting: [Int: [(index: Int, text: Int)]] = [:]
        for cell in grid.cells {
            cells.append(cell)
            parts.append(part)
            starting[cell.row, default: []].append((cells.count - 1, textIndex(cell.text)))
        }
        var reaching: [(index: Int, text: Int)] = []
        // Where nothing begins and nothing reaches there is a blank row; many of them stand for one.
        var last = -1
        for number in Set(grid.cells.flatMap { Array($0.rows.prefix(Self.mostRowsOfCell)) }).sorted() {
            if number > last + 1, last >= 0 { rows.append(GridRow(cells: [], part: part, number: last + 1, filled: 0)) }
            last = number
            reaching.removeAll { !cells[$0.index].rows.contains(number) }
            let beginning = starting[number] ?? []
            rows.append(row(number, part, beginning, reaching))
            reaching += beginning.filter { cells[$0.index].rowSpan > 1 }
        }
    }

    /// How far a merged cell is followed down.
    private static let mostRowsOfCell = 2_000

    private func row(
        _ number: Int, _ part: Int, _ beginning: [(index: Int, text: Int)], _ reaching: [(index: Int, text: Int)]
    ) -> GridRow {
        let all =
            (beginning.map { ($0.index, $0.text, true) } + reaching.map { ($0.index, $0.text, false) })
            .sorted { cells[$0.0].column < cells[$1.0].column }
        var row: [GridRow.Cell] = []
        var column = 0
        for (index, text, startsHere) in all {
            let cell = cells[index]
            while column < min(cell.column, Self.mostColumns) {
                row.append(GridRow.Cell(index: nil, columns: column..<column + 1, startsHere: true, text: 0))
                column += 1
            }
            guard cell.column >= column, cell.column < Self.mostColumns else { continue }
            row.append(GridRow.Cell(index: index, columns: cell.columns, startsHere: startsHere, text: text))
            column = cell.columns.upperBound
        }
        let filled = beginning.count { $0.text != 0 }
        return GridRow(cells: row, part: part, number: number, filled: filled)
    }

    private mutating func textIndex(_ text: String) -> Int {
        let plain = PlainText(text)
        guard !plain.isEmpty else { return 0 }
        if let index = known[text] { return index }
        known[text] = texts.count
        texts.append(plain)
        return texts.count - 1
    }
}
