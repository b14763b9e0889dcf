import CPangoCairo

/// What fontconfig found for a face. Nothing of it changes any more, so that threads may share it.
final class FacePattern: Sendable {
    nonisolated(unsafe) private let pattern: OpaquePointer

    /// What was found for `font`.
    init(_ font: UnsafeMutablePointer<PangoFont>) {
        guard let pattern = pango_fc_font_get_pattern(annex_fc_font(font)) else {
            preconditionFailure("a font of Pango's map for fontconfig has a pattern")
        }
        FcPatternReference(pattern)
        self.pattern = pattern
    }

    deinit { FcPatternDestroy(pattern) }

    /// The file that the face is in.
    var path: String {
        var path: UnsafeMutablePointer<FcChar8>?
        guard FcPatternGetString(pattern, FC_FILE, 0, &path) == FcResultMatch, let path else { return "" }
        return String(cString: path)
    }

    /// The names of its family, in every language.
    var families: [String] { Self.families(of: pattern) }

    /// The names of the family that `pattern` stands for, in every language.
    static func families(of pattern: OpaquePointer) -> [String] {
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

    /// The place in the lower half, the instance in the upper one.
    private var fileIndex: Int {
        var index: Int32 = 0
        FcPatternGetInteger(pattern, FC_INDEX, 0, &index)
        return Int(index)
    }

    /// A new face of Cairo's.
    func cairoFace() -> OpaquePointer {
        guard let face = cairo_ft_font_face_create_for_pattern(pattern) else {
            preconditionFailure("Cairo never returns NULL")
        }
        return face
    }
}
