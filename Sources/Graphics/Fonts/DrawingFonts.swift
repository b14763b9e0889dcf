import CPangoCairo
import Layout
import Sharing
import Synchronization

/// The Cairo fonts that pages are drawn with. They belong to one drawing at a time, which may go on while other threads
/// shape texts.
final class DrawingFonts: Sendable {
    private let shelf: FaceShelf
    /// What fontconfig found for each face that served a text.
    private let patterns = Mutex<[FaceID: FacePattern]>([:])
    /// Only the drawing that they belong to sees them.
    nonisolated(unsafe) private var fonts: [FontKey: OpaquePointer] = [:]
    nonisolated(unsafe) private var standIns: [FaceID: PlaceholderFace?] = [:]
    nonisolated(unsafe) private var standInFonts: [FontKey: (face: PlaceholderFace, font: OpaquePointer)] = [:]

    private struct FontKey: Hashable {
        let face: FaceID
        let size: Length
    }

    /// - Parameter shelf: what is read of the faces.
    init(_ shelf: FaceShelf) {
        self.shelf = shelf
    }

    deinit {
        // Cairo keeps some fonts that nobody uses, and may let go of one from a file for any other.
        CairoFaces.alone {
            fonts.values.forEach { cairo_scaled_font_destroy($0) }
            standInFonts.values.forEach { cairo_scaled_font_destroy($0.font) }
        }
    }

    /// Notes what fontconfig found for `face`, which texts are shaped with: no other face can be drawn. What will stand for
    /// it is made on another core meanwhile.
    func note(_ face: FaceID, _ pattern: FacePattern) {
        patterns.withLock { if $0[face] == nil { $0[face] = pattern } }
        placeholders(for: pattern)?.begin()
    }

    /// What stands for a face; `nil` for an instance of a variable face, whose outlines are not those of its file.
    private func placeholders(for pattern: FacePattern) -> Once<PlaceholderFont?>? {
        pattern.isInstance ? nil : shelf.file(pattern.path).placeholders(index: pattern.index)
    }

    private func pattern(of face: FaceID) -> FacePattern {
        patterns.withLock { patterns in
            guard let pattern = patterns[face] else { preconditionFailure("what is drawn was shaped before") }
            return pattern
        }
    }

    /// The Cairo font that draws `face` at `size`; it lives as long as these fonts.
    func font(_ face: FaceID, size: Length) -> OpaquePointer {
        let key = FontKey(face: face, size: size)
        if let known = fonts[key] { return known }
        let font = CairoFaces.alone {
            let cairoFace = pattern(of: face).cairoFace()
            defer { cairo_font_face_destroy(cairoFace) }
            return Self.scaled(cairoFace, to: size)
        }
        fonts[key] = font
        return font
    }

    /// The face that stands for `face` until its outlines are put in, and its Cairo font at `size`; `nil` where it stands
    /// for itself. The font lives as long as these fonts.
    func standIn(_ face: FaceID, size: Length) -> (face: PlaceholderFace, font: OpaquePointer)? {
        let key = FontKey(face: face, size: size)
        if let known = standInFonts[key] { return known }
        guard let standIn = standIn(for: face) else { return nil }
        let font = CairoFaces.alone { Self.scaled(standIn.cairoFace, to: size) }
        let new = (face: standIn, font: font)
        standInFonts[key] = new
        return new
    }

    private func standIn(for face: FaceID) -> PlaceholderFace? {
        if let known = standIns[face] { return known }
        let placeholders = placeholders(for: pattern(of: face))?.value
        let made = placeholders.flatMap { PlaceholderFace($0) }
        standIns[face] = .some(made)
        return made
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
