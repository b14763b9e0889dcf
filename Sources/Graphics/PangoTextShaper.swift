import CPangoCairo
public import Layout

/// Shapes text with Pango: it is itemised and shaped; breaking and placing are Layout's.
public struct PangoTextShaper: TextShaper {
    private let library: FontLibrary

    /// Creates a shaper that uses the faces of `library`.
    public init(_ library: FontLibrary) {
        self.library = library
    }

    /// The glyphs of `text`. A character counts as missing where no face of the style's role has it.
    public func shape(_ text: String, style: TextStyle) -> ShapedText {
        let shaped = shapeWithLoadedFaces(text, style: style)
        guard !shaped.missing.isEmpty, library.loadRareFaces() else { return shaped }
        return shapeWithLoadedFaces(text, style: style)
    }

    private func shapeWithLoadedFaces(_ text: String, style: TextStyle) -> ShapedText {
        var result = ShapedText()
        var text = text
        text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { characters in
                guard let start = characters.baseAddress, !characters.isEmpty else { return }
                let items = library.itemize(start, length: characters.count, style: style)
                defer { g_list_free(items) }
                var next = items
                while let node = next {
                    let item = node.pointee.data.assumingMemoryBound(to: PangoItem.self)
                    append(item, of: UnsafeBufferPointer(start: start, count: characters.count), style, to: &result)
                    pango_item_free(item)
                    next = node.pointee.next
                }
            }
        }
        return result
    }

    private func append(
        _ item: UnsafeMutablePointer<PangoItem>, of text: UnsafeBufferPointer<CChar>, _ style: TextStyle,
        to result: inout ShapedText
    ) {
        let start = Int(item.pointee.offset)
        let bytes = UnsafeRawBufferPointer(
            rebasing: UnsafeRawBufferPointer(text)[start..<start + Int(item.pointee.length)])
        guard let base = text.baseAddress, let font = item.pointee.analysis.font,
            let face = library.face(of: font, role: style.role)
        else {
            result.missing.append(contentsOf: String(decoding: bytes, as: UTF8.self).unicodeScalars)
            return
        }
        guard let glyphs = pango_glyph_string_new() else { preconditionFailure("Pango is out of memory") }
        defer { pango_glyph_string_free(glyphs) }
        // The forms are read from left to right throughout; glyphs then come in the order of the text.
        item.pointee.analysis.level = 0
        pango_shape_full(
            base + start, item.pointee.length, base, Int32(text.count), &item.pointee.analysis, glyphs)
        append(glyphs, bytes: bytes, offset: start, face: face, to: &result)
    }

    private func append(
        _ glyphs: UnsafeMutablePointer<PangoGlyphString>, bytes: UnsafeRawBufferPointer, offset: Int, face: FaceID,
        to result: inout ShapedText
    ) {
        let count = Int(glyphs.pointee.num_glyphs)
        var first = 0
        while first < count {
            let begin = Int(glyphs.pointee.log_clusters[first])
            var next = first + 1
            while next < count, Int(glyphs.pointee.log_clusters[next]) == begin { next += 1 }
            let end = next < count ? Int(glyphs.pointee.log_clusters[next]) : bytes.count
            let text = String(decoding: UnsafeRawBufferPointer(rebasing: bytes[begin..<end]), as: UTF8.self)
            append(glyphs, first..<next, text, offset + begin..<offset + end, face, to: &result)
            first = next
        }
    }

    private func append(
        _ glyphs: UnsafeMutablePointer<PangoGlyphString>, _ range: Range<Int>, _ text: String, _ bytes: Range<Int>,
        _ face: FaceID, to result: inout ShapedText
    ) {
        let before = result.glyphs.count
        var advance = Length.zero
        for index in range {
            let glyph = glyphs.pointee.glyphs[index]
            if annex_glyph_is_unknown(glyph.glyph) != 0 {
                result.missing.append(contentsOf: text.unicodeScalars)
                return
            }
            guard annex_glyph_is_empty(glyph.glyph) == 0 else { continue }
            let offset = Point(
                x: Length(rawValue: Int(glyph.geometry.x_offset)), y: Length(rawValue: Int(glyph.geometry.y_offset)))
            let width = Length(rawValue: Int(glyph.geometry.width))
            result.glyphs.append(ShapedText.Glyph(id: glyph.glyph, offset: offset, advance: width))
            advance += width
        }
        guard let scalar = text.unicodeScalars.first, result.glyphs.count > before else { return }
        result.clusters.append(
            ShapedText.Cluster(
                scalar: scalar, bytes: bytes, glyphs: before..<result.glyphs.count, advance: advance, face: face))
    }
}
