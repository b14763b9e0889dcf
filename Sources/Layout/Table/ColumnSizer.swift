/// Finds the widths of columns from their sizing and from what the cells need, in the manner of CSS automatic table
/// layout (CSS 2.2, 17.5.2.2) with fractions.
struct ColumnSizer {
    /// What a cell needs, padding included.
    struct Need {
        var columns: Range<Int>
        var minimum: Length
        var maximum: Length
    }

    private let tracks: [TrackSizing]
    private let total: Length
    private var minima: [Length]
    private var maxima: [Length]

    /// The widths of `tracks`, which sum to `total`.
    static func widths(_ tracks: [TrackSizing], needs: [Need], total: Length) -> [Length] {
        var sizer = ColumnSizer(tracks, total: total)
        for need in needs.sorted(by: { $0.columns.count < $1.columns.count }) { sizer.take(need) }
        return sizer.distribute()
    }

    private init(_ tracks: [TrackSizing], total: Length) {
        self.tracks = tracks
        self.total = total
        minima = tracks.map(\.minimum)
        maxima = tracks.map(\.minimum)
        for (index, track) in tracks.enumerated() {
            if case .fixed(let width) = track.basis {
                minima[index] = width
                maxima[index] = width
            }
        }
    }

    private func isFixed(_ column: Int) -> Bool {
        if case .fixed = tracks[column].basis { true } else { false }
    }

    /// Raises the columns of a cell to what it needs; a spanning cell's lack is shared among those that may grow.
    private mutating func take(_ need: Need) {
        let growing = need.columns.filter { !isFixed($0) }
        guard !growing.isEmpty else { return }
        minima = raise(minima, growing, need.columns, to: need.minimum)
        maxima = raise(maxima, growing, need.columns, to: max(need.minimum, need.maximum))
    }

    private func raise(_ sizes: [Length], _ growing: [Int], _ span: Range<Int>, to need: Length) -> [Length] {
        var sizes = sizes
        let lack = need - span.reduce(.zero) { $0 + sizes[$1] }
        guard lack > .zero else { return sizes }
        let weights = growing.map { max(1, maxima[$0].rawValue) }
        for (column, part) in zip(growing, lack.shared(by: weights)) { sizes[column] += part }
        return sizes
    }

    private func distribute() -> [Length] {
        var widths = tracks.indices.map(base)
        let used = widths.reduce(.zero, +)
        if used > total { return shrunk(widths, by: used - total) }
        grow(&widths, spare: total - used)
        return widths
    }

    private func base(_ column: Int) -> Length {
        let limit = tracks[column].maximum ?? total
        switch tracks[column].basis {
        case .fixed(let width): return width
        case .maxContent: return max(minima[column], min(maxima[column], limit))
        case .fraction, .minContent, .auto: return minima[column]
        }
    }

    /// Gives `spare` to automatic columns up to what they would like, then to fractions, then to whatever is not fixed.
    private func grow(_ widths: inout [Length], spare: Length) {
        var spare = spare
        let wishes = tracks.indices.filter { tracks[$0].basis == .auto }.map { column in
            (column, max(.zero, min(maxima[column], tracks[column].maximum ?? total) - widths[column]))
        }
        // The smallest wishes first, each at most an equal share: labels get their one line, prose takes the rest.
        for (rank, (column, wish)) in wishes.sorted(by: { $0.1 < $1.1 }).enumerated() {
            let part = min(wish, spare / (wishes.count - rank))
            widths[column] += part
            spare -= part
        }
        guard spare > .zero else { return }
        let (columns, weights) = takers(widths)
        for (column, part) in zip(columns, spare.shared(by: weights)) { widths[column] += part }
    }

    private func takers(_ widths: [Length]) -> (columns: [Int], weights: [Int]) {
        var columns: [Int] = []
        var weights: [Int] = []
        for (column, track) in tracks.enumerated() {
            if case .fraction(let weight) = track.basis {
                columns.append(column)
                weights.append(max(1, weight))
            }
        }
        if !columns.isEmpty { return (columns, weights) }
        let flexible = tracks.indices.filter { !isFixed($0) && tracks[$0].maximum == nil }
        if !flexible.isEmpty { return (flexible, flexible.map { max(1, widths[$0].rawValue) }) }
        return (Array(tracks.indices), widths.map { max(1, $0.rawValue) })
    }

    /// Widths that need more than there is: all give way in proportion, and text breaks where it must.
    private func shrunk(_ widths: [Length], by excess: Length) -> [Length] {
        zip(widths, excess.shared(by: widths.map(\.rawValue))).map { $0 - $1 }
    }
}
