import CPangoCairo

/// A face in a file, as FreeType reads it. It belongs to one thread at a time.
final class OpenFace {
    /// Where a face is.
    struct Place: Hashable, Sendable {
        let path: String
        /// Its place in the file, from 0.
        let index: Int
    }

    private var library: FT_Library?
    private let face: FT_Face

    /// Opens the face at `place`; `nil` where FreeType cannot read it.
    init?(_ place: Place) {
        // FreeType's libraries are not safe to share between threads.
        FT_Init_FreeType(&library)
        var face: FT_Face?
        guard FT_New_Face(library, place.path, FT_Long(place.index), &face) == 0, let face else {
            FT_Done_FreeType(library)
            return nil
        }
        self.face = face
    }

    deinit {
        FT_Done_Face(face)
        FT_Done_FreeType(library)
    }

    /// What it says of its embedding.
    var permission: EmbeddingPermission { EmbeddingPermission(bits: FT_Get_FSType_Flags(face)) }

    /// The glyph of a character; 0 where it has none.
    func glyph(of scalar: Unicode.Scalar) -> UInt32 { FT_Get_Char_Index(face, FT_ULong(scalar.value)) }

    /// Whether it says which glyph the variant of `scalar` has that `selector` asks for (format 14 of `cmap`, ISO/IEC
    /// 14496-22, 5.2.1.3.10).
    func hasVariant(_ scalar: Unicode.Scalar, _ selector: Unicode.Scalar) -> Bool {
        FT_Face_GetCharVariantIndex(face, FT_ULong(scalar.value), FT_ULong(selector.value)) != 0
    }

    /// The characters that it has glyphs for, with these, in the order of their code points.
    var characters: [(scalar: Unicode.Scalar, glyph: UInt32)] {
        var result: [(scalar: Unicode.Scalar, glyph: UInt32)] = []
        var glyph: FT_UInt = 0
        var code = FT_Get_First_Char(face, &glyph)
        while glyph != 0 {
            if let scalar = Unicode.Scalar(UInt32(truncatingIfNeeded: code)) { result.append((scalar, glyph)) }
            code = FT_Get_Next_Char(face, code, &glyph)
        }
        return result
    }

    /// The outline of a glyph in units of the face; `nil` where it cannot be read.
    func outline(of glyph: UInt32) -> GlyphOutline? {
        guard FT_Load_Glyph(face, glyph, Self.unscaled) == 0 else { return nil }
        return GlyphOutline(face.pointee.glyph.pointee.outline)
    }

    /// The picture of a glyph; `nil` where it cannot be drawn.
    func picture(of glyph: UInt32) -> GlyphPicture? {
        guard FT_Set_Pixel_Sizes(face, 0, FT_UInt(GlyphPicture.em)) == 0,
            FT_Load_Glyph(face, glyph, Self.renderedWithoutHints) == 0
        else { return nil }
        let slot = face.pointee.glyph.pointee
        return GlyphPicture(slot.bitmap, left: Int(slot.bitmap_left), top: Int(slot.bitmap_top))
    }

    /// `FT_LOAD_NO_SCALE`
    private static let unscaled: Int32 = 1 << 0
    /// `FT_LOAD_NO_HINTING`, `FT_LOAD_RENDER` and `FT_LOAD_NO_BITMAP`
    private static let renderedWithoutHints: Int32 = 1 << 1 | 1 << 2 | 1 << 3
}

/// The outline of a glyph, wherever along the line it stands.
struct GlyphOutline: Hashable {
    private var numbers: [Int] = []

    init(_ outline: FT_Outline) {
        let count = Int(outline.n_points)
        guard count > 0, let points = outline.points, let tags = outline.tags, let contours = outline.contours else {
            return
        }
        numbers.reserveCapacity(3 * count + Int(outline.n_contours))
        let left = (0..<count).reduce(FT_Pos.max) { min($0, points[$1].x) }
        for index in 0..<count {
            numbers.append(points[index].x - left)
            numbers.append(points[index].y)
            // Whether the point is on the curve, and of which kind the curve is.
            numbers.append(Int(tags[index] & 3))
        }
        for contour in 0..<Int(outline.n_contours) { numbers.append(Int(contours[contour])) }
    }

    /// Whether nothing is drawn.
    var isEmpty: Bool { numbers.isEmpty }
}
