/// A small picture in shades of grey.
public struct GreyImage: Sendable {
    /// In dots.
    public let width: Int
    /// In dots.
    public let height: Int
    /// The dots row by row, from 0 for black to 255 for white.
    public let dots: [UInt8]
}
