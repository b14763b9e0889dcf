import CPangoCairo

/// What fontconfig found for a face. Nothing of it changes any more, so that threads may share it.
struct FacePattern: Sendable {
    private let shared: Shared<OpaquePointer>

    private var pattern: OpaquePointer { shared.pointer }

    /// What was found for `font`.
    init(_ font: UnsafeMutablePointer<PangoFont>) {
        guard let pattern = pango_fc_font_get_pattern(annex_fc_font(font)) else {
            preconditionFailure("a font of Pango's map for fontconfig has a pattern")
        }
        self.init(pattern)
    }

    /// What was found as `pattern`.
    init(_ pattern: OpaquePointer) {
        FcPatternReference(pattern)
        shared = Shared(pattern) { FcPatternDestroy($0) }
    }

    /// The file that the face is in.
    var path: String {
        var path: UnsafeMutablePointer<FcChar8>?
        guard FcPatternGetString(pattern, FC_FILE, 0, &path) == FcResultMatch, let path else { return "" }
        return String(cString: path)
    }

    /// The names of its family, in every language.
    var families: [String] {
        var names: [String] = []
        var value: UnsafeMutablePointer<FcChar8>?
        while FcPatternGetString(pattern, FC_FAMILY, Int32(names.count), &value) == FcResultMatch, let name = value {
            names.append(String(cString: name))
        }
        return names
    }

    /// Its place in the file, from 0.
    var index: Int { fileIndex & 0xFFFF }

    /// Whether it is an instance of a variable face, named in the file or set by its axes.
    var isInstance: Bool {
        var isVariable: FcBool = 0
        FcPatternGetBool(pattern, FC_VARIABLE, 0, &isVariable)
        return fileIndex > 0xFFFF || isVariable != 0
    }

    /// Its place in the file in the lower half, the number of the instance in the upper one.
    var fileIndex: Int {
        var index: Int32 = 0
        FcPatternGetInteger(pattern, FC_INDEX, 0, &index)
        return Int(index)
    }

    /// The characters that the face has glyphs for, which live as long as this; `nil` where it says none.
    var characters: OpaquePointer? {
        var characters: OpaquePointer?
        guard FcPatternGetCharSet(pattern, FC_CHARSET, 0, &characters) == FcResultMatch else { return nil }
        return characters
    }

    /// Adds it to `fonts`.
    func add(to fonts: UnsafeMutablePointer<FcFontSet>?) {
        FcPatternReference(pattern)
        FcFontSetAdd(fonts, pattern)
    }

    /// A new face of Cairo's.
    func cairoFace() -> OpaquePointer {
        guard let face = cairo_ft_font_face_create_for_pattern(pattern) else {
            preconditionFailure("Cairo never returns NULL")
        }
        return face
    }
}
