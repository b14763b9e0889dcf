import Layout

/// A shaper that shapes each text once and remembers its glyphs: what is left of a layout is its own work.
final class KnownGlyphs: TextShaper {
    private struct Key: Hashable {
        let text: String
        let style: TextStyle
    }

    private let shaper: any TextShaper
    private var known: [Key: ShapedText] = [:]

    init(_ shaper: any TextShaper) {
        self.shaper = shaper
    }

    func shape(_ text: String, style: TextStyle) -> ShapedText {
        let key = Key(text: text, style: style)
        if let glyphs = known[key] { return glyphs }
        let glyphs = shaper.shape(text, style: style)
        known[key] = glyphs
        return glyphs
    }
}

extension [Section] {
    /// The sections with those of their blocks that `isWanted` says.
    func with(_ isWanted: (Block) -> Bool) -> [Section] {
        map { section in
            var section = section
            section.blocks = section.blocks.filter(isWanted)
            return section
        }
    }
}
