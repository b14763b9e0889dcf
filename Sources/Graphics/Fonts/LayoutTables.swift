import CPangoCairo

/// What the layout tables of a face do to horizontal text.
struct LayoutTables {
    private let face: OpaquePointer?

    /// The tables of the face of `font`.
    init(_ font: UnsafeMutablePointer<PangoFont>) {
        face = hb_font_get_face(pango_font_get_hb_font(font))
    }

    /// Whether each glyph is chosen and placed without its neighbours: the face has no features but vertical forms, no
    /// kerning, and nothing for shapers other than OpenType's.
    var leaveGlyphsAlone: Bool {
        features(in: "GSUB").allSatisfy { [Self.tag("vert"), Self.tag("vrt2")].contains($0) }
            && features(in: "GPOS").isEmpty
            && !["kern", "kerx", "morx", "mort", "trak", "Silf"].contains(where: has)
    }

    private func features(in table: String) -> [hb_tag_t] {
        var count = hb_ot_layout_table_get_feature_tags(face, Self.tag(table), 0, nil, nil)
        var tags = [hb_tag_t](repeating: 0, count: Int(count))
        hb_ot_layout_table_get_feature_tags(face, Self.tag(table), 0, &count, &tags)
        return tags
    }

    private func has(_ table: String) -> Bool {
        let content = hb_face_reference_table(face, Self.tag(table))
        defer { hb_blob_destroy(content) }
        return hb_blob_get_length(content) > 0
    }

    private static func tag(_ name: String) -> hb_tag_t { hb_tag_from_string(name, 4) }
}
