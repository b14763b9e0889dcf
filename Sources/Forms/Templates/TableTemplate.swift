import Diagnostics
import Evaluation
import Layout
import SourceTree

/// A table as a layout file describes it.
struct TableTemplate: Sendable {
    var columns: [TrackSizing]
    var headerRows: Int
    var fill: TableFill
    var spaceBefore: Length
    var rows: [RowTemplate]
    var span: SourceSpan
}

/// What makes rows of a table.
indirect enum RowTemplate: Sendable {
    /// One row.
    case row(cells: [CellTemplate], options: RowOptions, span: SourceSpan)
    /// Rows for each element of one or several lists side by side; the shorter ones leave their names empty.
    case each(lists: [FieldReference], rows: [RowTemplate])
    /// As many times as a number field says.
    case times(FieldReference, rows: [RowTemplate])
    /// Rows only where a condition holds.
    case when(ModelExpression, rows: [RowTemplate], otherwise: [RowTemplate])
    /// Cells at the left that cover all of the rows.
    case group(cells: [CellTemplate], rows: [RowTemplate])
    /// Rows with columns of their own.
    case columns([TrackSizing], rows: [RowTemplate])
}

/// What a row may state besides its cells.
struct RowOptions: Sendable {
    var minimumHeight = Length.zero
    var isBreakable = true
    var keepsWithNext = false
    var repeatsInGroup = false
    /// Of which cells those of the row are the headings.
    var heads: StructureRole.HeaderScope?
}

/// A cell as a layout file describes it.
struct CellTemplate: Sendable {
    var text: LayoutText
    /// The style where no condition asks for another.
    var style: StyleSheet.Cell
    /// Styles for conditions; the first that holds is used.
    var conditional: [(condition: ModelExpression, style: StyleSheet.Cell)]
    var rowSpan: Int
    var columnSpan: Int
    /// A number field that indents the text, in em a level.
    var indent: FieldReference?
    /// Of which cells it is the heading, where its row does not say so.
    var heads: StructureRole.HeaderScope?
}

/// Reads tables.
struct TableReader {
    let styles: StyleSheet

    private static let loopName = "loop"

    /// The table that `node` describes; `nil` with a fault where it describes none.
    func table(_ node: Node, scope: ExpressionScope, _ reader: inout NodeReader) -> TableTemplate? {
        let group = reader.group(node, .table)
        let columns = columns(reader.required("columns", in: group), &reader)
        let cell = StyleSheetReader.lookUp(reader.required("cell", in: group), in: styles.cells, &reader)
        guard let cell, !columns.isEmpty, let rows = reader.required("rows", in: group) else { return nil }
        var options = RowOptions()
        options.minimumHeight = reader.length(group["height"]) ?? .zero
        let defaults = Defaults(cell: cell, options: options)
        return TableTemplate(
            columns: columns, headerRows: reader.integer(group["header"], 0...20) ?? 0,
            fill: group["fill"].map { fill($0, &reader) } ?? .none,
            spaceBefore: reader.length(group["before"]) ?? .zero,
            rows: self.rows(rows, scope: scope, defaults: defaults, &reader), span: node.span)
    }

    /// What rows and cells have where they do not say otherwise.
    private struct Defaults {
        var cell: StyleSheet.Cell
        var options: RowOptions
    }

    private func fill(_ node: Node, _ reader: inout NodeReader) -> TableFill {
        let group = reader.group(node, .fill)
        let fill = TableFill(
            mostGrowth: reader.number(group["grow"]) ?? 1, leastPadding: reader.number(group["squeeze"]) ?? 1)
        if fill.mostGrowth < 1 || fill.leastPadding > 1 {
            reader.expected(
                LocalizedText("grow 不小于 1、squeeze 不大于 1", en: "grow of at least 1 and squeeze of at most 1"), node)
        }
        return fill
    }

    // MARK: Columns

    private func columns(_ node: Node?, _ reader: inout NodeReader) -> [TrackSizing] {
        if let node, node.sequence?.isEmpty == true {
            reader.expected(LocalizedText("至少一列", en: "at least one column"), node)
        }
        return reader.list(node).compactMap { track($0, &reader) }
    }

    private func track(_ node: Node, _ reader: inout NodeReader) -> TrackSizing? {
        guard node.mapping != nil else { return basis(node, &reader).map { TrackSizing($0) } }
        let group = reader.group(node, .column)
        guard let width = reader.required("width", in: group), let basis = basis(width, &reader) else { return nil }
        return TrackSizing(
            basis, minimum: reader.length(group["min"]) ?? .zero, maximum: reader.length(group["max"]))
    }

    private func basis(_ node: Node, _ reader: inout NodeReader) -> TrackSizing.Basis? {
        let name = LocalizedText("列宽，如 40mm、2fr、auto、min、max", en: "a width such as 40mm, 2fr, auto, min or max")
        return reader.value(node, name) { text in
            switch text {
            case "auto": .auto
            case "min": .minContent
            case "max": .maxContent
            default:
                Units.number(text, "fr").map { .fraction(Int(($0 * 1000).rounded())) }
                    ?? Units.length(text).map { .fixed($0) }
            }
        }
    }

    // MARK: Rows

    private func rows(
        _ node: Node?, scope: ExpressionScope, defaults: Defaults, _ reader: inout NodeReader
    ) -> [RowTemplate] {
        reader.list(node).compactMap { row($0, scope: scope, defaults: defaults, &reader) }
    }

    private func row(
        _ node: Node, scope: ExpressionScope, defaults: Defaults, _ reader: inout NodeReader
    ) -> RowTemplate? {
        if node.sequence != nil {
            return .row(
                cells: cells(node, scope: scope, defaults: defaults, &reader), options: defaults.options,
                span: node.span)
        }
        let keys = node.mapping?.map(\.key) ?? []
        if keys.contains("each") { return each(node, scope: scope, defaults: defaults, &reader) }
        if keys.contains("times") { return times(node, scope: scope, defaults: defaults, &reader) }
        if keys.contains("if") { return when(node, scope: scope, defaults: defaults, &reader) }
        if keys.contains("group") {
            let group = reader.group(node, .group)
            return .group(
                cells: cells(group["group"], scope: scope, defaults: defaults, &reader),
                rows: rows(reader.required("rows", in: group), scope: scope, defaults: defaults, &reader))
        }
        if keys.contains("columns") {
            let group = reader.group(node, .columnRows)
            let columns = columns(group["columns"], &reader)
            let rows = rows(reader.required("rows", in: group), scope: scope, defaults: defaults, &reader)
            return columns.isEmpty ? nil : .columns(columns, rows: rows)
        }
        return plainRow(node, scope: scope, defaults: defaults, &reader)
    }

    private func plainRow(
        _ node: Node, scope: ExpressionScope, defaults: Defaults, _ reader: inout NodeReader
    ) -> RowTemplate {
        let group = reader.group(node, .row)
        var options = defaults.options
        options.minimumHeight = reader.length(group["height"]) ?? options.minimumHeight
        options.isBreakable = reader.flag(group["break"]) ?? true
        options.keepsWithNext = reader.flag(group["keepWithNext"]) ?? false
        options.repeatsInGroup = reader.flag(group["repeat"]) ?? false
        options.heads = reader.word(group["heads"], StructureRole.HeaderScope.self)
        let cells = cells(reader.required("cells", in: group), scope: scope, defaults: defaults, &reader)
        return .row(cells: cells, options: options, span: node.span)
    }

    private func each(
        _ node: Node, scope: ExpressionScope, defaults: Defaults, _ reader: inout NodeReader
    ) -> RowTemplate? {
        let group = reader.group(node, .each)
        guard let clause = group["each"] else { return nil }
        let loops = reader.loops(clause, scope: scope)
        guard !loops.isEmpty else { return nil }
        var inner = scope
        for loop in loops { inner = inner.adding(loop.name, elementOf: loop.list) }
        inner = inner.adding(Self.loopName, LoopPosition.fieldType)
        return .each(
            lists: loops.map(\.list),
            rows: rows(reader.required("rows", in: group), scope: inner, defaults: defaults, &reader))
    }

    /// How often rows are repeated by a number.
    private static let times = 0...1000

    private func times(
        _ node: Node, scope: ExpressionScope, defaults: Defaults, _ reader: inout NodeReader
    ) -> RowTemplate? {
        let group = reader.group(node, .times)
        guard let count = group["times"], let path = reader.reference(count, scope: scope) else { return nil }
        guard case .integer(let range) = path.type, range.clamped(to: Self.times) == range else {
            reader.expected(
                LocalizedText(
                    "取值在 0 到 1000 之间的整数字段（自加的字段写上 max）",
                    en: "the field of a whole number from 0 to 1000 (if you have added it, give it a max)"), count)
            return nil
        }
        return .times(path, rows: rows(reader.required("rows", in: group), scope: scope, defaults: defaults, &reader))
    }

    private func when(
        _ node: Node, scope: ExpressionScope, defaults: Defaults, _ reader: inout NodeReader
    ) -> RowTemplate? {
        let group = reader.group(node, .when)
        let rows = rows(reader.required("rows", in: group), scope: scope, defaults: defaults, &reader)
        let otherwise = self.rows(group["else"], scope: scope, defaults: defaults, &reader)
        guard let condition = reader.expression(group["if"], scope: scope) else { return nil }
        return .when(condition, rows: rows, otherwise: otherwise)
    }

    // MARK: Cells

    private func cells(
        _ node: Node?, scope: ExpressionScope, defaults: Defaults, _ reader: inout NodeReader
    ) -> [CellTemplate] {
        reader.list(node).compactMap { cell($0, scope: scope, defaults: defaults, &reader) }
    }

    private func cell(
        _ node: Node, scope: ExpressionScope, defaults: Defaults, _ reader: inout NodeReader
    ) -> CellTemplate? {
        guard node.mapping != nil else {
            return CellTemplate(
                text: LayoutText(node, scope: scope, &reader), style: defaults.cell, conditional: [], rowSpan: 1,
                columnSpan: 1, indent: nil)
        }
        let group = reader.group(node, .cell)
        guard let text = group.entries["text"] else {
            _ = reader.required("text", in: group)
            return nil
        }
        return CellTemplate(
            text: LayoutText(text, scope: scope, &reader),
            style: StyleSheetReader.lookUp(group["style"], in: styles.cells, &reader) ?? defaults.cell,
            conditional: conditional(group["styleIf"], scope: scope, &reader),
            rowSpan: reader.integer(group["rows"], 1...1000) ?? 1,
            columnSpan: reader.integer(group["columns"], 1...100) ?? 1,
            indent: group["indent"].flatMap { indent($0, scope: scope, &reader) },
            heads: reader.word(group["heads"], StructureRole.HeaderScope.self))
    }

    private func indent(_ node: Node, scope: ExpressionScope, _ reader: inout NodeReader) -> FieldReference? {
        guard let path = reader.reference(node, scope: scope) else { return nil }
        if case .integer = path.type { return path }
        reader.expected(LocalizedText("整数字段", en: "the field of a whole number"), node)
        return nil
    }

    private func conditional(
        _ node: Node?, scope: ExpressionScope, _ reader: inout NodeReader
    ) -> [(condition: ModelExpression, style: StyleSheet.Cell)] {
        reader.list(node).compactMap { element in
            let group = reader.group(element, .styleIf)
            let style = StyleSheetReader.lookUp(reader.required("style", in: group), in: styles.cells, &reader)
            guard let condition = reader.expression(reader.required("if", in: group), scope: scope), let style else {
                return nil
            }
            return (condition, style)
        }
    }
}

/// Where a loop stands: `loop.first`, `loop.last`, `loop.number`, `loop.count`.
enum LoopPosition {
    /// The fields that a layout may ask for.
    static let fieldType = FieldType.record(
        RecordType(
            title: "循环",
            fields: [
                FieldDescription(name: "first", title: "是否第一项", type: .text, isRequired: false),
                FieldDescription(name: "number", title: "序号", type: .integer(1...Int.max), isRequired: false),
                FieldDescription(name: "last", title: "是否最后一项", type: .text, isRequired: false),
                FieldDescription(name: "count", title: "项数", type: .integer(1...Int.max), isRequired: false),
            ]))

    /// The position `index`, from 0, of a loop with `count` turns.
    static func value(_ index: Int, of count: Int) -> ModelValue {
        .record([
            .unnumbered(index == 0 ? .text("true") : .empty),
            .unnumbered(.integer(index + 1)),
            .unnumbered(index == count - 1 ? .text("true") : .empty),
            .unnumbered(.integer(count)),
        ])
    }
}
