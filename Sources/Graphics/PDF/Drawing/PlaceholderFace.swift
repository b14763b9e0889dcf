import CPangoCairo
import Layout
import Synchronization

/// A font with the names and measures of a face, in which each outline is a ``PlaceholderOutline``: a few bytes that name the
/// glyph that it stands for.
///
/// Cairo copies the outlines of a face into every document and compresses them with zlib. It is given these placeholders
/// instead, and ``EmbeddedFont`` puts the outlines in when the file is finished: they are compressed once, by libdeflate. The
/// font is written once and shared by all threads. It has no map of characters: Cairo 1.16 searches that from its beginning
/// for every glyph of a file, although the caller states which characters the glyphs show.
final class PlaceholderFont: Sendable {
    /// The number of the face in a drawn PDF: no other face of its cache has it.
    let number: UInt16
    /// The outlines of the face itself.
    let outlines: any GlyphOutlines
    fileprivate let bytes: Shared<UnsafeRawBufferPointer>

    /// A placeholder for `file`; `nil` where it is of another kind than the faces that come with Annex, whose outlines have no
    /// parts and are found by long offsets, or where `numbers` has none left.
    init?(for file: TrueTypeFile, numbers: FaceNumbers) {
        guard let outlines = SimpleOutlines(file), let number = numbers.next() else { return nil }
        self.number = number
        self.outlines = outlines
        bytes = Shared(UnsafeRawBufferPointer(outlines.placeholderFont(face: number))) { $0.deallocate() }
    }
}

/// Gives each face of a cache a number of its own, from 1, which placeholders in a PDF name it by.
final class FaceNumbers: Sendable {
    private let given = Mutex<UInt16>(0)

    /// A number that was not given before; `nil` where all are.
    func next() -> UInt16? {
        given.withLock { given in
            guard given < .max else { return nil }
            given += 1
            return given
        }
    }
}

/// The face of a placeholder font that a worker draws with.
final class PlaceholderFace: Sendable {
    let font: PlaceholderFont
    private let sharedFace: Shared<OpaquePointer>

    /// Cairo's face. The pointer is valid as long as this object lives.
    var cairoFace: OpaquePointer { sharedFace.pointer }

    /// The face of `font`; `nil` where FreeType cannot read it.
    init?(_ font: PlaceholderFont) {
        guard let memory = MemoryFont(font) else { return nil }
        self.font = font
        sharedFace = Shared(memory.makeCairoFace()) { cairo_font_face_destroy($0) }
    }
}

/// A font in memory, which FreeType reads from for as long as Cairo uses it.
private final class MemoryFont {
    private let font: PlaceholderFont
    private var library: FT_Library?
    private var face: FT_Face?

    init?(_ font: PlaceholderFont) {
        self.font = font
        // FreeType's libraries are not safe to share between threads, and Cairo may let go of a face on any.
        FT_Init_FreeType(&library)
        let bytes = font.bytes.pointer.assumingMemoryBound(to: FT_Byte.self)
        guard FT_New_Memory_Face(library, bytes.baseAddress, FT_Long(bytes.count), 0, &face) == 0 else { return nil }
    }

    deinit {
        FT_Done_Face(face)
        FT_Done_FreeType(library)
    }

    /// A face of Cairo's, which keeps the font.
    func makeCairoFace() -> OpaquePointer {
        guard let cairoFace = cairo_ft_font_face_create_for_ft_face(face, 0) else {
            preconditionFailure("Cairo never returns NULL")
        }
        let status = cairo_font_face_set_user_data(
            cairoFace, annex_memory_font_key(), Unmanaged.passRetained(self).toOpaque(),
            { closure in
                guard let closure else { return }
                Unmanaged<MemoryFont>.fromOpaque(closure).release()
            })
        precondition(status == CAIRO_STATUS_SUCCESS, "Cairo has room for a pointer")
        return cairoFace
    }
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
        let outlines = file.outlines
        guard let range = range(of: glyph), range.upperBound <= outlines.count else { return }
        bytes.append(contentsOf: outlines[range])
    }

    private func range(of glyph: Int) -> Range<Int>? {
        let offsets = file.offsets
        let start = Int(offsets.bigEndian(UInt32.self, at: 4 * glyph))
        let end = Int(offsets.bigEndian(UInt32.self, at: 4 * glyph + 4))
        return start <= end ? start..<end : nil
    }

    /// The tables that drawing needs.
    private static let tables = ["OS/2", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post"]

    /// A font with the measures of the face, in which a placeholder stands for each outline. Who gets it deallocates it.
    func placeholderFont(face: UInt16) -> UnsafeMutableRawBufferPointer {
        let count = Int(file["maxp"]?.bigEndian(UInt16.self, at: 4) ?? 0)
        let drawn = drawnGlyphs(of: count)
        let tables = Self.tables.compactMap { tag -> (tag: String, count: Int)? in
            switch tag {
            case "glyf": (tag, drawn.count * PlaceholderOutline.size)
            case "loca": (tag, 4 * count + 4)
            default: file[tag].map { (tag, $0.count) }
            }
        }
        var font = FontWriter(tables)
        for (tag, _) in tables {
            switch tag {
            case "glyf": writeOutlines(drawn, face, to: &font)
            case "loca": writeOffsets(drawn, count, to: &font)
            default: font.write(file[tag] ?? UnsafeRawBufferPointer(start: nil, count: 0))
            }
            font.align()
        }
        return font.bytes
    }

    /// Those of `count` glyphs that have an outline.
    private func drawnGlyphs(of count: Int) -> [Int] {
        var glyphs: [Int] = []
        glyphs.reserveCapacity(count)
        let offsets = file.offsets
        var start = offsets.bigEndian(UInt32.self, at: 0)
        for glyph in 0..<count {
            let end = offsets.bigEndian(UInt32.self, at: 4 * glyph + 4)
            if start < end { glyphs.append(glyph) }
            start = end
        }
        return glyphs
    }

    private func writeOutlines(_ drawn: [Int], _ face: UInt16, to font: inout FontWriter) {
        let bearings = SideBearings(file)
        PlaceholderOutline(face: face, glyph: 0).bytes(bearing: 0).withUnsafeBytes { outline in
            for glyph in drawn {
                let place = font.write(outline)
                PlaceholderOutline.set(glyph: UInt16(glyph), bearing: bearings[glyph], in: place)
            }
        }
    }

    private func writeOffsets(_ drawn: [Int], _ count: Int, to font: inout FontWriter) {
        var next = drawn.makeIterator()
        var glyph = next.next()
        var offset = 0
        for place in 0...count {
            font.write(UInt32(offset))
            guard glyph == place else { continue }
            offset += PlaceholderOutline.size
            glyph = next.next()
        }
    }
}

/// Where the outlines of a face begin, in units (ISO/IEC 14496-22, 5.2.5).
private struct SideBearings {
    /// How many glyphs state their widths: the others have the last one's, and state only this.
    private let widths: Int
    private let measures: UnsafeRawBufferPointer

    init(_ file: TrueTypeFile) {
        widths = Int(file["hhea"]?.bigEndian(UInt16.self, at: 34) ?? 0)
        measures = file["hmtx"] ?? UnsafeRawBufferPointer(start: nil, count: 0)
    }

    subscript(glyph: Int) -> Int16 {
        let place = glyph < widths ? 4 * glyph + 2 : 2 * widths + 2 * glyph
        return place + 2 <= measures.count ? measures.bigEndian(Int16.self, at: place) : 0
    }
}

/// Writes a font of tables whose lengths are known into memory of its own.
private struct FontWriter {
    let bytes: UnsafeMutableRawBufferPointer
    private var count = 0

    /// A font with the directory of `tables` (ISO/IEC 14496-22, 4.5); their contents follow in this order, aligned each.
    init(_ tables: [(tag: String, count: Int)]) {
        let start = 12 + 16 * tables.count
        bytes = .allocate(byteCount: tables.reduce(start) { $0 + ($1.count + 3) & ~3 }, alignment: 4)
        write(0x0001_0000)
        write(UInt32(tables.count) << 16)
        write(0)
        var offset = start
        for table in tables {
            Array(table.tag.utf8).withUnsafeBytes { _ = write($0) }
            write(0)
            write(UInt32(offset))
            write(UInt32(table.count))
            offset += (table.count + 3) & ~3
        }
    }

    /// - Returns: where it was written.
    @discardableResult
    mutating func write(_ data: UnsafeRawBufferPointer) -> UnsafeMutableRawBufferPointer {
        let place = UnsafeMutableRawBufferPointer(rebasing: bytes[count..<count + data.count])
        place.copyMemory(from: data)
        count += data.count
        return place
    }

    mutating func write(_ number: UInt32) {
        bytes.storeBytes(of: number.bigEndian, toByteOffset: count, as: UInt32.self)
        count += 4
    }

    /// Goes on at the next multiple of four, with zeros before it.
    mutating func align() {
        while count % 4 != 0 {
            bytes[count] = 0
            count += 1
        }
    }
}
