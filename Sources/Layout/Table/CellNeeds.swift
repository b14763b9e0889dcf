/// What the cells of a table need of its columns.
struct CellNeeds {
    /// In the order of the table.
    var needs: [ColumnSizer.Need] = []
    /// How high each row is whatever its columns get: what it states, and the texts of fixed columns. Empty where only some
    /// of the rows are measured.
    var leastHeights: [Length]

    /// The cells that columns follow, shaped, and what they need. Columns of a long table follow some of its rows, so that the
    /// others need be shaped only once, one at a time.
    static func sampled(
        _ table: TableBlock, on grid: TableGrid, _ context: LayoutContext
    ) -> (measured: [TextMaterial?], needs: CellNeeds) {
        let step = max(1, (grid.placements.count + ColumnSizer.mostNeeds - 1) / ColumnSizer.mostNeeds)
        var measured = [TextMaterial?](repeating: nil, count: grid.placements.count)
        var cells = CellNeeds(leastHeights: step > 1 ? [] : table.rows.map(\.minimumHeight))
        for row in stride(from: 0, to: grid.rows, by: step) {
            for index in grid.starting[row] {
                let placement = grid.placements[index]
                let paragraphs = table.rows[placement.row].cells[placement.cell].paragraphs
                let material = TextMaterial(paragraphs, context: context)
                measured[index] = material
                cells.add(placement, of: table, material, context)
            }
        }
        return (measured, cells)
    }

    private mutating func add(
        _ placement: TableGrid.Placement, of table: TableBlock, _ material: TextMaterial, _ context: LayoutContext
    ) {
        let cell = table.rows[placement.row].cells[placement.cell]
        guard !material.paragraphs.isEmpty || cell.picture != nil else { return }
        let need =
            cell.block(material, context).map { ColumnSizer.Need(placement, cell, block: $0) }
            ?? ColumnSizer.Need(placement, cell, material)
        let columns = table.columns(of: placement.row)
        let fixed = placement.columns.compactMap { columns[$0].fixedWidth }
        guard fixed.count == placement.columnSpan else { return needs.append(need) }
        guard placement.rowSpan == 1, !leastHeights.isEmpty else { return }
        leastHeights[placement.row] = max(leastHeights[placement.row], need.height(at: fixed.reduce(.zero, +)))
    }
}

extension TrackSizing {
    /// The width of a fixed column.
    fileprivate var fixedWidth: Length? { if case .fixed(let width) = basis { width } else { nil } }
}

extension TableCell {
    /// The size of what cannot be broken into lines, a picture or rising text; `nil` for text that can.
    fileprivate func block(_ material: TextMaterial, _ context: LayoutContext) -> Size? {
        if let picture { return picture.size(context) ?? Size(width: .zero, height: .zero) }
        guard style.isRising else { return nil }
        let text = material.laid(width: material.maxContent)
        return Size(width: text.height(of: text.lines.indices), height: material.maxContent)
    }
}

extension ColumnSizer.Need {
    /// What a cell with text asks of its columns.
    fileprivate init(_ placement: TableGrid.Placement, _ cell: TableCell, _ material: TextMaterial) {
        let padding = cell.style.padding
        self.init(
            columns: placement.columns, rows: placement.rows, minimum: material.minContent + padding.horizontal,
            paragraphs: material.maxContents, indent: cell.paragraphs.map(\.style.indent).min() ?? .zero,
            padding: padding, pitch: material.pitch, size: material.size, text: material)
    }

    /// What a cell with something that cannot be broken asks of its columns.
    fileprivate init(_ placement: TableGrid.Placement, _ cell: TableCell, block: Size) {
        let padding = cell.style.padding
        self.init(
            columns: placement.columns, rows: placement.rows, minimum: block.width + padding.horizontal,
            paragraphs: [block.width], indent: .zero, padding: padding, pitch: block.height, size: block.width,
            text: nil)
    }
}
