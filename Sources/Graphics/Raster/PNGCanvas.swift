import CPangoCairo
package import Layout

/// Draws finished pages to PNG images, in memory.
package enum PNGCanvas {
    /// The resolutions that are accepted, in dots per inch.
    package static let resolutions = 24...1200

    /// The bytes of an opaque rendering of `page` on white.
    /// - Parameters:
    ///   - resolution: in dots per inch, within ``resolutions``.
    ///   - isUpright: whether a landscape page is shown as it is read, and not as its paper lies.
    /// - Throws: ``CairoError`` where Cairo fails, for want of memory above all, or there are no images of that resolution.
    package static func draw(
        _ page: Page, resolution: Int, isUpright: Bool = false, library: FontLibrary
    ) throws(CairoError) -> [UInt8] {
        guard resolutions.contains(resolution) else { throw .invalidSize }
        let scale = Double(resolution) / 72
        let isTurned = isUpright && page.isLandscape
        let (across, down) = isTurned ? (page.size.height, page.size.width) : (page.size.width, page.size.height)
        let width = Int32((across.points * scale).rounded())
        let height = Int32((down.points * scale).rounded())
        let surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height)
        defer { cairo_surface_destroy(surface) }
        guard let context = cairo_create(surface) else { preconditionFailure("Cairo never returns NULL") }
        defer { cairo_destroy(context) }
        cairo_set_source_rgb(context, 1, 1, 1)
        cairo_paint(context)
        cairo_scale(context, scale, scale)
        if isTurned {
            cairo_translate(context, across.points, 0)
            cairo_rotate(context, .pi / 2)
        }
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
