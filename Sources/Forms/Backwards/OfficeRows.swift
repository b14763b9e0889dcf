import Diagnostics
import Evaluation

/// What an office's own file holds, as forms are looked for in it: prepared once, whatever form sets it is held against.
package struct OfficeRows: Sendable {
    /// The file as it was named.
    package var name: String { file.name }
    /// The file without what no form may be in.
    let file: GridFile
    /// The sheets and tables in which forms are looked for.
    let rows: GridRows
    /// The sheets that state fields by their names.
    let fieldSheets: [Grid]
    /// The hidden sheets that nobody reads.
    let hidden: [Grid]

    /// Prepares what `file` holds.
    package init(_ file: GridFile) {
        var (fieldSheets, hidden): ([Grid], [Grid]) = ([], [])
        var file = file
        file.parts.removeAll { part in
            guard case .grid(let grid) = part else { return false }
            if FieldSheet.isOne(grid) {
                fieldSheets.append(grid)
                return true
            }
            if grid.isHidden, !FieldSheet.isList(grid), !grid.cells.isEmpty { hidden.append(grid) }
            return grid.isHidden
        }
        self.file = file
        self.fieldSheets = fieldSheets
        self.hidden = hidden
        rows = GridRows(file)
    }

    /// The form set that a workbook of ours says it is for.
    package var formSet: String? {
        fieldSheets.lazy.flatMap { FieldSheet($0).rows }.first { $0.code == SubmissionModel.formSetField }?.cell.text
    }
}
