/// The seals over a place to sign whose ink is as dark as that of a pen: all where there is no colour.
struct DarkSeals {
    private let seals: [FoundSeal]
    private let sheet: SheetInk
    private let area: DotArea

    /// How far the middle of a seal's line may lie beside the seal's, as a share of its radius: seals are set askew.
    private static let lineMiddle = 0.22
    /// Where in a seal nothing stands but a line, if it has one, as shares of its radius: around the star, within the characters.
    private static let inside = 0.4...0.6
    /// Beyond this share of its radius there is no ink of a seal.
    private static let edge = 1.07
    /// Where the rim of a seal is.
    private static let rim = 0.93...edge
    /// No character of a seal is so wide and so high, in millimetres.
    private static let largestCharacter = 5.0
    /// So much of a stroke that is larger lies where no characters stand.
    private static let leastBeside = 0.25
    /// What is darker than this share of a seal's ink may be that of a pen over or under it; of a pen some is as dark as the second
    /// one says.
    private static let penOverSeal = (all: 0.72, core: 0.62)

    /// Those of `seals` that were not told by their red, over `area` of a sheet.
    init(_ seals: [FoundSeal], on sheet: SheetInk, in area: DotArea) {
        self.seals = seals.filter { !$0.isRed }
        self.sheet = sheet
        self.area = area
    }

    // MARK: What cannot be told

    /// Where their ink cannot be told from that of a pen: along the rim, where the characters stand, at the star and in the line
    /// below it.
    /// - Parameters:
    ///   - strokes: all strokes in the area.
    ///   - covered: where print hides them.
    func hidden(_ strokes: InkMap, covered: InkMap) -> InkMap {
        let lined = seals.map { ($0, hasLine($0, strokes, covered)) }
        return InkMap(area) { x, y in
            lined.contains { seal, hasLine in
                let distance = seal.distance(x, y)
                return distance <= Self.edge
                    && (!Self.inside.contains(distance) || hasLine && Self.isInLine(seal, x, y))
            }
        }
    }

    /// Whether a dot may be in the line below the star of a seal.
    private static func isInLine(_ seal: FoundSeal, _ x: Int, _ y: Int) -> Bool {
        Double(y) - seal.y > 0.2 * seal.radius && abs(Double(x) - seal.x) < 0.55 * seal.radius
    }

    /// Whether ink below the star may be a line of the seal: such a line has its middle below the star's.
    private func hasLine(_ seal: FoundSeal, _ strokes: InkMap, _ covered: InkMap) -> Bool {
        var (ink, seen) = (Middle(), Middle())
        for y in area.rows {
            for x in area.columns where Self.inside.contains(seal.distance(x, y)) && Self.isInLine(seal, x, y) {
                if covered.dots[area.place(x, y)] == 0 { seen.add(Double(x)) }
                if strokes.dots[area.place(x, y)] == 1 { ink.add(Double(x)) }
            }
        }
        guard let ink = ink.place, let seen = seen.place else { return true }
        return abs(ink - seen) < Self.lineMiddle * seal.radius
    }

    /// The middle of places.
    private struct Middle {
        private var (sum, count) = (0.0, 0)

        /// `nil` where there are none.
        var place: Double? { count > 0 ? sum / Double(count) : nil }

        mutating func add(_ place: Double) {
            sum += place
            count += 1
        }
    }

    // MARK: What is larger

    /// What of `ink` is larger than any character of a seal, and not only where those stand.
    func large(in ink: InkMap) -> InkMap {
        let parts = InkMap(area) { x, y in
            seals.contains { Self.rim.contains($0.distance(x, y)) || $0.distance(x, y) < Self.inside.lowerBound }
        }
        let characters = InkMap(area) { x, y in
            seals.contains { (Self.inside.upperBound...Self.rim.lowerBound).contains($0.distance(x, y)) }
        }
        let pieces = ink.without(parts).pieces(least: SignatureMeasure.speck).filter { piece in
            let beside = piece.dots.count { characters.dots[Int($0)] == 0 }
            return Double(min(piece.columns.count, piece.rows.count)) > Self.largestCharacter * SheetInk.dots
                && Double(beside) > Self.leastBeside * Double(piece.dots.count)
        }
        return InkMap(width: ink.width, height: ink.height, pieces: pieces)
    }

    // MARK: What is darker

    /// Where a pen is told from their ink by being darker than that is. Nothing in black and white.
    /// - Parameter radius: half the thickness of the thickest pen, in dots.
    func pens(in grey: GreyRaster, thinnerThan radius: Int) -> InkMap {
        let shades = seals.map { ($0, Double(sheet.shade(of: $0) ?? 0)) }
        func darker(_ share: Double) -> InkMap {
            InkMap(area) { x, y in
                shades.contains { seal, shade in
                    // A fold across a star is a long dark stroke.
                    Double(grey.pixels[area.place(x, y)]) < share * shade
                        && (Self.inside.lowerBound...Self.edge).contains(seal.distance(x, y))
                }
            }
        }
        let (all, core) = (darker(Self.penOverSeal.all), darker(Self.penOverSeal.core))
        let pieces = all.pieces(least: SignatureMeasure.speck).filter { piece in
            piece.dots.count { core.dots[Int($0)] == 1 } >= SignatureMeasure.speck
        }
        let ink = InkMap(width: all.width, height: all.height, pieces: pieces).spread(by: 1)
        return ink.without(ink.blots(radius: radius))
    }
}
