package import Layout

/// A shaper whose advances a reader can add up: a full-width character takes one em, any other half an em. Each
/// character is a cluster with one glyph, whose number is the character's code point.
package struct FixedAdvanceShaper: TextShaper {
    /// Characters that the shaper pretends not to have.
    package var missing: Set<Unicode.Scalar> = []

    /// Creates a shaper that has every character but `missing`.
    package init(missing: Set<Unicode.Scalar> = []) {
        self.missing = missing
    }

    /// The glyphs of `text`.
    package func shape(_ text: String, style: TextStyle) -> ShapedText {
        var result = ShapedText()
        var offset = 0
        for scalar in text.unicodeScalars {
            let length = UTF8.width(scalar)
            defer { offset += length }
            guard !missing.contains(scalar) else {
                result.missing.append(scalar)
                continue
            }
            let advance = Self.isFullWidth(scalar) ? style.size : style.size / 2
            let glyph = result.glyphs.count
            result.glyphs.append(ShapedText.Glyph(id: scalar.value, advance: advance))
            result.clusters.append(
                ShapedText.Cluster(
                    scalar: scalar, bytes: offset..<offset + length, glyphs: glyph..<glyph + 1, advance: advance,
                    face: FaceID(rawValue: Self.isFullWidth(scalar) ? 1 : 0)))
        }
        return result
    }

    /// Whether the shaper takes `scalar` for a full-width character.
    package static func isFullWidth(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value >= 0x2E80 || (0x2460...0x24FF).contains(scalar.value) || "“”‘’—…·×".unicodeScalars.contains(scalar)
    }
}
