/// A typeface that a shaper chose; only the shaper's owner can draw it.
package struct FaceID: Hashable, Sendable {
    /// The number of the face in its library.
    package let rawValue: Int

    /// Creates an id.
    package init(rawValue: Int) {
        self.rawValue = rawValue
    }
}

/// Turns text into glyphs. Layout measures through it, so its tests use one whose advances a reader can add up.
package protocol TextShaper {
    /// The glyphs of `text`, which holds no line terminator, in the order of the text.
    func shape(_ text: String, style: TextStyle) -> ShapedText
}

/// The glyphs of a text.
package struct ShapedText: Hashable, Sendable {
    /// The smallest piece of text that has glyphs of its own: mostly one character.
    package struct Cluster: Hashable, Sendable {
        /// The first character.
        package var scalar: Unicode.Scalar
        /// Its bytes in the UTF-8 of the text.
        package var bytes: Range<Int>
        /// Its glyphs in ``ShapedText/glyphs``.
        package var glyphs: Range<Int>
        /// The room it takes along the line.
        package var advance: Length
        /// The face that its glyphs belong to.
        package var face: FaceID

        /// Creates a cluster.
        package init(scalar: Unicode.Scalar, bytes: Range<Int>, glyphs: Range<Int>, advance: Length, face: FaceID) {
            self.scalar = scalar
            self.bytes = bytes
            self.glyphs = glyphs
            self.advance = advance
            self.face = face
        }
    }

    /// One shape of a face, placed relative to the pen.
    package struct Glyph: Hashable, Sendable {
        /// The number of the shape in its face.
        package var id: UInt32
        /// From the pen to the glyph's origin.
        package var offset: Point
        /// From this pen position to the next.
        package var advance: Length

        /// Creates a glyph.
        package init(id: UInt32, offset: Point = .zero, advance: Length) {
            self.id = id
            self.offset = offset
            self.advance = advance
        }
    }

    /// The pieces in the order of the text.
    package var clusters: [Cluster]
    /// The shapes, cluster by cluster.
    package var glyphs: [Glyph]
    /// Characters that no face of the role has, in order.
    package var missing: [Unicode.Scalar]

    /// Creates a shaped text.
    package init(clusters: [Cluster] = [], glyphs: [Glyph] = [], missing: [Unicode.Scalar] = []) {
        self.clusters = clusters
        self.glyphs = glyphs
        self.missing = missing
    }
}
