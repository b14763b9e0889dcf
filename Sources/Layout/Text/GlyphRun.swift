/// Glyphs of one face and size at fixed places: what a page shows of a piece of text.
public struct GlyphRun: Hashable, Sendable {
    /// A glyph at its place.
    public struct PlacedGlyph: Hashable, Sendable {
        /// The number of the shape in its face.
        public var id: UInt32
        /// Its origin, relative to the run's.
        public var offset: Point

        /// Creates a placed glyph.
        public init(id: UInt32, offset: Point) {
            self.id = id
            self.offset = offset
        }
    }

    /// A piece of the text and the glyphs that show it.
    public struct TextCluster: Hashable, Sendable {
        /// How many bytes of the text's UTF-8 it takes.
        public var bytes: Int
        /// How many glyphs it has.
        public var glyphs: Int

        /// Creates a cluster.
        public init(bytes: Int, glyphs: Int) {
            self.bytes = bytes
            self.glyphs = glyphs
        }
    }

    /// The face.
    public var face: FaceID
    /// One em.
    public var size: Length
    /// Where the first glyph's baseline begins.
    public var origin: Point
    /// The room that the glyphs take along the line.
    public var width = Length.zero
    /// Whether each glyph is turned by 90° clockwise about the middle of its em box.
    public var isTurned: Bool
    /// Whether a line of text begins with it.
    public var beginsLine: Bool
    /// The element that it belongs to; `nil` for an artifact.
    public var element: ElementID?
    /// The text that the glyphs show.
    public var text: String
    /// The glyphs in the order of the text.
    public var glyphs: [PlacedGlyph]
    /// How text and glyphs belong together.
    public var clusters: [TextCluster]

    /// Creates a run without glyphs.
    public init(face: FaceID, size: Length, origin: Point, isTurned: Bool = false, beginsLine: Bool = true) {
        self.face = face
        self.size = size
        self.origin = origin
        self.isTurned = isTurned
        self.beginsLine = beginsLine
        text = ""
        glyphs = []
        clusters = []
    }

    /// How far the baseline is below the top of the em box. Faces differ in their own ascents, so a fallback face must
    /// not move the line: 0.88 em is what Chinese faces are drawn to (880 of 1000 units).
    public static func ascent(of size: Length) -> Length { size * 0.88 }
}
