/// Finds the rules of a part of a table: each edge once, neighbouring pieces of one width as one rule.
struct TableRules {
    /// A piece of an edge between two columns or rows.
    private struct Piece {
        /// The width that a cell states; the widest of those that touch it.
        var stated: Length?
    }

    private let layout: TableLayouter
    private let areas: [(placement: Int, slices: Range<Int>)]
    private let tops: [Length]
    /// For each horizontal line the pieces by column, for each vertical one by slice.
    private var horizontal: [[Int: Piece]]
    private var vertical: [[Int: Piece]]

    /// - Parameters:
    ///   - areas: the cells with the slices that they cover.
    ///   - tops: the upper edges of the slices, and the foot of the last.
    init(_ layout: TableLayouter, areas: [(placement: Int, slices: Range<Int>)], tops: [Length]) {
        self.layout = layout
        self.areas = areas
        self.tops = tops
        horizontal = [[Int: Piece]](repeating: [:], count: tops.count)
        vertical = [[Int: Piece]](repeating: [:], count: layout.edges.count)
        for (placement, slices) in areas { addEdges(of: placement, slices) }
    }

    private mutating func addEdges(of placement: Int, _ slices: Range<Int>) {
        let columns = layout.grid.placements[placement].columns
        let borders = layout.cell(layout.grid.placements[placement]).style.borders
        for column in columns {
            Self.state(borders.top, &horizontal[slices.lowerBound][column])
            Self.state(borders.bottom, &horizontal[slices.upperBound][column])
        }
        for slice in slices {
            Self.state(borders.left, &vertical[columns.lowerBound][slice])
            Self.state(borders.right, &vertical[columns.upperBound][slice])
        }
    }

    private static func state(_ width: Length?, _ piece: inout Piece?) {
        let known = piece?.stated
        piece = Piece(stated: [known, width].compactMap { $0 }.max())
    }

    /// The rules, horizontal ones first.
    func rules() -> [Rule] {
        var rules: [Rule] = []
        for (line, pieces) in horizontal.enumerated() {
            for run in runs(of: pieces) {
                let start = Point(x: layout.edges[run.range.lowerBound], y: tops[line])
                rules.append(
                    Rule(
                        start: start, end: Point(x: layout.edges[run.range.upperBound], y: tops[line]), width: run.width
                    ))
            }
        }
        for (line, pieces) in vertical.enumerated() {
            for run in runs(of: pieces) {
                let start = Point(x: layout.edges[line], y: tops[run.range.lowerBound])
                rules.append(
                    Rule(
                        start: start, end: Point(x: layout.edges[line], y: tops[run.range.upperBound]), width: run.width
                    ))
            }
        }
        return rules + diagonals()
    }

    /// Neighbouring pieces of equal width as ranges; pieces without width are left out.
    private func runs(of pieces: [Int: Piece]) -> [(range: Range<Int>, width: Length)] {
        pieces.keys.sorted().reduce(into: []) { runs, index in
            let width = pieces[index]?.stated ?? layout.table.ruleWidth
            guard width > .zero else { return }
            if let last = runs.last, last.range.upperBound == index, last.width == width {
                runs[runs.count - 1].range = last.range.lowerBound..<index + 1
            } else {
                runs.append((index..<index + 1, width))
            }
        }
    }

    private func diagonals() -> [Rule] {
        areas.compactMap { placement, slices in
            let grid = layout.grid.placements[placement]
            guard layout.cell(grid).style.isDivided else { return nil }
            return Rule(
                start: Point(x: layout.edges[grid.column], y: tops[slices.lowerBound]),
                end: Point(x: layout.edges[grid.columns.upperBound], y: tops[slices.upperBound]),
                width: layout.table.ruleWidth)
        }
    }
}
