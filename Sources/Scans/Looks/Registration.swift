/// How a line of a page, seen as how much ink its columns or rows have, lies on the same line of a scan.
struct ProfileFit: Sendable {
    /// A dot of the scan for each dot of the page, about the middles of both.
    let scale: Double
    /// By how many dots the middle of the page lies behind that of the scan.
    let shift: Double

    /// Scales and shifts that are tried, the latter in dots: 4 % and 12 mm.
    private static let scales = stride(from: 0.96, through: 1.0401, by: 0.005)
    private static let reach = 72
    private static let step = 4
    /// A rule across the sheet, a fold or the edge of the glass counts no more than this share of ink.
    private static let most: Float = 0.35

    /// The best fit of `page` on `scan`.
    init(_ page: [Float], on scan: [Float]) {
        let (page, scan) = (page.map { min($0, Self.most) }, scan.map { min($0, Self.most) })
        let (coarsePage, coarseScan) = (Self.reduced(page), Self.reduced(scan))
        var best = (likeness: -Float.infinity, scale: 1.0, shift: 0.0)
        func consider(_ page: [Float], _ scan: [Float], _ scale: Double, _ shift: Double, unit: Double) {
            let likeness = Self.likeness(page, scan, scale, shift / unit)
            if likeness > best.likeness { best = (likeness, scale, shift) }
        }
        for scale in Self.scales {
            for shift in stride(from: -Self.reach, through: Self.reach, by: Self.step) {
                consider(coarsePage, coarseScan, scale, Double(shift), unit: Double(Self.step))
            }
        }
        let rough = best
        best.likeness = -Float.infinity
        for fine in -4...4 {
            for shift in -Self.step...Self.step {
                consider(page, scan, rough.scale + Double(fine) / 1000, rough.shift + Double(shift), unit: 1)
            }
        }
        scale = best.scale
        shift = best.shift
    }

    private static func reduced(_ values: [Float]) -> [Float] {
        (0..<values.count / step).map { index in
            values[index * step..<(index + 1) * step].reduce(0, +) / Float(step)
        }
    }

    /// The correlation of `page` with what lies under it on `scan`.
    private static func likeness(_ page: [Float], _ scan: [Float], _ scale: Double, _ shift: Double) -> Float {
        let (middle, other) = (Double(page.count - 1) / 2, Double(scan.count - 1) / 2)
        var (count, sumA, sumB, sumAA, sumBB, sumAB): (Float, Float, Float, Float, Float, Float) = (0, 0, 0, 0, 0, 0)
        page.withUnsafeBufferPointer { page in
            scan.withUnsafeBufferPointer { scan in
                for index in page.indices {
                    let place = Int(((Double(index) - middle) * scale + other + shift).rounded())
                    guard place >= 0, place < scan.count else { continue }
                    let (a, b) = (page[index], scan[place])
                    count += 1
                    sumA += a
                    sumB += b
                    sumAA += a * a
                    sumBB += b * b
                    sumAB += a * b
                }
            }
        }
        guard count > 0 else { return -1 }
        let varied = (sumAA - sumA * sumA / count) * (sumBB - sumB * sumB / count)
        return varied > 0 ? (sumAB - sumA * sumB / count) / varied.squareRoot() : -1
    }
}

/// Where the dots of a page lie on a scan: by how its columns and rows fit, and in each square of about 25 mm by up to a
/// millimetre more, since paper stretches and feeds unevenly.
struct Registration: Sendable {
    private static let square = 148
    /// How far a square may lie beside its place, in dots.
    private static let reach = 7
    /// Squares with less ink do not tell where they lie.
    private static let enough = 100
    /// So much ink of a square tells.
    private static let sample = 700

    private let columns: ProfileFit
    private let rows: ProfileFit
    private let middle: (x: Double, y: Double)
    private let across: Int
    /// Where each square lies, beside its place.
    private var shifts: [(x: Int, y: Int)]
    /// Where the squares that tell it lie.
    private(set) var anchors: [Anchor] = []

    /// The middle of a square's ink, in dots from the upper left corner of the page and from that of the scan.
    struct Anchor: Sendable {
        let page: (x: Double, y: Double)
        let scan: (x: Double, y: Double)
        /// How much ink it has, in dots.
        let weight: Double
    }

    init(_ columns: ProfileFit, _ rows: ProfileFit, of page: PageLook, on scan: InkMap) {
        self.columns = columns
        self.rows = rows
        middle = (Double(scan.width - 1) / 2, Double(scan.height - 1) / 2)
        across = (page.ink.width + Self.square - 1) / Self.square
        let down = (page.ink.height + Self.square - 1) / Self.square
        shifts = Array(repeating: (0, 0), count: across * down)
        var squares = [[InkPlace]](repeating: [], count: across * down)
        for place in page.places { squares[square(of: place)].append(place) }
        let told = squares.indices.filter { squares[$0].count >= Self.enough }
        for index in told { shifts[index] = shift(of: squares[index], on: scan) }
        let usual = (x: Self.median(told.map { shifts[$0].x }), y: Self.median(told.map { shifts[$0].y }))
        for index in squares.indices where squares[index].count < Self.enough { shifts[index] = usual }
        anchors = told.map { anchor(of: squares[$0], shifts[$0]) }
    }

    private func anchor(of places: [InkPlace], _ shift: (x: Int, y: Int)) -> Anchor {
        let count = Double(places.count)
        let x = places.reduce(0) { $0 + Double($1.x) } / count, y = places.reduce(0) { $0 + Double($1.y) } / count
        let found = fitted(x, y)
        // A dot's place is that of its middle.
        return Anchor(
            page: (x + 0.5, y + 0.5), scan: (found.x + Double(shift.x) + 0.5, found.y + Double(shift.y) + 0.5),
            weight: count)
    }

    /// Where the corners of a page of that size lie, by how its columns and rows fit alone.
    func corners(width: Int, height: Int) -> [Anchor] {
        let sides = (x: Double(width - 1), y: Double(height - 1))
        let corners = [(x: 0, y: 0), (x: sides.x, y: 0), (x: 0, y: sides.y), sides]
        return corners.map { corner in
            let found = fitted(corner.x, corner.y)
            return Anchor(
                page: (corner.x + 0.5, corner.y + 0.5), scan: (found.x + 0.5, found.y + 0.5), weight: 1)
        }
    }

    private static func median(_ values: [Int]) -> Int { values.isEmpty ? 0 : values.sorted()[values.count / 2] }

    private func square(of place: InkPlace) -> Int { Int(place.y) / Self.square * across + Int(place.x) / Self.square }

    private func unshifted(_ place: InkPlace) -> (x: Int, y: Int) {
        let found = fitted(Double(place.x), Double(place.y))
        return (Int(found.x.rounded()), Int(found.y.rounded()))
    }

    private func fitted(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
        (
            (x - middle.x) * columns.scale + middle.x + columns.shift,
            (y - middle.y) * rows.scale + middle.y + rows.shift
        )
    }

    /// Where `place` of the page lies on the scan, which may be outside of it.
    func onScan(_ place: InkPlace) -> (x: Int, y: Int) {
        let (point, shift) = (unshifted(place), shifts[square(of: place)])
        return (point.x + shift.x, point.y + shift.y)
    }

    /// Where most of `places` lie on ink.
    private func shift(of places: [InkPlace], on scan: InkMap) -> (x: Int, y: Int) {
        let step = max(1, places.count / Self.sample)
        let points = stride(from: 0, to: places.count, by: step).map { unshifted(places[$0]) }
        var best = (count: -1, x: 0, y: 0)
        func consider(_ x: Int, _ y: Int) {
            let count = Self.count(of: points, by: x, y, on: scan)
            if count > best.count { best = (count, x, y) }
        }
        consider(0, 0)
        for y in stride(from: -Self.reach + 1, through: Self.reach - 1, by: 2) {
            for x in stride(from: -Self.reach + 1, through: Self.reach - 1, by: 2) { consider(x, y) }
        }
        let rough = best
        for y in rough.y - 1...rough.y + 1 {
            for x in rough.x - 1...rough.x + 1 { consider(x, y) }
        }
        return (best.x, best.y)
    }

    private static func count(of points: [(x: Int, y: Int)], by x: Int, _ y: Int, on scan: InkMap) -> Int {
        scan.dots.withUnsafeBufferPointer { dots in
            points.reduce(0) { count, point in
                let (column, row) = (point.x + x, point.y + y)
                guard column >= 0, row >= 0, column < scan.width, row < scan.height else { return count }
                return count + Int(dots[row * scan.width + column])
            }
        }
    }
}
