import CPangoCairo
import Layout
import Sharing
import Synchronization

/// The Cairo fonts that pages are drawn with. They belong to one drawing at a time, which may go on while other threads
/// shape texts.
final class DrawingFonts: Sendable {
    private let cache: FaceCache
    /// The pattern that fontconfig gave for each face that texts were shaped with.
    private let patterns = Mutex<[FaceID: FacePattern]>([:])
    private let made = Mutex(Made())

    /// The fonts that were needed.
    private struct Made {
        var fonts: [FontKey: Shared<OpaquePointer>] = [:]
        var placeholderFaces: [FaceID: PlaceholderFace?] = [:]
        var scaledPlaceholders: [FontKey: ScaledPlaceholder] = [:]
    }

    private struct FontKey: Hashable {
        let face: FaceID
        let size: Length
    }

    /// A placeholder at one size.
    private struct ScaledPlaceholder {
        let face: PlaceholderFace
        let font: Shared<OpaquePointer>
    }

    /// - Parameter cache: the files of the faces.
    init(_ cache: FaceCache) {
        self.cache = cache
    }

    /// Notes what fontconfig found for `face`, which texts are shaped with: no other face can be drawn. Its
    /// placeholder is made on another core meanwhile.
    func note(_ face: FaceID, _ pattern: FacePattern) {
        patterns.withLock { if $0[face] == nil { $0[face] = pattern } }
        placeholders(for: pattern)?.begin()
    }

    /// The placeholder for a face; `nil` for an instance of a variable face, whose outlines are not those of its file.
    private func placeholders(for pattern: FacePattern) -> LazyValue<PlaceholderFont?>? {
        pattern.isInstance ? nil : cache.file(pattern.path).placeholders(index: pattern.index)
    }

    private func pattern(of face: FaceID) -> FacePattern {
        patterns.withLock { patterns in
            guard let pattern = patterns[face] else { preconditionFailure("what is drawn was shaped before") }
            return pattern
        }
    }

    /// The Cairo font that draws `face` at `size`; it lives as long as these fonts.
    func font(_ face: FaceID, size: Length) -> OpaquePointer {
        made.withLock { made in
            let key = FontKey(face: face, size: size)
            if let known = made.fonts[key] { return known }
            let font = Self.shared {
                let cairoFace = pattern(of: face).cairoFace()
                defer { cairo_font_face_destroy(cairoFace) }
                return Self.scaled(cairoFace, to: size)
            }
            made.fonts[key] = font
            return font
        }.pointer
    }

    /// The placeholder for `face` and its Cairo font at `size`; `nil` for a face that is drawn as it is. The Cairo font lives
    /// as long as these fonts.
    func placeholder(_ face: FaceID, size: Length) -> (placeholders: PlaceholderFont, font: OpaquePointer)? {
        let placeholder = made.withLock { made -> ScaledPlaceholder? in
            let key = FontKey(face: face, size: size)
            if let known = made.scaledPlaceholders[key] { return known }
            guard let placeholder = self.placeholder(for: face, &made) else { return nil }
            let new = ScaledPlaceholder(
                face: placeholder, font: Self.shared { Self.scaled(placeholder.cairoFace, to: size) })
            made.scaledPlaceholders[key] = new
            return new
        }
        return placeholder.map { ($0.face.font, $0.font.pointer) }
    }

    private func placeholder(for face: FaceID, _ made: inout Made) -> PlaceholderFace? {
        if let known = made.placeholderFaces[face] { return known }
        let placeholder = placeholders(for: pattern(of: face))?.value.flatMap { PlaceholderFace($0) }
        made.placeholderFaces[face] = .some(placeholder)
        return placeholder
    }

    /// A font that `make` gives. Cairo keeps some fonts that nobody uses, and may let go of one from a file for any other.
    private static func shared(_ make: () -> OpaquePointer) -> Shared<OpaquePointer> {
        Shared(CairoFaces.alone(make)) { font in CairoFaces.alone { cairo_scaled_font_destroy(font) } }
    }

    /// A font of one em of `size`. Cairo stores the fonts of a face once, whatever their sizes.
    private static func scaled(_ face: OpaquePointer, to size: Length) -> OpaquePointer {
        var (scale, identity) = (cairo_matrix_t(), cairo_matrix_t())
        cairo_matrix_init_scale(&scale, size.points, size.points)
        cairo_matrix_init_identity(&identity)
        let options = FontOptions.exact()
        defer { cairo_font_options_destroy(options) }
        guard let font = cairo_scaled_font_create(face, &scale, &identity, options) else {
            preconditionFailure("Cairo never returns NULL")
        }
        return font
    }
}
