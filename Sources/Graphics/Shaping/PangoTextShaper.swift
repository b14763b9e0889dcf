import CPangoCairo
import Diagnostics
package import Layout

/// Shapes text with Pango, which divides it into runs of one face and gives their glyphs; lines and places are Layout's matter.
///
/// All text is shaped at one size (``FontLibrary/shapingSize``) and its measures are scaled, since Pango looks for the fonts of
/// each size anew. Most texts are characters whose glyphs do not depend on their neighbours: once such a character was shaped,
/// its glyph is looked up (``ScalarGlyphs``), which is faster.
package struct PangoTextShaper: TextShaper {
    private let library: FontLibrary

    /// Creates a shaper that uses the faces of `library`.
    package init(_ library: FontLibrary) {
        self.library = library
    }

    /// The glyphs of `text`. A character counts as missing where no face of the style's role has it.
    package func shape(_ text: String, style: TextStyle) -> ShapedText {
        let shaped = shapeWithLoadedFaces(text, style: style)
        guard !shaped.missing.isEmpty, library.loadRareFaces() else { return shaped }
        return shapeWithLoadedFaces(text, style: style)
    }

    private func shapeWithLoadedFaces(_ text: String, style: TextStyle) -> ShapedText {
        shapeByScalars(text, style: style) ?? shapeWithPango(text, style: style)
    }

    /// The glyphs of `text`, each looked up on its own; `nil` where that may not be what the whole text comes to.
    func shapeByScalars(_ text: String, style: TextStyle) -> ShapedText? {
        let glyphs = library.scalarGlyphs(of: style.role)
        guard let unmet = glyphs.unmet(in: text) else { return nil }
        if !unmet.isEmpty {
            let shaped = shapeWithPango(
                String(unmet), style: TextStyle(role: style.role, size: FontLibrary.shapingSize))
            glyphs.learn(unmet, from: shaped, leavesAlone: library.leavesGlyphsAlone)
        }
        return glyphs.shape(text, size: style.size)
    }

    /// The glyphs of `text`, as Pango divides and shapes it. Controls and noncharacters never reach Pango, which gives up
    /// the whole program over some: they count as missing.
    func shapeWithPango(_ text: String, style: TextStyle) -> ShapedText {
        let scalars = text.unicodeScalars
        guard scalars.contains(where: \.isControlOrNoncharacter) else { return shapeByPango(text, style: style) }
        var result = ShapedText()
        var start = scalars.startIndex
        for index in scalars.indices where scalars[index].isControlOrNoncharacter {
            append(text[start..<index], of: text, style, to: &result)
            result.missing.append(scalars[index])
            start = scalars.index(after: index)
        }
        append(text[start...], of: text, style, to: &result)
        return result
    }

    /// Adds the glyphs of `piece`, which stands within `text`.
    private func append(_ piece: Substring, of text: String, _ style: TextStyle, to result: inout ShapedText) {
        let shaped = shapeByPango(String(piece), style: style)
        let (bytes, glyphs) = (text.utf8.distance(from: text.startIndex, to: piece.startIndex), result.glyphs.count)
        result.glyphs += shaped.glyphs
        result.missing += shaped.missing
        result.clusters += shaped.clusters.map { cluster in
            var cluster = cluster
            cluster.bytes = cluster.bytes.lowerBound + bytes..<cluster.bytes.upperBound + bytes
            cluster.glyphs = cluster.glyphs.lowerBound + glyphs..<cluster.glyphs.upperBound + glyphs
            return cluster
        }
    }

    private func shapeByPango(_ text: String, style: TextStyle) -> ShapedText {
        var result = ShapedText()
        var text = text
        text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { characters in
                guard let start = characters.baseAddress, !characters.isEmpty else { return }
                // Most characters take three bytes.
                result.clusters.reserveCapacity(bytes.count / 3 + 1)
                result.glyphs.reserveCapacity(bytes.count / 3 + 1)
                let items = library.itemize(start, length: characters.count, role: style.role)
                defer { g_list_free(items) }
                var next = items
                while let node = next {
                    let item = node.pointee.data.assumingMemoryBound(to: PangoItem.self)
                    append(item, of: bytes, from: start, style: style, to: &result)
                    pango_item_free(item)
                    next = node.pointee.next
                }
            }
        }
        result.missing = unknown(result.missing, style.role)
        return result
    }

    private func append(
        _ item: UnsafeMutablePointer<PangoItem>, of text: UnsafeBufferPointer<UInt8>, from base: UnsafePointer<CChar>,
        style: TextStyle, to result: inout ShapedText
    ) {
        let start = Int(item.pointee.offset)
        let bytes = start..<start + Int(item.pointee.length)
        guard let font = item.pointee.analysis.font, let face = library.face(of: font, role: style.role) else {
            result.missing.append(contentsOf: String(decoding: text[bytes], as: UTF8.self).unicodeScalars)
            return
        }
        guard let glyphs = pango_glyph_string_new() else { preconditionFailure("Pango is out of memory") }
        defer { pango_glyph_string_free(glyphs) }
        // The forms are read from left to right throughout; glyphs then come in the order of the text.
        item.pointee.analysis.level = 0
        let shape = {
            pango_shape_full(
                base + start, item.pointee.length, base, Int32(text.count), &item.pointee.analysis, glyphs)
        }
        // For a character that the font lacks, Pango measures a box of Cairo's.
        if Self.hasAll(String(decoding: text[bytes], as: UTF8.self).unicodeScalars, font) {
            shape()
        } else {
            CairoFaces.alone { shape() }
        }
        append(glyphs, of: text, bytes: bytes, face: face, style: style, to: &result)
    }

    /// Those of the characters of pieces that could not be set that no face of `role` has; all where each is in one,
    /// though not in the same.
    private func unknown(_ scalars: [Unicode.Scalar], _ role: FontRole) -> [Unicode.Scalar] {
        guard scalars.count > 1 else { return scalars }
        let unknown = scalars.filter {
            !$0.properties.isDefaultIgnorableCodePoint && library.firstFace(of: $0, role: role) == nil
        }
        return unknown.isEmpty ? scalars : unknown
    }

    private func append(
        _ glyphs: UnsafeMutablePointer<PangoGlyphString>, of text: UnsafeBufferPointer<UInt8>, bytes: Range<Int>,
        face: FaceID, style: TextStyle, to result: inout ShapedText
    ) {
        let count = Int(glyphs.pointee.num_glyphs)
        guard let infos = glyphs.pointee.glyphs, let places = glyphs.pointee.log_clusters else { return }
        var first = 0
        while first < count {
            var next = first + 1
            while next < count, places[next] == places[first] { next += 1 }
            let end = next < count ? bytes.lowerBound + Int(places[next]) : bytes.upperBound
            let cluster = bytes.lowerBound + Int(places[first])..<end
            append(
                UnsafeBufferPointer(start: infos + first, count: next - first), of: text, bytes: cluster, face: face,
                style: style,
                to: &result)
            first = next
        }
    }

    /// Adds the glyphs of a cluster, which `bytes` of `text` are.
    private func append(
        _ infos: UnsafeBufferPointer<PangoGlyphInfo>, of text: UnsafeBufferPointer<UInt8>, bytes: Range<Int>,
        face: FaceID, style: TextStyle, to result: inout ShapedText
    ) {
        let before = result.glyphs.count
        let size = style.size
        var advance = Length.zero
        for glyph in infos {
            if annex_glyph_is_unknown(glyph.glyph) != 0 {
                result.missing.append(contentsOf: String(decoding: text[bytes], as: UTF8.self).unicodeScalars)
                return
            }
            guard annex_glyph_is_empty(glyph.glyph) == 0 else { continue }
            let offset = Point(
                x: size.sized(glyph.geometry.x_offset), y: size.sized(glyph.geometry.y_offset))
            let width = size.sized(glyph.geometry.width)
            result.glyphs.append(ShapedText.Glyph(id: glyph.glyph, offset: offset, advance: width))
            advance += width
        }
        guard let scalar = Self.firstScalar(of: text[bytes]), result.glyphs.count > before else { return }
        result.clusters.append(
            ShapedText.Cluster(
                scalar: scalar, bytes: bytes, glyphs: before..<result.glyphs.count, advance: advance, face: face))
    }

    private static func hasAll(_ scalars: String.UnicodeScalarView, _ font: UnsafeMutablePointer<PangoFont>) -> Bool {
        scalars.allSatisfy { pango_font_has_char(font, $0.value) != 0 }
    }

    private static func firstScalar(of bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Unicode.Scalar? {
        var parser = UTF8.ForwardParser()
        var rest = bytes.makeIterator()
        guard case .valid(let encoded) = parser.parseScalar(from: &rest) else { return nil }
        return UTF8.decode(encoded)
    }
}

extension Length {
    /// What `measure` of a text that is shaped at ``FontLibrary/shapingSize``, in Pango's units, is in one of this size:
    /// rounded to the nearest unit.
    func sized(_ measure: Int32) -> Length {
        let product = Int(measure) * rawValue
        let half = FontLibrary.shapingSize.rawValue / 2
        return Length(rawValue: (product + (product < 0 ? -half : half)) / FontLibrary.shapingSize.rawValue)
    }
}
