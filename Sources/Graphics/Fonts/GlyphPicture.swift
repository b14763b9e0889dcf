import CPangoCairo

/// A small picture of a glyph that can be held against that of another face: at its height in the line, and in the middle
/// across it, since faces differ in how much room they give to a character.
struct GlyphPicture {
    /// The dots of an em.
    static let em = 32
    /// The dots of a side: glyphs may reach out of the em.
    private static let side = 2 * em

    private var dots = [Int](repeating: 0, count: side * side)

    /// - Parameter top: of the first row of `bitmap`, above the baseline.
    init(_ bitmap: FT_Bitmap, left: Int, top: Int) {
        let (width, height) = (Int(bitmap.width), Int(bitmap.rows))
        guard let bytes = bitmap.buffer, bitmap.pixel_mode == UInt8(FT_PIXEL_MODE_GRAY.rawValue) else { return }
        let (firstColumn, firstRow) = ((Self.side - width) / 2, Self.side * 3 / 4 - top)
        for row in 0..<height where 0..<Self.side ~= firstRow + row {
            for column in 0..<width where 0..<Self.side ~= firstColumn + column {
                dots[(firstRow + row) * Self.side + firstColumn + column] =
                    Int(bytes[row * Int(bitmap.pitch) + column])
            }
        }
        blur()
    }

    /// Spreads ink over its neighbours, so that strokes of different weight and slant meet.
    private mutating func blur() {
        for step in [1, Self.side, 1, Self.side] {
            let before = dots
            for index in step..<dots.count - step {
                dots[index] = before[index - step] + 2 * before[index] + before[index + step]
            }
        }
    }

    /// How much of the ink of both is in the same places: from 0 to 1.
    func overlap(with other: GlyphPicture) -> Double {
        let (own, others) = (dots.reduce(0, +), other.dots.reduce(0, +))
        guard own > 0, others > 0 else { return own == others ? 1 : 0 }
        // Each counts as if it had the same amount of ink, whatever the weight of its strokes.
        var common = 0.0
        for index in dots.indices {
            common += min(Double(dots[index]) / Double(own), Double(other.dots[index]) / Double(others))
        }
        return common
    }
}
