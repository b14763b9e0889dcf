import Layout

/// Measures text by the advances that the faces of office programs share: what is Chinese takes an em, all else half of one.
struct SheetShaper: TextShaper {
    func shape(_ text: String, style: TextStyle) -> ShapedText {
        var shaped = ShapedText()
        var offset = 0
        for scalar in text.unicodeScalars {
            let length = UTF8.width(scalar)
            let advance = scalar.isWide ? style.size : style.size / 2
            let glyph = shaped.glyphs.count
            shaped.glyphs.append(ShapedText.Glyph(id: scalar.value, advance: advance))
            shaped.clusters.append(
                ShapedText.Cluster(
                    scalar: scalar, bytes: offset..<offset + length, glyphs: glyph..<glyph + 1, advance: advance,
                    face: FaceID(rawValue: 0)))
            offset += length
        }
        return shaped
    }
}

extension Unicode.Scalar {
    /// Whether the character takes an em: Han, full-width forms and marks, and what is not a letter of an alphabet.
    fileprivate var isWide: Bool {
        value >= 0x2E80 || (0x2010...0x2BFF).contains(value) || (0xD7...0xD7).contains(value) || value == 0xB7
    }
}
