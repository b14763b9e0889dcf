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

    /// A part of the map.
    func cropped(_ area: DotArea) -> InkMap {
        var part: [UInt8] = []
        part.reserveCapacity(area.width * area.height)
        for row in area.rows {
            part += dots[row * width + area.columns.lowerBound..<row * width + area.columns.upperBound]
        }
        return InkMap(width: area.width, height: area.height, dots: part)
    }

    /// The ink that is not in `other`, which is as large.
    func without(_ other: InkMap) -> InkMap {
        InkMap(width: width, height: height, dots: zip(dots, other.dots).map { $0 & ~$1 })
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

    // MARK: Blots and pieces

    /// The ink of things that are thicker than `2 * radius` dots, whole.
    func blots(radius: Int) -> InkMap {
        inverted.spread(by: radius).inverted.spread(by: radius + 2)
    }

    /// The ink with what lies between dots of it that are no further than `2 * radius` apart.
    func closed(by radius: Int) -> InkMap { spread(by: radius).inverted.spread(by: radius).inverted }

    /// Ink where there is none.
    private var inverted: InkMap { InkMap(width: width, height: height, dots: dots.map { 1 - $0 }) }

    /// A piece of ink that hangs together.
    struct Piece {
        /// The places of its dots in the map.
        var dots: [Int32] = []
        var columns = Int.max...Int.max
        var rows = Int.max...Int.max
    }

    /// How long the strokes of a piece are together, in dots: its dots over its thickness, so that what is as thick as it is long
    /// is no stroke.
    func length(of piece: Piece) -> Int { piece.dots.count / thickness(of: piece) }

    /// The side of the largest square in a piece, in dots.
    private func thickness(of piece: Piece) -> Int {
        let columns = piece.columns.count
        // For each dot the side of the largest square that ends there.
        var sides = [Int](repeating: 0, count: columns * piece.rows.count)
        for dot in piece.dots.sorted() {
            let (x, y) = (Int(dot) % width - piece.columns.lowerBound, Int(dot) / width - piece.rows.lowerBound)
            let place = y * columns + x
            sides[place] =
                x == 0 || y == 0
                ? 1 : 1 + min(sides[place - 1], sides[place - columns], sides[place - columns - 1])
        }
        return sides.max() ?? 1
    }

    /// The pieces with at least `least` dots.
    func pieces(least: Int) -> [Piece] {
        var left = dots
        var pieces: [Piece] = []
        for start in left.indices where left[start] == 1 {
            let piece = piece(from: start, &left)
            if piece.dots.count >= least { pieces.append(piece) }
        }
        return pieces
    }

    private func piece(from start: Int, _ left: inout [UInt8]) -> Piece {
        var piece = Piece(dots: [Int32(start)])
        left[start] = 0
        var next = 0
        var (first, last, top, bottom) = (width, 0, height, 0)
        while next < piece.dots.count {
            let (x, y) = (Int(piece.dots[next]) % width, Int(piece.dots[next]) / width)
            next += 1
            (first, last, top, bottom) = (min(first, x), max(last, x), min(top, y), max(bottom, y))
            for row in max(0, y - 1)...min(height - 1, y + 1) {
                for column in max(0, x - 1)...min(width - 1, x + 1) where left[row * width + column] == 1 {
                    left[row * width + column] = 0
                    piece.dots.append(Int32(row * width + column))
                }
            }
        }
        piece.columns = first...last
        piece.rows = top...bottom
        return piece
    }
}

extension GreyRaster {
    /// A part of the picture.
    func cropped(_ area: DotArea) -> GreyRaster {
        var part: [UInt8] = []
        part.reserveCapacity(area.width * area.height)
        for row in area.rows {
            part += pixels[row * width + area.columns.lowerBound..<row * width + area.columns.upperBound]
        }
        return GreyRaster(width: area.width, height: area.height, pixels: part)
    }
}
