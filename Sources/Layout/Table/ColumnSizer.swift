/// Finds the widths of columns from their sizing and from what the cells need.
///
/// Fixed columns have their width, fractions share what is left. Automatic columns are first as narrow as their contents
/// allow; what the table has to spare then goes where it makes the table lower: step by step, whatever row can be made a
/// line lower for the least width gets that width.
///
/// Where the table has not room for all words, those of the columns that lack most are broken, the others stay whole; where
/// it has none for all numbers, so do those. No column is narrower than its characters while there is room for them.
struct ColumnSizer {
    /// What a cell needs.
    struct Need {
        var columns: Range<Int>
        /// The row, or `nil` for a cell over several rows: its text seldom decides a row's height.
        var row: Int?
        /// The least width, padding included.
        var minimum: Length
        /// The width of each paragraph on one line, without padding.
        var paragraphs: [Length]
        /// What each line loses at its beginning.
        var indent: Length
        var padding: Insets
        var pitch: Length
        /// One em: what a line loses at its end, in the mean, is half of it.
        var size: Length
        /// What it says; asked where there is not room for all cells.
        var text: TextMaterial

        /// The least width at which no number is broken, padding included.
        var firm: Length { text.firmContent + padding.horizontal }

        /// The least width at which every character has room, padding included.
        var least: Length { text.leastContent + padding.horizontal }

        /// The least width at which nothing is broken, padding included.
        var maximum: Length { max(minimum, (paragraphs.max() ?? .zero) + padding.horizontal) }

        /// How many lines the cell has at `width`, nearly.
        func lines(at width: Length) -> Int {
            let room = width - padding.horizontal
            var count = 0
            for paragraph in paragraphs { count += Self.lines(of: paragraph - indent, in: room - indent, size: size) }
            return count
        }

        private static func lines(of paragraph: Length, in room: Length, size: Length) -> Int {
            guard paragraph > room else { return 1 }
            let step = max(Length(rawValue: 1), room - size / 2)
            return max(2, (paragraph - size / 2 + step - Length(rawValue: 1)).rawValue / step.rawValue)
        }

        /// The least width at which the cell has fewer lines than now, nearly; `nil` where it cannot have fewer.
        func widthForFewerLines(than width: Length) -> Length? {
            let now = lines(at: width)
            guard now > paragraphs.count else { return nil }
            var low = width
            var high = maximum
            while high - low > max(Length(rawValue: 1), size / 16) {
                let middle = low + (high - low) / 2
                if lines(at: middle) < now { high = middle } else { low = middle }
            }
            return high
        }

        func height(at width: Length) -> Length { pitch * lines(at: width) + padding.vertical }
    }

    private let tracks: [TrackSizing]
    private let total: Length
    /// In the order of the table.
    private let needs: [Need]
    private var widths: [Length]
    /// For each column whether it gets what there is to spare where that lowers rows.
    private let isAuto: [Bool]

    /// Tables with more cells than about this are measured by that many of them, spread evenly.
    static let mostNeeds = 2000

    /// The widths of `tracks`, which sum to `total`.
    static func widths(_ tracks: [TrackSizing], needs: [Need], total: Length) -> [Length] {
        var sizer = ColumnSizer(tracks, needs: needs, total: total)
        sizer.raiseToNeeds()
        sizer.lowerRows()
        sizer.spread()
        return sizer.widths
    }

    private init(_ tracks: [TrackSizing], needs: [Need], total: Length) {
        self.tracks = tracks
        self.total = total
        self.needs = needs
        isAuto = tracks.map { $0.basis == .auto }
        widths = tracks.map { track in
            if case .fixed(let width) = track.basis { width } else { track.minimum }
        }
    }

    private func isFixed(_ column: Int) -> Bool {
        if case .fixed = tracks[column].basis { true } else { false }
    }

    private var spare: Length { total - widths.reduce(.zero, +) }

    private func width(of columns: Range<Int>) -> Length { Self.width(of: columns, in: widths) }

    private static func width(of columns: Range<Int>, in widths: [Length]) -> Length {
        var width = Length.zero
        for column in columns { width += widths[column] }
        return width
    }

    // MARK: Least widths

    /// Raises columns to what their cells need at least, cells over few columns first, and then those that want to be as
    /// wide as their contents.
    private mutating func raiseToNeeds() {
        let ordered = needs.sorted { $0.columns.count < $1.columns.count }
        let base = widths
        for need in ordered { raise(need.columns, to: need.minimum) }
        if spare < .zero { return breakWords(ordered, from: base) }
        let least = widths
        for need in ordered where need.columns.count == 1 && tracks[need.columns.lowerBound].basis == .maxContent {
            let limit = tracks[need.columns.lowerBound].maximum ?? total
            raise(need.columns, to: max(widths[need.columns.lowerBound], min(need.maximum, limit)))
        }
        guard spare < .zero else { return }
        let grown = zip(widths, least).map { ($0 - $1).rawValue }
        widths = zip(widths, (-spare).shared(by: grown)).map { $0 - $1 }
    }

    /// Shares out what there is where words must be broken, and where that is not enough numbers.
    private mutating func breakWords(_ ordered: [Need], from base: [Length]) {
        let whole = widths
        widths = base
        for need in ordered { raise(need.columns, to: need.firm) }
        if spare >= .zero { return fill(towards: whole) }
        let firm = widths
        widths = base
        for need in ordered { raise(need.columns, to: need.least) }
        if spare >= .zero { return fill(towards: firm) }
        widths = zip(widths, (-spare).shared(by: widths.map(\.rawValue))).map { $0 - $1 }
    }

    /// Makes columns as wide as `wanted`, those first that lack least, as far as there is room.
    private mutating func fill(towards wanted: [Length]) {
        let lacks = zip(wanted, widths).map { max(.zero, $0 - $1) }
        for column in lacks.indices.sorted(by: { (lacks[$0], $0) < (lacks[$1], $1) }) {
            guard lacks[column] <= spare else { return }
            widths[column] += lacks[column]
        }
    }

    private mutating func raise(_ columns: Range<Int>, to need: Length) {
        let growing = columns.count { !isFixed($0) }
        let lack = need - width(of: columns)
        guard lack > .zero, growing > 0 else { return }
        var part = 0
        for column in columns where !isFixed(column) {
            widths[column] += lack.part(part, of: growing)
            part += 1
        }
    }

    // MARK: Lower rows

    /// A row as it stands at the widths that the columns have now.
    private struct Row {
        var cells: [Cell] = []
        /// The position of a cell that is as high as the row.
        var tallest = 0

        var height: Length { cells[tallest].height }
    }

    /// A cell as it stands at the widths that its columns have now.
    private struct Cell {
        let need: Need
        var width: Length
        var height: Length

        init(_ need: Need) {
            self.need = need
            width = need.minimum
            height = need.height(at: need.minimum)
        }

        /// How high it is where its columns take `width`.
        func height(at width: Length) -> Length { width == self.width ? height : need.height(at: width) }
    }

    /// Spends what is to spare where it lowers the table most.
    private mutating func lowerRows() {
        guard isAuto.contains(true) else { return }
        var rows = consideredRows
        for _ in 0..<Self.mostSteps where spare > .zero {
            for row in rows.indices { measure(&rows[row]) }
            var best: (widths: [Length], gain: Double)?
            for row in tallest(rows) {
                guard let wider = lowering(rows[row]), wider != widths else { continue }
                let cost = zip(wider, widths).reduce(Length.zero) { $0 + ($1.0 - $1.1) }
                guard cost <= spare else { continue }
                let saved = rows.reduce(Length.zero) { $0 + saving($1, wider) }
                let gain = Double(saved.rawValue) / Double(max(1, cost.rawValue))
                if gain > best?.gain ?? 0 { best = (wider, gain) }
            }
            guard let best else { return }
            widths = best.widths
        }
    }

    /// The most widenings that are made, the most rows that are looked at for each, and the most that are tried.
    private static let mostSteps = 200
    private static let mostRows = 200
    private static let mostTried = 40

    /// The rows with cells that have a say; of many rows some, spread evenly.
    private var consideredRows: [Row] {
        var rows: [Row] = []
        var last: Int?
        for need in needs {
            guard let row = need.row else { continue }
            if row != last { rows.append(Row()) }
            last = row
            rows[rows.count - 1].cells.append(Cell(need))
        }
        let step = (rows.count + Self.mostRows - 1) / Self.mostRows
        return stride(from: 0, to: rows.count, by: max(1, step)).map { rows[$0] }
    }

    private func measure(_ row: inout Row) {
        row.tallest = 0
        for index in row.cells.indices {
            let width = width(of: row.cells[index].need.columns)
            row.cells[index].height = row.cells[index].height(at: width)
            row.cells[index].width = width
            if row.cells[index].height > row.height { row.tallest = index }
        }
    }

    /// The positions of the tallest rows, in the order of the table.
    private func tallest(_ rows: [Row]) -> [Int] {
        guard rows.count > Self.mostTried else { return Array(rows.indices) }
        let ranked = rows.indices.sorted { (rows[$1].height, $0) < (rows[$0].height, $1) }
        return ranked.prefix(Self.mostTried).sorted()
    }

    /// How much lower a row is at the widths `wider`: not at all, unless its tallest cell grows.
    private func saving(_ row: Row, _ wider: [Length]) -> Length {
        let tallest = row.cells[row.tallest]
        guard Self.width(of: tallest.need.columns, in: wider) != tallest.width else { return .zero }
        var height = Length.zero
        for cell in row.cells {
            height = max(height, cell.height(at: Self.width(of: cell.need.columns, in: wider)))
        }
        return row.height - height
    }

    /// The widths at which the tallest cells of a row have a line less; `nil` where they cannot.
    private func lowering(_ row: Row) -> [Length]? {
        var wider = widths
        for cell in row.cells where cell.height == row.height {
            guard let target = cell.need.widthForFewerLines(than: cell.width) else { return nil }
            let growing = cell.need.columns.count { isAuto[$0] }
            let lack = target - Self.width(of: cell.need.columns, in: wider)
            guard growing > 0 else { return nil }
            guard lack > .zero else { continue }
            var part = 0
            for column in cell.need.columns where isAuto[column] {
                wider[column] += lack.part(part, of: growing)
                part += 1
                if let maximum = tracks[column].maximum, wider[column] > maximum { return nil }
            }
        }
        return wider
    }

    // MARK: What is left

    /// Gives what is left to fractions, or to columns that may still grow.
    private mutating func spread() {
        let fractions = tracks.indices.filter { weight(of: $0) != nil }
        if fractions.isEmpty { spreadEvenly() } else { shareFractions(fractions) }
    }

    private func weight(of column: Int) -> Int? {
        if case .fraction(let weight) = tracks[column].basis { max(1, weight) } else { nil }
    }

    /// Fractions share all that the other columns leave, by weight; one whose contents need more than its share keeps
    /// what they need, and the others share the rest.
    private mutating func shareFractions(_ fractions: [Int]) {
        let others = tracks.indices.filter { weight(of: $0) == nil }
        var room = total - others.reduce(.zero) { $0 + widths[$1] }
        var open = fractions
        while !open.isEmpty {
            let shares = room.shared(by: open.map { weight(of: $0) ?? 1 })
            let kept = zip(open, shares).filter { widths[$0] > $1 }.map(\.0)
            guard !kept.isEmpty else {
                for (column, share) in zip(open, shares) { widths[column] = share }
                return
            }
            room -= kept.reduce(.zero) { $0 + widths[$1] }
            open.removeAll(where: kept.contains)
        }
    }

    /// Every column that is not fixed and not at its maximum grows in proportion.
    private mutating func spreadEvenly() {
        while spare > .zero {
            let growing = tracks.indices.filter { !isFixed($0) && widths[$0] < tracks[$0].maximum ?? total }
            let columns = growing.isEmpty ? Array(tracks.indices) : growing
            for (column, part) in zip(columns, spare.shared(by: columns.map { max(1, widths[$0].rawValue) })) {
                let limit = growing.isEmpty ? total : tracks[column].maximum ?? total
                widths[column] = min(widths[column] + part, limit)
            }
        }
    }
}
