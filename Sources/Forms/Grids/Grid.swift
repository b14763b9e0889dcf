/// A sheet of a workbook, or a table of a Word file.
package struct Grid: Sendable {
    /// The name of the sheet as messages say it; for a table its number in the file, from 1, as in 表3.
    package var name: String
    /// Whether the sheet is hidden.
    package var isHidden: Bool
    /// Cells in the order of rows, then columns. A merged cell is there once, at its first row and column. Cells without a
    /// text, a number, a comment or a merge may be left out.
    package var cells: [GridCell]
    /// Rows that are hidden, from 0.
    package var hiddenRows: Set<Int>
    /// Columns that are hidden, from 0.
    package var hiddenColumns: Set<Int>

    /// Creates a grid.
    package init(
        name: String, isHidden: Bool = false, cells: [GridCell], hiddenRows: Set<Int> = [],
        hiddenColumns: Set<Int> = []
    ) {
        self.name = name
        self.isHidden = isHidden
        self.cells = cells
        self.hiddenRows = hiddenRows
        self.hiddenColumns = hiddenColumns
    }
}

/// A cell of a ``Grid``.
package struct GridCell: Sendable {
    /// Its first row and column, from 0.
    package var row: Int
    package var column: Int
    /// The rows and columns that it covers, at least 1 each.
    package var rowSpan: Int
    package var columnSpan: Int
    /// What is shown in it: a number as its format writes it, paragraphs and forced breaks parted by `\n`.
    package var text: String
    /// What it holds.
    package var value: Value
    /// Where it stands, as messages say it: 附件3!H14, or 表3 第5行第2格.
    package var place: String
    /// What a person noted on it.
    package var comment: String

    /// What a cell holds.
    package enum Value: Sendable, Equatable {
        /// Nothing.
        case empty
        /// A text.
        case text
        /// A number, as the shortest decimal that gives it back: 684.91, never 684.90999999999997. What is shown of 0.95 may
        /// be 95%.
        case number(String)
        /// A day, as 2024-06-02.
        case date(String)
        /// A formula whose result the file does not hold.
        case formulaWithoutResult
        /// An error that the program computed, such as #REF!.
        case error
    }

    /// Creates a cell.
    package init(
        row: Int, column: Int, rowSpan: Int = 1, columnSpan: Int = 1, text: String, value: Value? = nil,
        place: String, comment: String = ""
    ) {
        self.row = row
        self.column = column
        self.rowSpan = rowSpan
        self.columnSpan = columnSpan
        self.text = text
        self.value = value ?? (text.isEmpty ? .empty : .text)
        self.place = place
        self.comment = comment
    }

    /// The columns that it covers.
    package var columns: Range<Int> { column..<column + columnSpan }
    /// The rows that it covers.
    package var rows: Range<Int> { row..<row + rowSpan }
}
