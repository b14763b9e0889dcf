import Diagnostics
import Evaluation
import Layout

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension FormComposer {
    mutating func table(_ template: TableTemplate, _ environment: ExpressionEnvironment) -> TableBlock {
        var rows = rows(template.rows, environment)
        let header = min(template.headerRows, rows.count)
        // Sheets have no pages.
        let carried = notes == nil ? self.rows(template.carried, environment) : []
        let subtotal = notes == nil ? self.rows(template.subtotal, environment) : []
        rows = rows[..<header] + carried + rows[header...] + subtotal
        noteFaults(at: template.span)
        var table = TableBlock(
            columns: columns(template.columns, environment), rows: rows, headerRows: template.headerRows,
            fill: template.fill,
            spaceBefore: template.spaceBefore)
        (table.carriedRows, table.footRows) = (carried.count, subtotal.count)
        table.origin = origins.origin(of: template.span)
        return table
    }

    private mutating func columns(
        _ templates: [Repeatable<TrackSizing>], _ environment: ExpressionEnvironment
    ) -> [TrackSizing] {
        repeated(templates, in: environment, isNoted: false) { _, track, _ in [track] }
    }

    /// - Parameter rowSpan: how many rows each covers; what it states where there is none.
    private mutating func cells(
        _ templates: [Repeatable<CellTemplate>], rowSpan: Int? = nil, heads: StructureRole.HeaderScope? = nil,
        _ environment: ExpressionEnvironment
    ) -> [TableCell] {
        repeated(templates, in: environment, isNoted: false) { composer, template, environment in
            guard environment.budget.take(Self.stepsOfText) else { return [] }
            return [composer.cell(template, rowSpan: rowSpan ?? template.rowSpan, heads: heads, environment)]
        }
    }

    mutating func rows(_ templates: [Repeatable<RowTemplate>], _ environment: ExpressionEnvironment) -> [TableRow] {
        repeated(templates, in: environment) { $0.rows($1, $2) }
    }

    private mutating func rows(_ template: RowTemplate, _ environment: ExpressionEnvironment) -> [TableRow] {
        switch template {
        case .row(let templates, let options, let span):
            var cells = cells(templates, heads: options.heads, environment)
            if options.isCounted {
                for index in cells.indices { cells[index].amount = ExactNumber(cells[index].text) }
            }
            return [
                TableRow(
                    cells: cells,
                    minimumHeight: options.minimumHeight, isBreakable: options.isBreakable,
                    keepsWithNext: options.keepsWithNext, repeatsInGroup: options.repeatsInGroup,
                    origin: origins.origin(of: span))
            ]
        case .columns(let templates, let inner):
            let columns = columns(templates, environment)
            var rows = rows(inner, environment)
            for index in rows.indices where rows[index].columns == nil { rows[index].columns = columns }
            return rows
        case .times(let path, let inner):
            guard case .leaf(.integer(let count), _) = path.value(in: environment) else { return [] }
            notes?.isInBlankRows = true
            defer { notes?.isInBlankRows = false }
            return (0..<count).flatMap { _ in rows(inner, environment) }
        case .group(let cells, let side, let inner):
            var rows = rows(inner, environment)
            guard !rows.isEmpty else { return [] }
            let group = self.cells(cells, rowSpan: rows.count, environment)
            rows[0].cells.insert(contentsOf: group, at: side == .left ? 0 : rows[0].cells.count)
            return rows
        }
    }

    mutating func cell(
        _ template: CellTemplate, rowSpan: Int, heads: StructureRole.HeaderScope? = nil,
        _ environment: ExpressionEnvironment
    ) -> TableCell {
        let chosen = template.conditional.first { $0.condition.holds(in: environment) }
        var style = chosen?.style ?? template.style
        if let path = template.indent, case .leaf(.integer(let level), _) = path.value(in: environment) {
            style.text.paragraph.indent += style.text.run.size * level
        }
        let picture = notes == nil ? template.picture.flatMap { self.picture($0, template, style, environment) } : nil
        let showsText = notes != nil || template.picture == nil
        var cell = TableCell(
            paragraphs: showsText ? paragraphs(template.text, style: style.text, in: environment) : [],
            rowSpan: rowSpan,
            columnSpan: template.columnSpan.count(in: environment), style: style.cell)
        cell.picture = picture
        if let sum = template.sum {
            cell.sum = sum
            // A digit stands for the sum, which pages know.
            let run = TextRun("0", style: style.text.run, origin: origins.origin(of: template.text.span))
            cell.paragraphs = [Paragraph(runs: [run], style: style.text.paragraph)]
        }
        cell.heads = template.heads ?? (style.cell.repeatsAfterBreak ? .row : heads)
        cell.origin = notes?.add(template.text.shownFields(in: environment), .cell, style)
        return cell
    }
}

extension ColumnSpan {
    /// How many columns it is; one where what is computed is no number of columns.
    fileprivate func count(in environment: ExpressionEnvironment) -> Int {
        switch self {
        case .stated(let count): count
        case .computed(let number):
            Int(number.text(in: environment)).map { max(1, min($0, 1000)) } ?? 1
        }
    }
}

extension TableCell {
    /// All that it says.
    fileprivate var text: String { paragraphs.flatMap(\.runs).map(\.text).joined() }
}
