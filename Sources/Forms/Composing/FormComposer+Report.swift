import Diagnostics
import Evaluation
import Layout

extension FormComposer {
    /// The blocks of the narrative report.
    mutating func report(_ template: ReportTemplate, _ environment: ExpressionEnvironment) -> [Block] {
        guard case .leaf(.report(let body), let id) = template.body.value(in: environment) else { return [] }
        let origin = origins.origin(id)
        let place = origins.origin(of: template.span)
        return body.blocks.compactMap { block in
            guard environment.budget.take(block.cellCount * Self.stepsOfText) else { return nil }
            return switch block {
            case .line(let line): .text(self.line(line, styles: template.styles, origin: origin, place: place))
            case .table(let rows): .table(table(rows, style: template.cell, origin: origin))
            }
        }
    }

    /// A paragraph or heading. Where a paragraph runs on behind its heading, it is set as a paragraph whose first words are
    /// in the heading's face.
    private func line(
        _ line: ReportText.Line, styles: [StyleSheet.Text], origin: TextOrigin?, place: TextOrigin
    ) -> TextBlock {
        var runs = [TextRun(line.text, style: styles[line.level].run, origin: origin)]
        guard !line.runOn.isEmpty else {
            let paragraph = Paragraph(runs: runs, style: styles[line.level].paragraph)
            var block = TextBlock(paragraphs: [paragraph], keepsWithNext: line.level > 0)
            // The title of the form is the heading of level 1.
            if line.level > 0 { block.role = .heading(line.level + 1) }
            block.origin = place
            return block
        }
        runs.append(TextRun(line.runOn, style: styles[0].run, origin: origin))
        var block = TextBlock(paragraphs: [Paragraph(runs: runs, style: styles[0].paragraph)])
        block.origin = place
        return block
    }

    /// A table within the report: columns by their contents, the head repeated on each page.
    private func table(_ rows: [[String]], style: StyleSheet.Cell, origin: TextOrigin?) -> TableBlock {
        let cells = rows.map { row in
            row.map { text -> TableCell in
                let run = TextRun(text, style: style.text.run, origin: origin)
                let paragraphs = text.isEmpty ? [] : [Paragraph(runs: [run], style: style.text.paragraph)]
                return TableCell(paragraphs: paragraphs, style: style.cell)
            }
        }
        var table = TableBlock(
            columns: (rows.first ?? []).map { _ in TrackSizing(.auto) }, rows: cells.map { TableRow(cells: $0) },
            headerRows: rows.count > 1 ? 1 : 0, spaceAfter: style.text.run.size)
        table.origin = origin
        return table
    }
}

extension ReportText.Block {
    /// How many texts are set for the block.
    fileprivate var cellCount: Int {
        switch self {
        case .line: 1
        case .table(let rows): rows.reduce(0) { $0 + $1.count }
        }
    }
}
