/// How much of a pen there is on the rule of a signature.
struct SignatureMeasure {
    let state: Inspection.State
    /// The share of the place that has ink beyond the print, from 0 to 1.
    let share: Double

    /// What a signature reaches beyond its place, in millimetres.
    private static let reach = 3.0
    /// What is looked at around that, to tell lines that come from afar, in millimetres.
    private static let around = (across: 20.0, down: 9.0)
    /// The most ink that is dirt, in square millimetres.
    private static let dirt = 1.5
    /// What makes a signature of ink.
    private struct Least {
        /// How much there is, in square millimetres.
        let ink: Double
        /// How far one stroke of it reaches, in millimetres.
        let stroke: Double
        /// How wide and how high it is, in millimetres.
        let width: Double
        let height: Double
    }

    private static let least = Least(ink: 3, stroke: 2.7, width: 3.5, height: 2.2)
    /// The same beside the ink of a dark seal, where most of a signature may not be told from it.
    private static let leastBesideSeal = Least(ink: 1.5, stroke: 2.2, width: 1, height: 1)
    /// Pieces with fewer dots are specks.
    static let speck = 10
    /// So much of a piece's ink is that of a pen, as dark as it is.
    private static let darkShare = 0.2
    /// Half the thickness of the thickest pen, in dots: 1.2 mm in all.
    private static let penRadius = 3
    /// The least density of a stroke; a dark smear that came as black and white has less.
    private static let density = 0.67

    /// Looks at `place` on a sheet.
    /// - Parameter seals: the seals on it.
    init(_ sheet: SheetInk, _ place: DotArea, seals: [FoundSeal]) {
        let dot = SheetInk.dots
        let inner = place.extended(
            across: Int(Self.reach * dot / 2), down: Int(Self.reach * dot), within: sheet.size)
        let outer = inner.extended(
            across: Int(Self.around.across * dot), down: Int(Self.around.down * dot), within: sheet.size)
        let part = inner.within(outer)
        let covered = sheet.print(in: outer)
        let grey = sheet.pens(in: outer)
        let pens = SheetInk.ink(of: grey)
        let darkest = pens.dark.cropped(part)
        let all = pens.all.without(covered).withoutLines(covered: covered).cropped(part)
        let red = sheet.red(in: inner)
        // A blot on the rule is one, too, though the rule is taken out of it.
        let strokes = all.without(pens.all.blots(radius: Self.penRadius).cropped(part))
        let dark = DarkSeals(seals, on: sheet, in: inner)
        let hidden = dark.hidden(strokes, covered: covered.cropped(part))
        let over = dark.pens(in: grey.cropped(part), thinnerThan: Self.penRadius)
        let large = dark.large(in: strokes.intersected(with: darkest))
        let free = strokes.without(hidden).joined(with: over.intersected(with: all)).joined(with: large)
        let area = Double(inner.width * inner.height)
        share = Double(all.count) / area
        let least = hidden.count == 0 ? Self.least : Self.leastBesideSeal
        if Self.isSigned(free, dark: darkest, least) {
            state = .filled
        } else {
            // A red pen, or a seal where none belongs, is for a person to judge.
            let reds = red.map { Self.pieces(of: $0.without(Self.discs(of: seals, in: inner))) } ?? 0
            let isBare = Double(Self.pieces(of: all) + reds) <= Self.dirt * dot * dot
            state = isBare ? .empty : .doubtful
        }
    }

    /// How many dots the pieces of `ink` have that are no specks.
    private static func pieces(of ink: InkMap) -> Int {
        ink.pieces(least: speck).reduce(0) { $0 + $1.dots.count }
    }

    private static func isSigned(_ strokes: InkMap, dark: InkMap, _ least: Least) -> Bool {
        let dot = SheetInk.dots
        let pieces = strokes.pieces(least: speck).filter { piece in
            let count = piece.dots.count { dark.dots[Int($0)] == 1 }
            return Double(count) >= darkShare * Double(piece.dots.count) && strokes.density(of: piece) >= density
        }
        let count = pieces.reduce(0) { $0 + $1.dots.count }
        let longest = pieces.map(strokes.length).max() ?? 0
        guard let first = pieces.first, Double(count) >= least.ink * dot * dot, Double(longest) >= least.stroke * dot
        else { return false }
        let extent = pieces.reduce((columns: first.columns, rows: first.rows)) { extent, piece in
            (extent.columns.union(piece.columns), extent.rows.union(piece.rows))
        }
        return Double(extent.columns.count) >= least.width * dot
            && Double(extent.rows.count) >= least.height * dot
    }

    private static func discs(of seals: [FoundSeal], in area: DotArea) -> InkMap {
        InkMap(area) { x, y in seals.contains { $0.covers(x, y) } }
    }
}

extension ClosedRange<Int> {
    fileprivate func union(_ other: Self) -> Self {
        Swift.min(lowerBound, other.lowerBound)...Swift.max(upperBound, other.upperBound)
    }
}
