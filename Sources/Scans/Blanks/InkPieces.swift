/// Pieces of ink that hang together, and what tells strokes among them.
extension InkMap {
    /// A piece of ink that hangs together.
    struct Piece {
        /// The places of its dots in the map.
        var dots: [Int32] = []
        var columns = Int.max...Int.max
        var rows = Int.max...Int.max
    }

    /// A map of `pieces`, which are of one that is as large.
    init(width: Int, height: Int, pieces: [Piece]) {
        var dots = [UInt8](repeating: 0, count: width * height)
        for piece in pieces { for dot in piece.dots { dots[Int(dot)] = 1 } }
        self.init(width: width, height: height, dots: dots)
    }

    /// How much of a piece is ink, with the dots that lie between two of its own: all of a stroke, half of what is speckled.
    func density(of piece: Piece) -> Double {
        // With a margin, so that nothing ends at an edge.
        let (columns, rows) = (piece.columns.count + 4, piece.rows.count + 4)
        var own = [UInt8](repeating: 0, count: columns * rows)
        for dot in piece.dots {
            let (x, y) = (Int(dot) % width - piece.columns.lowerBound, Int(dot) / width - piece.rows.lowerBound)
            own[(y + 2) * columns + x + 2] = 1
        }
        let closed = InkMap(width: columns, height: rows, dots: own).spread(by: 1).inverted.spread(by: 1).inverted
        return Double(piece.dots.count) / Double(closed.count)
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
