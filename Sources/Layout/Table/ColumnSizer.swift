/// Finds the widths of columns from their sizing and from what the cells need.
///
/// Fixed columns have their width, fractions share what is left. Automatic columns are first as narrow as their contents
/// allow; what the table has to spare then goes where it makes the table lower: step by step, whatever row can be made a
/// line lower for the least width gets that width.
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
        var padding: Insets
        var pitch: Length
        /// One em: what a line loses at its end, in the mean, is half of it.
        var size: Length

        /// The least width at which nothing is broken, padding included.
        var maximum: Length { max(minimum, (paragraphs.max() ?? .zero) + padding.horizontal) }

        /// How many lines the cell has at `width`, nearly.
        func lines(at width: Length) -> Int {
            let room = width - padding.horizontal
            var count = 0
            for paragraph in paragraphs { count += Self.lines(of: paragraph, in: room, size: size) }
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
    private let needs: [Need]
    private var widths: [Length]

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
        widths = tracks.map { track in
            if case .fixed(let width) = track.basis { width } else { track.minimum }
        }
    }

    private func isFixed(_ column: Int) -> Bool {
        if case .fixed = tracks[column].basis { true } else { false }
    }

    private var spare: Length { total - widths.reduce(.zero, +) }

    private func width(of columns: Range<Int>) -> Length { columns.reduce(.zero) { $0 + widths[$1] } }

    // MARK: Least widths

    /// Raises columns to what their cells need at least, cells over few columns first, and then those that want to be as
    /// wide as their contents.
    private mutating func raiseToNeeds() {
        let ordered = needs.sorted { $0.columns.count < $1.columns.count }
        for need in ordered { raise(need.columns, to: need.minimum) }
        if spare < .zero {
            // More is needed than there is: all give way in proportion, and text breaks where it must.
            widths = zip(widths, (-spare).shared(by: widths.map(\.rawValue))).map { $0 - $1 }
            return
        }
        let least = widths
        for need in ordered where need.columns.count == 1 && tracks[need.columns.lowerBound].basis == .maxContent {
            let limit = tracks[need.columns.lowerBound].maximum ?? total
            raise(need.columns, to: max(widths[need.columns.lowerBound], min(need.maximum, limit)))
        }
        guard spare < .zero else { return }
        let grown = zip(widths, least).map { ($0 - $1).rawValue }
        widths = zip(widths, (-spare).shared(by: grown)).map { $0 - $1 }
    }

    private mutating func raise(_ columns: Range<Int>, to need: Length) {
        let growing = columns.filter { !isFixed($0) }
        let lack = need - width(of: columns)
        guard lack > .zero, !growing.isEmpty else { return }
        for (column, part) in zip(growing, lack.shared(by: growing.map { _ in 1 })) { widths[column] += part }
    }

    // MARK: Lower rows

    /// Spends what is to spare where it lowers the table most.
    private mutating func lowerRows() {
        guard tracks.contains(where: { $0.basis == .auto }) else { return }
        let rows = consideredRows
        for _ in 0..<Self.mostSteps where spare > .zero {
            var best: (widths: [Length], gain: Double)?
            let heights = rows.map { height(of: $0, widths: widths) }
            for row in tallest(heights) {
                guard let wider = lowering(rows[row]), wider != widths else { continue }
                let cost = zip(wider, widths).reduce(Length.zero) { $0 + ($1.0 - $1.1) }
                guard cost <= spare else { continue }
                let saved = saving(rows, heights, wider)
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

    /// The cells row by row; of many rows some, spread evenly.
    private var consideredRows: [[Need]] {
        let rows = Dictionary(grouping: needs.filter { $0.row != nil }, by: \.row)
        let numbers = rows.keys.compactMap { $0 }.sorted()
        let step = (numbers.count + Self.mostRows - 1) / Self.mostRows
        return stride(from: 0, to: numbers.count, by: max(1, step)).map { rows[numbers[$0]] ?? [] }
    }

    /// The positions of the tallest rows, in the order of the table.
    private func tallest(_ heights: [Length]) -> [Int] {
        let ranked = heights.indices.sorted { (heights[$1], $0) < (heights[$0], $1) }
        return ranked.prefix(Self.mostTried).sorted()
    }

    /// How much lower rows are at the widths `wider`; only those with a cell that grows need be measured.
    private func saving(_ rows: [[Need]], _ heights: [Length], _ wider: [Length]) -> Length {
        let grown = wider.indices.filter { wider[$0] != widths[$0] }
        return zip(rows, heights).reduce(.zero) { sum, row in
            guard row.0.contains(where: { need in grown.contains { need.columns.contains($0) } }) else { return sum }
            return sum + row.1 - height(of: row.0, widths: wider)
        }
    }

    private func height(of row: [Need], widths: [Length]) -> Length {
        var height = Length.zero
        for need in row {
            var width = Length.zero
            for column in need.columns { width += widths[column] }
            height = max(height, need.height(at: width))
        }
        return height
    }

    /// The widths at which the tallest cells of a row have a line less; `nil` where they cannot.
    private func lowering(_ row: [Need]) -> [Length]? {
        let heights = row.map { $0.height(at: width(of: $0.columns)) }
        guard let tallest = heights.max() else { return nil }
        var wider = widths
        for (need, height) in zip(row, heights) where height == tallest {
            guard let target = need.widthForFewerLines(than: width(of: need.columns)) else { return nil }
            let growing = need.columns.filter { tracks[$0].basis == .auto }
            let lack = target - need.columns.reduce(.zero) { $0 + wider[$1] }
            guard !growing.isEmpty else { return nil }
            guard lack > .zero else { continue }
            for (column, part) in zip(growing, lack.shared(by: growing.map { _ in 1 })) {
                wider[column] += part
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
