import CPangoCairo
package import Layout

/// The faces of a catalog, loaded privately: no face of the machine is ever used, and fontconfig's current configuration
/// stays as it is. Where the process has none yet, Pango has fontconfig make the machine's own, on a thread of its own.
///
/// A library belongs to one worker: Pango's font maps are not safe to share between threads.
package final class FontLibrary {
    /// What the library was made from.
    package let catalog: FontCatalog
    /// The files of the faces, as far as they were read.
    let cache: FaceCache
    private let configuration: OpaquePointer
    private let map: UnsafeMutablePointer<PangoFontMap>
    private let context: OpaquePointer
    /// The fonts that pages are drawn with, apart from those of Pango's map, which texts are shaped with.
    let drawingFonts: DrawingFonts
    private var hasRareFaces = false
    /// Pango's attributes for texts in a role: its faces and the language.
    private var attributes: [FontRole: OpaquePointer] = [:]
    private var faceOfFont: [UnsafeMutablePointer<PangoFont>: FaceID?] = [:]
    /// Faces in which neighbours bear on each other's glyphs.
    private var facesWithContext: Set<FaceID> = []
    private var scalarGlyphs: [FontRole: ScalarGlyphs] = [:]

    /// The em at which texts are shaped, whatever their size: without hints, measures grow with it. Pango looks for the
    /// fonts of each size anew, on threads of its own.
    static let shapingSize = Length.pt(1000)

    /// Loads the faces of `catalog`.
    /// - Parameter cache: the files of faces that were read already; it is shared with other libraries.
    /// - Throws: ``FontError`` where a file is not a font.
    package init(_ catalog: FontCatalog, cache: FaceCache = FaceCache()) throws(FontError) {
        self.catalog = catalog
        self.cache = cache
        drawingFonts = DrawingFonts(cache)
        guard let configuration = FcConfigCreate(), FcConfigBuildFonts(configuration) != 0 else {
            throw FontError(path: "fontconfig")
        }
        for face in catalog.faces where !face.isRare {
            guard let patterns = cache.file(face.path).patterns else {
                FcConfigDestroy(configuration)
                throw FontError(path: face.path)
            }
            patterns.add(to: configuration)
        }
        self.configuration = configuration
        map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT)
        pango_fc_font_map_set_config(annex_fc_font_map(map), configuration)
        context = pango_font_map_create_context(map)
        prepareContext()
    }

    deinit {
        attributes.values.forEach { pango_attr_list_unref($0) }
        // Pango's fonts let go of Cairo's.
        CairoFaces.alone {
            faceOfFont.keys.forEach { g_object_unref($0) }
            g_object_unref(UnsafeMutableRawPointer(context))
            g_object_unref(map)
        }
        FcConfigDestroy(configuration)
    }

    private static var language: OpaquePointer? { pango_language_from_string("zh-cn") }

    private func prepareContext() {
        let options = FontOptions.exact()
        pango_cairo_context_set_font_options(context, options)
        cairo_font_options_destroy(options)
        // 72 units an inch
        pango_cairo_context_set_resolution(context, 72)
        pango_context_set_round_glyph_positions(context, 0)
        pango_context_set_language(context, Self.language)
        pango_context_set_base_dir(context, PANGO_DIRECTION_LTR)
    }

    /// Loads the faces of rare characters, whose tables take as long to read as those of all others.
    /// - Returns: whether there are any that were not loaded before.
    func loadRareFaces() -> Bool {
        guard !hasRareFaces else { return false }
        hasRareFaces = true
        scalarGlyphs = [:]
        let rare = catalog.faces.filter(\.isRare)
        // Where a file is not a font, what it should have shown is missing, and that is told.
        for face in rare { cache.file(face.path).patterns?.add(to: configuration) }
        pango_fc_font_map_config_changed(annex_fc_font_map(map))
        return !rare.isEmpty
    }

    /// The runs of `text` that one face each can show, as Pango divides it.
    func itemize(_ text: UnsafePointer<CChar>, length: Int, role: FontRole) -> UnsafeMutablePointer<GList>? {
        pango_itemize(context, text, 0, Int32(length), attributes(of: role), nil)
    }

    /// Lets Pango look for the fonts of the roles called `roles`, which it does on threads of its own: whoever shapes the
    /// first text in a role would wait for them.
    package func prepare(_ roles: Set<String>) {
        for role in roles {
            let description = describe(FontRole(role))
            defer { pango_font_description_free(description) }
            pango_font_map_load_fontset(map, context, description, Self.language).map { g_object_unref($0) }
        }
    }

    /// The description of the fonts of `role`, by which Pango looks for them. The caller frees it.
    private func describe(_ role: FontRole) -> OpaquePointer {
        guard let description = pango_font_description_new() else { preconditionFailure("Pango is out of memory") }
        let families = (catalog.roles[role.name] ?? []).map { catalog.faces[$0].family }.joined(separator: ",")
        pango_font_description_set_family(description, families)
        pango_font_description_set_absolute_size(description, Double(Self.shapingSize.rawValue))
        return description
    }

    private func attributes(of role: FontRole) -> OpaquePointer {
        if let known = attributes[role] { return known }
        let description = describe(role)
        defer { pango_font_description_free(description) }
        guard let list = pango_attr_list_new() else { preconditionFailure("Pango is out of memory") }
        pango_attr_list_insert(list, pango_attr_font_desc_new(description))
        pango_attr_list_insert(list, pango_attr_font_features_new("liga 0, clig 0"))
        attributes[role] = list
        return list
    }

    /// The catalog's face that a font of Pango's belongs to, if `role` may use it.
    func face(of font: UnsafeMutablePointer<PangoFont>, role: FontRole) -> FaceID? {
        let face: FaceID?
        if let known = faceOfFont[font] {
            face = known
        } else {
            let pattern = FacePattern(font)
            face = identify(pattern)
            g_object_ref(font)
            faceOfFont[font] = .some(face)
            if let face { meet(face, font: font, pattern: pattern) }
        }
        guard let face, catalog.roles[role.name]?.contains(face.rawValue) == true else { return nil }
        return face
    }

    /// Notes what there is to know of `face`, which serves a text for the first time, in `font`.
    private func meet(_ face: FaceID, font: UnsafeMutablePointer<PangoFont>, pattern: FacePattern) {
        if !LayoutTables(font).leaveGlyphsAlone { facesWithContext.insert(face) }
        drawingFonts.note(face, pattern)
    }

    /// Whether each glyph of `face`, which served a text before, is chosen and placed without its neighbours.
    func leavesGlyphsAlone(_ face: FaceID) -> Bool { !facesWithContext.contains(face) }

    /// The family of `face` and the name of its file, for findings.
    package func name(of face: FaceID) -> (family: String, file: String) {
        let face = catalog.faces[face.rawValue]
        return (face.family, face.path.split(separator: "/").last.map(String.init) ?? face.path)
    }

    /// The glyphs of single scalars that were shaped in `role` before.
    func scalarGlyphs(of role: FontRole) -> ScalarGlyphs {
        if let known = scalarGlyphs[role] { return known }
        let new = ScalarGlyphs()
        scalarGlyphs[role] = new
        return new
    }

    /// The face that `role` shows `scalar` with, the first that has it; `nil` where none does. Rare faces are asked last,
    /// as they are in every chain, and read only then.
    func firstFace(of scalar: Unicode.Scalar, role: FontRole) -> FaceID? {
        catalog.roles[role.name]?.first { cache.has(scalar, catalog.faces[$0]) }.map(FaceID.init)
    }

    /// The first face of `role` that comes with Annex and has all of `scalars`.
    func ownedFace(with scalars: [Unicode.Scalar], role: FontRole) -> FaceID? {
        catalog.roles[role.name]?.first { index in
            let face = catalog.faces[index]
            return !face.isOwn && !face.isRare && scalars.allSatisfy { cache.has($0, face) }
        }.map(FaceID.init)
    }

    /// The face of the catalog that `pattern` describes; `nil` where it is none of them. It is known by its file and one of the
    /// names in it, for which of its names Pango tells depends on the language of the process.
    private func identify(_ pattern: FacePattern) -> FaceID? {
        let (path, families) = (pattern.path, pattern.families)
        return catalog.faces.firstIndex { $0.path == path && families.contains($0.family) }.map(FaceID.init)
    }
}

/// A file that should be a font and is not.
package struct FontError: Error, Sendable, CustomStringConvertible {
    /// The file.
    package let path: String

    /// What is wrong, in English.
    package var description: String { "not a font: \(path)" }
}
