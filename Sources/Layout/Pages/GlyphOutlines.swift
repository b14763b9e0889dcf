/// The outlines of the glyphs of a face.
public protocol GlyphOutlines: Sendable {
    /// Adds the outline of `glyph` to `bytes`, as a `glyf` table holds it (ISO/IEC 14496-22, 5.3.3).
    func append(outlineOf glyph: Int, to bytes: inout [UInt8])
}

/// An outline that stands for another one while a page is drawn.
///
/// Cairo takes outlines over as they are, after it has looked at each, and compresses them. A placeholder is short, so both
/// cost little; finishing puts the outline that it names in its place.
public struct PlaceholderOutline: Hashable, Sendable {
    /// The number of the face, as a drawn PDF counts them.
    public var face: UInt32
    /// The glyph in that face.
    public var glyph: UInt32

    /// Creates a placeholder.
    public init(face: UInt32, glyph: UInt32) {
        self.face = face
        self.glyph = glyph
    }

    /// How long a placeholder is, in bytes.
    public static let size = 36

    /// Where in a placeholder the glyph stands, in bytes.
    private static let glyphPlace = 22

    /// One contour of two points, twelve bytes of instructions, and the first four of these.
    private static let mark: UInt64 = 0x0001_000C_616E_6E78

    /// The placeholder as a simple glyph (ISO/IEC 14496-22, 5.3.3.1), the diagonal of one unit on the baseline:
    /// instructions, which nobody carries out in unhinted text, say what it stands for.
    ///
    /// Cairo clips text whose outlines reach farther than an em, and ends a text object for it.
    /// - Parameter bearing: where the outline that it stands for begins, in units: FreeType moves outlines there.
    public func bytes(bearing: Int16) -> [UInt8] {
        func big(_ number: some FixedWidthInteger) -> [UInt8] { withUnsafeBytes(of: number.bigEndian, Array.init) }
        let box = big(Int16(1)) + big(bearing) + big(Int16(0)) + big(bearing &+ 1) + big(Int16(1))
        let points = [1, 1] + big(bearing) + big(Int16(1)) + big(Int16(0)) + big(Int16(1))
        return box + big(Self.mark) + big(face) + big(glyph) + points
    }

    /// Lets `placeholder`, which ``bytes(bearing:)`` gave, stand for `glyph` instead, whose outline begins at `bearing`.
    public static func set(glyph: UInt32, bearing: Int16, in placeholder: UnsafeMutableRawBufferPointer) {
        placeholder.storeBytes(of: bearing.bigEndian, toByteOffset: 2, as: Int16.self)
        placeholder.storeBytes(of: (bearing &+ 1).bigEndian, toByteOffset: 6, as: Int16.self)
        placeholder.storeBytes(of: glyph.bigEndian, toByteOffset: glyphPlace, as: UInt32.self)
        placeholder.storeBytes(of: bearing.bigEndian, toByteOffset: 28, as: Int16.self)
    }

    /// What `outline`, as a `glyf` table holds it, stands for; `nil` where it stands for itself.
    public init?(_ outline: UnsafeRawBufferPointer) {
        guard outline.count == Self.size,
            UInt64(bigEndian: outline.loadUnaligned(fromByteOffset: 10, as: UInt64.self)) == Self.mark
        else { return nil }
        face = UInt32(bigEndian: outline.loadUnaligned(fromByteOffset: 18, as: UInt32.self))
        glyph = UInt32(bigEndian: outline.loadUnaligned(fromByteOffset: Self.glyphPlace, as: UInt32.self))
    }
}
