/// Finds the rules of a part of a table: each edge once, neighbouring pieces of one width as one rule.
struct TableRules {
    /// A piece of an edge between two columns or rows.
    private struct Piece {
        /// Whether a cell touches it.
        var exists = false
        /// The width that a cell states; the widest of those that touch it.
        var stated: Length?

        mutating func add(_ width: Length?) {
            exists = true
            guard let width else { return }
            stated = stated.map { max($0, width) } ?? width
        }
    }

    private let layout: TableLayouter
    private let areas: [(placement: Int, slices: Range<Int>)]
    private let tops: [Length]
    private let columns: Int
    private let slices: Int
    /// The pieces of each horizontal line by column, line by line; those of each vertical one by slice.
    private var horizontal: [Piece]
    private var vertical: [Piece]

    /// - Parameters:
    ///   - areas: the cells with the slices that they cover.
    ///   - tops: the upper edges of the slices, and the foot of the last.
    init(_ layout: TableLayouter, areas: [(placement: Int, slices: Range<Int>)], tops: [Length]) {
        self.layout = layout
        self.areas = areas
        self.tops = tops
        columns = layout.edges.count - 1
        slices = tops.count - 1
        horizontal = [Piece](repeating: Piece(), count: tops.count * columns)
        vertical = [Piece](repeating: Piece(), count: layout.edges.count * slices)
        for (placement, slices) in areas { addEdges(of: placement, slices) }
    }

    private mutating func addEdges(of placement: Int, _ covered: Range<Int>) {
        let columns = layout.cells[placement].columns
        let borders = layout.cells[placement].style.borders
        for column in columns {
            horizontal[covered.lowerBound * self.columns + column].add(borders.top)
            horizontal[covered.upperBound * self.columns + column].add(borders.bottom)
        }
        for slice in covered {
            vertical[columns.lowerBound * slices + slice].add(borders.left)
            vertical[columns.upperBound * slices + slice].add(borders.right)
        }
    }

    /// The rules, horizontal ones first.
    func rules() -> [Rule] {
        var rules: [Rule] = []
        for (line, y) in tops.enumerated() {
            for run in runs(of: horizontal[line * columns..<(line + 1) * columns]) {
                let start = Point(x: layout.edges[run.range.lowerBound], y: y)
                rules.append(
                    Rule(start: start, end: Point(x: layout.edges[run.range.upperBound], y: y), width: run.width))
            }
        }
        for (line, x) in layout.edges.enumerated() {
            for run in runs(of: vertical[line * slices..<(line + 1) * slices]) {
                let start = Point(x: x, y: tops[run.range.lowerBound])
                rules.append(Rule(start: start, end: Point(x: x, y: tops[run.range.upperBound]), width: run.width))
            }
        }
        return rules + diagonals()
    }

    /// Neighbouring pieces of equal width as ranges; pieces without width are left out.
    private func runs(of pieces: ArraySlice<Piece>) -> [(range: Range<Int>, width: Length)] {
        var runs: [(range: Range<Int>, width: Length)] = []
        for (index, piece) in pieces.enumerated() where piece.exists {
            let width = piece.stated ?? layout.table.ruleWidth
            guard width > .zero else { continue }
            if let last = runs.last, last.range.upperBound == index, last.width == width {
                runs[runs.count - 1].range = last.range.lowerBound..<index + 1
            } else {
                runs.append((index..<index + 1, width))
            }
        }
        return runs
    }

    private func diagonals() -> [Rule] {
        areas.compactMap { placement, slices in
            let columns = layout.cells[placement].columns
            guard layout.cells[placement].style.isDivided else { return nil }
            return Rule(
                start: Point(x: layout.edges[columns.lowerBound], y: tops[slices.lowerBound]),
                end: Point(x: layout.edges[columns.upperBound], y: tops[slices.upperBound]),
                width: layout.table.ruleWidth)
        }
    }
}
