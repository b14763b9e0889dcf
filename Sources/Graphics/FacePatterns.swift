import CPangoCairo
import SourceTree

/// What fontconfig knows of the faces in a file. Nothing of it changes any more, so that threads may share it.
final class FacePatterns: Sendable {
    nonisolated(unsafe) private let set: UnsafeMutablePointer<FcFontSet>

    /// Reads all characters of the faces in the file at `path`; `nil` where it is not a font.
    init?(path: String) {
        guard RegularFile.irregularity(of: path) == nil else { return nil }
        guard let set = FcFontSetCreate() else { preconditionFailure("fontconfig is out of memory") }
        self.set = set
        guard FcFreeTypeQueryAll(path, FcChar32.max, nil, nil, set) > 0 else { return nil }
    }

    deinit { FcFontSetDestroy(set) }

    /// Lets `configuration`, whose fonts are built, have the faces.
    func add(to configuration: OpaquePointer) {
        let fonts = FcConfigGetFonts(configuration, FcSetSystem)
        for index in 0..<Int(set.pointee.nfont) {
            FcPatternReference(set.pointee.fonts[index])
            FcFontSetAdd(fonts, set.pointee.fonts[index])
        }
    }
}
