import Diagnostics
import Layout

/// What cells from above cover of a table's columns where its next row begins: all that the cells of that row must know of
/// the rows before it.
struct ColumnCover: Hashable {
    /// How far down a cell goes on.
    enum Reach: Hashable {
        /// Through so many more rows.
        case rows(Int)
        /// To the last row of the group at this depth.
        case group(Int)
    }

    /// A cell that goes on.
    struct Cell: Hashable {
        let start: SourcePosition
        /// How many rows it covers; `nil` where a group's do.
        let rowSpan: Int?
        var reach: Reach
    }

    /// For each column the cell that covers it.
    var columns: [Cell?]
    /// The columns of the rows that cells may go on through: the table's own, or those that a row has for itself.
    var tracks: [TrackSizing]
    /// How many rows of the repeated header are to come; `nil` behind it.
    var headerRows: Int?
    /// Groups whose cells stand in the next row, the outermost first.
    var openGroups: [Int] = []
    /// Whether cells of rows that are not known may go on, too.
    private(set) var isUncertain = false

    /// Nothing covered, before the first row.
    init(_ table: TableTemplate, _ tracks: [TrackSizing]) {
        columns = tracks.map { _ in nil }
        self.tracks = tracks
        headerRows = table.headerRows > 0 ? table.headerRows : nil
    }

    /// The cells that go on, from left to right.
    var cells: [Cell] {
        columns.compactMap { $0 }.reduce(into: []) { if $0.last != $1 { $0.append($1) } }
    }

    /// Whether a row with columns `next` has those of the rows before it, and stands on their side of the header's end.
    func goesOn(with next: [TrackSizing]) -> Bool { tracks == next && headerRows != 0 }

    /// Begins rows that no cell from above goes on through.
    mutating func begin(_ next: [TrackSizing]) {
        columns = next.map { _ in nil }
        tracks = next
        isUncertain = false
        if headerRows == 0 { headerRows = nil }
    }

    /// It behind rows of which nothing is known, not even how many they are: cells of groups go on through them.
    var behindUnknownRows: ColumnCover {
        var cover = self
        cover.isUncertain = true
        cover.headerRows = nil
        for index in columns.indices { if case .rows = columns[index]?.reach { cover.columns[index] = nil } }
        return cover
    }

    /// Takes it that no cell of unknown rows goes on.
    mutating func settle() { isUncertain = false }

    /// The first open column from `first` on.
    func firstOpen(from first: Int) -> Int { columns[first...].firstIndex { $0 == nil } ?? columns.count }

    /// Lets `cell` cover columns.
    mutating func take(_ range: Range<Int>, _ cell: Cell) { for column in range { columns[column] = cell } }

    /// Ends a row.
    mutating func endRow() {
        for index in columns.indices {
            guard case .rows(let rows) = columns[index]?.reach else { continue }
            if rows > 1 { columns[index]?.reach = .rows(rows - 1) } else { columns[index] = nil }
        }
        headerRows = headerRows.map { max(0, $0 - 1) }
    }

    /// Ends the group at `depth`, which may have no rows.
    mutating func endGroup(_ depth: Int) {
        openGroups.removeAll { $0 == depth }
        for index in columns.indices where columns[index]?.reach == .group(depth) { columns[index] = nil }
    }
}
