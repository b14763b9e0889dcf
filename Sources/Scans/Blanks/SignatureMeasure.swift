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

    private static let least = Least(ink: 3, stroke: 2.5, width: 3.5, height: 2.2)
    /// The same beside the ink of a dark seal, where most of a signature may not be told from it.
    private static let leastBesideSeal = Least(ink: 1.5, stroke: 2.2, width: 1, height: 1)
    /// Pieces with fewer dots are specks.
    private static let speck = 10
    /// So much of a piece's ink is that of a pen, as dark as it is.
    private static let darkShare = 0.2
    /// Half the thickness of the thickest pen, in dots: 1.2 mm in all.
    private static let penRadius = 3
    /// Of a dark smear that came as black and white, dots so far apart are one, in dots: half of it.
    private static let speckle = 1
    /// What is darker than this share of a seal's ink is that of a pen over or under it.
    private static let penOverSeal = 0.64

    /// Looks at `place` on a sheet.
    /// - Parameter seals: the seals on it.
    init(_ sheet: SheetInk, _ place: DotArea, seals: [FoundSeal]) {
        let dot = SheetInk.dots
        let inner = place.extended(
            across: Int(Self.reach * dot / 2), down: Int(Self.reach * dot), within: sheet.size)
        let outer = inner.extended(
            across: Int(Self.around.across * dot), down: Int(Self.around.down * dot), within: sheet.size)
        let covered = sheet.print(in: outer)
        let grey = sheet.pens(in: outer)
        let pens = SheetInk.ink(of: grey)
        let beyond = pens.all.without(covered).withoutLines(covered: covered)
        let all = beyond.cropped(inner.within(outer))
        let red = sheet.red(in: inner)
        let dark = seals.filter { !$0.isRed }
        // A blot on the line is one, too, though the line is taken out of it.
        let blots = pens.all.closed(by: Self.speckle).blots(radius: Self.penRadius)
        let strokes = all.without(blots.cropped(inner.within(outer)))
        let hidden = Self.hidden(dark, in: inner)
        let over = Self.pens(in: grey.cropped(inner.within(outer)), over: dark, on: sheet, inner)
        let free = strokes.without(hidden.without(over))
        let area = Double(inner.width * inner.height)
        share = Double(all.count) / area
        let least = hidden.count == 0 ? Self.least : Self.leastBesideSeal
        if Self.isSigned(free, dark: pens.dark.cropped(inner.within(outer)), least) {
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
            return Double(count) >= darkShare * Double(piece.dots.count)
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

    // MARK: Seals

    /// Where the ink of dark seals cannot be told from that of a pen: along the rim, where the characters stand, at the star
    /// and in the line below it.
    private static func hidden(_ seals: [FoundSeal], in area: DotArea) -> InkMap {
        InkMap(area) { x, y in
            seals.contains { seal in
                let (across, down) = (Double(x) - seal.x, Double(y) - seal.y)
                let distance = (across * across + down * down).squareRoot() / seal.radius
                if distance > 1.07 { return false }
                let isInLine = down > 0.2 * seal.radius && abs(across) < 0.55 * seal.radius
                return distance > 0.6 || distance < 0.4 || isInLine
            }
        }
    }

    /// Where a pen is told from the ink of dark seals by being darker than that is. Nothing in black and white.
    private static func pens(
        in grey: GreyRaster, over seals: [FoundSeal], on sheet: SheetInk, _ area: DotArea
    ) -> InkMap {
        let limits = seals.map { seal in (seal, sheet.shade(of: seal).map { Int(penOverSeal * Double($0)) } ?? 0) }
        return InkMap(area) { x, y in
            let place = (y - area.rows.lowerBound) * area.width + x - area.columns.lowerBound
            return limits.contains { seal, limit in Int(grey.pixels[place]) < limit && seal.covers(x, y) }
        }.spread(by: 1)
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

extension DotArea {
    /// The area as seen from the corner of `outer`, in which it lies.
    func within(_ outer: DotArea) -> DotArea {
        DotArea(
            columns: columns.lowerBound - outer.columns.lowerBound..<columns.upperBound - outer.columns.lowerBound,
            rows: rows.lowerBound - outer.rows.lowerBound..<rows.upperBound - outer.rows.lowerBound)
    }
}

extension InkMap {
    /// The dots of `area` for which `isInk` says so, which is given their places on the sheet.
    init(_ area: DotArea, _ isInk: (Int, Int) -> Bool) {
        var dots = [UInt8](repeating: 0, count: area.width * area.height)
        for y in area.rows {
            for x in area.columns where isInk(x, y) {
                dots[(y - area.rows.lowerBound) * area.width + x - area.columns.lowerBound] = 1
            }
        }
        self.init(width: area.width, height: area.height, dots: dots)
    }
}
