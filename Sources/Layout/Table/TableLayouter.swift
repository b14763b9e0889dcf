/// A table with its columns measured and its text broken into lines, ready to be cut into pages.
struct TableLayouter {
    let table: TableBlock
    let grid: TableGrid
    /// The cells, in the order of the grid's placements.
    let cells: [PlacedCell]
    /// The left edges of the columns, and the right edge of the last.
    let edges: [Length]
    /// The width that the text of each cell has.
    let rooms: [Length]
    /// The lines of each cell.
    private(set) var texts: [LaidText]
    /// The height of each cell's text.
    private var textHeights: [Length]
    /// The lines of cells that are shown again after a break, with the mark that says so.
    private var repeats: [Int: LaidText] = [:]
    /// The cells over few rows before those over many, the order in which they raise row heights.
    private let bySpan: [Int]
    /// The height of each row as its text asks.
    private(set) var heights: [Length]
    /// Whether the table takes several pages.
    private(set) var isOnSeveralPages = false
    /// What part of their vertical padding the cells have.
    private(set) var paddingScale = 1.0

    /// Measures `table` at `width`.
    /// - Throws: the fault of the grid.
    init(_ table: TableBlock, width: Length, context: LayoutContext) throws(TableGrid.Fault) {
        var grid = try TableGrid(table)
        let table = AlikePlaces.apply(to: PageSums.filled(table, on: grid), on: grid)
        var (measured, sampled) = CellNeeds.sampled(table, on: grid, context)
        (grid, edges) = ColumnEdges.place(grid, of: table, cells: sampled, total: width)
        let cells = grid.placements.map { PlacedCell($0, in: table) }
        (self.table, self.grid, self.cells) = (table, grid, cells)
        bySpan = cells.indices.sorted { (cells[$0].rowSpan, $0) < (cells[$1].rowSpan, $1) }
        rooms = cells.map { [edges] cell in
            edges[cell.columns.upperBound] - edges[cell.column] - cell.style.padding.horizontal
        }
        var texts: [LaidText] = []
        texts.reserveCapacity(cells.count)
        for (index, cell) in cells.enumerated() {
            let material = measured[index] ?? TextMaterial(cell.paragraphs, context: context)
            measured[index] = nil
            texts.append(Self.laid(material, in: cell, width: rooms[index], context))
        }
        DecimalAlignment.apply(to: &texts, at: grid.placements, rooms: rooms)
        self.texts = texts
        textHeights = texts.map { $0.height(of: $0.lines.indices) }
        heights = []
        heights = rowHeights()
    }

    /// What a cell shows, as lines.
    private static func laid(
        _ material: TextMaterial, in cell: PlacedCell, width: Length, _ context: LayoutContext
    ) -> LaidText {
        if let picture = cell.picture {
            var text = LaidText()
            text.lines = [picture.line(width: width, context: context)].compactMap { $0 }
            return text
        }
        guard cell.style.isRising, !material.paragraphs.isEmpty else {
            return material.laid(width: width, context: context)
        }
        var text = material.laid(width: material.maxContent)
        text.lines = [RisingText.line(of: text, length: material.maxContent, width: width)]
        return text
    }

    /// The codes that would be too fine to be read, by where they come from.
    var unreadableCodes: [TextOrigin?] {
        cells.indices.filter { cells[$0].picture != nil && texts[$0].lines.isEmpty }.map { cells[$0].picture?.origin }
    }

    /// The lines of a cell, as they stand where it begins or where it is shown again.
    func text(of placement: Int, isRepeat: Bool) -> LaidText {
        isRepeat ? repeats[placement] ?? texts[placement] : texts[placement]
    }

    /// Prepares for several pages: adds the mark of continuation to the cells that a table over several pages shows again.
    /// - Returns: characters of these cells that no face has.
    mutating func prepareRepeats(_ context: LayoutContext) -> [MissingCharacter] {
        isOnSeveralPages = true
        var missing: [MissingCharacter] = []
        for (index, cell) in cells.enumerated() {
            guard cell.style.repeatsAfterBreak, !cell.style.continuationMark.isEmpty else { continue }
            guard var last = cell.paragraphs.last, let style = last.runs.last?.style else { continue }
            last.runs.append(TextRun(cell.style.continuationMark, style: style))
            let material = TextMaterial(cell.paragraphs.dropLast() + [last], context: context)
            let laid = Self.laid(material, in: cell, width: rooms[index], context)
            missing += laid.missing
            repeats[index] = laid
        }
        return missing
    }

    /// The first cell whose column is narrower than its characters, so that they would lie on its neighbour's, and where
    /// what has no room comes from: the text, or the row where no text would have any.
    var overfullCell: (column: Int, origin: TextOrigin?)? {
        for (index, cell) in cells.enumerated() {
            let room = rooms[index]
            let isOverfull = room < .zero || texts[index].lines.contains { $0.isWider(than: room) }
            guard isOverfull else { continue }
            let fitsOne = cell.paragraphs.allSatisfy { $0.leastRoom <= room }
            let text = cell.picture?.origin ?? cell.paragraphs.originOfLongest
            return (cell.column, fitsOne ? text : table.rows[cell.row].origin ?? table.origin ?? text)
        }
        return nil
    }

    /// Where the text comes from that makes a row as tall as it is.
    func tallestOrigin(inRow row: Int) -> TextOrigin? {
        let covering = cells.indices.filter { cells[$0].rows.contains(row) }
        let tallest = covering.max { textHeights[$0] < textHeights[$1] }
        let text = tallest.flatMap { cells[$0].paragraphs.originOfLongest }
        return text ?? table.rows[row].origin ?? table.origin
    }

    /// The rows that are shown again where their groups go on, and where those end. A group is the least cell over several
    /// rows beside a row that covers other rows, too.
    var groupHeads: [(row: Int, end: Int)] {
        let heads = grid.starting.indices.filter { table.rows[$0].repeatsInGroup }
        guard !heads.isEmpty else { return [] }
        var ends = [Int](repeating: 0, count: grid.rows)
        for placement in bySpan.reversed() where cells[placement].rowSpan > 1 {
            let rows = cells[placement].rows
            guard rows.contains(where: { !table.rows[$0].repeatsInGroup }) else { continue }
            for row in rows { ends[row] = rows.upperBound }
        }
        return heads.map { ($0, ends[$0]) }
    }

    /// Characters that no face has.
    var missing: [MissingCharacter] { texts.flatMap(\.missing) }

    /// What was set smaller than its style says.
    var notes: [LayoutNote] { texts.flatMap(\.notes) }

    /// The padding of a cell.
    func padding(of placement: Int) -> Insets {
        var padding = cells[placement].style.padding
        padding.top = padding.top * paddingScale
        padding.bottom = padding.bottom * paddingScale
        return padding
    }

    /// The height of a cell that shows `part` of its text, padding included.
    func height(of placement: Int, _ part: TableFragment.Part) -> Length {
        padding(of: placement).vertical + text(of: placement, isRepeat: part.isRepeat).height(of: part.lines)
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

    /// The height of all rows that a table on one page has.
    var total: Length {
        heights.indices.reduce(.zero) { table.isOfPages($1) ? $0 : $0 + heights[$1] }
    }

    /// The rows at the foot of each page.
    var foot: Range<Int> { isOnSeveralPages ? table.body.upperBound..<grid.rows : 0..<0 }

    /// The height of these.
    var footHeight: Length { foot.reduce(.zero) { $0 + heights[$1] } }

    private mutating func setPadding(_ scale: Double) {
        paddingScale = scale
        heights = rowHeights()
    }

    /// Rows are as tall as their tallest cell; what a spanning cell needs beyond its rows is shared evenly among them,
    /// smaller spans first.
    private func rowHeights() -> [Length] {
        var heights = table.rows.map(\.minimumHeight)
        for index in bySpan {
            let rows = cells[index].rows
            let lack = padding(of: index).vertical + textHeights[index] - rows.reduce(.zero) { $0 + heights[$1] }
            guard lack > .zero else { continue }
            for row in rows { heights[row] += lack.part(row - rows.lowerBound, of: rows.count) }
        }
        return heights
    }
}

extension LaidText.Line {
    /// Whether its characters, or the indent before them, reach out of `room`.
    fileprivate func isWider(than room: Length) -> Bool {
        if picture != nil || runs.contains(where: \.isRising) { return width > room }
        return !runs.isEmpty && (size > room || start + width > room && alignment != .decimal)
    }
}

extension Paragraph {
    /// The room that a character takes with the indents before it.
    fileprivate var leastRoom: Length {
        let size = runs.map(\.style.size).max() ?? .zero
        return style.isVertical ? size : size + style.indent + style.firstLineIndent
    }
}
