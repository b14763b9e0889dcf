/// The elements of a table: `Table`, its groups of rows, rows and cells.
struct TableElements {
    /// The element of each cell.
    private let cells: [ElementID]
    /// How many paragraphs each cell has.
    private let paragraphs: [Int]

    /// Adds the rows of `grid` to `tree` as parts of the element `element`, which stands for `table`.
    init(_ table: TableBlock, _ grid: TableGrid, in tree: inout StructureTree, under element: ElementID) {
        var cells: [ElementID] = []
        var paragraphs: [Int] = []
        cells.reserveCapacity(grid.placements.count)
        paragraphs.reserveCapacity(grid.placements.count)
        let headerRows = min(table.headerRows, grid.rows)
        for (role, rows) in [(StructureRole.tableHead, 0..<headerRows), (.tableBody, headerRows..<grid.rows)] {
            guard !rows.isEmpty else { continue }
            let group = tree.add(role, to: element)
            for row in rows {
                let parent = tree.add(.row, to: group)
                for index in grid.starting[row] {
                    let place = grid.placements[index]
                    let cell = table.rows[row].cells[place.cell]
                    let role = Self.role(of: cell, isInHeader: row < headerRows)
                    cells.append(Self.add(cell, role, at: place, to: parent, in: &tree))
                    paragraphs.append(cell.paragraphs.count)
                }
            }
        }
        self.cells = cells
        self.paragraphs = paragraphs
    }

    /// Cells of the repeated header head columns, others what they are said to. An empty cell heads nothing.
    private static func role(of cell: TableCell, isInHeader: Bool) -> StructureRole {
        guard !cell.paragraphs.isEmpty, let scope = isInHeader ? .column : cell.heads else { return .dataCell }
        return .headerCell(scope)
    }

    /// A cell, and an element for each paragraph where it has several.
    private static func add(
        _ cell: TableCell, _ role: StructureRole, at place: TableGrid.Placement, to row: ElementID,
        in tree: inout StructureTree
    ) -> ElementID {
        let element = tree.add(role, to: row, rowSpan: place.rowSpan, columnSpan: place.columnSpan)
        if cell.paragraphs.count > 1 {
            for _ in cell.paragraphs { tree.add(.paragraph, to: element) }
        }
        return element
    }

    /// The elements of a cell's text.
    func text(of placement: Int) -> TextElements {
        let cell = cells[placement]
        return paragraphs[placement] > 1 ? .paragraphs(ElementID(rawValue: cell.rawValue + 1)) : .whole(cell)
    }
}
