import CPangoCairo
import Layout
import Synchronization

/// A face whose outlines are all placeholders, with the names and measures of the one that it stands for.
///
/// It has no map of characters either: Cairo 1.16 searches that from its beginning for every glyph that comes into a file,
/// though whoever draws says which characters the glyphs show.
final class PlaceholderFace {
    /// The number of the face in a drawn PDF: no other face of this process has it.
    let number: UInt32
    /// The outlines that it stands for.
    let outlines: any GlyphOutlines
    private let face: OpaquePointer

    private static let count = Atomic<UInt32>(0)

    /// A stand-in for `file`; `nil` where it is of another kind than the faces that come with Annex, whose outlines have no
    /// parts and are found by long offsets.
    init?(for file: TrueTypeFile) {
        let number = Self.count.wrappingAdd(1, ordering: .relaxed).newValue
        guard let outlines = SimpleOutlines(file),
            let font = MemoryFont(outlines.placeholderFont(face: number))
        else { return nil }
        self.number = number
        self.outlines = outlines
        face = font.cairoFace()
    }

    deinit { cairo_font_face_destroy(face) }

    /// A new Cairo font of one em of `size`. Cairo stores the fonts of a face once, whatever their sizes.
    func makeFont(size: Length, options: OpaquePointer?) -> OpaquePointer {
        var (scale, identity) = (cairo_matrix_t(), cairo_matrix_t())
        cairo_matrix_init_scale(&scale, size.points, size.points)
        cairo_matrix_init_identity(&identity)
        guard let font = cairo_scaled_font_create(face, &scale, &identity, options) else {
            preconditionFailure("Cairo never returns NULL")
        }
        return font
    }
}

/// A font in memory, which FreeType reads from for as long as Cairo uses it.
private final class MemoryFont {
    private let bytes: UnsafeMutableBufferPointer<UInt8>
    private var library: FT_Library?
    private var face: FT_Face?

    init?(_ font: [UInt8]) {
        bytes = .allocate(capacity: font.count)
        _ = bytes.update(fromContentsOf: font)
        // FreeType's libraries are not safe to share between threads, and Cairo may let go of a face on any.
        FT_Init_FreeType(&library)
        guard FT_New_Memory_Face(library, bytes.baseAddress, FT_Long(bytes.count), 0, &face) == 0 else { return nil }
    }

    deinit {
        FT_Done_Face(face)
        FT_Done_FreeType(library)
        bytes.deallocate()
    }

    /// A face of Cairo's, which keeps the font.
    func cairoFace() -> OpaquePointer {
        guard let cairoFace = cairo_ft_font_face_create_for_ft_face(face, 0) else {
            preconditionFailure("Cairo never returns NULL")
        }
        let status = cairo_font_face_set_user_data(
            cairoFace, Self.userDataKey, Unmanaged.passRetained(self).toOpaque(),
            { closure in
                guard let closure else { return }
                Unmanaged<MemoryFont>.fromOpaque(closure).release()
            })
        precondition(status == CAIRO_STATUS_SUCCESS, "Cairo has room for a pointer")
        return cairoFace
    }

    /// An address that no one else has.
    nonisolated(unsafe) private static let userDataKey = UnsafeMutablePointer<cairo_user_data_key_t>.allocate(
        capacity: 1)
}

/// The outlines of a TrueType face, none of which refers to another one.
private struct SimpleOutlines: GlyphOutlines {
    private let file: TrueTypeFile

    init?(_ file: TrueTypeFile) {
        let hasLongOffsets = file["head"]?.bigEndian(Int16.self, at: 50) == 1
        // maxComponentElements of version 1.0 (ISO/IEC 14496-22, 5.2.6)
        let isSimple = file["maxp"].map { $0.count >= 32 && $0.bigEndian(UInt16.self, at: 28) == 0 } ?? false
        guard hasLongOffsets, isSimple else { return nil }
        self.file = file
    }

    func append(outlineOf glyph: Int, to bytes: inout [UInt8]) {
        guard let table = file["glyf"], let range = range(of: glyph), range.upperBound <= table.count else { return }
        bytes.append(contentsOf: table[range])
    }

    private func range(of glyph: Int) -> Range<Int>? {
        guard let offsets = file["loca"] else { return nil }
        let start = Int(offsets.bigEndian(UInt32.self, at: 4 * glyph))
        let end = Int(offsets.bigEndian(UInt32.self, at: 4 * glyph + 4))
        return start <= end ? start..<end : nil
    }

    /// A font with the measures of the face, in which a placeholder stands for each outline.
    func placeholderFont(face: UInt32) -> [UInt8] {
        let em = file["head"]?.bigEndian(Int16.self, at: 18) ?? 0
        let count = Int(file["maxp"]?.bigEndian(UInt16.self, at: 4) ?? 0)
        var sample = PlaceholderOutline(face: face, glyph: 0).bytes(em: em)
        var (outlines, offsets): ([UInt8], [UInt8]) = ([], [0, 0, 0, 0])
        outlines.reserveCapacity(count * PlaceholderOutline.size)
        offsets.reserveCapacity(count * 4 + 4)
        for glyph in 0..<count {
            if range(of: glyph)?.isEmpty == false {
                PlaceholderOutline.setGlyph(UInt32(glyph), in: &sample)
                outlines.append(contentsOf: sample)
            }
            withUnsafeBytes(of: UInt32(outlines.count).bigEndian) { offsets.append(contentsOf: $0) }
        }
        return font(replacing: ["glyf": outlines, "loca": offsets])
    }

    /// The tables that drawing needs.
    private static let tables = ["OS/2", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post"]

    private func font(replacing own: [String: [UInt8]]) -> [UInt8] {
        let tables = Self.tables.compactMap { tag in (own[tag] ?? file[tag].map { Array($0) }).map { (tag, $0) } }
        var directory: [UInt8] = [0, 1, 0, 0, 0, UInt8(tables.count), 0, 0, 0, 0, 0, 0]
        var contents: [UInt8] = []
        let start = directory.count + 16 * tables.count
        for (tag, table) in tables {
            directory += Array(tag.utf8) + [0, 0, 0, 0]
            for number in [start + contents.count, table.count] {
                withUnsafeBytes(of: UInt32(number).bigEndian) { directory.append(contentsOf: $0) }
            }
            contents += table
            contents += [UInt8](repeating: 0, count: (4 - contents.count % 4) % 4)
        }
        return directory + contents
    }
}
