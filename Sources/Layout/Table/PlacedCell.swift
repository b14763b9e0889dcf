/// A cell of a table with its rectangle on the grid.
struct PlacedCell {
    private let placement: TableGrid.Placement
    private let cell: TableCell

    init(_ placement: TableGrid.Placement, in table: TableBlock) {
        self.placement = placement
        cell = table.rows[placement.row].cells[placement.cell]
    }

    /// What it says.
    var paragraphs: [Paragraph] { cell.paragraphs }
    /// What it shows instead.
    var picture: CellPicture? { cell.picture }
    /// What sums of pages add for it.
    var amount: ExactNumber? { cell.amount }
    /// The rows whose amounts it shows the sum of.
    var sum: PageSum? { cell.sum }
    /// How it looks.
    var style: CellStyle { cell.style }
    /// The row in which it begins.
    var row: Int { placement.row }
    /// The column in which it begins.
    var column: Int { placement.column }
    /// The rows that it covers.
    var rows: Range<Int> { placement.rows }
    /// The columns that it covers.
    var columns: Range<Int> { placement.columns }
    /// How many rows it covers.
    var rowSpan: Int { placement.rowSpan }
}
