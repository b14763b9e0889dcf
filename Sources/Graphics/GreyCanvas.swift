import CPangoCairo
public import Layout

/// A small picture in shades of grey.
public struct GreyImage: Sendable {
    /// In dots.
    public let width: Int
    /// In dots.
    public let height: Int
    /// The dots row by row, from 0 for black to 255 for white.
    public let dots: [UInt8]

    /// Creates a picture.
    /// - Precondition: there are as many dots as `width` and `height` ask for.
    public init(width: Int, height: Int, dots: [UInt8]) {
        precondition(dots.count == width * height, "a dot for each place")
        self.width = width
        self.height = height
        self.dots = dots
    }
}

/// Draws finished pages as small pictures in grey.
public enum GreyCanvas {
    /// `page` on white, `width` dots wide.
    /// - Throws: ``CairoError`` where Cairo fails, for want of memory above all.
    public static func draw(_ page: Page, width: Int, library: FontLibrary) throws(CairoError) -> GreyImage {
        let scale = Double(width) / page.size.width.points
        // A rule of a whole dot would outshine the text: it takes half of one.
        let surface = try PNGCanvas.painted(page, scale: scale, dotsPerPoint: scale * 2, library: library)
        defer { cairo_surface_destroy(surface) }
        cairo_surface_flush(surface)
        let columns = Int(cairo_image_surface_get_width(surface))
        let rows = Int(cairo_image_surface_get_height(surface))
        let stride = Int(cairo_image_surface_get_stride(surface))
        guard let data = cairo_image_surface_get_data(surface) else { preconditionFailure("the surface has dots") }
        let dots = [UInt8](unsafeUninitializedCapacity: columns * rows) { buffer, count in
            for row in 0..<rows {
                let line = UnsafeRawPointer(data + row * stride)
                for column in 0..<columns {
                    // Of 0x00RRGGBB: the eye sees mostly green (ITU-R BT.601, 2.5.1, in 256ths).
                    let dot = line.loadUnaligned(fromByteOffset: column * 4, as: UInt32.self)
                    let (red, green, blue) = (dot >> 16 & 0xFF, dot >> 8 & 0xFF, dot & 0xFF)
                    buffer[row * columns + column] = UInt8((red * 77 + green * 150 + blue * 29) >> 8)
                }
            }
            count = columns * rows
        }
        return GreyImage(width: columns, height: rows, dots: dots)
    }
}
