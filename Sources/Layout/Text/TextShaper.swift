/// A typeface that a shaper chose; only the shaper's owner can draw it.
public struct FaceID: Hashable, Sendable {
    /// The number of the face in its library.
    public let rawValue: Int

    /// Creates an id.
    public init(rawValue: Int) {
        self.rawValue = rawValue
    }
}

/// Turns text into glyphs. Layout measures through it, so its tests use one whose advances a reader can add up.
public protocol TextShaper {
    /// The glyphs of `text`, which holds no line terminator, in the order of the text.
    func shape(_ text: String, style: TextStyle) -> ShapedText
}

/// The glyphs of a text.
public struct ShapedText: Hashable, Sendable {
    /// The smallest piece of text that has glyphs of its own: mostly one character.
    public struct Cluster: Hashable, Sendable {
        /// The first character.
        public var scalar: Unicode.Scalar
        /// Its bytes in the UTF-8 of the text.
        public var bytes: Range<Int>
        /// Its glyphs in ``ShapedText/glyphs``.
        public var glyphs: Range<Int>
        /// The room it takes along the line.
        public var advance: Length
        /// The face that its glyphs belong to.
        public var face: FaceID

        /// Creates a cluster.
        public init(scalar: Unicode.Scalar, bytes: Range<Int>, glyphs: Range<Int>, advance: Length, face: FaceID) {
            self.scalar = scalar
            self.bytes = bytes
            self.glyphs = glyphs
            self.advance = advance
            self.face = face
        }
    }

    /// One shape of a face, placed relative to the pen.
    public struct Glyph: Hashable, Sendable {
        /// The number of the shape in its face.
        public var id: UInt32
        /// From the pen to the glyph's origin.
        public var offset: Point
        /// From this pen position to the next.
        public var advance: Length

        /// Creates a glyph.
        public init(id: UInt32, offset: Point = .zero, advance: Length) {
            self.id = id
            self.offset = offset
            self.advance = advance
        }
    }

    /// The pieces in the order of the text.
    public var clusters: [Cluster]
    /// The shapes, cluster by cluster.
    public var glyphs: [Glyph]
    /// Characters that no face of the role has, in order.
    public var missing: [Unicode.Scalar]

    /// Creates a shaped text.
    public init(clusters: [Cluster] = [], glyphs: [Glyph] = [], missing: [Unicode.Scalar] = []) {
        self.clusters = clusters
        self.glyphs = glyphs
        self.missing = missing
    }
}
