/// A table with its columns measured and its text broken into lines, ready to be cut into pages.
struct TableLayouter {
    let table: TableBlock
    let grid: TableGrid
    /// The left edges of the columns, and the right edge of the last.
    let edges: [Length]
    /// The lines of each cell.
    let texts: [LaidText]
    /// The height of each row as its text asks.
    let heights: [Length]

    /// Measures `table` at `width`.
    /// - Throws: the fault of the grid.
    init(_ table: TableBlock, width: Length, context: LayoutContext) throws(TableGrid.Fault) {
        self.table = table
        let grid = try TableGrid(table)
        self.grid = grid
        let materials = grid.placements.map { placement in
            TextMaterial(
                table.rows[placement.row].cells[placement.cell].paragraphs, shaper: context.shaper, words: context.words)
        }
        let widths = Self.columnWidths(table, grid, materials, total: width)
        let edges = widths.reduce(into: [Length.zero]) { $0.append(($0.last ?? .zero) + $1) }
        texts = zip(grid.placements, materials).map { placement, material in
            let padding = table.rows[placement.row].cells[placement.cell].style.padding
            let room = edges[placement.columns.upperBound] - edges[placement.column] - padding.horizontal
            return material.laid(width: room)
        }
        self.edges = edges
        heights = Self.rowHeights(table, grid, texts)
    }

    /// Characters that no face has.
    var missing: [MissingCharacter] { texts.flatMap(\.missing) }

    /// The cell of a placement.
    func cell(_ placement: TableGrid.Placement) -> TableCell {
        table.rows[placement.row].cells[placement.cell]
    }

    /// The height of a cell with the given lines, padding included.
    func height(of placement: Int, lines: Range<Int>) -> Length {
        cell(grid.placements[placement]).style.padding.vertical + texts[placement].height(of: lines)
    }

    private static func columnWidths(
        _ table: TableBlock, _ grid: TableGrid, _ materials: [TextMaterial], total: Length
    ) -> [Length] {
        let isFixed = table.columns.map { if case .fixed = $0.basis { true } else { false } }
        let needs = zip(grid.placements, materials).compactMap { placement, material -> ColumnSizer.Need? in
            if placement.columns.allSatisfy({ isFixed[$0] }) { return nil }
            let padding = table.rows[placement.row].cells[placement.cell].style.padding.horizontal
            return ColumnSizer.Need(
                columns: placement.columns, minimum: material.minContent + padding,
                maximum: material.maxContent + padding)
        }
        return ColumnSizer.widths(table.columns, needs: needs, total: total)
    }

    /// Rows are as tall as their tallest cell; what a spanning cell needs beyond its rows is shared evenly among them,
    /// smaller spans first.
    private static func rowHeights(_ table: TableBlock, _ grid: TableGrid, _ texts: [LaidText]) -> [Length] {
        var heights = table.rows.map(\.minimumHeight)
        let bySpan = grid.placements.indices.sorted {
            (grid.placements[$0].rowSpan, $0) < (grid.placements[$1].rowSpan, $1)
        }
        for index in bySpan {
            let placement = grid.placements[index]
            let padding = table.rows[placement.row].cells[placement.cell].style.padding.vertical
            let lack = texts[index].height + padding - placement.rows.reduce(.zero) { $0 + heights[$1] }
            guard lack > .zero else { continue }
            for (row, part) in zip(placement.rows, lack.shared(by: placement.rows.map { _ in 1 })) {
                heights[row] += part
            }
        }
        return heights
    }
}
