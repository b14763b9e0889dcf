/// Cuts a measured table into the parts that stand on one page each.
///
/// A part is a run of rows. The last may be cut inside: its cells then break between lines, with as many on each side of
/// the cut as their styles ask for. A cell that covers several rows is shown once more on each further page if its style
/// repeats it, or flows on.
///
/// Rows are taken while they fit; only the row that does not is looked at closely (`TableFragmenter+Cutting.swift`). So a
/// table costs what its rows cost, and a page is decided without a look at the pages behind it: a page that is full stays
/// as it is. The state between two pages is the row, whether it was cut, and how far the text of each cut cell has come.
struct TableFragmenter {
    /// What stands on earlier pages of a table or of the row in which the next part begins.
    enum Progress {
        case nothing
        case part
    }

    let layout: TableLayouter
    /// The heads of groups, and where each group ends.
    private let groupHeads: [(row: Int, end: Int)]
    /// What earlier pages show of the table.
    private(set) var shown = Progress.nothing
    /// The row in which the next part begins, and what earlier pages show of it.
    var row = 0
    var rowShown = Progress.nothing
    /// For cells that were cut: how many of their lines are done.
    var done: [Int: Int] = [:]

    init(_ layout: TableLayouter) {
        self.layout = layout
        groupHeads = layout.groupHeads
        skipCarriedRows()
    }

    /// Whether every row has been placed.
    var isFinished: Bool { row == layout.table.body.upperBound }

    /// The next part of the table.
    /// - Returns: the part, or `nil` where nothing of the table should stand in this room.
    mutating func next(in whole: PageRoom) -> TableFragment? {
        let room = PageRoom(height: whole.height - layout.footHeight, reserve: whole.reserve, content: whole.content)
        let first = rowsBegun
        var fragment = TableFragment()
        if shown == .part { addRepeatedRows(to: &fragment, room: room.height) }
        takeFittingRows(into: &fragment, room)
        if !isFinished {
            cut(&fragment, in: room)
            if fragment.holdsNothingNew { return nil }
        }
        for placement in done.keys where layout.cells[placement].rows.upperBound <= row { done[placement] = nil }
        if !isFinished {
            let rules = BrokenRules(layout: layout, fragment: fragment, row: row, rowShown: rowShown)
            fragment.ending = .ofPage(broken: rules.found())
        }
        shown = .part
        fragment.begun = first..<max(first, rowsBegun)
        addFoot(to: &fragment)
        return fragment
    }

    /// The first row of which nothing was shown yet.
    private var rowsBegun: Int { rowShown == .part ? row + 1 : row }

    /// What is carried forward stands on further pages only.
    private mutating func skipCarriedRows() {
        if row == layout.table.headerRows, rowShown == .nothing { row = layout.table.body.lowerBound }
    }

    private func addFoot(to fragment: inout TableFragment) {
        for row in layout.foot {
            fragment.slices.append(TableFragment.Slice(row: row, height: layout.heights[row]))
            for placement in layout.grid.starting[row] {
                fragment.parts[placement] = TableFragment.Part(lines: layout.texts[placement].lines.indices)
            }
        }
    }

    // MARK: Taking rows

    /// Takes rows while they fit; below the last one there must be room for what stays with the table.
    private mutating func takeFittingRows(into fragment: inout TableFragment, _ room: PageRoom) {
        var used = fragment.height
        while !isFinished {
            let height = currentHeight(in: fragment)
            let below = row == layout.table.body.upperBound - 1 ? room.reserve : .zero
            guard used + height + below <= room.height else { return }
            take(height, into: &fragment)
            used += height
        }
    }

    /// Shows the header again, and the heads of groups that go on, where that leaves half of the page.
    private func addRepeatedRows(to fragment: inout TableFragment, room: Length) {
        let header = 0..<layout.table.body.lowerBound
        guard row >= header.upperBound else { return }
        let rows = header + groupHeads.filter { $0.row < row && row < $0.end }.map(\.row)
        let height = rows.reduce(Length.zero) { $0 + layout.heights[$1] }
        guard height * 2 < room else { return }
        fragment.slices = rows.map { TableFragment.Slice(row: $0, height: layout.heights[$0]) }
        fragment.repeatedRows = rows.count
        for placement in rows.flatMap({ layout.grid.starting[$0] }) {
            guard layout.cells[placement].rows.upperBound <= row else { continue }
            fragment.parts[placement] = TableFragment.Part(lines: layout.texts[placement].lines.indices)
        }
    }

    /// The height of what is left of the current row, cells that end in it included.
    func currentHeight(in fragment: TableFragment) -> Length {
        var height = rowShown == .part ? .zero : layout.heights[row]
        if rowShown == .part {
            for placement in layout.grid.starting[row] where layout.cells[placement].rowSpan == 1 {
                height = max(height, layout.height(of: placement, remaining(placement)))
            }
        }
        for placement in layout.grid.ending[row] where layout.cells[placement].rowSpan > 1 {
            guard isCut(placement) else { continue }
            let above = rowsAbove(placement, in: fragment)
            height = max(height, layout.height(of: placement, remaining(placement)) - above)
        }
        return height
    }

    /// Whether a cell that ends in the current row began on an earlier page.
    private func isCut(_ placement: Int) -> Bool { done[placement] != nil }

    /// What of a cell is still to be shown: the lines that follow, or all of them where they are shown again.
    func remaining(_ placement: Int) -> TableFragment.Part {
        let shown = done[placement] ?? 0
        guard layout.cells[placement].style.repeatsAfterBreak else {
            return TableFragment.Part(lines: shown..<layout.texts[placement].lines.count)
        }
        let isRepeat = shown > 0
        return TableFragment.Part(
            isRepeat: isRepeat, lines: layout.text(of: placement, isRepeat: isRepeat).lines.indices)
    }

    func rowsAbove(_ placement: Int, in fragment: TableFragment) -> Length {
        let slices = fragment.slices(of: layout.cells[placement].rows)
        return fragment.slices[slices].reduce(.zero) { $0 + $1.height }
    }

    mutating func take(_ height: Length, into fragment: inout TableFragment) {
        fragment.slices.append(TableFragment.Slice(row: row, height: height))
        for placement in layout.grid.starting[row] where fragment.parts[placement] == nil {
            fragment.parts[placement] = remaining(placement)
        }
        for placement in layout.grid.ending[row] where layout.cells[placement].rowSpan > 1 {
            if fragment.parts[placement] == nil { fragment.parts[placement] = remaining(placement) }
        }
        rowShown = .nothing
        row += 1
        skipCarriedRows()
    }
}
