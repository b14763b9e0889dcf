import Evaluation

extension FormSet {
    /// Whether `field`, which nobody has filled in, has a use: forms name it or its group, or the group is one that every
    /// submission wants.
    func wants(_ field: FillableField, among ways: Set<[String]>) -> Bool {
        let names = field.absentGroup ?? Array(field.path.fieldNames.prefix(1))
        return ways.contains(names) || model.ownParts.contains(names.first ?? "")
    }

    /// The names on the ways to what forms name, and on the ways to all groups around it.
    var namedWays: Set<[String]> {
        entries.flatMap { $0.references(\.references) }.ways
    }
}

extension [FieldReference] {
    /// The names on the ways to the fields, and on the ways to all groups around them.
    fileprivate var ways: Set<[String]> {
        Set(flatMap { way in (1...Swift.max(1, way.way.count)).map { Array<String>(way.way.prefix($0)) } })
    }
}

extension FormSet.Form {
    /// The names on the ways to what the form names, and on the ways to all groups around it.
    var namedWays: Set<[String]> { references.ways }

    /// The fields that the form names.
    fileprivate var references: [FieldReference] {
        let stamp = template.stamp.map { ($0.condition?.references ?? []) + $0.table.references } ?? []
        let furniture = [template.header?.text, template.footer?.text, template.page.numberFormat]
        return template.title.references + template.name.references + furniture.compactMap { $0 }.flatMap(\.references)
            + stamp + template.blocks.flatMap { $0.references(\.references) } + requirements.map(\.field)
    }
}

extension BlockTemplate {
    /// The fields that the block names.
    fileprivate var references: [FieldReference] {
        switch self {
        case .text(let text): text.text.references
        case .report(let report): [report.body]
        case .table(let table): table.references
        case .signature(let signature):
            signature.lines.joined().flatMap { field in
                [field.label, field.value, field.image].compactMap { $0?.references }.flatMap { $0 }
            }
        case .contents: []
        }
    }
}

extension TableTemplate {
    /// The fields that the table names.
    fileprivate var references: [FieldReference] {
        columns.flatMap { $0.references { _ in [] } }
            + (rows + carried + subtotal).flatMap { $0.references(\.references) }
    }
}

extension RowTemplate {
    /// The fields that the rows name.
    fileprivate var references: [FieldReference] {
        switch self {
        case .row(let cells, _, _): cells.flatMap { $0.references(\.references) }
        case .times(let count, let rows): [count] + rows.flatMap { $0.references(\.references) }
        case .group(let cells, _, let rows):
            cells.flatMap { $0.references(\.references) } + rows.flatMap { $0.references(\.references) }
        case .columns(let columns, let rows):
            columns.flatMap { $0.references { _ in [] } } + rows.flatMap { $0.references(\.references) }
        }
    }
}

extension CellTemplate {
    /// The fields that the cell names.
    fileprivate var references: [FieldReference] {
        text.references + (picture?.alternativeText.references ?? []) + conditional.flatMap(\.condition.references)
            + [indent].compactMap { $0 }
            + columnSpan.references
    }
}

extension ColumnSpan {
    fileprivate var references: [FieldReference] {
        if case .computed(let count) = self { count.references } else { [] }
    }
}
