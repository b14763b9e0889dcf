import PDFFormat

/// A rectangle on a page whose sides are parallel to those of the page, in points.
struct PageArea: Hashable {
    var left, bottom, right, top: Double

    /// By how much a picture may reach out of an area before it counts as cut, in points: numbers are written with few decimals.
    private static let tolerance = 0.1

    /// Creates an area.
    init(left: Double, bottom: Double, right: Double, top: Double) {
        (self.left, self.bottom, self.right, self.top) = (left, bottom, right, top)
    }

    /// The rectangle that `map` makes of one with a corner at `corner`; `nil` where its sides lie askew on the page.
    init?(corner: (x: Double, y: Double), across: Double, down: Double, _ map: AffineMap) {
        guard map.b == 0 && map.c == 0 || map.a == 0 && map.d == 0 else { return nil }
        self.init(
            around: [
                map(corner.x, corner.y), map(corner.x + across, corner.y + down),
            ])
    }

    /// What is around a picture, which `map` makes of the unit square.
    init(around map: AffineMap) { self.init(around: [map(0, 0), map(1, 0), map(0, 1), map(1, 1)]) }

    private init(around points: [(x: Double, y: Double)]) {
        let (across, down) = (points.map(\.x), points.map(\.y))
        self.init(
            left: across.min() ?? 0, bottom: down.min() ?? 0, right: across.max() ?? 0, top: down.max() ?? 0)
    }

    /// What both have in common; of no extent where that is nothing.
    func common(with other: PageArea) -> PageArea {
        let (left, bottom) = (max(left, other.left), max(bottom, other.bottom))
        return PageArea(
            left: left, bottom: bottom, right: max(left, min(right, other.right)), top: max(bottom, min(top, other.top))
        )
    }

    /// Whether it holds all of `other`, or that has no extent.
    func holds(_ other: PageArea) -> Bool {
        guard other.right > other.left, other.top > other.bottom else { return true }
        return other.left >= left - Self.tolerance && other.right <= right + Self.tolerance
            && other.bottom >= bottom - Self.tolerance && other.top <= top + Self.tolerance
    }
}

/// The path that content makes, as far as it may cut what is painted: one rectangle can be followed.
struct ClipPath {
    private var rectangle: PageArea?
    private var isOther = false
    /// Whether it cuts what is painted from its end on.
    var clips = false

    /// Adds what `re` does.
    mutating func addRectangle(_ numbers: [Double], _ map: AffineMap) {
        guard numbers.count == 4, rectangle == nil,
            let area = PageArea(corner: (numbers[0], numbers[1]), across: numbers[2], down: numbers[3], map)
        else { return isOther = true }
        rectangle = area
    }

    /// Adds anything else.
    mutating func addOther() { isOther = true }

    /// Ends the path.
    /// - Returns: what is seen from now on of what is seen within `clip`; `nil` where that is no rectangle.
    mutating func ended(within clip: PageArea) -> PageArea? {
        defer { self = ClipPath() }
        guard clips else { return clip }
        guard !isOther, let rectangle else { return nil }
        return clip.common(with: rectangle)
    }
}
