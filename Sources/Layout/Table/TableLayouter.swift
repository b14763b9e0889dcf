/// A table with its columns measured and its text broken into lines, ready to be cut into pages.
struct TableLayouter {
    let table: TableBlock
    let grid: TableGrid
    /// The left edges of the columns, and the right edge of the last.
    let edges: [Length]
    /// The lines of each cell.
    let texts: [LaidText]
    /// The height of each row as its text asks.
    private(set) var heights: [Length]
    /// What part of their vertical padding the cells have.
    private(set) var paddingScale = 1.0

    /// Measures `table` at `width`.
    /// - Throws: the fault of the grid.
    init(_ table: TableBlock, width: Length, context: LayoutContext) throws(TableGrid.Fault) {
        self.table = table
        let grid = try TableGrid(table)
        self.grid = grid
        let materials = grid.placements.map { placement in
            TextMaterial(
                table.rows[placement.row].cells[placement.cell].paragraphs, shaper: context.shaper, words: context.words
            )
        }
        let widths = Self.columnWidths(table, grid, materials, total: width)
        let edges = widths.reduce(into: [Length.zero]) { $0.append(($0.last ?? .zero) + $1) }
        texts = zip(grid.placements, materials).map { placement, material in
            let padding = table.rows[placement.row].cells[placement.cell].style.padding
            let room = edges[placement.columns.upperBound] - edges[placement.column] - padding.horizontal
            return material.laid(width: room)
        }
        self.edges = edges
        heights = []
        heights = rowHeights()
    }

    /// Characters that no face has.
    var missing: [MissingCharacter] { texts.flatMap(\.missing) }

    /// The cell of a placement.
    func cell(_ placement: TableGrid.Placement) -> TableCell {
        table.rows[placement.row].cells[placement.cell]
    }

    /// The padding of a cell.
    func padding(of placement: Int) -> Insets {
        var padding = cell(grid.placements[placement]).style.padding
        padding.top = padding.top * paddingScale
        padding.bottom = padding.bottom * paddingScale
        return padding
    }

    /// The height of a cell with the given lines, padding included.
    func height(of placement: Int, lines: Range<Int>) -> Length {
        padding(of: placement).vertical + texts[placement].height(of: lines)
    }

    /// Shrinks padding as little as makes the table `room` high at the most; leaves it as it is if that cannot be.
    mutating func squeeze(into room: Length) {
        guard table.fill.leastPadding < 1, total > room else { return }
        let original = heights
        var low = table.fill.leastPadding
        var high = 1.0
        setPadding(low)
        guard total <= room else {
            paddingScale = 1
            heights = original
            return
        }
        for _ in 0..<8 {
            let middle = (low + high) / 2
            setPadding(middle)
            if total <= room { low = middle } else { high = middle }
        }
        setPadding(low)
    }

    private var total: Length { heights.reduce(.zero, +) }

    private mutating func setPadding(_ scale: Double) {
        paddingScale = scale
        heights = rowHeights()
    }

    private static func columnWidths(
        _ table: TableBlock, _ grid: TableGrid, _ materials: [TextMaterial], total: Length
    ) -> [Length] {
        let isFixed = table.columns.map { if case .fixed = $0.basis { true } else { false } }
        let needs = zip(grid.placements, materials).compactMap { placement, material -> ColumnSizer.Need? in
            if placement.columns.allSatisfy({ isFixed[$0] }) || material.paragraphs.isEmpty { return nil }
            let padding = table.rows[placement.row].cells[placement.cell].style.padding
            return ColumnSizer.Need(
                columns: placement.columns, row: placement.rowSpan == 1 ? placement.row : nil,
                minimum: material.minContent + padding.horizontal, paragraphs: material.maxContents, padding: padding,
                pitch: material.pitch, size: material.size)
        }
        return ColumnSizer.widths(table.columns, needs: needs, total: total)
    }

    /// Rows are as tall as their tallest cell; what a spanning cell needs beyond its rows is shared evenly among them,
    /// smaller spans first.
    private func rowHeights() -> [Length] {
        var heights = table.rows.map { $0.minimumHeight * paddingScale }
        let bySpan = grid.placements.indices.sorted {
            (grid.placements[$0].rowSpan, $0) < (grid.placements[$1].rowSpan, $1)
        }
        for index in bySpan {
            let rows = grid.placements[index].rows
            let lack = height(of: index, lines: texts[index].lines.indices) - rows.reduce(.zero) { $0 + heights[$1] }
            guard lack > .zero else { continue }
            for (row, part) in zip(rows, lack.shared(by: rows.map { _ in 1 })) { heights[row] += part }
        }
        return heights
    }
}
