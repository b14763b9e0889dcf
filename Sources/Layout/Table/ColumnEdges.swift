/// Finds where the edges of a table's columns are. Rows may have columns of their own: the columns of a kind are measured
/// by the rows that have them, and the edges of all kinds together make one finer grid, on which every cell stands.
struct ColumnEdges {
    private let total: Length
    /// The different columns that rows have, the table's own first.
    private let kinds: [[TrackSizing]]
    /// The position in `kinds` of the columns of each row.
    private let kindOfRow: [Int]
    /// What the cells of each kind need.
    private let cells: [CellNeeds]

    /// The grid of `table` on the columns of all kinds, and their edges: the left one of each, and the right one of the last.
    /// - Parameter cells: what cells need.
    static func place(
        _ grid: TableGrid, of table: TableBlock, cells: CellNeeds, total: Length
    ) -> (grid: TableGrid, edges: [Length]) {
        guard table.rows.contains(where: { $0.columns != nil }) else {
            return (grid, edges(of: table.columns, cells, total: total))
        }
        return ColumnEdges(table, cells: cells, total: total).place(grid)
    }

    private static func edges(of tracks: [TrackSizing], _ cells: CellNeeds, total: Length) -> [Length] {
        let widths = ColumnSizer.widths(
            tracks, needs: cells.needs, leastHeights: cells.leastHeights, total: total)
        return widths.reduce(into: [Length.zero]) { $0.append(($0.last ?? .zero) + $1) }
    }

    private init(_ table: TableBlock, cells: CellNeeds, total: Length) {
        var kinds = [table.columns]
        kindOfRow = table.rows.indices.map { row in
            let columns = table.columns(of: row)
            if let known = kinds.firstIndex(of: columns) { return known }
            kinds.append(columns)
            return kinds.count - 1
        }
        self.kinds = kinds
        self.total = total
        self.cells = kinds.indices.map { [kindOfRow] kind in
            var own = cells
            own.needs.removeAll { kindOfRow[$0.rows.lowerBound] != kind }
            return own
        }
    }

    private func place(_ grid: TableGrid) -> (grid: TableGrid, edges: [Length]) {
        var edges = kinds.indices.map { Self.edges(of: kinds[$0], cells[$0], total: total) }
        for kind in edges.indices.dropFirst() { edges[kind] = joined(edges[kind], of: kind, to: edges[0]) }
        let all = Set(edges.joined()).sorted()
        let positions = Dictionary(zip(all, all.indices)) { first, _ in first }
        let fine = edges.map { $0.compactMap { positions[$0] } }
        return (TableGrid(grid, columns: all.count - 1, edges: kindOfRow.map { fine[$0] }), all)
    }

    /// Edges this near to one of the table's own columns are moved there, so that rules do not miss each other by a hair.
    private static let nearness = Length.mm(1)

    /// The `edges` of a kind with those that nearly meet one of `main` moved onto it, where their columns stay wide enough.
    private func joined(_ edges: [Length], of kind: Int, to main: [Length]) -> [Length] {
        let least = kinds[kind].indices.map { column in
            cells[kind].needs.filter { $0.columns == column..<column + 1 }.map(\.minimum).max() ?? .zero
        }
        var joined = edges
        for index in edges.indices.dropFirst().dropLast() {
            let edge = edges[index]
            guard let target = main.first(where: { abs($0 - edge) <= Self.nearness }), target != edge,
                target - joined[index - 1] > max(.zero, least[index - 1] - Length(rawValue: 1)),
                joined[index + 1] - target > max(.zero, least[index] - Length(rawValue: 1))
            else { continue }
            joined[index] = target
        }
        return joined
    }

    private func abs(_ length: Length) -> Length { max(length, -length) }
}
