import Diagnostics
import Layout

/// Proves that the rows of a table fill its columns, whatever a submission says: each row in each branch is held against
/// what cells above it may cover. Lists may be empty or long, conditions may hold or not.
struct ColumnCheck {
    private let table: TableTemplate
    /// The cells of the groups around what is checked, the outermost first.
    private var groups: [[CellTemplate]] = []
    private var found: [SourcePosition: ColumnFault] = [:]
    /// How many rows may still be looked at.
    private var budget = 20_000

    /// The faults of the rows of `table`, in the order of the layout; one a cell.
    static func faults(of table: TableTemplate) -> [ColumnFault] {
        var check = ColumnCheck(table: table)
        for cover in check.walk(table.rows, table.columns, from: [ColumnCover(table)]) {
            check.noteCells(of: cover, cutBy: .table)
        }
        return check.found.sorted { $0.key < $1.key }.map(\.value)
    }

    private init(table: TableTemplate) { self.table = table }

    // MARK: Ways through the rows

    /// The covers behind `rows`, each of which may begin with each of `covers`.
    private mutating func walk(
        _ rows: [RowTemplate], _ tracks: [TrackSizing], from covers: [ColumnCover]
    ) -> [ColumnCover] {
        rows.reduce(covers) { walk($1, tracks, from: $0) }
    }

    private mutating func walk(
        _ row: RowTemplate, _ tracks: [TrackSizing], from covers: [ColumnCover]
    ) -> [ColumnCover] {
        switch row {
        case .row(let cells, _, let span): covers.map { place(cells, tracks, span, on: $0) }.distinct
        case .each(_, let rows), .times(_, let rows): repeated(rows, tracks, from: covers)
        case .columns(let own, let rows): walk(rows, own, from: covers)
        case .when(_, let rows, let otherwise):
            (walk(rows, tracks, from: covers) + walk(otherwise, tracks, from: covers)).distinct
        case .group(let cells, let rows): group(cells, rows, tracks, from: covers)
        }
    }

    /// The covers behind rows that are there any number of times.
    private mutating func repeated(
        _ rows: [RowTemplate], _ tracks: [TrackSizing], from covers: [ColumnCover]
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
        _ cells: [CellTemplate], _ rows: [RowTemplate], _ tracks: [TrackSizing], from covers: [ColumnCover]
    ) -> [ColumnCover] {
        let depth = groups.count
        groups.append(cells)
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
        _ cells: [CellTemplate], _ tracks: [TrackSizing], _ span: SourceSpan, on cover: ColumnCover
    ) -> ColumnCover {
        guard budget > 0 else { return cover }
        budget -= 1
        var cover = cover
        if !cover.goesOn(with: tracks) {
            noteCells(of: cover, cutBy: cover.headerRows == 0 ? .header : .otherColumns)
            cover.begin(tracks)
        }
        let above = cover.cells
        let covered = cover.columns.count { $0 != nil }
        var first = 0
        let groupCells = cover.openGroups.flatMap { depth in groups[depth].map { ($0, depth as Int?) } }
        cover.openGroups = []
        for (cell, depth) in groupCells + cells.map({ ($0, nil) }) {
            first = cover.firstOpen(from: first)
            let end = first + cell.columnSpan
            guard end <= tracks.count, cover.columns[first..<end].allSatisfy({ $0 == nil }) else {
                note(cell.text.span, .tooWide(cell.columnSpan), Row(cover, above, covered))
                cover.endRow()
                return cover
            }
            let placed = ColumnCover.Cell(cell, depth)
            for column in first..<end { cover.columns[column] = placed }
            first = end
        }
        if cover.firstOpen(from: 0) < tracks.count {
            note(cells.last?.text.span ?? span, .tooNarrow, Row(cover, above, covered))
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
