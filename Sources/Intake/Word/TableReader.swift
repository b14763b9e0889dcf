import Diagnostics
import Forms

/// Reads a table of a Word file (ISO/IEC 29500-1, 17.4).
final class TableReader {
    private let story: StoryReader
    private let name: String
    private var cells: [GridCell] = []
    private var hiddenRows: Set<Int> = []
    /// The cells that reach down to the last row that was read and may go on, by their columns.
    private var open: [Int: Int] = [:]
    private var row = 0

    /// What a cell says of itself.
    private struct CellProperties {
        var columnSpan = 1
        /// Whether it goes on with the cell above, or with that before it.
        var continuesAbove = false
        var continuesBefore = false
        var beginsMerge = false
    }

    /// What is known of the row that is being read.
    private final class Row {
        var column = 0
        /// How many cells have begun.
        var count = 0
        var isDeleted = false
        /// The cell that was read last, or that goes on there from above.
        var last: Int?
        /// The cells that may go on in the next row, by their columns.
        var open: [Int: Int] = [:]
    }

    init(_ story: StoryReader, name: String) {
        self.story = story
        self.name = name
    }

    /// Reads the table that begins here.
    func read(_ stream: XMLStream) throws(Fault) -> Grid {
        try story.rows(stream) { element throws(Fault) in
            if element == XMLName(.word, "tr") { try readRow(stream) }
        }
        return Grid(name: name, cells: cells, hiddenRows: hiddenRows)
    }

    private func readRow(_ stream: XMLStream) throws(Fault) {
        let current = Row()
        try story.rows(stream) { element throws(Fault) in
            switch (element.namespace, element.local) {
            case (.word, "trPr"): try readRowProperties(stream, current)
            case (.word, "tc") where !current.isDeleted: try readCell(stream, current)
            default: return
            }
        }
        guard !current.isDeleted else { return }
        open = current.open
        row += 1
    }

    private func readRowProperties(_ stream: XMLStream, _ current: Row) throws(Fault) {
        try stream.children { name throws(Fault) in
            switch (name.namespace, name.local) {
            case (.word, "gridBefore"): current.column = try count(stream)
            case (.word, "hidden") where stream.isOn: hiddenRows.insert(row)
            case (.word, "del"): current.isDeleted = true
            default: return
            }
        }
    }

    /// How many columns of the grid are meant.
    private func count(_ stream: XMLStream) throws(Fault) -> Int {
        guard let count = stream.value.flatMap({ Int($0) }), count >= 0 else { return 0 }
        guard count <= CellAddress.columns else {
            throw .damaged(LocalizedText("单元格占 \(count) 列", en: "a cell covers \(count) columns"), at: story.place)
        }
        return count
    }

    private func readCell(_ stream: XMLStream, _ current: Row) throws(Fault) {
        current.count += 1
        let place = "\(name) 第\(row + 1)行第\(current.count)格"
        story.place = place
        var properties = CellProperties()
        var (lines, comments) = ([String](), [String]())
        try story.readLines(stream) { draft in
            lines.append(draft.text)
            comments += draft.comments
        } other: { element throws(Fault) in
            if element == XMLName(.word, "tcPr") { properties = try self.properties(stream) }
        }
        try add(
            GridCell(
                row: row, column: current.column, columnSpan: properties.columnSpan,
                text: lines.joined(separator: "\n"), place: place, comment: comments.joined(separator: "\n")),
            properties, current)
        current.column += properties.columnSpan
        guard current.column <= CellAddress.columns else {
            throw .damaged(
                LocalizedText("一行有 \(current.column) 列", en: "a row has \(current.column) columns"), at: place)
        }
    }

    private func properties(_ stream: XMLStream) throws(Fault) -> CellProperties {
        var properties = CellProperties()
        try stream.children { name throws(Fault) in
            switch (name.namespace, name.local) {
            case (.word, "gridSpan"): properties.columnSpan = max(1, try count(stream))
            case (.word, "vMerge"):
                properties.continuesAbove = stream.value != "restart"
                properties.beginsMerge = stream.value == "restart"
            case (.word, "hMerge"): properties.continuesBefore = stream.value != "restart"
            default: return
            }
        }
        return properties
    }

    /// Adds a cell, or makes the one larger that it goes on with.
    private func add(_ cell: GridCell, _ properties: CellProperties, _ current: Row) throws(Fault) {
        if properties.continuesBefore, let last = current.last {
            tellCovered(cell)
            // One from above has its width from there.
            if cells[last].row == row { cells[last].columnSpan += cell.columnSpan }
            return
        }
        if properties.continuesAbove, let index = open[cell.column] {
            tellCovered(cell)
            cells[index].rowSpan = row - cells[index].row + 1
            current.open[cell.column] = index
            current.last = index
            return
        }
        try story.reading.keepCell(at: cell.place)
        if properties.beginsMerge || properties.continuesAbove { current.open[cell.column] = cells.count }
        current.last = cells.count
        cells.append(cell)
    }

    private func tellCovered(_ cell: GridCell) {
        guard !cell.text.trimmed.isEmpty else { return }
        story.reading.find(
            .warning, "covered-cell", at: cell.place,
            LocalizedText(
                "这一格并入了别的单元格，里面的“\(cell.text.excerpt)”没有读",
                en: "another cell goes on over this one; its “\(cell.text.excerpt)” was not read"))
    }
}
