import Evaluation
import Layout

extension FormComposer {
    /// Empty rows for a report that has no lines yet.
    private static let blankLines = 12

    /// The lines of a report, each a row: what it is, and its text as a submission writes it without the marks of headings.
    mutating func report(_ template: ReportTemplate, in environment: ExpressionEnvironment) -> TableBlock {
        var rows = [head(template)]
        guard case .leaf(let leaf, let id) = template.body.value(in: environment) else {
            return TableBlock(columns: Self.columns, rows: rows, headerRows: 1)
        }
        if case .report(let report) = leaf {
            for line in report.lines where environment.budget.take(Self.stepsOfText) {
                let (text, runOn) = line.unmarked
                rows.append(row(ReportLevel(line.level), text, line.level, template, id))
                if !line.runOn.isEmpty { rows.append(row(.runOn, runOn, 0, template, id)) }
            }
        }
        if rows.count == 1 { rows += (0..<Self.blankLines).map { _ in row(nil, "", 0, template, id) } }
        return TableBlock(columns: Self.columns, rows: rows, headerRows: 1)
    }

    private static let columns = [TrackSizing(.fixed(.mm(24))), TrackSizing(.fraction(1))]
    /// Rows of sheets are not as tall as long paragraphs would be in the size of a report.
    private static let size = Length.pt(12)

    private mutating func head(_ template: ReportTemplate) -> TableRow {
        TableRow(cells: ReportLevel.heads.map { cell($0, .label, template.cell) }, minimumHeight: Self.size * 2)
    }

    private mutating func row(
        _ level: ReportLevel?, _ text: String, _ style: Int, _ template: ReportTemplate, _ id: FieldID
    ) -> TableRow {
        var look = template.cell
        look.text = template.styles[style]
        (look.text.paragraph.firstLineIndent, look.text.paragraph.alignment) = (.zero, .start)
        return TableRow(
            cells: [cell(level?.rawValue ?? "", .level, template.cell), cell(text, .line(id), look)],
            minimumHeight: Self.size * 2)
    }

    private mutating func cell(_ text: String, _ kind: CellNotes.Kind, _ style: StyleSheet.Cell) -> TableCell {
        var style = style
        style.text.run.size = Self.size
        style.text.paragraph.linePitch = Self.size * 1.4
        let paragraphs = [Paragraph(runs: [TextRun(text, style: style.text.run)], style: style.text.paragraph)]
        var cell = TableCell(paragraphs: text.isEmpty ? [] : paragraphs, style: style.cell)
        cell.origin = notes?.add(ShownFields(), kind, style)
        return cell
    }
}
