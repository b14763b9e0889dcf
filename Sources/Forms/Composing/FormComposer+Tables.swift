import Diagnostics
import Evaluation
import Layout

extension FormComposer {
    mutating func table(_ template: TableTemplate, _ environment: ExpressionEnvironment) -> TableBlock {
        let rows = rows(template.rows, environment)
        noteFaults(at: template.span)
        var table = TableBlock(
            columns: template.columns, rows: rows, headerRows: template.headerRows, fill: template.fill,
            spaceBefore: template.spaceBefore)
        table.origin = origins.origin(of: template.span)
        return table
    }

    mutating func rows(_ templates: [RowTemplate], _ environment: ExpressionEnvironment) -> [TableRow] {
        templates.flatMap { rows($0, environment) }
    }

    mutating func rows(_ template: RowTemplate, _ environment: ExpressionEnvironment) -> [TableRow] {
        guard environment.budget.take() else { return [] }
        switch template {
        case .row(let cells, let options, let span):
            guard environment.budget.take(cells.count * Self.stepsOfText) else { return [] }
            return [
                TableRow(
                    cells: cells.map { cell($0, rowSpan: $0.rowSpan, heads: options.heads, environment) },
                    minimumHeight: options.minimumHeight, isBreakable: options.isBreakable,
                    keepsWithNext: options.keepsWithNext, repeatsInGroup: options.repeatsInGroup,
                    origin: origins.origin(of: span))
            ]
        case .each(let lists, let inner): return each(lists, inner: inner, in: environment)
        case .columns(let columns, let inner):
            var rows = rows(inner, environment)
            for index in rows.indices where rows[index].columns == nil { rows[index].columns = columns }
            return rows
        case .times(let path, let inner):
            guard case .leaf(.integer(let count), _) = path.value(in: environment) else { return [] }
            notes?.isInBlankRows = true
            defer { notes?.isInBlankRows = false }
            return (0..<count).flatMap { _ in rows(inner, environment) }
        case .when(let condition, let inner, let otherwise):
            return rows(condition.holds(in: environment) ? inner : otherwise, environment)
        case .group(let cells, let inner):
            var rows = rows(inner, environment)
            guard !rows.isEmpty else { return [] }
            rows[0].cells = cells.map { cell($0, rowSpan: rows.count, environment) } + rows[0].cells
            return rows
        }
    }

    mutating func each(
        _ lists: [FieldReference], inner: [RowTemplate], in environment: ExpressionEnvironment
    ) -> [TableRow] {
        let columns = lists.map { $0.elements(in: environment) }
        let count = columns.map(\.count).max() ?? 0
        return (0..<count).flatMap { index -> [TableRow] in
            let elements = columns.map { index < $0.count ? $0[index] : .absent }
            let inside = (elements + [LoopPosition.value(index, of: count)]).reduce(environment) { $0.adding($1) }
            let first = notes?.count ?? 0
            defer { notes?.add(elements, from: first) }
            return rows(inner, inside)
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
        var cell = TableCell(
            paragraphs: paragraphs(template.text, style: style.text, in: environment), rowSpan: rowSpan,
            columnSpan: template.columnSpan, style: style.cell)
        cell.heads = template.heads ?? (style.cell.repeatsAfterBreak ? .row : heads)
        cell.origin = notes?.add(template.text.shownFields(in: environment), .cell, style)
        return cell
    }
}
