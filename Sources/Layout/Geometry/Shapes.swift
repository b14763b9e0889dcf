/// A place on a page, from its top left corner, x to the right and y down.
public struct Point: Hashable, Sendable {
    /// The distance from the left edge.
    public var x: Length
    /// The distance from the top edge.
    public var y: Length

    /// Creates a point.
    public init(x: Length, y: Length) {
        self.x = x
        self.y = y
    }

    /// The top left corner.
    public static let zero = Point(x: .zero, y: .zero)

    /// A point moved by another's coordinates.
    public static func + (left: Self, right: Self) -> Self { Self(x: left.x + right.x, y: left.y + right.y) }
}

/// A width and a height.
public struct Size: Hashable, Sendable {
    /// The extent along x.
    public var width: Length
    /// The extent along y.
    public var height: Length

    /// Creates a size.
    public init(width: Length, height: Length) {
        self.width = width
        self.height = height
    }

    /// 210 × 297 mm (ISO 216).
    public static let a4 = Size(width: .mm(210), height: .mm(297))
}

/// Distances from the four sides of a box to what it holds.
public struct Insets: Hashable, Sendable {
    /// From the top.
    public var top: Length
    /// From the right.
    public var right: Length
    /// From the bottom.
    public var bottom: Length
    /// From the left.
    public var left: Length

    /// Creates distances for each side.
    public init(top: Length, right: Length, bottom: Length, left: Length) {
        self.top = top
        self.right = right
        self.bottom = bottom
        self.left = left
    }

    /// Creates equal distances for opposite sides.
    public init(horizontal: Length, vertical: Length) {
        self.init(top: vertical, right: horizontal, bottom: vertical, left: horizontal)
    }

    /// No distance on any side.
    public static let zero = Insets(horizontal: .zero, vertical: .zero)

    /// Left and right together.
    public var horizontal: Length { left + right }

    /// Top and bottom together.
    public var vertical: Length { top + bottom }
}
