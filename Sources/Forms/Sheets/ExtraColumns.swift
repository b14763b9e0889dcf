import Evaluation
import Layout

/// The columns to the right of a form for what it does not print of the elements of its lists, each headed by the field's
/// title in the row above the first element.
struct ExtraColumns {
    /// A field of the elements of one list.
    private struct Column {
        var key: String
        var field: FillableField
        /// The row of each element, with its field.
        var cells: [(row: Int, field: FillableField)] = []
    }

    private var columns: [Column] = []
    private let first: Int

    /// The fields that have a cell in one of the columns.
    var placed: [FieldID] { columns.flatMap { $0.cells.compactMap(\.field.id) } }

    /// The columns that the form of `draft` wants.
    /// - Parameter isPlaced: whether a field has a cell already.
    init(_ draft: DraftSheet, _ fields: [FieldID: FillableField], isPlaced: (FieldID) -> Bool) {
        // A narrow column stands between.
        first = draft.widths.count + 1
        let rows = Dictionary(draft.cells.map { ($0.number, $0.row) }) { first, _ in first }
        for element in draft.form.notes.elements {
            guard let row = element.cells.compactMap({ rows[$0] }).min() else { continue }
            for id in element.fields where !isPlaced(id) {
                guard let field = fields[id], let list = field.list else { continue }
                add(field, in: list.path.fieldNames + list.names, at: row)
            }
        }
        // A head needs a row above it.
        columns.removeAll { $0.cells.contains { $0.row == 0 } }
    }

    private mutating func add(_ field: FillableField, in way: [String], at row: Int) {
        let key = way.joined(separator: ".")
        let known = columns.firstIndex { $0.key == key }
        if known == nil { columns.append(Column(key: key, field: field)) }
        columns[known ?? columns.count - 1].cells.append((row, field))
    }

    /// Adds the columns to `sheet`.
    func add(to sheet: inout FormSheet, _ lists: SheetLists) {
        guard !columns.isEmpty else { return }
        sheet.columnWidths.append(.mm(4))
        for (index, column) in columns.enumerated() {
            sheet.columnWidths.append(Self.width(of: column.field))
            let top = (column.cells.map(\.row).min() ?? 1) - 1
            sheet.cells.append(
                SheetCell(
                    row: top, column: first + index, content: .text(of: column.field.description.title),
                    look: .plain.ruled.centred))
            for (row, field) in column.cells {
                let (content, format) = SheetContent.of(field.leaf, field.description)
                sheet.cells.append(
                    SheetCell(
                        row: row, column: first + index, content: content, format: format, isOpen: true,
                        look: .plain.ruled.centred, demand: CellDemand(field, list: lists.values)))
            }
        }
    }

    /// Wide enough for the title and the items of a list.
    private static func width(of field: FillableField) -> Length {
        var texts = [field.description.title]
        if case .choice(let words) = field.description.type { texts += words.map(field.description.title(of:)) }
        let widest = texts.map { $0.unicodeScalars.count }.max() ?? 0
        return min(.mm(60), max(.mm(16), .pt(10.5) * widest + .mm(5)))
    }
}
