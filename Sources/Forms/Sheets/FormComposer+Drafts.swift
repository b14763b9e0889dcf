import Evaluation
import Layout

extension FormComposer {
    /// A form as a sheet shows it.
    mutating func draft(_ placed: PlacedForm) -> DraftForm {
        let (template, environment) = (placed.form.template, placed.environment)
        notes = CellNotes()
        counts.reset()
        defer { notes = nil }
        let name = template.name.texts(in: environment).map(\.text).joined()
        var draft = DraftForm(name: name, page: template.page.style)
        draft.tables = repeated(template.blocks, in: environment) { $0.tables($1, $2) }
        noteFaults(at: template.title.span)
        draft.notes = notes ?? CellNotes()
        return draft
    }

    private mutating func tables(_ template: BlockTemplate, _ environment: ExpressionEnvironment) -> [DraftTable] {
        switch template {
        case .text(let text): [paragraph(text, environment)]
        case .report(let report): [DraftTable(self.report(report, in: environment))]
        case .table(let table): [DraftTable(self.table(table, environment))]
        case .signature(let signature): lines(signature, environment)
        // The sheets of a workbook have names and no pages.
        case .contents: []
        }
    }

    private mutating func paragraph(_ template: ParagraphTemplate, _ environment: ExpressionEnvironment) -> DraftTable {
        let padding = Insets(top: template.spaceBefore, right: .zero, bottom: template.spaceAfter, left: .zero)
        let style = StyleSheet.Cell(text: template.style, cell: CellStyle(padding: padding))
        let cell = cell(template.text, .paragraph, style, environment)
        let height = template.style.paragraph.linePitch + padding.vertical
        return DraftTable([cell], columns: [TrackSizing(.fraction(1))], height: height)
    }

    private mutating func cell(
        _ text: LayoutText, _ kind: CellNotes.Kind, _ style: StyleSheet.Cell, _ environment: ExpressionEnvironment
    ) -> TableCell {
        var cell = TableCell(paragraphs: paragraphs(text, style: style.text, in: environment), style: style.cell)
        cell.origin = notes?.add(text.shownFields(in: environment), kind, style)
        return cell
    }

    // MARK: Signatures

    /// Labels and what stands behind them, beside each other.
    private mutating func lines(
        _ template: SignatureTemplate, _ environment: ExpressionEnvironment
    ) -> [DraftTable] {
        let padding = Insets(horizontal: .mm(0.8), vertical: .zero)
        var style = StyleSheet.Cell(text: template.style, cell: CellStyle(padding: padding))
        style.text.paragraph.alignment = template.arrangement == .end ? .end : .start
        return template.lines.map { fields in
            var cells: [TableCell] = []
            var labels: [Bool] = []
            for field in fields {
                cells.append(cell(field.label, .label, style, environment))
                labels.append(field.value != nil)
                guard let value = field.value else { continue }
                cells.append(cell(value, .cell, style, environment))
                labels.append(false)
            }
            let columns = labels.map { TrackSizing($0 ? .maxContent : .fraction(1)) }
            return DraftTable(cells, columns: columns, height: template.pitch, labels: labels)
        }
    }
}
