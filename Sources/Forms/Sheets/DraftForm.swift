import Layout

/// A form as tables below each other, each as wide as the form: what else it holds is a table without lines.
struct DraftForm {
    /// What it is called for short.
    var name: String
    /// The pages that it is printed on.
    var page: PageStyle
    /// From top to bottom.
    var tables: [DraftTable] = []
    /// What its cells show; a cell's origin finds its note.
    var notes = CellNotes()
}

/// A table of a ``DraftForm``.
struct DraftTable {
    /// The table, whose cells' origins are those of the notes.
    var block: TableBlock
    /// Whether it has lines.
    var isRuled: Bool
    /// Of a table of a single row of labels and what stands beside them: whether each column holds labels.
    var labels: [Bool] = []

    /// A row without lines.
    init(_ cells: [TableCell], columns: [TrackSizing], height: Length, labels: [Bool] = []) {
        block = TableBlock(columns: columns, rows: [TableRow(cells: cells, minimumHeight: height)])
        isRuled = false
        self.labels = labels
    }

    /// A table with lines.
    init(_ block: TableBlock) {
        self.block = block
        isRuled = true
    }
}
