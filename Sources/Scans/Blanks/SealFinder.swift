#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif
#if canImport(Glibc)
    import Glibc
#endif

/// A ring of ink on a sheet.
struct FoundSeal: Sendable {
    /// Its middle and its radius, in dots of the sheet.
    let x: Double
    let y: Double
    let radius: Double
    /// The share of the ring that is there, from 0 to 1, as far as the print does not cover it.
    let ring: Double
    /// The share of the circle inside of it, where the characters of a seal stand, that has ink.
    let characters: Double
    /// Whether it was told by its red; then it is not taken for the ink of a pen.
    let isRed: Bool

    /// Whether it is as whole as a seal that was set well, with characters along its rim.
    var isClear: Bool { ring >= 0.7 && characters >= 0.5 }

    /// How far a dot of the sheet lies from its middle; 1 where its ring is.
    func distance(_ x: Int, _ y: Int) -> Double {
        let (across, down) = (Double(x) - self.x, Double(y) - self.y)
        return (across * across + down * down).squareRoot() / radius
    }

    /// Whether a dot of the sheet lies under it.
    func covers(_ x: Int, _ y: Int) -> Bool { distance(x, y) <= 1.1 }

    /// The rectangle around it.
    func area(within size: LookSize) -> DotArea {
        DotArea(columns: Int(x)..<Int(x) + 1, rows: Int(y)..<Int(y) + 1)
            .extended(across: Int(radius), down: Int(radius), within: size)
    }
}

/// Looks for rings of the size of seals (Hough's transform: each dot of ink votes for the middles of the rings it may lie on).
struct SealFinder {
    /// Ink beyond the print.
    private let ink: InkMap
    /// Where print covers it.
    private let covered: InkMap
    private let area: DotArea
    private let isRed: Bool

    /// Radii of seals in millimetres: 38 mm across those of enterprises, 50 mm those of provinces.
    private static let radii = stride(from: 17.0, through: 26.0, by: 1.0)
    /// The side of a square that votes as one, in dots: a millimetre.
    private static let cell = 6
    /// A square with fewer dots of ink does not vote. Of so many times `voters` squares one in so many does.
    private static let enough = 3
    private static let voters = 2500
    /// Directions in which a square votes.
    private static let directions = 90
    /// The share of a ring below which it is none.
    private static let least = 0.4
    /// Looks at a part of a sheet.
    /// - Parameters:
    ///   - ink: all ink, or what is red.
    ///   - covered: where print hides a ring.
    init(_ ink: InkMap, isRed: Bool, covered: InkMap, in area: DotArea) {
        self.ink = ink.without(covered)
        self.isRed = isRed
        self.covered = covered
        self.area = area
    }

    /// The rings, the first the best, no more than `most`.
    func seals(atMost most: Int) -> [FoundSeal] {
        var left = ink
        var found: [FoundSeal] = []
        while found.count < most, let seal = best(in: left), seal.ring >= Self.least {
            found.append(seal)
            let disc = InkMap(area) { x, y in seal.covers(x, y) }
            left = left.without(disc)
        }
        return found
    }

    // MARK: Votes

    private struct Candidate {
        var x: Double
        var y: Double
        var radius: Double
    }

    private func best(in ink: InkMap) -> FoundSeal? {
        let squares = squares(of: ink)
        // A ring has some squares for each millimetre of it.
        guard squares.count >= 40 else { return nil }
        let candidates = Self.radii.map { radius in candidate(squares, radius: radius) }
        let ranked = candidates.sorted { $0.share > $1.share }.prefix(3)
        return ranked.map { refined($0.candidate, in: ink) }.max { $0.ring < $1.ring }
    }

    private func squares(of ink: InkMap) -> [(x: Int, y: Int)] {
        let (across, down) = (ink.width / Self.cell, ink.height / Self.cell)
        guard across > 0, down > 0 else { return [] }
        var counts = [Int](repeating: 0, count: across * down)
        for y in 0..<down * Self.cell {
            for x in 0..<across * Self.cell where ink.dots[y * ink.width + x] == 1 {
                counts[y / Self.cell * across + x / Self.cell] += 1
            }
        }
        let squares = counts.indices.filter { counts[$0] >= Self.enough }
        let step = max(1, squares.count / Self.voters)
        return stride(from: 0, to: squares.count, by: step).map { (squares[$0] % across, squares[$0] / across) }
    }

    /// The middle that has most votes for rings of `radius` millimetres, and how many of those there may be.
    private func candidate(_ squares: [(x: Int, y: Int)], radius: Double) -> (candidate: Candidate, share: Double) {
        let (across, down) = (ink.width / Self.cell, ink.height / Self.cell)
        let cells = radius * SheetInk.dots / Double(Self.cell)
        let steps = (0..<Self.directions).map { direction -> (x: Int, y: Int) in
            let angle = 2 * Double.pi * Double(direction) / Double(Self.directions)
            return (Int((cells * cos(angle)).rounded()), Int((cells * sin(angle)).rounded()))
        }
        var votes = [Int32](repeating: 0, count: across * down)
        votes.withUnsafeMutableBufferPointer { votes in
            for square in squares {
                for step in steps {
                    let (x, y) = (square.x &+ step.x, square.y &+ step.y)
                    if x >= 0, y >= 0, x < across, y < down { votes[y &* across &+ x] &+= 1 }
                }
            }
        }
        var best = (votes: Int32(-1), x: 0, y: 0)
        for y in 1..<max(2, down - 1) {
            for x in 1..<max(2, across - 1) where y + 1 < down && x + 1 < across {
                var sum: Int32 = 0
                for row in y - 1...y + 1 {
                    let start = row * across + x
                    sum += votes[start - 1] + votes[start] + votes[start + 1]
                }
                if sum > best.votes { best = (sum, x, y) }
            }
        }
        let candidate = Candidate(
            x: (Double(best.x) + 0.5) * Double(Self.cell), y: (Double(best.y) + 0.5) * Double(Self.cell),
            radius: radius * SheetInk.dots)
        return (candidate, Double(best.votes) / cells)
    }

    // MARK: Rings

    /// The best ring near `candidate`.
    private func refined(_ candidate: Candidate, in ink: InkMap) -> FoundSeal {
        var best = candidate
        var bestRing = ring(candidate, in: ink)
        for step in [4.0, 2.0, 1.0] {
            let middle = best
            for x in -2...2 {
                for y in -2...2 {
                    for radius in -2...2 {
                        let near = Candidate(
                            x: middle.x + step * Double(x), y: middle.y + step * Double(y),
                            radius: middle.radius + step * Double(radius))
                        let ring = ring(near, in: ink)
                        if ring > bestRing { (best, bestRing) = (near, ring) }
                    }
                }
            }
        }
        return FoundSeal(
            x: best.x + Double(area.columns.lowerBound), y: best.y + Double(area.rows.lowerBound), radius: best.radius,
            ring: bestRing, characters: characters(best, in: ink), isRed: isRed)
    }

    /// Around so many directions a ring is looked at.
    private static let looks = 120

    private static let circle = (0..<looks).map { look -> (cosine: Double, sine: Double) in
        let angle = 2 * Double.pi * Double(look) / Double(looks)
        return (cos(angle), sin(angle))
    }

    /// The share of a ring that is there; less where what is around it has ink, too, as in a blot.
    private func ring(_ candidate: Candidate, in ink: InkMap) -> Double {
        var (free, inked, beside) = (0, 0, 0)
        for (cosine, sine) in Self.circle {
            var (isFree, hasInk) = (false, false)
            for offset in -1...1 {
                let radius = candidate.radius + Double(offset)
                let (x, y) = (Int(candidate.x + radius * cosine), Int(candidate.y + radius * sine))
                guard x >= 0, y >= 0, x < ink.width, y < ink.height else { continue }
                if covered.dots[y * ink.width + x] == 0 { isFree = true }
                if ink.dots[y * ink.width + x] == 1 { hasInk = true }
            }
            guard isFree else { continue }
            free += 1
            if hasInk { inked += 1 }
            let far = candidate.radius + Self.clearance
            let (x, y) = (Int(candidate.x + far * cosine), Int(candidate.y + far * sine))
            if x >= 0, y >= 0, x < ink.width, y < ink.height, ink.dots[y * ink.width + x] == 1 { beside += 1 }
        }
        // Under print or beyond the sheet a ring is not seen.
        guard free * 5 >= Self.looks * 2 else { return 0 }
        return max(0, Double(inked - beside / 2) / Double(free))
    }

    /// Around a seal there is no ink of it, so far from its rim, in dots.
    private static let clearance = 9.0

    /// The share of the circle inside of a ring that has ink where the characters stand.
    private func characters(_ candidate: Candidate, in ink: InkMap) -> Double {
        let (sectors, rim) = (24, (0.6, 0.9))
        var counts = [(free: Int, inked: Int)](repeating: (0, 0), count: sectors)
        let reach = Int(candidate.radius)
        for down in -reach...reach {
            for across in -reach...reach {
                let distance = Double(across * across + down * down).squareRoot() / candidate.radius
                guard distance >= rim.0, distance <= rim.1 else { continue }
                let (x, y) = (Int(candidate.x) + across, Int(candidate.y) + down)
                guard x >= 0, y >= 0, x < ink.width, y < ink.height else { continue }
                let turn = (atan2(Double(down), Double(across)) / (2 * .pi) + 1).truncatingRemainder(dividingBy: 1)
                let sector = min(sectors - 1, Int(turn * Double(sectors)))
                if covered.dots[y * ink.width + x] == 0 { counts[sector].free += 1 }
                counts[sector].inked += Int(ink.dots[y * ink.width + x])
            }
        }
        let free = counts.filter { $0.free >= 40 }
        guard !free.isEmpty else { return 0 }
        return Double(free.count { $0.inked >= 12 }) / Double(free.count)
    }
}
