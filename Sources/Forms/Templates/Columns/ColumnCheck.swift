import Diagnostics
import Layout

/// Proves that the rows of a table fill its columns, whatever a submission says: each row in each branch is held against
/// what cells above it may cover. Lists may be empty or long, conditions may hold or not.
struct ColumnCheck {
    private let table: TableTemplate
    /// As many columns and cells as lists have elements.
    private var counted: CountedParts
    /// The cells of the groups around what is checked, the outermost first.
    private var groups: [(cells: [CountedCell], side: GroupSide)] = []
    private var found: [SourcePosition: ColumnFault] = [:]
    /// How many rows may still be looked at.
    private var budget = 20_000

    /// The faults of the rows of `table`, in the order of the layout; one a cell. Columns that follow lists are looked at with
    /// one element and with two.
    static func faults(of table: TableTemplate) -> [ColumnFault] {
        var found: [SourcePosition: ColumnFault] = [:]
        for elements in table.hasRepeatedColumns ? [1, 2] : [1] {
            var check = ColumnCheck(table: table, counted: CountedParts(elements: elements))
            check.checkTable()
            found.merge(check.found) { first, _ in first }
        }
        return found.sorted { $0.key < $1.key }.map(\.value)
    }

    private init(table: TableTemplate, counted: CountedParts) {
        self.table = table
        self.counted = counted
    }

    private mutating func checkTable() {
        within(table.columns) { check, tracks in
            for rows in [check.table.rows, check.table.carried, check.table.subtotal] {
                for cover in check.walk(rows, tracks, from: [ColumnCover(check.table, tracks)]) {
                    check.noteCells(of: cover, cutBy: .table)
                }
            }
        }
    }

    /// Looks at rows with `columns`, where their number is known.
    private mutating func within(
        _ columns: [Repeatable<TrackSizing>], _ body: (inout ColumnCheck, [TrackSizing]) -> Void
    ) {
        guard let tracks = counted.columns(columns) else { return }
        let outer = counted
        counted.know(columns)
        defer { counted = outer }
        body(&self, tracks)
    }

    // MARK: Ways through the rows

    /// The covers behind `rows`, each of which may begin with each of `covers`.
    private mutating func walk(
        _ rows: [Repeatable<RowTemplate>], _ tracks: [TrackSizing], from covers: [ColumnCover]
    ) -> [ColumnCover] {
        rows.reduce(covers) { walk($1, tracks, from: $0) }
    }

    private mutating func walk(
        _ row: Repeatable<RowTemplate>, _ tracks: [TrackSizing], from covers: [ColumnCover]
    ) -> [ColumnCover] {
        switch row {
        case .once(let row): walk(row, tracks, from: covers)
        case .each(_, let rows, let otherwise):
            (repeated(rows, tracks, from: covers) + walk(otherwise, tracks, from: covers)).distinct
        case .when(_, let rows, let otherwise):
            (walk(rows, tracks, from: covers) + walk(otherwise, tracks, from: covers)).distinct
        }
    }

    private mutating func walk(
        _ row: RowTemplate, _ tracks: [TrackSizing], from covers: [ColumnCover]
    ) -> [ColumnCover] {
        switch row {
        case .row(let cells, _, let span):
            guard let counted = counted.cells(cells) else {
                let mayGoOn = cells.flatMap(\.parts).contains { !$0.isRead || $0.rowSpan > 1 }
                return covers.map { placeUnknown(tracks, on: $0, mayGoOn: mayGoOn) }.distinct
            }
            return covers.map { place(counted, tracks, span, on: $0) }.distinct
        case .times(_, let rows): return repeated(rows, tracks, from: covers)
        case .columns(let own, let rows):
            var behind = covers
            within(own) { behind = $0.walk(rows, $1, from: covers) }
            return behind
        case .group(let cells, let side, let rows):
            guard let cells = counted.cells(cells) else { return covers.map(\.behindUnknownRows).distinct }
            return group((cells, side), rows, tracks, from: covers)
        }
    }

    /// The covers behind rows that are there any number of times.
    private mutating func repeated(
        _ rows: [Repeatable<RowTemplate>], _ tracks: [TrackSizing], from covers: [ColumnCover]
    ) -> [ColumnCover] {
        var all = covers
        var known = Set(covers)
        var new = covers
        while !new.isEmpty, budget > 0 {
            new = walk(rows, tracks, from: new).filter { known.insert($0).inserted }
            all += new
        }
        return all
    }

    private mutating func group(
        _ group: (cells: [CountedCell], side: GroupSide), _ rows: [Repeatable<RowTemplate>], _ tracks: [TrackSizing],
        from covers: [ColumnCover]
    ) -> [ColumnCover] {
        let depth = groups.count
        groups.append(group)
        defer { groups.removeLast() }
        let begun = covers.map { cover in
            var cover = cover
            cover.openGroups.append(depth)
            return cover
        }
        return walk(rows, tracks, from: begun).map { cover in
            var cover = cover
            cover.endGroup(depth)
            return cover
        }.distinct
    }

    // MARK: A row

    /// The cover behind a row of `cells`, with those of the groups that it begins.
    private mutating func place(
        _ cells: [CountedCell], _ tracks: [TrackSizing], _ span: SourceSpan, on cover: ColumnCover
    ) -> ColumnCover {
        guard var cover = begun(cover, tracks) else { return cover }
        let row = (above: cover.cells, covered: cover.columns.count { $0 != nil })
        let all = beginning(in: cover, .left) + cells.map { ($0, nil) } + beginning(in: cover, .right)
        if cover.isUncertain {
            // Cells from above may stand where these leave columns open, and nowhere else.
            let width = all.reduce(0) { $0 + $1.0.columnSpan }
            guard width >= tracks.count - row.covered else { return unknown(all, on: cover) }
            cover.settle()
        }
        cover.openGroups = []
        var first = 0
        for (cell, depth) in all {
            first = cover.firstOpen(from: first)
            let end = first + cell.columnSpan
            guard end <= tracks.count, cover.columns[first..<end].allSatisfy({ $0 == nil }) else {
                note(cell.template.text.span, .tooWide(cell.columnSpan), Row(cover, row.above, row.covered))
                cover.endRow()
                return cover
            }
            cover.take(first..<end, ColumnCover.Cell(cell.template, depth))
            first = end
        }
        if cover.firstOpen(from: 0) < tracks.count {
            note(cells.last?.template.text.span ?? span, .tooNarrow, Row(cover, row.above, row.covered))
        }
        cover.endRow()
        return cover
    }

    /// The cover behind a row of which it is not known how many columns its cells take.
    /// - Parameter mayGoOn: whether they may go on through rows below it.
    private mutating func placeUnknown(
        _ tracks: [TrackSizing], on cover: ColumnCover, mayGoOn: Bool
    ) -> ColumnCover {
        guard var cover = begun(cover, tracks) else { return cover }
        if mayGoOn { cover = cover.behindUnknownRows }
        return unknown(beginning(in: cover, .left) + beginning(in: cover, .right), on: cover)
    }

    /// The cover before a row with columns `tracks`; `nil` where no more rows are looked at.
    private mutating func begun(_ cover: ColumnCover, _ tracks: [TrackSizing]) -> ColumnCover? {
        guard budget > 0 else { return nil }
        budget -= 1
        guard !cover.goesOn(with: tracks) else { return cover }
        noteCells(of: cover, cutBy: cover.headerRows == 0 ? .header : .otherColumns)
        var cover = cover
        cover.begin(tracks)
        return cover
    }

    /// The cells of the groups that begin in the next row, with the depths of these: at the left the outermost first, at the
    /// right the innermost.
    private func beginning(in cover: ColumnCover, _ side: GroupSide) -> [(CountedCell, Int?)] {
        let depths = cover.openGroups.filter { groups[$0].side == side }
        return (side == .left ? depths : depths.reversed()).flatMap { depth in
            groups[depth].cells.map { ($0, depth) }
        }
    }

    /// The cover behind a row of which it is not known which columns its cells take: those of the groups that it begins stand at
    /// the sides.
    private func unknown(_ cells: [(CountedCell, Int?)], on cover: ColumnCover) -> ColumnCover {
        var cover = cover
        cover.openGroups = []
        for case (let cell, let depth?) in cells where groups[depth].side == .left {
            let first = cover.firstOpen(from: 0)
            let end = min(first + cell.columnSpan, cover.columns.count)
            cover.take(first..<end, ColumnCover.Cell(cell.template, depth))
        }
        for case (let cell, let depth?) in cells.reversed() where groups[depth].side == .right {
            let end = (cover.columns.lastIndex { $0 == nil } ?? -1) + 1
            cover.take(max(0, end - cell.columnSpan)..<end, ColumnCover.Cell(cell.template, depth))
        }
        cover.endRow()
        return cover
    }

    private typealias Row = ColumnFault.Row

    /// Notes the cells of `cover` that end with `end` and should go on.
    private mutating func noteCells(of cover: ColumnCover, cutBy end: ColumnFault.End) {
        for cell in cover.cells {
            let span = SourceSpan(file: table.span.file, start: cell.start, end: cell.start)
            note(span, .tooTall(cell, end), Row(cover, [], 0))
        }
    }

    private mutating func note(_ span: SourceSpan, _ kind: ColumnFault.Kind, _ row: ColumnFault.Row) {
        guard found[span.start] == nil else { return }
        found[span.start] = ColumnFault(kind: kind, row: row, span: span)
    }
}

extension TableTemplate {
    /// Whether some of its columns follow lists or conditions.
    fileprivate var hasRepeatedColumns: Bool {
        columns.once() == nil || (rows + carried + subtotal).contains { $0.parts.contains(where: \.hasRepeatedColumns) }
    }
}

extension RowTemplate {
    fileprivate var hasRepeatedColumns: Bool {
        switch self {
        case .row: false
        case .columns(let own, let rows):
            own.once() == nil || rows.contains { $0.parts.contains(where: \.hasRepeatedColumns) }
        case .times(_, let rows), .group(_, _, let rows):
            rows.contains { $0.parts.contains(where: \.hasRepeatedColumns) }
        }
    }
}

extension ColumnCover.Cell {
    /// The cell of `template` where it begins.
    /// - Parameter depth: that of the group whose rows it covers, if it is a group's.
    fileprivate init(_ template: CellTemplate, _ depth: Int?) {
        start = template.text.span.start
        rowSpan = depth == nil ? template.rowSpan : nil
        reach = depth.map { .group($0) } ?? .rows(template.rowSpan)
    }
}

extension [ColumnCover] {
    /// Each of them once, up to a number that no form comes near.
    fileprivate var distinct: [ColumnCover] {
        var known = Set<ColumnCover>()
        return Array(filter { known.insert($0).inserted }.prefix(64))
    }
}
