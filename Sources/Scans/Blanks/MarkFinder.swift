/// Looks for ink where the print has none: corrections by hand, notes, stamps. Dirt is smaller.
struct MarkFinder {
    let sheet: SheetInk

    /// The side of a square in which ink is counted, in dots: 2 mm. Ink in squares next to each other is one mark.
    private static let square = 12
    /// A square with fewer dots is clean.
    private static let enough = 6
    /// The least ink of a mark in square millimetres, and how far it reaches at least, in millimetres.
    private static let leastInk = 1.2
    private static let leastExtent = 2.0
    /// Along the edges of a sheet nothing is looked for, in millimetres: shadows, staples, holes.
    private static let edge = 9.0
    /// What is as narrow as this and longer than that is a fold or the edge of a sheet, in millimetres.
    private static let line = (width: 3.0, length: 40.0)
    /// Pieces with fewer dots are specks.
    private static let speck = 6

    /// A mark and how much ink it has, in dots.
    struct Mark {
        let area: DotArea
        let ink: Int
    }

    /// The marks outside of `areas` and `seals`, those with most ink first.
    func marks(outside areas: [DotArea], _ seals: [FoundSeal]) -> [Mark] {
        let whole = DotArea(columns: 0..<sheet.size.width, rows: 0..<sheet.size.height)
        let edge = Int(Self.edge * SheetInk.dots)
        let printed = sheet.print(in: whole)
        var beyond = sheet.ink(in: whole).without(printed).dots
        for area in areas { Self.clear(area, &beyond, whole.width) }
        for y in whole.rows {
            let isEdge = y < edge || y >= whole.height - edge
            for x in isEdge ? whole.columns : 0..<edge { beyond[y * whole.width + x] = 0 }
            for x in whole.width - edge..<whole.width { beyond[y * whole.width + x] = 0 }
        }
        let near = InkMap(width: whole.width, height: whole.height, dots: beyond)
            .withoutLines(covered: printed)
        var counts = Squares(width: whole.width, height: whole.height, side: Self.square)
        for piece in near.pieces(least: Self.speck) {
            for dot in piece.dots {
                let (x, y) = (Int(dot) % whole.width, Int(dot) / whole.width)
                if !seals.contains(where: { $0.covers(x, y) }) { counts.add(x, y) }
            }
        }
        return counts.groups(least: Self.enough).filter(Self.isMark).sorted {
            ($1.ink, $0.area.rows.lowerBound, $0.area.columns.lowerBound)
                < ($0.ink, $1.area.rows.lowerBound, $1.area.columns.lowerBound)
        }
    }

    private static func clear(_ area: DotArea, _ dots: inout [UInt8], _ width: Int) {
        for y in area.rows {
            for x in area.columns { dots[y * width + x] = 0 }
        }
    }

    private static func isMark(_ mark: Mark) -> Bool {
        let dot = SheetInk.dots
        let long = max(mark.area.width, mark.area.height), narrow = min(mark.area.width, mark.area.height)
        if Double(narrow) <= line.width * dot, Double(long) > line.length * dot { return false }
        return Double(mark.ink) >= leastInk * dot * dot && Double(long) >= leastExtent * dot
    }
}

/// How much ink there is in the squares of a sheet.
private struct Squares {
    private let side: Int
    private let across: Int
    private let down: Int
    private var counts: [Int]
    /// The dots with ink of each square, as far as they reach.
    private var areas: [DotArea?]

    init(width: Int, height: Int, side: Int) {
        self.side = side
        across = (width + side - 1) / side
        down = (height + side - 1) / side
        counts = Array(repeating: 0, count: across * down)
        areas = Array(repeating: nil, count: across * down)
    }

    mutating func add(_ x: Int, _ y: Int) {
        let index = y / side * across + x / side
        let dot = DotArea(columns: x..<x + 1, rows: y..<y + 1)
        counts[index] += 1
        areas[index] = areas[index]?.union(dot) ?? dot
    }

    /// Squares with at least so many dots, those that touch as one mark.
    func groups(least: Int) -> [MarkFinder.Mark] {
        let map = InkMap(width: across, height: down, dots: counts.map { $0 >= least ? 1 : 0 })
        return map.pieces(least: 1).compactMap { piece in
            let squares = piece.dots.map(Int.init)
            let area = squares.compactMap { areas[$0] }.reduce(nil as DotArea?) { $0?.union($1) ?? $1 }
            return area.map { MarkFinder.Mark(area: $0, ink: squares.reduce(0) { $0 + counts[$1] }) }
        }
    }
}
