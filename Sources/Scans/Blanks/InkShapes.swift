/// Shapes in ink: what is no pen is taken out of it.
extension InkMap {
    /// Whether there is ink at a dot or next to it.
    func hasInk(around x: Int, _ y: Int) -> Bool {
        for row in max(0, y - 1)..<max(max(0, y - 1), min(height, y + 2)) {
            for column in max(0, x - 1)..<max(max(0, x - 1), min(width, x + 2)) where dots[row * width + column] == 1 {
                return true
            }
        }
        return false
    }

    /// How many dots have ink.
    var count: Int { dots.reduce(0) { $0 &+ Int($1) } }

    /// The ink that is not in `other`, which is as large.
    func without(_ other: InkMap) -> InkMap {
        InkMap(width: width, height: height, dots: zip(dots, other.dots).map { $0 & ~$1 })
    }

    /// The ink of both, which are as large.
    func joined(with other: InkMap) -> InkMap {
        InkMap(width: width, height: height, dots: zip(dots, other.dots).map { $0 | $1 })
    }

    /// The ink that is in `other`, too, which is as large.
    func intersected(with other: InkMap) -> InkMap {
        InkMap(width: width, height: height, dots: zip(dots, other.dots).map { $0 & $1 })
    }

    // MARK: Lines

    /// How thick a line is at most, in dots.
    private static let lineThickness = 5
    /// The share of a map's width or height, as far as it is not covered, that a line takes at least.
    private static let lineLength = 0.55

    /// The ink without straight lines from one edge to the other: folds, edges of sheets, dirt on the scanner's glass.
    /// - Parameter covered: what is not looked at.
    func withoutLines(covered: InkMap) -> InkMap {
        var kept = dots
        for row in lines(count: height, length: width, 1, width, covered) {
            for index in row * width..<(row + 1) * width { kept[index] = 0 }
        }
        for column in lines(count: width, length: height, width, 1, covered) {
            for row in 0..<height { kept[row * width + column] = 0 }
        }
        return InkMap(width: width, height: height, dots: kept)
    }

    /// The rows or columns that a line takes.
    private func lines(count: Int, length: Int, _ step: Int, _ pitch: Int, _ covered: InkMap) -> Set<Int> {
        let thickness = Self.lineThickness
        guard count >= thickness else { return [] }
        var found: Set<Int> = []
        for first in 0...count - thickness {
            var (free, inked) = (0, 0)
            for place in 0..<length {
                var (isFree, hasInk) = (false, false)
                for line in first..<first + thickness {
                    let index = line * pitch + place * step
                    if covered.dots[index] == 0 { isFree = true }
                    if dots[index] == 1 { hasInk = true }
                }
                if isFree { free += 1 }
                if hasInk { inked += 1 }
            }
            if free * 3 >= length, Double(inked) >= Self.lineLength * Double(free) {
                found.formUnion(max(0, first - 1)..<min(count, first + thickness + 1))
            }
        }
        return found
    }

    // MARK: Blots

    /// The ink of things that are thicker than `2 * radius` dots, whole.
    func blots(radius: Int) -> InkMap {
        inverted.spread(by: radius).inverted.spread(by: radius + 2)
    }

    /// Ink where there is none.
    var inverted: InkMap { InkMap(width: width, height: height, dots: dots.map { 1 - $0 }) }
}
