import CPangoCairo
package import Layout

/// The images that were decoded. Each is decoded once; and since Cairo stores a surface once in a PDF, each is in it once.
final class ImageCache {
    private var surfaces: [[UInt8]: OpaquePointer] = [:]

    deinit { surfaces.values.forEach { cairo_surface_destroy($0) } }

    /// The pixels of `image`; a surface in an error state where it cannot be decoded. It lives as long as the cache.
    func surface(of image: RasterImage) -> OpaquePointer {
        if let known = surfaces[image.png] { return known }
        guard let surface = Self.decode(image.png) else { preconditionFailure("Cairo never returns NULL") }
        surfaces[image.png] = surface
        return surface
    }

    /// Whether `image` can be decoded to as many pixels as its header says.
    func holds(_ image: RasterImage) -> Bool {
        let surface = surface(of: image)
        return cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS
            && cairo_image_surface_get_width(surface) == image.width
            && cairo_image_surface_get_height(surface) == image.height
    }

    private static func decode(_ png: [UInt8]) -> OpaquePointer? {
        var rest = png[...]
        return withUnsafeMutablePointer(to: &rest) { source in
            cairo_image_surface_create_from_png_stream(
                { closure, data, length in
                    guard let rest = closure?.assumingMemoryBound(to: ArraySlice<UInt8>.self), let data else {
                        return CAIRO_STATUS_READ_ERROR
                    }
                    guard rest.pointee.count >= Int(length) else { return CAIRO_STATUS_READ_ERROR }
                    _ = UnsafeMutableBufferPointer(start: data, count: Int(length))
                        .update(fromContentsOf: rest.pointee.prefix(Int(length)))
                    rest.pointee = rest.pointee.dropFirst(Int(length))
                    return CAIRO_STATUS_SUCCESS
                }, source)
        }
    }
}

extension PagedDocument {
    /// A fault for each image that cannot be decoded.
    package var unreadableImages: [LayoutFault] {
        let cache = ImageCache()
        return pages.flatMap(\.layers).flatMap(\.images).map(\.image).filter { !cache.holds($0) }
            .map { .unreadableImage(at: $0.origin) }
    }
}
