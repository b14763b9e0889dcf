/// The elements of a table: `Table`, its groups of rows, rows and cells.
struct TableElements {
    /// The element of each cell.
    private let cells: [ElementID]
    /// What each cell holds.
    private let contents: [Content]

    private enum Content {
        /// Text that is the cell's own.
        case text
        /// Paragraphs that are elements of their own.
        case paragraphs
        /// A picture, which is one.
        case figure
    }

    /// Adds the rows of `grid` to `tree` as parts of the element `element`, which stands for `table`.
    init(_ table: TableBlock, _ grid: TableGrid, in tree: inout StructureTree, under element: ElementID) {
        var cells: [ElementID] = []
        var contents: [Content] = []
        cells.reserveCapacity(grid.placements.count)
        contents.reserveCapacity(grid.placements.count)
        let headerRows = min(table.headerRows, grid.rows)
        for (role, rows) in [(StructureRole.tableHead, 0..<headerRows), (.tableBody, headerRows..<grid.rows)] {
            guard rows.contains(where: { !table.isOfPages($0) }) else { continue }
            let group = tree.add(role, to: element)
            for row in rows {
                if table.isOfPages(row) {
                    // What stands at the heads and feet of pages is read by nobody who hears the table.
                    cells += grid.starting[row].map { _ in group }
                    contents += grid.starting[row].map { _ in .text }
                    continue
                }
                let parent = tree.add(.row, to: group)
                for index in grid.starting[row] {
                    let place = grid.placements[index]
                    let cell = table.rows[row].cells[place.cell]
                    let role = Self.role(of: cell, isInHeader: row < headerRows)
                    cells.append(Self.add(cell, role, at: place, to: parent, in: &tree))
                    contents.append(cell.picture != nil ? .figure : cell.hasParagraphs ? .paragraphs : .text)
                }
            }
        }
        self.cells = cells
        self.contents = contents
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
        if let picture = cell.picture {
            tree.add(.figure, to: element, alternativeText: picture.alternativeText)
        } else if cell.hasParagraphs {
            for _ in cell.paragraphs { tree.add(.paragraph, to: element) }
        }
        return element
    }

    /// The elements of a cell's text.
    func text(of placement: Int) -> TextElements {
        let cell = cells[placement]
        let inner = ElementID(rawValue: cell.rawValue + 1)
        return switch contents[placement] {
        case .text: .whole(cell)
        case .paragraphs: .paragraphs(inner)
        case .figure: .whole(inner)
        }
    }
}

extension TableCell {
    /// Whether its paragraphs are elements of their own: lines that rise are read as one.
    fileprivate var hasParagraphs: Bool { paragraphs.count > 1 && !style.isRising }
}
