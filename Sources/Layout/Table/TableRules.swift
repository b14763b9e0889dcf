/// Finds the rules of a part of a table: each edge once, neighbouring pieces that are alike as one rule. Of a double rule the
/// outer lines meet at corners, and the inner ones.
struct TableRules {
    /// A piece of an edge between two columns or rows.
    private struct Piece {
        /// Whether a cell touches it.
        var exists = false
        /// The rule that a cell states; the strongest of those that touch it.
        var stated: CellStyle.Border?

        mutating func add(_ border: CellStyle.Border?) {
            exists = true
            guard let border else { return }
            stated = stated?.stronger(border) ?? border
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
                for stroke in run.strokes({ vertical(at: $0, beside: line) }) {
                    rules.append(
                        Rule(
                            start: Point(x: layout.edges[run.range.lowerBound] + stroke.start, y: y + stroke.aside),
                            end: Point(x: layout.edges[run.range.upperBound] + stroke.end, y: y + stroke.aside),
                            width: stroke.width, isDashed: run.border.line == .dashed))
                }
            }
        }
        for (line, x) in layout.edges.enumerated() {
            for run in runs(of: vertical[line * slices..<(line + 1) * slices]) {
                for stroke in run.strokes({ horizontal(at: $0, beside: line) }) {
                    rules.append(
                        Rule(
                            start: Point(x: x + stroke.aside, y: tops[run.range.lowerBound] + stroke.start),
                            end: Point(x: x + stroke.aside, y: tops[run.range.upperBound] + stroke.end),
                            width: stroke.width, isDashed: run.border.line == .dashed))
                }
            }
        }
        return rules + diagonals()
    }

    /// How far apart the lines of the vertical rules are, where they are double, that meet the horizontal line `line` at an
    /// edge of columns: that above it and that below it.
    private func vertical(at edge: Int, beside line: Int) -> Crossing {
        let pieces = edge * slices
        return Crossing(
            before: line > 0 ? vertical[pieces + line - 1].stated?.offset : nil,
            after: line < slices ? vertical[pieces + line].stated?.offset : nil)
    }

    /// The same of the horizontal rules that meet a vertical line: that at its left and that at its right.
    private func horizontal(at top: Int, beside line: Int) -> Crossing {
        let pieces = top * columns
        return Crossing(
            before: line > 0 ? horizontal[pieces + line - 1].stated?.offset : nil,
            after: line < columns ? horizontal[pieces + line].stated?.offset : nil)
    }

    /// Neighbouring pieces that are alike as ranges; pieces without width are left out.
    private func runs(of pieces: ArraySlice<Piece>) -> [RuleRun] {
        var runs: [RuleRun] = []
        for (index, piece) in pieces.enumerated() where piece.exists {
            let border = piece.stated ?? CellStyle.Border(layout.table.ruleWidth)
            guard border.width > .zero else { continue }
            if let last = runs.last, last.range.upperBound == index, last.border == border {
                runs[runs.count - 1].range = last.range.lowerBound..<index + 1
            } else {
                runs.append(RuleRun(range: index..<index + 1, border: border))
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

/// The double rules that meet another rule at its end, on either side of it: from their middle to their lines.
private struct Crossing {
    /// Above a horizontal rule, at the left of a vertical one.
    let before: Length?
    /// Below a horizontal rule, at the right of a vertical one.
    let after: Length?

    /// How far from the crossing's middle, into the rule, a line of it begins.
    /// - Parameter side: -1 and 1 for the lines of a double rule, 0 for a single one.
    func inset(_ side: Int) -> Length {
        switch (side, before, after) {
        case (-1, let own?, _), (1, _, let own?): own
        case (-1, nil, let other?), (1, let other?, nil): -other
        case (0, let before?, let after?): max(before, after)
        case (0, let only?, nil), (0, nil, let only?): -only
        default: .zero
        }
    }
}

/// Pieces of a line that make one rule.
private struct RuleRun {
    var range: Range<Int>
    let border: CellStyle.Border

    /// A line of the rule: its width, how far it lies beside the rule's middle, and how its ends differ.
    struct Stroke {
        let width: Length
        let aside: Length
        let start: Length
        let end: Length
    }

    /// The lines that the rule is drawn as.
    func strokes(_ crossing: (Int) -> Crossing) -> [Stroke] {
        let (first, last) = (crossing(range.lowerBound), crossing(range.upperBound))
        guard let offset = border.offset else {
            return [Stroke(width: border.width, aside: .zero, start: first.inset(0), end: -last.inset(0))]
        }
        return [-1, 1].map { side in
            Stroke(width: offset, aside: offset * side, start: first.inset(side), end: -last.inset(side))
        }
    }
}
