/// A place on a page, from its top left corner, x to the right and y down.
package struct Point: Hashable, Sendable {
    /// The distance from the left edge.
    package var x: Length
    /// The distance from the top edge.
    package var y: Length

    /// Creates a point.
    package init(x: Length, y: Length) {
        self.x = x
        self.y = y
    }

    /// The top left corner.
    package static let zero = Point(x: .zero, y: .zero)

    /// A point moved by another's coordinates.
    package static func + (left: Self, right: Self) -> Self { Self(x: left.x + right.x, y: left.y + right.y) }
}

/// A width and a height.
package struct Size: Hashable, Sendable {
    /// The extent along x.
    package var width: Length
    /// The extent along y.
    package var height: Length

    /// Creates a size.
    package init(width: Length, height: Length) {
        self.width = width
        self.height = height
    }

    /// 210 × 297 mm (ISO 216).
    package static let a4 = Size(width: .mm(210), height: .mm(297))
    /// 297 × 420 mm (ISO 216).
    package static let a3 = Size(width: .mm(297), height: .mm(420))
    /// 176 × 250 mm (ISO 216).
    package static let b5 = Size(width: .mm(176), height: .mm(250))
}

/// Distances from the four sides of a box to what it holds.
package struct Insets: Hashable, Sendable {
    /// From the top.
    package var top: Length
    /// From the right.
    package var right: Length
    /// From the bottom.
    package var bottom: Length
    /// From the left.
    package var left: Length

    /// Creates distances for each side.
    package init(top: Length, right: Length, bottom: Length, left: Length) {
        self.top = top
        self.right = right
        self.bottom = bottom
        self.left = left
    }

    /// Creates equal distances for opposite sides.
    package init(horizontal: Length, vertical: Length) {
        self.init(top: vertical, right: horizontal, bottom: vertical, left: horizontal)
    }

    /// No distance on any side.
    package static let zero = Insets(horizontal: .zero, vertical: .zero)

    /// Left and right together.
    package var horizontal: Length { left + right }

    /// Top and bottom together.
    package var vertical: Length { top + bottom }
}
