/// The sheet of a workbook that states fields which no form prints: what they are called, what stands in them, and their paths.
package struct FieldSheet {
    /// What the sheet is called.
    package static let name = "其他内容"
    /// The heads of its columns.
    package static let heads = ["内容", "填写", "代码"]

    /// A field: its path, and the cell with its value.
    struct Row {
        let code: String
        let cell: GridCell
    }

    /// The fields with a value.
    let rows: [Row]

    /// Whether `grid` is such a sheet, whatever it is called.
    static func isOne(_ grid: Grid) -> Bool {
        let first = grid.cells.filter { $0.row == grid.cells.first?.row }.map { PlainText($0.text).key }
        return first == heads
    }

    /// Whether `grid` holds the items of lists.
    static func isList(_ grid: Grid) -> Bool { grid.isHidden && grid.name == SheetLists.name }

    init(_ grid: Grid) {
        let rows = Dictionary(grouping: grid.cells.dropFirst(Self.heads.count)) { $0.row }
        self.rows = rows.sorted { $0.key < $1.key }.compactMap { _, cells in
            guard let code = cells.first(where: { $0.column == 2 }), let value = cells.first(where: { $0.column == 1 })
            else {
                return nil
            }
            return Row(code: PlainText(code.text).trimmed, cell: value)
        }
    }
}
