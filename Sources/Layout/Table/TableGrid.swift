/// Where the cells of a table stand: each on a rectangle of the grid, none over another, no place left open.
public struct TableGrid: Sendable {
    /// A cell with its rectangle.
    public struct Placement: Sendable {
        /// The first row.
        public let row: Int
        /// The first column.
        public let column: Int
        /// How many rows it covers.
        public let rowSpan: Int
        /// How many columns it covers.
        public let columnSpan: Int
        /// The position of the cell in its row.
        public let cell: Int

        /// The rows that it covers.
        public var rows: Range<Int> { row..<row + rowSpan }
        /// The columns that it covers.
        public var columns: Range<Int> { column..<column + columnSpan }
    }

    /// Why cells do not make a grid.
    public enum Fault: Error, Hashable, Sendable {
        /// The cells of a row take more columns than the table has or than cells from above leave.
        case tooWide(row: Int, columns: Int)
        /// The cells of a row leave columns open.
        case tooNarrow(row: Int, covered: Int, columns: Int)
        /// A cell reaches below the last row, or from the header into the body.
        case tooTall(row: Int)

        /// The row that is at fault.
        public var row: Int {
            switch self {
            case .tooWide(let row, _), .tooNarrow(let row, _, _), .tooTall(let row): row
            }
        }
    }

    /// The cells in the order of the table.
    public let placements: [Placement]
    /// How many columns there are.
    public let columns: Int
    /// How many rows there are.
    public let rows: Int
    /// For each row the placements that begin in it.
    let starting: [Range<Int>]
    /// For each row the placements that end in it.
    let ending: [[Int]]

    /// Places the cells of `table`.
    /// - Throws: ``Fault`` for the first row whose cells do not fit.
    public init(_ table: TableBlock) throws(Fault) {
        columns = table.columns.count
        rows = table.rows.count
        var placements: [Placement] = []
        var starting: [Range<Int>] = []
        var coveredUntil = [Int](repeating: 0, count: columns)
        for row in table.rows.indices {
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
                let limit = row < table.headerRows ? min(table.headerRows, table.rows.count) : table.rows.count
                guard end <= limit else { throw .tooTall(row: row) }
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
}

extension TableCell {
    /// How many rows and columns it covers.
    fileprivate var spans: (rows: Int, columns: Int) { (rowSpan, columnSpan) }
}
