import Evaluation
import Layout

/// Makes sheets of drafts, once it is known of all of them which fields stand where.
struct SheetWriter {
    let fields: [FieldID: FillableField]
    let standings: SheetStandings
    let lists: SheetLists
    let totals: SheetTotals

    /// The sheet called `name` for `draft`.
    /// - Parameter placed: the fields that have a cell on some sheet; those to which this one gives a cell are added.
    func sheet(_ draft: DraftSheet, name: String, placed: inout Set<FieldID>) -> FormSheet {
        var sheet = FormSheet(name: name)
        var cells: [FieldID: Int] = [:]
        for cell in draft.cells {
            let written = write(cell)
            if let field = written.field, cells[field] == nil { cells[field] = sheet.cells.count }
            sheet.cells.append(written.cell)
        }
        (sheet.columnWidths, sheet.rowHeights) = (draft.widths, draft.heights)
        (sheet.page, sheet.repeatedRows) = (draft.form.page, draft.repeatedRows)
        sheet.printed = (draft.heights.count, draft.widths.count)
        let extra = ExtraColumns(draft, fields, isPlaced: placed.contains)
        extra.add(to: &sheet, lists)
        placed.formUnion(extra.placed)
        totals.apply(to: &sheet, cells)
        sheet.cells.sort { ($0.row, $0.column) < ($1.row, $1.column) }
        return sheet
    }

    /// A cell, and the field that it shows as it is.
    private func write(_ draft: DraftSheet.Cell) -> (cell: SheetCell, field: FieldID?) {
        var cell = SheetCell(
            row: draft.row, column: draft.column, rowSpan: draft.rowSpan, columnSpan: draft.columnSpan,
            content: .text(of: draft.text), look: draft.look)
        let standing = standings.standing(of: draft)
        if case .label = standing { return (cell, nil) }
        cell.isOpen = true
        cell.format = SheetContent.format(ofText: draft.text)
        switch standing {
        case .field(let shown):
            guard let field = fields[shown.id] else { return (cell, nil) }
            (cell.content, cell.format) = SheetContent.of(shown.leaf, field.description, shown.filters)
            cell.demand = CellDemand(field, list: lists.values)
            return (cell, shown.id)
        case .joined(let ids):
            if ids.count == 1 { cell.demand = fields[ids[0]].flatMap { CellDemand(amongWords: $0) } }
        case .level:
            cell.demand = CellDemand(
                "层级", items: ReportLevel.allCases.map(\.rawValue), message: "从列表中选一项；接排是紧接上一行标题的正文")
        case .line: cell.format = SheetContent.general
        case .label, .blank: break
        }
        return (cell, nil)
    }
}

/// The items of lists that are too long to be stated in a cell, for a sheet of their own.
final class SheetLists {
    /// What the sheet is called.
    static let name = "选项"
    /// So many bytes of UTF-8 the items of a list that a cell states may have, with the commas between them. Programs allow
    /// as many units of UTF-16; libxlsxwriter writes beyond its memory where there are more bytes.
    static let longest = 255

    private var long: [[String]] = []

    /// What stands for a list of `items` in a cell.
    func values(_ items: [String]) -> CellDemand.Values {
        let isShort = items.reduce(-1) { $0 + $1.utf8.count + 1 } <= Self.longest
        let isPlain = items.allSatisfy { !$0.contains(",") && !$0.contains("\"") && $0.first != "=" && $0.first != " " }
        if isShort, isPlain { return .list(items) }
        let column = long.firstIndex(of: items) ?? long.count
        if column == long.count { long.append(items) }
        let name = SheetCell.columnName(column)
        return .range("'\(Self.name)'!$\(name)$1:$\(name)$\(items.count)")
    }

    /// The sheet of the items, hidden; `nil` where there are no such lists.
    var sheet: FormSheet? {
        guard !long.isEmpty else { return nil }
        var sheet = FormSheet(name: Self.name)
        for (column, items) in long.enumerated() {
            for (row, item) in items.enumerated() {
                sheet.cells.append(
                    SheetCell(
                        row: row, column: column, content: .text(item), format: SheetContent.asTyped, look: .plain))
            }
        }
        sheet.cells.sort { ($0.row, $0.column) < ($1.row, $1.column) }
        sheet.columnWidths = long.map { _ in .mm(40) }
        sheet.isHidden = true
        return sheet
    }
}

extension CellLook {
    /// The look of cells that no form has.
    static let plain = CellLook(
        face: OfficeFaces.name(of: FontRole("song")), size: .pt(10.5), alignment: .start, verticalAlignment: .middle,
        isVertical: false, isRising: false, indent: 0,
        borders: [CellStyle.Border](repeating: CellStyle.Border(.zero), count: 4), shade: 0, isDivided: false)

    /// The same with lines around the cell.
    var ruled: CellLook {
        var look = self
        look.borders = [CellStyle.Border](repeating: CellStyle.Border(.pt(0.5)), count: 4)
        return look
    }

    /// The same with the text in the middle.
    var centred: CellLook {
        var look = self
        look.alignment = .center
        return look
    }
}
