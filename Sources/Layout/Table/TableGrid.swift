/// Where the cells of a table stand: each on a rectangle of the grid, none over another, no place left open.
package struct TableGrid: Sendable {
    /// A cell with its rectangle.
    package struct Placement: Sendable {
        /// The first row.
        package let row: Int
        /// The first column.
        package let column: Int
        /// How many rows it covers.
        package let rowSpan: Int
        /// How many columns it covers.
        package let columnSpan: Int
        /// The position of the cell in its row.
        package let cell: Int

        /// The rows that it covers.
        package var rows: Range<Int> { row..<row + rowSpan }
        /// The columns that it covers.
        package var columns: Range<Int> { column..<column + columnSpan }
    }

    /// Why cells do not make a grid.
    package enum Fault: Error, Hashable, Sendable {
        /// The cells of a row take more columns than the table has or than cells from above leave.
        case tooWide(row: Int, columns: Int)
        /// The cells of a row leave columns open.
        case tooNarrow(row: Int, covered: Int, columns: Int)
        /// A cell reaches below the last row, from the header into the body, or into rows with other columns.
        case tooTall(row: Int)
        /// There are no columns.
        case noColumns(row: Int)

        /// The row that is at fault.
        package var row: Int {
            switch self {
            case .tooWide(let row, _), .tooNarrow(let row, _, _), .tooTall(let row), .noColumns(let row): row
            }
        }
    }

    /// The cells in the order of the table.
    package let placements: [Placement]
    /// How many columns there are; where rows have columns of their own, how many there are of both.
    package let columns: Int
    /// How many rows there are.
    package let rows: Int
    /// For each row the placements that begin in it.
    let starting: [Range<Int>]
    /// For each row the placements that end in it.
    let ending: [[Int]]

    /// Places the cells of `table`.
    /// - Throws: ``Fault`` for the first row whose cells do not fit.
    package init(_ table: TableBlock) throws(Fault) {
        columns = table.columns.count
        rows = table.rows.count
        let ends = table.sectionEnds
        var placements: [Placement] = []
        var starting: [Range<Int>] = []
        var coveredUntil: [Int] = []
        for row in table.rows.indices {
            let columns = table.columns(of: row).count
            guard columns > 0 else { throw .noColumns(row: row) }
            if row == 0 || ends[row - 1] == row { coveredUntil = [Int](repeating: row, count: columns) }
            let first = placements.count
            var column = 0
            for index in table.rows[row].cells.indices {
                let (rowSpan, columnSpan) = table.rows[row].cells[index].spans
                while column < columns, coveredUntil[column] > row { column += 1 }
                let span = column..<column + columnSpan
                guard span.upperBound <= columns, span.allSatisfy({ coveredUntil[$0] <= row }) else {
                    throw .tooWide(row: row, columns: columns)
                }
                let end = row + rowSpan
                guard end <= ends[row] else { throw .tooTall(row: row) }
                for column in span { coveredUntil[column] = end }
                placements.append(
                    Placement(row: row, column: column, rowSpan: rowSpan, columnSpan: columnSpan, cell: index))
                column = span.upperBound
            }
            let covered = coveredUntil.count { $0 > row }
            guard covered == columns else { throw .tooNarrow(row: row, covered: covered, columns: columns) }
            starting.append(first..<placements.count)
        }
        self.placements = placements
        self.starting = starting
        var ending = [[Int]](repeating: [], count: rows)
        for (index, placement) in placements.enumerated() { ending[placement.rows.upperBound - 1].append(index) }
        self.ending = ending
    }

    /// The grid `other` with its cells on finer columns: each edge of a column is one of theirs.
    /// - Parameter edges: for each row of `other` which of the finer edges its own are.
    init(_ other: TableGrid, columns: Int, edges: [[Int]]) {
        self.columns = columns
        rows = other.rows
        starting = other.starting
        ending = other.ending
        placements = other.placements.map { place in
            let edges = edges[place.row]
            let first = edges[place.column]
            return Placement(
                row: place.row, column: first, rowSpan: place.rowSpan,
                columnSpan: edges[place.columns.upperBound] - first, cell: place.cell)
        }
    }
}

extension TableBlock {
    /// For each row where the rows end that cells from it may cover: those of the header or the body that have its columns.
    fileprivate var sectionEnds: [Int] {
        var ends = [Int](repeating: rows.count, count: rows.count)
        for row in rows.indices.dropLast().reversed() {
            let isLast =
                row + 1 == headerRows || row + 1 == body.lowerBound || row + 1 == body.upperBound
                || rows[row].columns != rows[row + 1].columns
            ends[row] = isLast ? row + 1 : ends[row + 1]
        }
        return ends
    }
}

extension TableCell {
    /// How many rows and columns it covers.
    fileprivate var spans: (rows: Int, columns: Int) { (rowSpan, columnSpan) }
}
