/// A picture as the bytes of a PNG file (ISO/IEC 15948). Layout knows its size; whoever draws it decodes it.
package struct RasterImage: Sendable {
    /// The file.
    package let png: [UInt8]
    /// Its width in pixels.
    package let width: Int
    /// Its height in pixels.
    package let height: Int
    /// Where it comes from, for diagnostics.
    package var origin: TextOrigin?

    /// The most pixels of an image: a signature of 100 × 40 mm at 600 dots an inch has half as many.
    package static let mostPixels = 4_000_000

    /// Why bytes are no image that is drawn.
    package enum Fault: Error, Hashable, Sendable {
        /// They do not begin as a PNG file does.
        case notPNG
        /// It has more than ``RasterImage/mostPixels``.
        case tooManyPixels(width: Int, height: Int)
    }

    private static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    private static let headerStart: [UInt8] = [0, 0, 0, 13] + Array("IHDR".utf8)

    /// Reads the size of a PNG from its header (clause 11.2.2); what follows it is not looked at.
    package init(png bytes: [UInt8], origin: TextOrigin? = nil) throws(Fault) {
        let start = Self.signature + Self.headerStart
        guard bytes.count >= start.count + 8, bytes.starts(with: start) else { throw .notPNG }
        func number(at place: Int) -> Int {
            bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
        }
        png = bytes
        width = number(at: start.count)
        height = number(at: start.count + 4)
        self.origin = origin
        guard width > 0, height > 0 else { throw .notPNG }
        guard width <= Self.mostPixels / height else {
            throw .tooManyPixels(width: width, height: height)
        }
    }

    /// Its size at 300 dots an inch, the resolution of office scanners.
    package var naturalSize: Size {
        Size(width: .pt(Double(width) * 72 / 300), height: .pt(Double(height) * 72 / 300))
    }

    /// The largest size of its proportions that is neither larger than `room` nor than its natural one, but never nothing.
    func size(within room: Size) -> Size {
        let natural = naturalSize
        let scale = min(
            1, room.width.points / natural.width.points, room.height.points / natural.height.points)
        let least = Length(rawValue: 1)
        return Size(width: max(least, natural.width * scale), height: max(least, natural.height * scale))
    }
}

/// An image at its place.
package struct PlacedImage: Sendable {
    /// What is shown.
    package let image: RasterImage
    /// Its upper left corner.
    package var origin: Point
    /// How large it is shown.
    package let size: Size
    /// The element that it belongs to; `nil` for an artifact.
    package var element: ElementID?
}
