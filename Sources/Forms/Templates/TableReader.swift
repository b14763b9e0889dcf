import Diagnostics
import Evaluation
import Layout
import SourceTree

/// Reads tables.
struct TableReader {
    let styles: StyleSheet
    /// The width that tables fill; `nil` where they are as wide as their columns.
    let width: Length?
    let fragments: FragmentReader

    /// The table that `node` describes; `nil` with a fault where it describes none.
    func table(_ node: Node, scope: ExpressionScope, _ reader: inout NodeReader) -> TableTemplate? {
        let group = reader.group(node, .table)
        let unread = reader.unreadCount
        let columns = columns(reader.required("columns", in: group), in: width, scope: scope, &reader)
        let areColumnsRead = reader.unreadCount == unread
        let cell = StyleSheetReader.lookUp(reader.required("cell", in: group), in: styles.cells, &reader)
        // What else is wrong is told at the same time, whatever the cells look like.
        guard let cell = cell ?? styles.cells.values.first, let rows = reader.required("rows", in: group) else {
            return nil
        }
        var options = RowOptions()
        options.minimumHeight = reader.length(group["height"]) ?? .zero
        let defaults = Defaults(
            cell: cell, options: options, width: width ?? StatedWidths(columns.flatMap(\.parts)).least)
        let table = TableTemplate(
            columns: columns, headerRows: reader.integer(group["header"], 0...20) ?? 0,
            fill: group["fill"].map { fill($0, &reader) } ?? .none,
            spaceBefore: reader.length(group["before"]) ?? .zero,
            rows: self.rows(rows, scope: scope, defaults: defaults, &reader),
            carried: self.rows(group["carried"], scope: scope, defaults: defaults, &reader),
            subtotal: self.rows(group["subtotal"], scope: scope, defaults: defaults, &reader), span: node.span)
        if areColumnsRead { reader.checkColumns(of: table) }
        return table
    }

    /// What rows and cells have where they do not say otherwise.
    private struct Defaults {
        var cell: StyleSheet.Cell
        var options: RowOptions
        /// The width of the table.
        var width: Length
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

    private func columns(
        _ node: Node?, in width: Length?, scope: ExpressionScope, _ reader: inout NodeReader
    ) -> [Repeatable<TrackSizing>] {
        let unread = reader.unreadCount
        let columns = RepeatableReader(each: .columnEach, when: .columnWhen, parts: "columns") { node, _, reader in
            track(node, &reader)
        }.parts(node, scope: scope, &reader)
        guard let node, reader.unreadCount == unread else { return columns }
        if columns.isEmpty {
            reader.expected(LocalizedText("至少一列", en: "at least one column"), node)
        } else if let width, let stated = columns.once() {
            StatedWidths(stated).check(in: width, at: node, &reader)
        }
        return columns
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
    ) -> [Repeatable<RowTemplate>] {
        let unread = { (node: Node) in unreadRow(at: node, defaults: defaults) }
        return RepeatableReader(each: .each, when: .when, parts: "rows", fragments: fragments, unread: unread) {
            node, scope, reader in
            row(node, scope: scope, defaults: defaults, &reader)
        }.parts(node, scope: scope, &reader)
    }

    /// What stands for rows at `node` that cannot be read.
    private func unreadRow(at node: Node, defaults: Defaults) -> RowTemplate {
        .row(cells: [.once(unreadCell(at: node, defaults: defaults))], options: defaults.options, span: node.span)
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
        if keys.contains("times") { return times(node, scope: scope, defaults: defaults, &reader) }
        if keys.contains("group") {
            let group = reader.group(node, .group)
            return .group(
                cells: cells(group["group"], scope: scope, defaults: defaults, &reader),
                side: reader.word(group["side"], GroupSide.self) ?? .left,
                rows: rows(reader.required("rows", in: group), scope: scope, defaults: defaults, &reader))
        }
        if keys.contains("columns") {
            let group = reader.group(node, .columnRows)
            let unread = reader.unreadCount
            let columns = columns(group["columns"], in: defaults.width, scope: scope, &reader)
            let areColumnsRead = reader.unreadCount == unread
            let rows = rows(reader.required("rows", in: group), scope: scope, defaults: defaults, &reader)
            return areColumnsRead ? .columns(columns, rows: rows) : nil
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
        options.isCounted = reader.flag(group["counted"]) ?? false
        options.heads = reader.word(group["heads"], StructureRole.HeaderScope.self)
        guard let cells = reader.required("cells", in: group) else { return unreadRow(at: node, defaults: defaults) }
        return .row(
            cells: self.cells(cells, scope: scope, defaults: defaults, &reader), options: options, span: node.span)
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

    // MARK: Cells

    private func cells(
        _ node: Node?, scope: ExpressionScope, defaults: Defaults, _ reader: inout NodeReader
    ) -> [Repeatable<CellTemplate>] {
        let unread = { (node: Node) in unreadCell(at: node, defaults: defaults) }
        return RepeatableReader(
            each: .cellEach, when: .cellWhen, parts: "cells", fragments: fragments, unread: unread
        ) { node, scope, reader in
            let unread = reader.unreadCount
            let cell = cell(node, scope: scope, defaults: defaults, &reader)
            return reader.unreadCount == unread ? cell : nil
        }.parts(node, scope: scope, &reader)
    }

    /// What stands for cells at `node` that cannot be read.
    private func unreadCell(at node: Node, defaults: Defaults) -> CellTemplate {
        CellTemplate(
            text: .empty(at: node.span), sum: nil, picture: nil, style: defaults.cell, conditional: [], rowSpan: 1,
            columnSpan: .stated(1), indent: nil, isRead: false)
    }

    private func cell(
        _ node: Node, scope: ExpressionScope, defaults: Defaults, _ reader: inout NodeReader
    ) -> CellTemplate? {
        guard node.mapping != nil else {
            return CellTemplate(
                text: LayoutText(node, scope: scope, &reader), sum: nil, picture: nil, style: defaults.cell,
                conditional: [],
                rowSpan: 1,
                columnSpan: .stated(1), indent: nil)
        }
        let group = reader.group(node, .cell)
        if let sum = reader.word(group["sum"], PageSum.self) {
            return sumCell(sum, group, defaults: defaults, &reader)
        }
        guard let (text, picture) = content(group, scope: scope, &reader) else { return nil }
        return CellTemplate(
            text: text, sum: nil, picture: picture,
            style: StyleSheetReader.lookUp(group["style"], in: styles.cells, &reader) ?? defaults.cell,
            conditional: conditional(group["styleIf"], scope: scope, &reader),
            rowSpan: reader.integer(group["rows"], 1...1000) ?? 1,
            columnSpan: columnSpan(group["columns"], scope: scope, &reader),
            indent: group["indent"].flatMap { indent($0, scope: scope, &reader) },
            heads: reader.word(group["heads"], StructureRole.HeaderScope.self))
    }

    /// A cell that shows the sum of what stands on pages.
    private func sumCell(
        _ sum: PageSum, _ group: NodeReader.Group, defaults: Defaults, _ reader: inout NodeReader
    ) -> CellTemplate {
        CellTemplate(
            text: .empty(at: group.span), sum: sum, picture: nil,
            style: StyleSheetReader.lookUp(group["style"], in: styles.cells, &reader) ?? defaults.cell, conditional: [],
            rowSpan: 1, columnSpan: .stated(reader.integer(group["columns"], 1...100) ?? 1), indent: nil)
    }

    /// What a cell says, or the picture that it shows.
    private func content(
        _ group: NodeReader.Group, scope: ExpressionScope, _ reader: inout NodeReader
    ) -> (text: LayoutText, picture: PictureTemplate?)? {
        if let image = group["image"] {
            guard let picture = picture(.image, group, scope: scope, &reader) else { return nil }
            return LayoutText(imageOf: image, scope: scope, &reader).map { ($0, picture) }
        }
        if let code = group["code"] {
            guard let picture = picture(.code, group, scope: scope, &reader) else { return nil }
            return (LayoutText(code, scope: scope, &reader), picture)
        }
        guard let text = group.entries["text"] else {
            _ = reader.required("text", in: group)
            return nil
        }
        return (LayoutText(spans: text, scope: scope, styles: styles, &reader), nil)
    }

    private func picture(
        _ kind: PictureTemplate.Kind, _ group: NodeReader.Group, scope: ExpressionScope, _ reader: inout NodeReader
    ) -> PictureTemplate? {
        let width = reader.length(reader.required("width", in: group))
        let height = kind == .image ? reader.length(reader.required("height", in: group)) : width
        guard let alternative = reader.required("alt", in: group), let width, let height else { return nil }
        return PictureTemplate(
            kind: kind, room: Size(width: width, height: height),
            alternativeText: LayoutText(alternative, scope: scope, &reader))
    }

    private func columnSpan(_ node: Node?, scope: ExpressionScope, _ reader: inout NodeReader) -> ColumnSpan {
        guard let node else { return .stated(1) }
        if let text = node.scalar?.text, Int(text) != nil { return .stated(reader.integer(node, 1...100) ?? 1) }
        guard let count = reader.expression(node, scope: scope) else { return .stated(1) }
        guard count.kind == .number else {
            reader.expected(
                LocalizedText("列数，如 3 或 count(years)", en: "a number of columns such as 3 or count(years)"), node)
            return .stated(1)
        }
        return .computed(count)
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

extension NodeReader {
    /// How many faults there are that leave out what was meant, so that cells or columns may be missing.
    fileprivate var unreadCount: Int {
        findings.count { ["missing-key", "unknown-key", "wrong-type"].contains($0.id) }
    }

    /// Reports the cells that keep rows of `table` from filling its columns.
    fileprivate mutating func checkColumns(of table: TableTemplate) {
        for found in ColumnCheck.faults(of: table) {
            fault("bad-grid", found.message, at: found.span, hints: found.hints)
        }
    }
}
