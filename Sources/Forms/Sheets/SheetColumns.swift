import Layout

/// The columns of a sheet: those of all of its tables, which stand on one grid.
struct SheetColumns {
    /// The edges of all columns so far, in order.
    private(set) var edges: [Length] = []

    /// Edges this near to each other are one.
    private static let nearness = Length.mm(1.2)
    /// An edge beside a label may move as far as this where the label becomes wider.
    private static let slack = Length.mm(9)

    /// Takes the columns of a table in.
    /// - Parameter labels: whether each of its columns holds labels; empty where no edge may move far.
    /// - Returns: the edges that its columns have on the sheet.
    mutating func add(_ geometry: TableGeometry, labels: [Bool]) -> [Length] {
        let joined = Self.joined(geometry)
        let own = Set(joined).sorted()
        let placed = Dictionary(zip(own, place(own, labels: labels))) { first, _ in first }
        return joined.compactMap { placed[$0] }
    }

    /// The edges of a table whose rows have columns of their own, those that are near to each other on one place where no
    /// cell stands between them.
    private static func joined(_ geometry: TableGeometry) -> [Length] {
        var joined = geometry.edges
        var first = 0
        for index in joined.indices.dropFirst().dropLast() {
            let isNear = geometry.edges[index] - geometry.edges[first] <= nearness
            let isParted = geometry.placements.contains {
                $0.columns.lowerBound >= first && $0.columns.upperBound <= index
            }
            if isNear, !isParted { joined[index] = joined[first] } else { first = index }
        }
        return joined
    }

    private mutating func place(_ own: [Length], labels: [Bool]) -> [Length] {
        var placed: [Length] = []
        for (index, edge) in own.enumerated() {
            let next = index + 1 < own.count ? own[index + 1] : nil
            let (least, most) = Self.range(of: index, labels)
            let fitting = edges.filter { known in
                known >= edge - least && known <= edge + most && known > placed.last ?? -Self.slack
                    && known < next ?? known + Self.slack
            }
            if let nearest = fitting.min(by: { Self.distance($0, edge) < Self.distance($1, edge) }) {
                placed.append(nearest)
            } else {
                placed.append(edge)
                edges.insert(edge, at: edges.firstIndex { $0 > edge } ?? edges.endIndex)
            }
        }
        return placed
    }

    /// How far the edge before column `index` may move to the left and to the right.
    private static func range(of index: Int, _ labels: [Bool]) -> (Length, Length) {
        guard index > 0, index < labels.count else { return (nearness, nearness) }
        switch (labels[index - 1], labels[index]) {
        case (true, false): return (nearness, slack)
        case (false, true): return (slack, nearness)
        default: return (nearness, nearness)
        }
    }

    private static func distance(_ one: Length, _ other: Length) -> Length { max(one - other, other - one) }

    /// The number of the column that begins at `edge`.
    func index(of edge: Length) -> Int {
        guard let index = edges.firstIndex(of: edge) else { preconditionFailure("edges were taken in") }
        return index
    }

    /// The width of each column.
    var widths: [Length] { zip(edges.dropFirst(), edges).map { $0 - $1 } }
}
