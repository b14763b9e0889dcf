/// Cuts a measured table into the parts that stand on one page each.
///
/// A part is a run of rows. The last may be cut inside: its cells then break between lines, with as many on each side of
/// the cut as their styles ask for. A cell that covers several rows is shown once more on each further page if its style
/// repeats it, or flows on.
struct TableFragmenter {
    /// The rows of a table on one page.
    struct Fragment {
        /// The part of a row that the page shows.
        struct Slice {
            var row: Int
            var height: Length
        }

        /// The part of a cell's text that the page shows.
        struct Part {
            /// Whether the cell began on an earlier page and its text is shown again.
            var isRepeat = false
            var lines: Range<Int>
        }

        /// From top to bottom, and by row: first those that are shown again.
        var slices: [Slice] = []
        /// For each cell on the page what it shows there.
        var parts: [Int: Part] = [:]
        /// How many of the slices are shown again: the header's, and the heads of groups that go on.
        var repeatedRows = 0
        /// Whether the table ends here.
        var isLast = false
        /// Whether a row that cannot be cut is taller than the page.
        var overflows = false
        /// The rules that the break at its end does not keep.
        var broken: [(rule: LayoutRule, origin: TextOrigin?)] = []

        var height: Length { slices.reduce(.zero) { $0 + $1.height } }

        /// Lets the rows of a whole table grow until they fill `room`. Those of a last part that grew would not look like
        /// those before them.
        mutating func stretch(_ fill: TableFill, room: Length) {
            let most = slices.map { $0.height * max(0, fill.mostGrowth - 1) }
            let spare = min(max(.zero, room - height), most.reduce(.zero, +))
            for (index, share) in spare.shared(by: most.map(\.rawValue)).enumerated() { slices[index].height += share }
        }

        /// The slices that cells in `rows` cover.
        func slices(of rows: Range<Int>) -> Range<Int> {
            let first = slices.firstIndex { $0.row >= rows.lowerBound } ?? slices.count
            return first..<(slices[first...].firstIndex { $0.row >= rows.upperBound } ?? slices.count)
        }

        /// Whether cells in `rows` are shown again: they end before the first row that is not.
        func repeats(_ rows: Range<Int>) -> Bool {
            repeatedRows > 0 && rows.upperBound <= slices[repeatedRows].row
        }
    }

    /// The fewest rows on the table's last page, unless they are tall: a single row there looks lost.
    static let fewestLastRows = 3

    /// Rows on the last page that take this part of it look well however few they are.
    private static let tallPart = 0.25

    private let layout: TableLayouter
    /// The heads of groups, and where each group ends.
    private let groupHeads: [(row: Int, end: Int)]
    private var row: Int
    /// For cells that were cut: how many of their lines are done.
    private var done: [Int: Int] = [:]
    /// Whether the current row was cut on the page before.
    private var isInsideRow = false
    private var isFirst = true

    init(_ layout: TableLayouter) {
        self.layout = layout
        groupHeads = layout.groupHeads
        row = 0
    }

    /// Whether every row has been placed.
    var isFinished: Bool { row == layout.grid.rows }

    /// The next part of the table.
    /// - Returns: the part, or `nil` where nothing of the table should stand in this room.
    mutating func next(in offered: PageRoom) -> Fragment? {
        let (room, reserve, isFresh) = (offered.height, offered.reserve, offered.content == .none)
        var fragment = Fragment()
        if !isFirst { addRepeatedRows(to: &fragment, room: room) }
        var used = fragment.height
        while row < layout.grid.rows {
            let height = currentHeight(in: fragment)
            let below = row == layout.grid.rows - 1 ? reserve : .zero
            if used + height + below <= room {
                take(height, into: &fragment)
                used += height
            } else {
                break
            }
        }
        if row < layout.grid.rows {
            cut(&fragment, used: used, room: room, isFresh: isFresh)
            if fragment.slices.count == fragment.repeatedRows { return nil }
        }
        for placement in done.keys where layout.grid.placements[placement].rows.upperBound <= row {
            done[placement] = nil
        }
        fragment.isLast = isFinished
        if !isFinished {
            fragment.broken =
                BrokenRules(layout: layout, fragment: fragment, row: row, isInsideRow: isInsideRow).found()
        }
        isFirst = false
        return fragment
    }

    // MARK: Taking rows

    /// Shows the header again, and the heads of groups that go on, where that leaves half of the page.
    private func addRepeatedRows(to fragment: inout Fragment, room: Length) {
        let header = 0..<min(layout.table.headerRows, layout.grid.rows)
        guard row >= header.upperBound else { return }
        let rows = header + groupHeads.filter { $0.row < row && row < $0.end }.map(\.row)
        let height = rows.reduce(Length.zero) { $0 + layout.heights[$1] }
        guard height * 2 < room else { return }
        fragment.slices = rows.map { Fragment.Slice(row: $0, height: layout.heights[$0]) }
        fragment.repeatedRows = rows.count
        for placement in rows.flatMap({ layout.grid.starting[$0] }) {
            guard layout.grid.placements[placement].rows.upperBound <= row else { continue }
            fragment.parts[placement] = Fragment.Part(lines: layout.texts[placement].lines.indices)
        }
    }

    /// The height of what is left of the current row, cells that end in it included.
    private func currentHeight(in fragment: Fragment) -> Length {
        var height = isInsideRow ? .zero : layout.heights[row]
        if isInsideRow {
            for placement in layout.grid.starting[row] where layout.grid.placements[placement].rowSpan == 1 {
                height = max(height, layout.height(of: placement, remaining(placement)))
            }
        }
        for placement in layout.grid.ending[row] where layout.grid.placements[placement].rowSpan > 1 {
            guard isCut(placement) else { continue }
            let above = rowsAbove(placement, in: fragment)
            height = max(height, layout.height(of: placement, remaining(placement)) - above)
        }
        return height
    }

    /// Whether a cell that ends in the current row began on an earlier page.
    private func isCut(_ placement: Int) -> Bool { done[placement] != nil }

    /// What of a cell is still to be shown: the lines that follow, or all of them where they are shown again.
    private func remaining(_ placement: Int) -> Fragment.Part {
        let shown = done[placement] ?? 0
        guard layout.cell(layout.grid.placements[placement]).style.repeatsAfterBreak else {
            return Fragment.Part(lines: shown..<layout.texts[placement].lines.count)
        }
        let isRepeat = shown > 0
        return Fragment.Part(isRepeat: isRepeat, lines: layout.text(of: placement, isRepeat: isRepeat).lines.indices)
    }

    private func rowsAbove(_ placement: Int, in fragment: Fragment) -> Length {
        let slices = fragment.slices(of: layout.grid.placements[placement].rows)
        return fragment.slices[slices].reduce(.zero) { $0 + $1.height }
    }

    private mutating func take(_ height: Length, into fragment: inout Fragment) {
        fragment.slices.append(Fragment.Slice(row: row, height: height))
        for placement in layout.grid.starting[row] where fragment.parts[placement] == nil {
            fragment.parts[placement] = remaining(placement)
        }
        for placement in layout.grid.ending[row] where layout.grid.placements[placement].rowSpan > 1 {
            if fragment.parts[placement] == nil { fragment.parts[placement] = remaining(placement) }
        }
        isInsideRow = false
        row += 1
    }

    // MARK: Cutting

    /// Ends the page before or inside the current row.
    private mutating func cut(_ fragment: inout Fragment, used: Length, room: Length, isFresh: Bool) {
        let isEmpty = fragment.slices.count == fragment.repeatedRows
        let height = currentHeight(in: fragment)
        // Where the whole row would fit but not what must follow it, at least its last lines go on to the next page.
        let offered = min(room - used, height - Length(rawValue: 1))
        var onlyOpenCellsGoOn = false
        let split =
            split(in: fragment, room: offered, relaxed: false)
            ?? (isFresh && isEmpty ? split(in: fragment, room: offered, relaxed: true) : nil)
        if let split, !split.cutsCells, mayEndRow(in: fragment, height: split.height) {
            take(split.height, into: &fragment)
        } else if let split {
            fragment.slices.append(Fragment.Slice(row: row, height: split.height))
            for (placement, part) in split.parts { show(placement, part, in: &fragment) }
            isInsideRow = true
            onlyOpenCellsGoOn = !split.cutsCells
        } else if isFresh && isEmpty {
            fragment.overflows = height > room - used
            take(height, into: &fragment)
        } else {
            giveBackKeptRows(&fragment, room: room, isFresh: isFresh)
        }
        makeRoomForLabels(in: &fragment, room: room)
        for placement in openCells(in: fragment) { close(placement, mustGoOn: onlyOpenCellsGoOn, in: &fragment) }
    }

    private mutating func show(_ placement: Int, _ part: Fragment.Part, in fragment: inout Fragment) {
        fragment.parts[placement] = part
        done[placement] = max(done[placement] ?? 0, part.lines.upperBound)
    }

    /// The cut of the current row that fills `room` best: which lines of which cells, and how tall they stand.
    private func split(
        in fragment: Fragment, room: Length, relaxed: Bool
    ) -> (height: Length, parts: [(Int, Fragment.Part)], cutsCells: Bool)? {
        guard layout.table.rows[row].isBreakable || relaxed, row >= layout.table.headerRows else { return nil }
        var height = Length.zero
        var parts: [(Int, Fragment.Part)] = []
        var cutsAny = false
        for placement in layout.grid.starting[row] where layout.grid.placements[placement].rowSpan == 1 {
            var part = remaining(placement)
            guard let count = lineCount(placement, of: part, room: room, relaxed: relaxed) else { return nil }
            cutsAny = cutsAny || count < part.lines.count
            part.lines = part.lines.prefix(count)
            height = max(height, layout.height(of: placement, part))
            parts.append((placement, part))
        }
        if cutsAny { return (height, parts, true) }
        return flowsPastRow(in: fragment, room: room) && height <= room ? (room, parts, false) : nil
    }

    /// How many of a cell's lines stand above a cut; `nil` if it cannot be cut there.
    private func lineCount(_ placement: Int, of part: Fragment.Part, room: Length, relaxed: Bool) -> Int? {
        let fitting = fittingLines(placement, part, room: room)
        if fitting >= part.lines.count { return part.lines.count }
        let style = layout.cell(layout.grid.placements[placement]).style
        guard !style.repeatsAfterBreak, !style.isDivided else { return nil }
        let text = layout.text(of: placement, isRepeat: part.isRepeat)
        let count = relaxed ? fitting : text.countWithoutHeads(from: part.lines.lowerBound, atMost: fitting)
        return count > 0 ? count : nil
    }

    /// How many lines of `part` fit into a cell of the height `room`.
    private func fittingLines(_ placement: Int, _ part: Fragment.Part, room: Length) -> Int {
        let text = layout.text(of: placement, isRepeat: part.isRepeat)
        return text.count(from: part.lines.lowerBound, fitting: room - layout.padding(of: placement).vertical)
    }

    /// Whether the current row is tall only because a cell over several rows flows through it.
    private func flowsPastRow(in fragment: Fragment, room: Length) -> Bool {
        let starting = layout.grid.starting[row].filter { layout.grid.placements[$0].rowSpan > 1 }
        return (openCells(in: fragment) + starting).contains { placement in
            let isRepeated = layout.cell(layout.grid.placements[placement]).style.repeatsAfterBreak
            guard !isRepeated, !remaining(placement).lines.isEmpty else { return false }
            let above = rowsAbove(placement, in: fragment)
            let goesOn = fittingLines(placement, remaining(placement), room: above + room) > 0
            return goesOn && layout.height(of: placement, remaining(placement)) > above
        }
    }

    /// Whether only texts that flow into further rows go on below a current row of that height: then it ends there.
    private func mayEndRow(in fragment: Fragment, height: Length) -> Bool {
        row + 1 < layout.grid.rows
            && layout.grid.ending[row].allSatisfy { placement in
                let above = layout.grid.placements[placement].rowSpan > 1 ? rowsAbove(placement, in: fragment) : .zero
                return layout.height(of: placement, remaining(placement)) <= above + height
            }
    }

    /// Takes back rows that must not end a page, so that they begin the next one.
    private mutating func giveBackKeptRows(_ fragment: inout Fragment, room: Length, isFresh: Bool) {
        var count = fragment.slices.count
        let rest = layout.heights[row...].reduce(.zero, +)
        if rest < room * Self.tallPart {
            count -= max(0, fewestLastRows(behind: count - fragment.repeatedRows) - (layout.grid.rows - row))
        }
        count = withoutKeptRows(count, in: fragment)
        guard count < fragment.slices.count, count > fragment.repeatedRows || !isFresh else { return }
        giveBack(count..., &fragment)
    }

    /// The fewest rows that a page with `count` new rows leaves to the last one: never one where two can be spared.
    private func fewestLastRows(behind count: Int) -> Int {
        let rows = isFirst ? count - layout.table.headerRows : count
        return rows > Self.fewestLastRows * 2 ? Self.fewestLastRows : rows > 2 ? 2 : 1
    }

    /// How many of `count` slices are left without those at their end that must not end a page.
    private func withoutKeptRows(_ count: Int, in fragment: Fragment) -> Int {
        var count = count
        while count > fragment.repeatedRows, layout.table.keepsWithNext(fragment.slices[count - 1].row) { count -= 1 }
        return count
    }

    /// Takes slices back, of whose rows nothing stands on earlier pages.
    private mutating func giveBack(_ slices: PartialRangeFrom<Int>, _ fragment: inout Fragment) {
        for slice in fragment.slices[slices].reversed() {
            row = slice.row
            for placement in layout.grid.starting[row] {
                fragment.parts[placement] = nil
                done[placement] = nil
            }
        }
        isInsideRow = false
        fragment.slices.removeSubrange(slices)
    }

    /// A label that begins here and goes on is shown here: its rows grow, or else begin the next page.
    private mutating func makeRoomForLabels(in fragment: inout Fragment, room: Length) {
        for placement in openCells(in: fragment) where done[placement] == nil {
            guard layout.cell(layout.grid.placements[placement]).style.repeatsAfterBreak else { continue }
            let above = rowsAbove(placement, in: fragment)
            let lack = layout.height(of: placement, remaining(placement)) - above
            guard lack > .zero else { continue }
            if lack <= room - fragment.height {
                fragment.slices[fragment.slices.count - 1].height += lack
                continue
            }
            let first = fragment.slices(of: layout.grid.placements[placement].rows).lowerBound
            let kept = withoutKeptRows(first, in: fragment)
            if kept > fragment.repeatedRows { return giveBack(kept..., &fragment) }
        }
    }

    /// Cells over several rows that are on this page and go on below it.
    private func openCells(in fragment: Fragment) -> [Int] {
        var cells = Set(done.keys)
        for slice in fragment.slices.dropFirst(fragment.repeatedRows) {
            cells.formUnion(layout.grid.starting[slice.row].lazy.filter { layout.grid.placements[$0].rowSpan > 1 })
        }
        return cells.sorted().filter { placement in
            let rows = layout.grid.placements[placement].rows
            return rows.count > 1 && rows.contains(row) && (rows.lowerBound < row || isInsideRow)
        }
    }

    /// Shows of a cell that goes on below the page what its rows here have room for; a label is shown whole or not.
    /// - Parameter mustGoOn: whether the page holds nothing else that is new, so that lines must stand on it at any rate.
    private mutating func close(_ placement: Int, mustGoOn: Bool, in fragment: inout Fragment) {
        var part = remaining(placement)
        let fitting = fittingLines(placement, part, room: rowsAbove(placement, in: fragment))
        let isRepeated = layout.cell(layout.grid.placements[placement]).style.repeatsAfterBreak
        let text = layout.text(of: placement, isRepeat: part.isRepeat)
        let kept = text.countWithoutHeads(from: part.lines.lowerBound, atMost: fitting)
        let count = kept == 0 && mustGoOn ? fitting : kept
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
