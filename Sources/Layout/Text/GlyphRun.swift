/// Glyphs of one face and size at fixed places: what a page shows of a piece of text.
package struct GlyphRun: Hashable, Sendable {
    /// A glyph at its place.
    package struct PlacedGlyph: Hashable, Sendable {
        /// The number of the shape in its face.
        package var id: UInt32
        /// Its origin, relative to the run's.
        package var offset: Point

        /// Creates a placed glyph.
        package init(id: UInt32, offset: Point) {
            self.id = id
            self.offset = offset
        }
    }

    /// A piece of the text and the glyphs that show it.
    package struct TextCluster: Hashable, Sendable {
        /// How many bytes of the text's UTF-8 it takes.
        package var bytes: Int
        /// How many glyphs it has.
        package var glyphs: Int

        /// Creates a cluster.
        package init(bytes: Int, glyphs: Int) {
            self.bytes = bytes
            self.glyphs = glyphs
        }
    }

    /// The face.
    package var face: FaceID
    /// One em.
    package var size: Length
    /// Where the first glyph's baseline begins.
    package var origin: Point
    /// The room that the glyphs take along the line.
    package var width = Length.zero
    /// Whether each glyph is turned by 90° clockwise about the middle of its em box.
    package var isTurned: Bool
    /// Whether the run as a whole is turned by 90° counter-clockwise about its origin: its text rises.
    package var isRising = false
    /// Whether a rule runs below it.
    package var isUnderlined = false
    /// Whether a line of text begins with it.
    package var beginsLine: Bool
    /// The element that it belongs to; `nil` for an artifact.
    package var element: ElementID?
    /// The text that the glyphs show.
    package var text: String
    /// The glyphs in the order of the text.
    package var glyphs: [PlacedGlyph]
    /// How text and glyphs belong together.
    package var clusters: [TextCluster]

    /// Creates a run without glyphs.
    package init(face: FaceID, size: Length, origin: Point, isTurned: Bool = false, beginsLine: Bool = true) {
        self.face = face
        self.size = size
        self.origin = origin
        self.isTurned = isTurned
        self.beginsLine = beginsLine
        text = ""
        glyphs = []
        clusters = []
    }

    /// The rule below it, if there is one: 0.13 em below the baseline, where it touches no Han character.
    var underline: Rule? {
        guard isUnderlined, width > .zero else { return nil }
        if isRising {
            let foot = Point(x: origin.x + size * 0.13, y: origin.y)
            return Rule(start: Point(x: foot.x, y: foot.y - width), end: foot, width: .pt(0.5))
        }
        let start = Point(x: origin.x, y: origin.y + size * 0.13)
        return Rule(start: start, end: Point(x: start.x + width, y: start.y), width: .pt(0.5))
    }

    /// How far the baseline is below the top of the em box. Faces differ in their own ascents, so a fallback face must
    /// not move the line: 0.88 em is what Chinese faces are drawn to (880 of 1000 units).
    package static func ascent(of size: Length) -> Length { size * 0.88 }
}
