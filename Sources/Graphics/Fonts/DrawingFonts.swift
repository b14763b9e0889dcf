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
    private let made = Mutex(Made())

    /// The fonts that were needed.
    private struct Made {
        var fonts: [FontKey: Shared<OpaquePointer>] = [:]
        var standIns: [FaceID: PlaceholderFace?] = [:]
        var standInFonts: [FontKey: StandIn] = [:]
    }

    private struct FontKey: Hashable {
        let face: FaceID
        let size: Length
    }

    /// A face that stands for another one, at one size.
    private struct StandIn {
        let face: PlaceholderFace
        let font: Shared<OpaquePointer>
    }

    /// - Parameter shelf: what is read of the faces.
    init(_ shelf: FaceShelf) {
        self.shelf = shelf
    }

    /// Notes what fontconfig found for `face`, which texts are shaped with: no other face can be drawn. What will stand for
    /// it is made on another core meanwhile.
    func note(_ face: FaceID, _ pattern: FacePattern) {
        patterns.withLock { if $0[face] == nil { $0[face] = pattern } }
        placeholders(for: pattern)?.begin()
    }

    /// What stands for a face; `nil` for an instance of a variable face, whose outlines are not those of its file.
    private func placeholders(for pattern: FacePattern) -> LazyValue<PlaceholderFont?>? {
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

    /// The font that stands for `face` until its outlines are put in, and its Cairo font at `size`; `nil` where it stands for
    /// itself. The Cairo font lives as long as these fonts.
    func standIn(_ face: FaceID, size: Length) -> (placeholders: PlaceholderFont, font: OpaquePointer)? {
        let standIn = made.withLock { made -> StandIn? in
            let key = FontKey(face: face, size: size)
            if let known = made.standInFonts[key] { return known }
            guard let standIn = self.standIn(for: face, &made) else { return nil }
            let new = StandIn(face: standIn, font: Self.shared { Self.scaled(standIn.cairoFace, to: size) })
            made.standInFonts[key] = new
            return new
        }
        return standIn.map { ($0.face.font, $0.font.pointer) }
    }

    private func standIn(for face: FaceID, _ made: inout Made) -> PlaceholderFace? {
        if let known = made.standIns[face] { return known }
        let standIn = placeholders(for: pattern(of: face))?.value.flatMap { PlaceholderFace($0) }
        made.standIns[face] = .some(standIn)
        return standIn
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
