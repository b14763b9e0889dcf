import Layout

/// The glyphs of single scalars in one role: most texts come to no more than these, one after the other.
///
/// That is so of scalars that no script joins or orders, in faces that leave glyphs alone (``LayoutTables``). Letters are not
/// among them: their language would bear on which face serves the digits beside them.
final class ScalarGlyphs {
    private enum State {
        /// The scalar was not shaped before.
        case unmet
        /// Its glyph is the same in every text.
        case alone
        /// Its glyph depends on the text around it, so that it is left to Pango.
        case inContext
    }

    private struct Entry {
        var state = State.unmet
        var glyph: UInt32 = 0
        /// At ``FontLibrary/shapingSize``.
        var advance: Int32 = 0
        var face: Int32 = 0
    }

    /// Where in `entries` each 64 scalars of the basic plane begin; 0 where none of them was met.
    private var starts = [Int32](repeating: 0, count: 0x1_0000 / ScalarGlyphs.stride)
    private var entries: [Entry] = []
    private static let stride = 64

    /// The scalars of `text` that were not met before; `nil` where there is one that is not to be looked up here.
    func unmet(in text: String) -> String.UnicodeScalarView? {
        var unmet = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            guard scalar.value < 0x1_0000 else { return nil }
            switch self[scalar].state {
            case .alone: continue
            case .inContext: return nil
            case .unmet:
                guard Self.standsAlone(scalar) else { return nil }
                unmet.append(scalar)
            }
        }
        return unmet
    }

    /// Notes what `scalars` came to at ``FontLibrary/shapingSize``.
    /// - Parameter leavesAlone: whether a face leaves glyphs alone.
    func learn(_ scalars: String.UnicodeScalarView, from shaped: ShapedText, leavesAlone: (FaceID) -> Bool) {
        for scalar in scalars { self[scalar] = Entry(state: .inContext) }
        for cluster in shaped.clusters where cluster.glyphs.count == 1 && leavesAlone(cluster.face) {
            let glyph = shaped.glyphs[cluster.glyphs.lowerBound]
            guard glyph.offset == .zero, cluster.bytes.count == UTF8.width(cluster.scalar) else { continue }
            self[cluster.scalar] = Entry(
                state: .alone, glyph: glyph.id, advance: Int32(glyph.advance.rawValue),
                face: Int32(cluster.face.rawValue))
        }
    }

    /// The glyphs of `text` in `size`, all of whose scalars were met; `nil` where one of them depends on the others.
    func shape(_ text: String, size: Length) -> ShapedText? {
        var result = ShapedText()
        result.clusters.reserveCapacity(text.utf8.count / 3 + 1)
        result.glyphs.reserveCapacity(text.utf8.count / 3 + 1)
        var start = 0
        for scalar in text.unicodeScalars {
            let entry = self[scalar]
            guard entry.state == .alone else { return nil }
            let (end, glyph) = (start + UTF8.width(scalar), result.glyphs.count)
            let advance = size.sized(entry.advance)
            result.glyphs.append(ShapedText.Glyph(id: entry.glyph, advance: advance))
            result.clusters.append(
                ShapedText.Cluster(
                    scalar: scalar, bytes: start..<end, glyphs: glyph..<glyph + 1, advance: advance,
                    face: FaceID(rawValue: Int(entry.face))))
            start = end
        }
        return result
    }

    private subscript(scalar: Unicode.Scalar) -> Entry {
        get {
            let (page, place) = Int(scalar.value).quotientAndRemainder(dividingBy: Self.stride)
            let start = Int(starts[page])
            return start == 0 ? Entry() : entries[start - 1 + place]
        }
        set {
            let (page, place) = Int(scalar.value).quotientAndRemainder(dividingBy: Self.stride)
            if starts[page] == 0 {
                starts[page] = Int32(entries.count + 1)
                entries.append(contentsOf: repeatElement(Entry(), count: Self.stride))
            }
            entries[Int(starts[page]) - 1 + place] = newValue
        }
    }

    /// Whether a scalar of the basic plane is an ideograph or belongs to no script: Pango finds the face and HarfBuzz the
    /// glyph of such a one without its neighbours, where the face does not ask for them.
    private static func standsAlone(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x3007: true
        // Marks and digits: ASCII without letters, ° ± · × ÷, quotes, dashes and ellipsis.
        case 0x21...0x40, 0x5B...0x60, 0x7B...0x7E, 0xB0, 0xB1, 0xB7, 0xD7, 0xF7, 0x2013...0x2027, 0x2030: true
        // ℃ № ① 、。《》 and the full-width forms of ASCII's marks and digits.
        case 0x2103, 0x2116, 0x2460...0x249B, 0x3001...0x3003, 0x3008...0x3020: true
        case 0xFF01...0xFF20, 0xFF3B...0xFF40, 0xFF5B...0xFF5E, 0xFFE0...0xFFE6: true
        default: false
        }
    }
}
