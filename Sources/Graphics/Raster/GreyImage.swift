/// A small picture in shades of grey.
package struct GreyImage: Sendable {
    /// In dots.
    package let width: Int
    /// In dots.
    package let height: Int
    /// The dots row by row, from 0 for black to 255 for white.
    package let dots: [UInt8]
}
