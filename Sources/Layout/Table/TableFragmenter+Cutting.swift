/// How a page ends in or before the row that does not fit.
///
/// The row is cut where enough lines of its cells stand on either side; where only cells that flow through several rows make
/// it tall, it ends and they go on. Where neither is possible the row begins the next page, with the rows that must not stand
/// apart from it, and with as many as the last page needs to look like a part of the table. On a page that holds nothing else
/// rules give way instead, first those of lines, then that of the page itself, so that a table always comes to an end.
extension TableFragmenter {
    /// How much the rules of breaks weigh against lines that would have to stand elsewhere.
    private enum Strictness {
        /// A break that does not keep them is none.
        case keepsRules
        /// The page takes what has room on it.
        case fillsPage
    }

    /// A cut of the current row.
    private struct RowCut {
        /// What goes on behind it.
        enum Remainder {
            /// Texts of the row's own cells.
            case ownCells
            /// Only texts of cells over several rows.
            case flowingCells
        }

        /// How high the row stands above the cut.
        let height: Length
        /// What the row's own cells show there.
        let parts: [(placement: Int, part: TableFragment.Part)]
        let remainder: Remainder
    }

    /// Ends the page before or inside the current row.
    mutating func cut(_ fragment: inout TableFragment, in room: PageRoom) {
        let mustPlace = room.content == .none && fragment.holdsNothingNew
        let left = room.height - fragment.height
        let height = currentHeight(in: fragment)
        var closing = Strictness.keepsRules
        if let cut = rowCut(in: fragment, rowHeight: height, left, mustPlace: mustPlace) {
            closing = place(cut, in: &fragment)
        } else if mustPlace {
            if height > left { fragment.overfullRow = row }
            take(height, into: &fragment)
        } else {
            giveBackKeptRows(&fragment, in: room)
        }
        makeRoomForLabels(in: &fragment, room: room.height)
        for placement in openCells(in: fragment) { close(placement, closing, in: &fragment) }
    }

    /// The cut of the current row that fills the room that is left best, if it may be cut there.
    private func rowCut(
        in fragment: TableFragment, rowHeight: Length, _ left: Length, mustPlace: Bool
    ) -> RowCut? {
        // Where the whole row would fit but not what must follow it, at least its last lines go on to the next page.
        let room = min(left, rowHeight - Length(rawValue: 1))
        return rowCut(in: fragment, room: room, .keepsRules)
            ?? (mustPlace ? rowCut(in: fragment, room: room, .fillsPage) : nil)
    }

    /// Ends the current row there if nothing else stands against it, or shows its part above the cut.
    /// - Returns: how cells over several rows are to be cut: where nothing else on the page goes on, at any rate.
    private mutating func place(_ cut: RowCut, in fragment: inout TableFragment) -> Strictness {
        if cut.remainder == .flowingCells, mayEndRow(in: fragment, height: cut.height) {
            take(cut.height, into: &fragment)
            return .keepsRules
        }
        fragment.slices.append(TableFragment.Slice(row: row, height: cut.height))
        for (placement, part) in cut.parts { show(placement, part, in: &fragment) }
        rowShown = .part
        return cut.remainder == .flowingCells ? .fillsPage : .keepsRules
    }

    private mutating func show(_ placement: Int, _ part: TableFragment.Part, in fragment: inout TableFragment) {
        fragment.parts[placement] = part
        done[placement] = max(done[placement] ?? 0, part.lines.upperBound)
    }

    /// The cut of the current row that fills `room` best: which lines of which cells, and how tall they stand.
    private func rowCut(in fragment: TableFragment, room: Length, _ strictness: Strictness) -> RowCut? {
        let isBreakable = layout.table.rows[row].isBreakable || strictness == .fillsPage
        guard isBreakable, row >= layout.table.headerRows else { return nil }
        var height = Length.zero
        var parts: [(placement: Int, part: TableFragment.Part)] = []
        var remainder = RowCut.Remainder.flowingCells
        for placement in layout.grid.starting[row] where layout.cells[placement].rowSpan == 1 {
            var part = remaining(placement)
            guard let count = lineCount(placement, of: part, room: room, strictness) else { return nil }
            if count < part.lines.count { remainder = .ownCells }
            part.lines = part.lines.prefix(count)
            height = max(height, layout.height(of: placement, part))
            parts.append((placement, part))
        }
        if remainder == .ownCells { return RowCut(height: height, parts: parts, remainder: remainder) }
        guard flowsPastRow(in: fragment, room: room), height <= room else { return nil }
        return RowCut(height: room, parts: parts, remainder: remainder)
    }

    /// How many of a cell's lines stand above a cut; `nil` if it cannot be cut there.
    private func lineCount(
        _ placement: Int, of part: TableFragment.Part, room: Length, _ strictness: Strictness
    ) -> Int? {
        let fitting = fittingLines(placement, part, room: room)
        if fitting >= part.lines.count { return part.lines.count }
        let style = layout.cells[placement].style
        guard !style.repeatsAfterBreak, !style.isDivided else { return nil }
        let text = layout.text(of: placement, isRepeat: part.isRepeat)
        let count =
            switch strictness {
            case .keepsRules: text.countWithoutHeads(from: part.lines.lowerBound, atMost: fitting)
            case .fillsPage: fitting
            }
        return count > 0 ? count : nil
    }

    /// How many lines of `part` fit into a cell of the height `room`.
    private func fittingLines(_ placement: Int, _ part: TableFragment.Part, room: Length) -> Int {
        let text = layout.text(of: placement, isRepeat: part.isRepeat)
        return text.count(from: part.lines.lowerBound, fitting: room - layout.padding(of: placement).vertical)
    }

    /// Whether the current row is tall only because a cell over several rows flows through it.
    private func flowsPastRow(in fragment: TableFragment, room: Length) -> Bool {
        let starting = layout.grid.starting[row].filter { layout.cells[$0].rowSpan > 1 }
        return (openCells(in: fragment) + starting).contains { placement in
            let isRepeated = layout.cells[placement].style.repeatsAfterBreak
            guard !isRepeated, !remaining(placement).lines.isEmpty else { return false }
            let above = rowsAbove(placement, in: fragment)
            let goesOn = fittingLines(placement, remaining(placement), room: above + room) > 0
            return goesOn && layout.height(of: placement, remaining(placement)) > above
        }
    }

    /// Whether only texts that flow into further rows go on below a current row of that height: then it ends there.
    private func mayEndRow(in fragment: TableFragment, height: Length) -> Bool {
        row + 1 < layout.table.body.upperBound
            && layout.grid.ending[row].allSatisfy { placement in
                let above = layout.cells[placement].rowSpan > 1 ? rowsAbove(placement, in: fragment) : .zero
                return layout.height(of: placement, remaining(placement)) <= above + height
            }
    }

    /// The fewest rows on the table's last page, unless they are tall: a single row there looks lost.
    static let fewestLastRows = 3

    /// Rows on the last page that take this part of it look well however few they are.
    private static let tallPart = 0.25

    /// Takes back rows that must not end a page, so that they begin the next one.
    private mutating func giveBackKeptRows(_ fragment: inout TableFragment, in room: PageRoom) {
        var count = fragment.slices.count
        let rest = layout.heights[row..<layout.table.body.upperBound].reduce(.zero, +)
        if rest < room.height * Self.tallPart {
            count -= max(
                0, fewestLastRows(behind: count - fragment.repeatedRows) - (layout.table.body.upperBound - row))
        }
        count = withoutKeptRows(count, in: fragment)
        guard count < fragment.slices.count, count > fragment.repeatedRows || room.content == .some else { return }
        giveBack(count..., &fragment)
    }

    /// The fewest rows that a page with `count` new rows leaves to the last one: never one where two can be spared.
    private func fewestLastRows(behind count: Int) -> Int {
        let rows = shown == .nothing ? count - layout.table.headerRows : count
        return rows > Self.fewestLastRows * 2 ? Self.fewestLastRows : rows > 2 ? 2 : 1
    }

    /// How many of `count` slices are left without those at their end that must not end a page.
    private func withoutKeptRows(_ count: Int, in fragment: TableFragment) -> Int {
        var count = count
        while count > fragment.repeatedRows, layout.table.keepsWithNext(fragment.slices[count - 1].row) { count -= 1 }
        return count
    }

    /// Takes slices back, of whose rows nothing stands on earlier pages.
    private mutating func giveBack(_ slices: PartialRangeFrom<Int>, _ fragment: inout TableFragment) {
        for slice in fragment.slices[slices].reversed() {
            row = slice.row
            for placement in layout.grid.starting[row] {
                fragment.parts[placement] = nil
                done[placement] = nil
            }
        }
        rowShown = .nothing
        fragment.slices.removeSubrange(slices)
    }

    /// A label that begins here and goes on is shown here: its rows grow, or else begin the next page.
    private mutating func makeRoomForLabels(in fragment: inout TableFragment, room: Length) {
        for placement in openCells(in: fragment) where done[placement] == nil {
            guard layout.cells[placement].style.repeatsAfterBreak else { continue }
            let above = rowsAbove(placement, in: fragment)
            let lack = layout.height(of: placement, remaining(placement)) - above
            guard lack > .zero else { continue }
            if lack <= room - fragment.height {
                fragment.slices[fragment.slices.count - 1].height += lack
                continue
            }
            let first = fragment.slices(of: layout.cells[placement].rows).lowerBound
            let kept = withoutKeptRows(first, in: fragment)
            if kept > fragment.repeatedRows { return giveBack(kept..., &fragment) }
        }
    }

    /// Cells over several rows that are on this page and go on below it.
    private func openCells(in fragment: TableFragment) -> [Int] {
        var cells = Set(done.keys)
        for slice in fragment.slices.dropFirst(fragment.repeatedRows) {
            cells.formUnion(layout.grid.starting[slice.row].lazy.filter { layout.cells[$0].rowSpan > 1 })
        }
        return cells.sorted().filter { placement in
            let rows = layout.cells[placement].rows
            return rows.count > 1 && rows.contains(row) && (rows.lowerBound < row || rowShown == .part)
        }
    }

    /// Shows of a cell that goes on below the page what its rows here have room for; a label is shown whole or not.
    private mutating func close(_ placement: Int, _ strictness: Strictness, in fragment: inout TableFragment) {
        var part = remaining(placement)
        let fitting = fittingLines(placement, part, room: rowsAbove(placement, in: fragment))
        let isRepeated = layout.cells[placement].style.repeatsAfterBreak
        let text = layout.text(of: placement, isRepeat: part.isRepeat)
        let kept = text.countWithoutHeads(from: part.lines.lowerBound, atMost: fitting)
        let count = kept == 0 && strictness == .fillsPage ? fitting : kept
        part.lines = part.lines.prefix(isRepeated && fitting < part.lines.count ? 0 : count)
        show(placement, part, in: &fragment)
    }
}

extension LaidText {
    /// How many of the lines from `first` on, up to `limit`, may stand before a break, as ``breakCount(from:atMost:)`` has
    /// it, and none of them at the end a head that leaves what it leads to behind.
    fileprivate func countWithoutHeads(from first: Int, atMost limit: Int) -> Int {
        var count = breakCount(from: first, atMost: limit)
        guard first + count < lines.count else { return count }
        while count > 0, lines[first + count - 1].isHead { count -= 1 }
        return count
    }
}

extension LaidText.Line {
    /// Whether it is a paragraph of its own that ends in no stop: 一、加强领导, or 措施如下：.
    fileprivate var isHead: Bool {
        guard beginsParagraph, endsParagraph, let last = runs.last?.text.unicodeScalars.last else { return false }
        return !Self.stops.contains(last)
    }

    /// The marks that a sentence ends in, and those that may close around it.
    private static let stops = Set("。！？；…．.!?;”’」』）)》〕】".unicodeScalars)
}
