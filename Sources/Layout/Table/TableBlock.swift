/// A table before layout: its columns, and its rows with cells that may span both ways.
package struct TableBlock: Sendable {
    /// The columns.
    package var columns: [TrackSizing]
    /// The rows, the repeated header's first.
    package var rows: [TableRow]
    /// How many rows at the head are repeated on each page.
    package var headerRows: Int
    /// How many rows behind them stand at the head of each further page, where the table takes several: 承前页.
    package var carriedRows = 0
    /// How many rows at the end stand at the foot of each page then, the last one, too: 本页小计.
    package var footRows = 0
    /// How the table makes the most of its page.
    package var fill: TableFill
    /// The width of every rule.
    package var ruleWidth: Length
    /// The least space between table and what is above it.
    package var spaceBefore: Length
    /// Added below.
    package var spaceAfter: Length
    /// Where the table comes from, for diagnostics.
    package var origin: TextOrigin?

    /// Creates a table.
    package init(
        columns: [TrackSizing], rows: [TableRow], headerRows: Int = 0, fill: TableFill = .none,
        ruleWidth: Length = .pt(0.5), spaceBefore: Length = .zero, spaceAfter: Length = .zero
    ) {
        self.columns = columns
        self.rows = rows
        self.headerRows = headerRows
        self.fill = fill
        self.ruleWidth = ruleWidth
        self.spaceBefore = spaceBefore
        self.spaceAfter = spaceAfter
    }

    /// The rows that are the table's own, its header left out.
    var body: Range<Int> {
        let first = min(headerRows + carriedRows, rows.count)
        return first..<max(first, rows.count - footRows)
    }

    /// Whether the row `row` stands at the head or foot of pages only.
    package func isOfPages(_ row: Int) -> Bool { row >= headerRows && !body.contains(row) }

    /// The columns of the row `row`.
    func columns(of row: Int) -> [TrackSizing] { rows[row].columns ?? columns }

    /// Whether the row after `row` must begin on the same page.
    func keepsWithNext(_ row: Int) -> Bool { row < headerRows || rows[row].keepsWithNext }
}

/// How a table makes the most of its page.
package struct TableFill: Hashable, Sendable {
    /// Where the whole table is on one page, rows grow evenly until that is full, but none beyond this multiple of its own
    /// height; 1 for no growth.
    package var mostGrowth: Double
    /// Where that puts the whole table on one page, vertical padding shrinks down to this part of itself, but no row below
    /// its least height; 1 for no shrinking.
    package var leastPadding: Double

    /// Creates a way to fill pages.
    package init(mostGrowth: Double = 1, leastPadding: Double = 1) {
        self.mostGrowth = mostGrowth
        self.leastPadding = leastPadding
    }

    /// Rows are as tall as their text asks.
    package static let none = TableFill()
}

/// How wide a column is.
package struct TrackSizing: Hashable, Sendable {
    /// What decides the width.
    package enum Basis: Hashable, Sendable {
        /// A given width.
        case fixed(Length)
        /// A part of what the other columns leave, by weight, but never less than the contents need.
        case fraction(Int)
        /// As narrow as the contents allow.
        case minContent
        /// As wide as the contents are on one line.
        case maxContent
        /// Between the two, by what the table's width allows.
        case auto
    }

    /// What decides the width.
    package var basis: Basis
    /// The column is never narrower.
    package var minimum: Length
    /// The column is never wider, unless its contents cannot be broken to it.
    package var maximum: Length?

    /// Creates a sizing.
    package init(_ basis: Basis, minimum: Length = .zero, maximum: Length? = nil) {
        self.basis = basis
        self.minimum = minimum
        self.maximum = maximum
    }
}

/// A row of a table: the cells that begin in it, from left to right.
package struct TableRow: Sendable {
    /// The cells; columns that a cell from above covers are skipped.
    package var cells: [TableCell]
    /// The row is at least as tall.
    package var minimumHeight: Length
    /// Whether its text may go on on the next page.
    package var isBreakable: Bool
    /// Whether the next row must begin on the same page.
    package var keepsWithNext: Bool
    /// Whether it is shown again on each further page of the cell over several rows that it stands beside, as the heads of
    /// columns are that do not lead the whole table.
    package var repeatsInGroup: Bool
    /// Its columns, where they are others than the table's. They fill the same width, and no cell from above reaches down
    /// into them.
    package var columns: [TrackSizing]?
    /// Where the row comes from, for diagnostics.
    package var origin: TextOrigin?

    /// Creates a row.
    package init(
        cells: [TableCell], minimumHeight: Length = .zero, isBreakable: Bool = true, keepsWithNext: Bool = false,
        repeatsInGroup: Bool = false, origin: TextOrigin? = nil
    ) {
        self.cells = cells
        self.minimumHeight = minimumHeight
        self.isBreakable = isBreakable
        self.keepsWithNext = keepsWithNext
        self.repeatsInGroup = repeatsInGroup
        self.origin = origin
    }
}

/// A cell of a table.
package struct TableCell: Sendable {
    /// What it says.
    package var paragraphs: [Paragraph]
    /// How many rows it covers, at least one.
    package var rowSpan: Int
    /// How many columns it covers, at least one.
    package var columnSpan: Int
    /// How it is set.
    package var style: CellStyle
    /// What it shows instead.
    package var picture: CellPicture?
    /// What sums of pages add for it.
    package var amount: ExactNumber?
    /// The rows whose amounts it shows the sum of.
    package var sum: PageSum?
    /// Of which cells it is the heading, if it is one.
    package var heads: StructureRole.HeaderScope?
    /// Where the cell comes from; opaque to layout.
    package var origin: TextOrigin?

    /// Creates a cell.
    package init(paragraphs: [Paragraph], rowSpan: Int = 1, columnSpan: Int = 1, style: CellStyle) {
        self.paragraphs = paragraphs
        self.rowSpan = rowSpan
        self.columnSpan = columnSpan
        self.style = style
    }
}
