import CPangoCairo
package import Layout

/// Draws finished pages to PNG images, in memory.
package enum PNGCanvas {
    /// The resolutions that are accepted, in dots per inch.
    package static let resolutions = 24...1200

    /// The bytes of an opaque rendering of `page` on white.
    /// - Parameter resolution: in dots per inch, within ``resolutions``.
    /// - Throws: ``CairoError`` where Cairo fails, for want of memory above all, or there are no images of that resolution.
    package static func draw(_ page: Page, resolution: Int, library: FontLibrary) throws(CairoError) -> [UInt8] {
        guard resolutions.contains(resolution) else { throw .invalidSize }
        let scale = Double(resolution) / 72
        let width = Int32((page.size.width.points * scale).rounded())
        let height = Int32((page.size.height.points * scale).rounded())
        let surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height)
        defer { cairo_surface_destroy(surface) }
        guard let context = cairo_create(surface) else { preconditionFailure("Cairo never returns NULL") }
        defer { cairo_destroy(context) }
        cairo_set_source_rgb(context, 1, 1, 1)
        cairo_paint(context)
        cairo_scale(context, scale, scale)
        var drawer = PageDrawer(
            context, fonts: library.drawingFonts, images: ImageCache(), filter: CAIRO_FILTER_GOOD, dotsPerPoint: scale)
        drawer.draw(page)
        if let error = CairoError(cairo_status(context)) { throw error }
        return try encode(surface)
    }

    private static func encode(_ surface: OpaquePointer?) throws(CairoError) -> [UInt8] {
        var bytes: [UInt8] = []
        let status = withUnsafeMutablePointer(to: &bytes) { sink in
            cairo_surface_write_to_png_stream(
                surface,
                { closure, data, length in
                    guard let closure, let data else { return CAIRO_STATUS_WRITE_ERROR }
                    let sink = closure.assumingMemoryBound(to: [UInt8].self)
                    sink.pointee.append(contentsOf: UnsafeBufferPointer(start: data, count: Int(length)))
                    return CAIRO_STATUS_SUCCESS
                }, sink)
        }
        if let error = CairoError(status) { throw error }
        return bytes
    }
}
