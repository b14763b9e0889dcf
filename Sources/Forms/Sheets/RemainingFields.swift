import Evaluation
import Layout

/// The last sheet: whatever no form prints, a row a field.
struct RemainingFields {
    private static let widths: [Length] = [.mm(85), .mm(75), .mm(60)]
    private static let rowHeight = Length.pt(20)

    /// The sheet with `fields`.
    /// - Parameter formSet: the name of the form set, which stands first and is locked.
    static func sheet(_ fields: [FillableField], formSet: String, _ lists: SheetLists) -> FormSheet {
        var sheet = FormSheet(name: FieldSheet.name)
        sheet.columnWidths = widths
        sheet.hiddenColumns = [2]
        sheet.page = PageStyle(margins: Insets(horizontal: .mm(22), vertical: .mm(22)))
        for (column, head) in FieldSheet.heads.enumerated() { sheet.add(label: head, 0, column, .plain.ruled.centred) }
        for (index, field) in fields.enumerated() {
            let row = index + 1
            let isFormSet = field.path.components == [.key("formSet")]
            var (content, format) = SheetContent.of(field.leaf, field.description)
            if isFormSet { (content, format) = (.text(formSet), SheetContent.asTyped) }
            sheet.add(label: field.titles.joined(separator: " "), row, 0, .plain.ruled)
            sheet.cells.append(
                SheetCell(
                    row: row, column: 1, content: content, format: format, isOpen: !isFormSet, look: .plain.ruled,
                    demand: isFormSet ? nil : CellDemand(field, list: lists.values)))
            sheet.add(label: field.path.description, row, 2, .plain.ruled)
        }
        let lines = sheet.cells.map { cell in (row: cell.row, count: cell.lines(in: widths[cell.column])) }
        sheet.rowHeights = [Length](repeating: rowHeight, count: fields.count + 1)
        for line in lines {
            let height = min(FormSheet.tallestRow, .pt(15) * line.count + .pt(5))
            sheet.rowHeights[line.row] = max(sheet.rowHeights[line.row], height)
        }
        sheet.printed = (fields.count + 1, 2)
        sheet.repeatedRows = 0..<1
        return sheet
    }
}

extension FormSheet {
    /// Adds a label.
    fileprivate mutating func add(label: String, _ row: Int, _ column: Int, _ look: CellLook) {
        cells.append(
            SheetCell(row: row, column: column, content: .text(of: label), format: SheetContent.asTyped, look: look))
    }
}

extension SheetCell {
    /// About how many lines its text takes in a column of `width`.
    fileprivate func lines(in width: Length) -> Int {
        guard case .text(let text) = content else { return 1 }
        let room = max(1, (width.rawValue - Length.mm(3).rawValue) / look.size.rawValue)
        return text.split(separator: "\n", omittingEmptySubsequences: false).reduce(0) { lines, line in
            lines + max(1, (line.unicodeScalars.reduce(0) { $0 + ($1.isASCII ? 1 : 2) } + 2 * room - 1) / (2 * room))
        }
    }
}
