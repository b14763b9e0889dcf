import Evaluation
import Layout

/// A form whose cells have their places on a sheet.
struct DraftSheet {
    /// A cell in its place.
    struct Cell {
        var row: Int
        var column: Int
        var rowSpan: Int
        var columnSpan: Int
        /// What is printed in it.
        var text: String
        var look: CellLook
        var note: CellNotes.Note
        /// The number of the note.
        var number: Int
    }

    var form: DraftForm
    var cells: [Cell] = []
    var widths: [Length] = []
    var heights: [Length] = []
    var repeatedRows: Range<Int>?

    /// Places the cells of `form`, which show `fields`.
    /// - Throws: ``Fault`` where the cells of a table do not fit.
    init(_ form: DraftForm, _ fields: [FieldID: FillableField], _ context: LayoutContext) throws(Fault) {
        self.form = form
        var measured: [TableGeometry] = []
        for table in form.tables {
            do throws(TableGrid.Fault) {
                let block = SheetMeasure(notes: form.notes, fields: fields).block(table.block)
                measured.append(try TableGeometry(block, width: form.page.area.width, context: context))
            } catch {
                throw Fault(grid: error, table: table.block.origin)
            }
        }
        var columns = SheetColumns()
        // Lines come first: what has none joins them.
        let order =
            form.tables.indices.filter { form.tables[$0].isRuled }
            + form.tables.indices.filter { !form.tables[$0].isRuled }
        var edges = [[Length]](repeating: [], count: measured.count)
        for index in order { edges[index] = columns.add(measured[index], labels: form.tables[index].labels) }
        for index in measured.indices { add(form.tables[index], measured[index], edges[index], columns, fields) }
        widths = columns.widths
    }

    /// Wide cells for paragraphs that are still empty are as tall as this many em.
    private static let emptyProse = 5
    private static let wide = Length.mm(45)

    /// Why a form has no sheet.
    struct Fault: Error {
        let grid: TableGrid.Fault
        /// Where the table comes from.
        let table: TextOrigin?
    }

    private mutating func add(
        _ table: DraftTable, _ geometry: TableGeometry, _ edges: [Length], _ columns: SheetColumns,
        _ fields: [FieldID: FillableField]
    ) {
        let first = heights.count
        heights += geometry.heights.map { min($0, FormSheet.tallestRow) }
        if table.block.headerRows > 0, repeatedRows == nil {
            repeatedRows = first..<first + table.block.headerRows
        }
        for place in geometry.placements {
            let cell = table.block.rows[place.row].cells[place.cell]
            guard let note = form.notes[cell.origin], let number = cell.origin?.rawValue else {
                preconditionFailure("each cell of a draft is noted")
            }
            let (left, right) = (edges[place.column], edges[place.columns.upperBound])
            let column = columns.index(of: left)
            let text = cell.paragraphs.map { $0.runs.map(\.text).joined() }.joined(separator: "\n")
            let room = right - left - cell.style.padding.horizontal
            if text.isEmpty, place.rowSpan == 1, room >= Self.wide, note.isProse(fields) {
                let lines = note.style.text.run.size * Self.emptyProse + cell.style.padding.vertical
                heights[first + place.row] = max(heights[first + place.row], lines)
            }
            cells.append(
                Cell(
                    row: first + place.row, column: column, rowSpan: place.rowSpan,
                    columnSpan: columns.index(of: right) - column, text: text,
                    look: CellLook(note.style, text, table, room: room), note: note, number: number))
        }
    }
}

extension CellNotes.Note {
    /// Whether the cell is a place for paragraphs.
    fileprivate func isProse(_ fields: [FieldID: FillableField]) -> Bool {
        guard let field = shown.fields.first.flatMap({ fields[$0.id] }) else { return false }
        if case .prose = field.description.type { return true }
        return false
    }
}

extension CellLook {
    /// One step of an indent in office programs, about three spaces.
    private static let indentStep = Length.pt(6.75)

    /// The look of a cell that a form sets in `style`.
    /// - Parameter room: the width that its text has.
    init(_ style: StyleSheet.Cell, _ text: String, _ table: DraftTable, room: Length) {
        let (run, paragraph) = (style.text.run, style.text.paragraph)
        face = OfficeFaces.name(of: run.role)
        size = run.size
        let width = SheetShaper().shape(text, style: run).clusters.reduce(Length.zero) { $0 + $1.advance }
        let isCentred = paragraph.centersSingleLine && !text.contains("\n") && width <= room
        let along = isCentred ? .center : paragraph.alignment.onSheets
        (isVertical, isRising) = (paragraph.isVertical, style.cell.isRising)
        alignment = isRising ? style.cell.verticalAlignment.acrossRisingText : along
        verticalAlignment = isRising ? along.alongRisingText : style.cell.verticalAlignment
        indent = alignment == .start ? min(15, paragraph.indent.rawValue / Self.indentStep.rawValue) : 0
        let edges = style.cell.borders
        borders = [edges.top, edges.right, edges.bottom, edges.left].map {
            table.isRuled ? $0 ?? CellStyle.Border(table.block.ruleWidth) : CellStyle.Border(.zero)
        }
        shade = style.cell.shade
        isDivided = style.cell.isDivided
    }
}

extension TextAlignment {
    /// The nearest alignment that sheets have.
    fileprivate var onSheets: TextAlignment {
        switch self {
        case .start, .justify: .start
        case .center, .decimal: .center
        case .end: .end
        }
    }

    /// Where a text that is aligned like this stands between the upper and the lower edge once it is turned counter-clockwise.
    fileprivate var alongRisingText: CellStyle.VerticalAlignment {
        switch self {
        case .start, .justify: .bottom
        case .center, .decimal: .middle
        case .end: .top
        }
    }
}

extension CellStyle.VerticalAlignment {
    /// Where a text that is aligned like this stands from left to right once it is turned counter-clockwise.
    fileprivate var acrossRisingText: TextAlignment {
        switch self {
        case .top: .start
        case .middle: .center
        case .bottom: .end
        }
    }
}
