/// How well a scan shows a page.
struct LookMatch: Sendable {
    /// The share of the page's ink that is on the scan.
    let shown: Double
    /// The share of the scan's ink that is on the page: the rest is handwriting, seals, dirt, or another page.
    let explained: Double
    /// The share of squares of 5 mm with ink of which too little is on the scan.
    let lacking: Double
    /// How much ink the page has, in dots.
    let ink: Int
    /// How the page lies on the scan.
    let registration: Registration

    /// The side of a square, in dots; squares with less ink do not count, and of others this much must be there.
    private static let square = 30
    private static let enough = 40
    private static let leastShown = 0.75

    /// Looks for `page` on `scan`.
    init(_ page: PageLook, on scan: ScanLook) {
        let registration = scan.registration(of: page)
        let across = (page.ink.width + Self.square - 1) / Self.square
        let down = (page.ink.height + Self.square - 1) / Self.square
        var squares = [(ink: Int, shown: Int)](repeating: (0, 0), count: across * down)
        var printed = [UInt8](repeating: 0, count: scan.ink.dots.count)
        for place in page.places {
            let point = registration.onScan(place)
            let index = Int(place.y) / Self.square * across + Int(place.x) / Self.square
            squares[index].ink += 1
            guard point.x >= 0, point.y >= 0, point.x < scan.ink.width, point.y < scan.ink.height else { continue }
            let dot = point.y * scan.ink.width + point.x
            printed[dot] = 1
            squares[index].shown += Int(scan.spread.dots[dot])
        }
        self.registration = registration
        ink = page.places.count
        let shownDots = squares.reduce(0) { $0 + $1.shown }
        shown = Double(shownDots) / Double(max(1, page.places.count))
        let dense = squares.filter { $0.ink >= Self.enough }
        let poor = dense.filter { Double($0.shown) < Self.leastShown * Double($0.ink) }
        lacking = Double(poor.count) / Double(max(1, dense.count))
        let around = InkMap(width: scan.ink.width, height: scan.ink.height, dots: printed).spread(by: 2)
        let common = zip(around.dots, scan.ink.dots).reduce(0) { $0 + Int($1.0 & $1.1) }
        explained = Double(common) / Double(max(1, scan.count))
    }

    /// How good it is, from 0 to 1: the harmonic mean of what is shown and what is explained.
    var score: Double { shown + explained > 0 ? 2 * shown * explained / (shown + explained) : 0 }

    /// Whether the scan shows the page with hardly anything missing, whatever was written and stamped on it.
    /// A page with hardly anything on it, some forty characters, is on too many.
    var isSound: Bool { ink >= 3000 && shown >= 0.88 && explained >= 0.35 && lacking <= 0.05 }

    /// How clearly the scan is `page` and not `other`: the share of the dots in which both differ that are as `page` has them.
    /// A stain over the difference gives a half of them to each.
    /// - Returns: `nil` where they differ in too little to tell.
    func advantage(
        of page: PageLook, over other: PageLook, _ otherMatch: LookMatch, on scan: ScanLook
    ) -> Double? {
        let own = Self.difference(page, other, registration, scan)
        let others = Self.difference(other, page, otherMatch.registration, scan)
        let total = own.dots + others.dots
        guard total >= Self.leastDifference else { return nil }
        return Double(own.shown + others.dots - others.shown) / Double(total)
    }

    /// About three characters of the smallest type, in dots.
    private static let leastDifference = 120
    /// What is taken for clear.
    static let clear = 0.75

    /// The ink of `page` that is nowhere near ink of `other`, and how much of it the scan shows.
    private static func difference(
        _ page: PageLook, _ other: PageLook, _ registration: Registration, _ scan: ScanLook
    ) -> (dots: Int, shown: Int) {
        var (dots, shown) = (0, 0)
        let near = other.ink.spread(by: 2)
        for place in page.places {
            let (x, y) = (Int(place.x), Int(place.y))
            if x < near.width, y < near.height, near.dots[y * near.width + x] == 1 { continue }
            dots += 1
            let point = registration.onScan(place)
            guard point.x >= 0, point.y >= 0, point.x < scan.ink.width, point.y < scan.ink.height else { continue }
            shown += Int(scan.spread.dots[point.y * scan.ink.width + point.x])
        }
        return (dots, shown)
    }
}
