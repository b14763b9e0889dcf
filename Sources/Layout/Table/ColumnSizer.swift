/// Finds the widths of columns from their sizing and from what the cells need.
///
/// Fixed columns have their width, fractions share what is left. Automatic columns are first as narrow as their contents
/// allow; what the table has to spare then goes where it makes the table lower: step by step, whatever row can be made a
/// line lower for the least width gets that width. A cell over several rows is such a row where it is higher than they are.
///
/// Where the table has not room for all words, those of the columns that lack most are broken, the others stay whole; where
/// it has none for all numbers, so do those. No column is narrower than its characters while there is room for them.
struct ColumnSizer {
    private let tracks: [TrackSizing]
    private let total: Length
    /// In the order of the table.
    private let needs: [Need]
    /// How high each row of the table is, whatever the widths.
    private let leastHeights: [Length]
    private var widths: [Length]
    /// For each column whether it gets what there is to spare where that lowers rows.
    private let isAuto: [Bool]

    /// Tables with more cells than about this are measured by that many of them, spread evenly.
    static let mostNeeds = 2000

    /// The widths of `tracks`, which sum to `total`.
    /// - Parameter leastHeights: how high each row of the table is at the least; empty where `needs` are not those of all
    ///   rows, so that nobody can say how high cells over several of them may be.
    static func widths(
        _ tracks: [TrackSizing], needs: [Need], leastHeights: [Length] = [], total: Length
    ) -> [Length] {
        var sizer = ColumnSizer(tracks, needs: needs, leastHeights: leastHeights, total: total)
        sizer.raiseToNeeds()
        sizer.lowerRows()
        sizer.spread()
        return sizer.widths
    }

    private init(_ tracks: [TrackSizing], needs: [Need], leastHeights: [Length], total: Length) {
        self.tracks = tracks
        self.leastHeights = leastHeights
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

    /// A row, or a cell over several, as it stands at the widths that the columns have now.
    private struct Row {
        /// Where it stands in the table.
        let rows: Range<Int>
        var cells: [Cell] = []
        private(set) var height = Length.zero
        /// The columns of a cell that is as high as the row, and how wide they are.
        private var tallest = (columns: 0..<0, width: Length.zero)

        init(rows: Range<Int>, cells: [Cell] = []) {
            self.rows = rows
            self.cells = cells
        }

        mutating func measure(at widths: [Length]) {
            height = .zero
            for index in cells.indices {
                let columns = cells[index].need.columns
                let width = ColumnSizer.width(of: columns, in: widths)
                let height = cells[index].height(at: width)
                cells[index].height = height
                cells[index].width = width
                guard height > self.height || index == 0 else { continue }
                self.height = height
                tallest = (columns, width)
            }
        }

        /// How high it is at the widths `wider`: no lower, unless its tallest cell grows.
        func height(at wider: [Length]) -> Length {
            guard ColumnSizer.width(of: tallest.columns, in: wider) != tallest.width else { return height }
            var height = Length.zero
            for index in cells.indices {
                let width = ColumnSizer.width(of: cells[index].need.columns, in: wider)
                height = max(height, cells[index].height(at: width))
            }
            return height
        }
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
        var spans = rows.isSampled ? [] : cellsOverRows
        for _ in 0..<Self.mostSteps where spare > .zero {
            for row in rows.rows.indices { rows.rows[row].measure(at: widths) }
            for span in spans.indices { spans[span].measure(at: widths) }
            let height = height(of: rows.rows, spans, at: widths)
            var best: (widths: [Length], gain: Double)?
            for row in tallest(rows.rows).map({ rows.rows[$0] }) + spans {
                guard let wider = lowering(row), wider != widths else { continue }
                let cost = zip(wider, widths).reduce(Length.zero) { $0 + ($1.0 - $1.1) }
                guard cost <= spare else { continue }
                let saved = height - self.height(of: rows.rows, spans, at: wider)
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
    private var consideredRows: (rows: [Row], isSampled: Bool) {
        var rows: [Row] = []
        for need in needs where need.rows.count == 1 {
            if rows.last?.rows != need.rows { rows.append(Row(rows: need.rows)) }
            rows[rows.count - 1].cells.append(Cell(need))
        }
        let step = (rows.count + Self.mostRows - 1) / Self.mostRows
        return (stride(from: 0, to: rows.count, by: max(1, step)).map { rows[$0] }, step > 1)
    }

    /// The cells over several rows, those over few of them first.
    private var cellsOverRows: [Row] {
        guard !leastHeights.isEmpty else { return [] }
        let spans = needs.filter { $0.rows.count > 1 }.map { Row(rows: $0.rows, cells: [Cell($0)]) }
        return Array(
            spans.sorted { ($0.rows.count, $0.rows.lowerBound) < ($1.rows.count, $1.rows.lowerBound) }
                .prefix(Self.mostRows))
    }

    /// The positions of the tallest rows, in the order of the table.
    private func tallest(_ rows: [Row]) -> [Int] {
        guard rows.count > Self.mostTried else { return Array(rows.indices) }
        let ranked = rows.indices.sorted { (rows[$1].height, $0) < (rows[$0].height, $1) }
        return ranked.prefix(Self.mostTried).sorted()
    }

    /// The height of `rows` at the widths `wider`, and what cells over several of them ask beyond that.
    private func height(of rows: [Row], _ spans: [Row], at wider: [Length]) -> Length {
        var heights = leastHeights
        var total = Length.zero
        for row in rows {
            let height = row.height(at: wider)
            total += height
            if !spans.isEmpty { heights[row.rows.lowerBound] = max(heights[row.rows.lowerBound], height) }
        }
        for span in spans {
            let lack = span.height(at: wider) - heights[span.rows].reduce(.zero, +)
            guard lack > .zero else { continue }
            total += lack
            for row in span.rows { heights[row] += lack.part(row - span.rows.lowerBound, of: span.rows.count) }
        }
        return total
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
