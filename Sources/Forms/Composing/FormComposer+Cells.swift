import Diagnostics
package import Evaluation
import Layout

extension FormComposer {
    /// The cells that show `fields` of a model as they are printed: 附件5 第14行; what stands in no table, by its form.
    package static func cells(
        of fields: Set<FieldID>, in model: ModelValue, formSet: FormSet
    ) -> [FieldID: String] {
        var composer = FormComposer(formSet: formSet, model: model)
        var cells: [FieldID: String] = [:]
        for placed in composer.placedForms() where cells.count < fields.count {
            let name = placed.form.template.name.texts(in: placed.environment).map(\.text).joined()
            for block in composer.section(placed.form.template, placed.environment).blocks {
                block.forEachOrigin { origin, row in
                    guard let field = composer.origins.field(of: origin), fields.contains(field) else { return }
                    guard cells[field] == nil else { return }
                    cells[field] = row.map { name + (name.hasSuffix("）") ? "" : " ") + "第\($0 + 1)行" } ?? name
                }
            }
        }
        return cells
    }
}

extension Block {
    /// Calls `body` with where each text of the block comes from, and the row of the table that it stands in, from 0.
    fileprivate func forEachOrigin(_ body: (TextOrigin, Int?) -> Void) {
        guard case .table(let table) = self else {
            return forEachRun { run in if let origin = run.origin { body(origin, nil) } }
        }
        // Rows of pages do not count: a row has the same number on whichever page it is.
        for (index, row) in table.rows.indices.filter({ !table.isOfPages($0) }).enumerated() {
            for cell in table.rows[row].cells {
                for paragraph in cell.paragraphs {
                    for run in paragraph.runs {
                        if let origin = run.origin { body(origin, index) }
                    }
                }
            }
        }
    }
}
