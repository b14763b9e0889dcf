/// Draws a part of a table into a frame: each cell's text in its rectangle, each rule once.
struct TableFrame {
    private let layout: TableLayouter
    private let fragment: TableFragmenter.Fragment
    /// The upper edges of the slices, and the foot of the last.
    private let tops: [Length]

    init(_ layout: TableLayouter, _ fragment: TableFragmenter.Fragment) {
        self.layout = layout
        self.fragment = fragment
        tops = fragment.slices.reduce(into: [.zero]) { $0.append(($0.last ?? .zero) + $1.height) }
    }

    /// The frame, its origin at the upper left corner of the table's outer rule.
    func frame() -> Frame {
        var frame = Frame()
        let areas = self.areas()
        for (placement, slices) in areas {
            addText(of: placement, slices, to: &frame)
        }
        addRules(areas, to: &frame)
        return frame
    }

    /// For each cell on the page the slices that it covers there, the repeated header's first.
    private func areas() -> [(placement: Int, slices: Range<Int>)] {
        fragment.parts.keys.sorted().compactMap { placement in
            let rows = layout.grid.placements[placement].rows
            let isRepeated = fragment.repeatedRows > 0 && rows.lowerBound < layout.table.headerRows
            let shown = isRepeated ? 0..<fragment.repeatedRows : fragment.repeatedRows..<fragment.slices.count
            guard let first = shown.first else { return nil }
            let offset = first - fragment.slices[first].row
            let slices = (rows.lowerBound + offset..<rows.upperBound + offset).clamped(to: shown)
            return slices.isEmpty ? nil : (placement, slices)
        }
    }

    private func addText(of placement: Int, _ slices: Range<Int>, to frame: inout Frame) {
        guard let part = fragment.parts[placement], !part.lines.isEmpty else { return }
        let text = layout.text(of: placement, isRepeat: part.isRepeat)
        let grid = layout.grid.placements[placement]
        let style = layout.cell(grid).style
        let top = tops[slices.lowerBound]
        let padding = layout.padding(of: placement)
        let room = tops[slices.upperBound] - top - padding.vertical
        let spare = max(.zero, room - text.height(of: part.lines))
        let isCut = part.lines.count < text.lines.count
        let shift: Length =
            switch style.verticalAlignment {
            case _ where isCut: .zero
            case .top: .zero
            case .middle: spare / 2
            case .bottom: spare
            }
        let origin = Point(x: layout.edges[grid.column] + padding.left, y: top + padding.top + shift)
        frame.add(text.lines[part.lines], at: origin)
    }

    // MARK: Rules

    /// Adds the rules between cells: collinear pieces make one rule, so that none is drawn twice.
    private func addRules(_ areas: [(placement: Int, slices: Range<Int>)], to frame: inout Frame) {
        var horizontal = [Set<Int>](repeating: [], count: tops.count)
        var vertical = [Set<Int>](repeating: [], count: layout.edges.count)
        for (placement, slices) in areas {
            let columns = layout.grid.placements[placement].columns
            for column in columns {
                horizontal[slices.lowerBound].insert(column)
                horizontal[slices.upperBound].insert(column)
            }
            for slice in slices {
                vertical[columns.lowerBound].insert(slice)
                vertical[columns.upperBound].insert(slice)
            }
        }
        for (line, pieces) in horizontal.enumerated() {
            for run in Self.runs(of: pieces) {
                let y = tops[line]
                frame.rules.append(
                    rule(Point(x: layout.edges[run.lowerBound], y: y), Point(x: layout.edges[run.upperBound], y: y)))
            }
        }
        for (line, pieces) in vertical.enumerated() {
            for run in Self.runs(of: pieces) {
                let x = layout.edges[line]
                frame.rules.append(rule(Point(x: x, y: tops[run.lowerBound]), Point(x: x, y: tops[run.upperBound])))
            }
        }
    }

    private func rule(_ start: Point, _ end: Point) -> Rule {
        Rule(start: start, end: end, width: layout.table.ruleWidth)
    }

    /// Neighbouring numbers as ranges.
    private static func runs(of pieces: Set<Int>) -> [Range<Int>] {
        pieces.sorted().reduce(into: []) { runs, piece in
            if let last = runs.last, last.upperBound == piece {
                runs[runs.count - 1] = last.lowerBound..<piece + 1
            } else {
                runs.append(piece..<piece + 1)
            }
        }
    }
}
