/// The outlines of the glyphs of a face.
package protocol GlyphOutlines: Sendable {
    /// Adds the outline of `glyph` to `bytes`, as a `glyf` table holds it (ISO/IEC 14496-22, 5.3.3).
    func append(outlineOf glyph: Int, to bytes: inout [UInt8])
}

/// An outline that stands for another one while a page is drawn.
///
/// Cairo takes outlines over as they are, after it has looked at each, and compresses them. A placeholder is short, so both
/// cost little; finishing puts the outline that it names in its place.
package struct PlaceholderOutline: Hashable, Sendable {
    /// The number of the face, as a drawn PDF counts them.
    package var face: UInt16
    /// The glyph in that face.
    package var glyph: UInt16

    /// Creates a placeholder.
    package init(face: UInt16, glyph: UInt16) {
        self.face = face
        self.glyph = glyph
    }

    /// How long a placeholder is, in bytes.
    package static let size = 20

    /// What stands for the right edge of a placeholder, and behind it: no glyph is that wide.
    private static let marks: (UInt16, UInt16) = (0x616E, 0x6E78)

    /// The placeholder as a simple glyph (ISO/IEC 14496-22, 5.3.3.1), the diagonal of one unit on the baseline. Its box, for
    /// which programs take that of its points, says what it stands for, all but the left edge, which has to be that of the
    /// outline: FreeType moves outlines to where the table of widths says that they begin.
    ///
    /// Cairo clips text whose outlines reach farther than an em, and ends a text object for it.
    /// - Parameter bearing: where the outline that it stands for begins, in units.
    package func bytes(bearing: Int16) -> [UInt8] {
        func big(_ number: some FixedWidthInteger) -> [UInt8] { withUnsafeBytes(of: number.bigEndian, Array.init) }
        // What differs from glyph to glyph stands together: zlib looks long for the best of many repetitions.
        let box = big(Int16(1)) + big(bearing) + big(glyph) + big(Self.marks.0) + big(face)
        // Two points on the curve, at (0, 0) and (1, 1), without instructions.
        let points = big(UInt16(1)) + big(UInt16(0)) + [0x31, 0x37, 1, 1]
        return box + points + big(Self.marks.1)
    }

    /// Lets `placeholder`, which ``bytes(bearing:)`` gave, stand for `glyph` instead, whose outline begins at `bearing`.
    package static func set(glyph: UInt16, bearing: Int16, in placeholder: UnsafeMutableRawBufferPointer) {
        placeholder.storeBytes(of: bearing.bigEndian, toByteOffset: 2, as: Int16.self)
        placeholder.storeBytes(of: glyph.bigEndian, toByteOffset: 4, as: UInt16.self)
    }

    /// What `outline`, as a `glyf` table holds it, stands for; `nil` where it stands for itself.
    package init?(_ outline: UnsafeRawBufferPointer) {
        func number(_ place: Int) -> UInt16 {
            UInt16(bigEndian: outline.loadUnaligned(fromByteOffset: place, as: UInt16.self))
        }
        guard outline.count == Self.size, (number(6), number(18)) == Self.marks else { return nil }
        face = number(8)
        glyph = number(4)
    }
}
