/// A small picture in shades of grey.
package struct GreyImage: Sendable {
    /// In dots.
    package let width: Int
    /// In dots.
    package let height: Int
    /// The dots row by row, from 0 for black to 255 for white.
    package let dots: [UInt8]

    /// Creates a picture of so many dots.
    package init(width: Int, height: Int, dots: [UInt8]) {
        precondition(dots.count == width * height, "a dot for each place")
        self.width = width
        self.height = height
        self.dots = dots
    }
}
