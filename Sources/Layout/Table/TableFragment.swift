/// The rows of a table on one page.
struct TableFragment {
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

    /// How it ends.
    enum Ending {
        /// With the table.
        case ofTable
        /// With the page, by a break that does not keep these rules.
        case ofPage(broken: [(rule: LayoutRule, origin: TextOrigin?)])
    }

    /// From top to bottom, and by row: first those that are shown again.
    var slices: [Slice] = []
    /// For each cell on the page what it shows there.
    var parts: [Int: Part] = [:]
    /// How many of the slices are shown again: the header's, and the heads of groups that go on.
    var repeatedRows = 0
    var ending = Ending.ofTable
    /// The rows that begin on the page.
    var begun = 0..<0
    /// A row that cannot be cut and is taller than the page.
    var overfullRow: Int?

    var height: Length { slices.reduce(.zero) { $0 + $1.height } }

    /// Whether the table ends here.
    var isLast: Bool { if case .ofTable = ending { true } else { false } }

    /// Whether it shows no row that was not shown before.
    var holdsNothingNew: Bool { slices.count == repeatedRows }

    /// The slices that cells in `rows` cover.
    func slices(of rows: Range<Int>) -> Range<Int> {
        let first = slices.firstIndex { $0.row >= rows.lowerBound } ?? slices.count
        return first..<(slices[first...].firstIndex { $0.row >= rows.upperBound } ?? slices.count)
    }

    /// Whether cells in `rows` are shown again: they end before the first row that is not.
    func repeats(_ rows: Range<Int>) -> Bool {
        repeatedRows > 0 && rows.upperBound <= slices[repeatedRows].row
    }

    /// Lets the rows of a whole table grow until they fill `room`. Those of a last part that grew would not look like those
    /// before them.
    mutating func stretch(_ fill: TableFill, room: Length) {
        let most = slices.map { $0.height * max(0, fill.mostGrowth - 1) }
        let spare = min(max(.zero, room - height), most.reduce(.zero, +))
        for (index, share) in spare.shared(by: most.map(\.rawValue)).enumerated() { slices[index].height += share }
    }
}
