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
        for pattern in patterns {
            FcPatternReference(pattern)
            FcFontSetAdd(fonts, pattern)
        }
    }

    /// The faces in the order of the file, those of a collection one by one; instances of variable faces are no faces.
    var faces: [FaceDescription] {
        patterns.compactMap { pattern in
            let place = Self.place(of: pattern)
            guard 0...0xFFFF ~= place else { return nil }
            return FaceDescription(place: place, families: FacePattern.families(of: pattern))
        }
    }

    /// The place in the file of the face called `family`; `nil` where it has none.
    func place(of family: String) -> Int? { pattern(of: family).map { Self.place(of: $0) & 0xFFFF } }

    /// Whether the face called `family` has a glyph for `scalar`.
    func has(_ scalar: Unicode.Scalar, family: String) -> Bool {
        FcCharSetHasChar(characters(of: family), scalar.value) != 0
    }

    /// The characters that the face called `family` has a glyph for.
    func coverage(of family: String) -> Set<UInt32> {
        var result = Set<UInt32>()
        guard let characters = characters(of: family) else { return result }
        var map = [FcChar32](repeating: 0, count: Int(FC_CHARSET_MAP_SIZE))
        var next: FcChar32 = 0
        var base = FcCharSetFirstPage(characters, &map, &next)
        while base != FcChar32.max {
            for (word, bits) in map.enumerated() where bits != 0 {
                for bit in 0..<32 where bits & (1 << bit) != 0 { result.insert(base + FcChar32(word * 32 + bit)) }
            }
            base = FcCharSetNextPage(characters, &map, &next)
        }
        return result
    }

    private func characters(of family: String) -> OpaquePointer? {
        var characters: OpaquePointer?
        guard let pattern = pattern(of: family),
            FcPatternGetCharSet(pattern, FC_CHARSET, 0, &characters) == FcResultMatch
        else { return nil }
        return characters
    }

    private func pattern(of family: String) -> OpaquePointer? {
        patterns.first { FacePattern.families(of: $0).contains(family) }
    }

    private var patterns: [OpaquePointer] { (0..<Int(set.pointee.nfont)).compactMap { set.pointee.fonts[$0] } }

    /// The place in the lower half, the instance in the upper one.
    private static func place(of pattern: OpaquePointer) -> Int {
        var index: Int32 = 0
        FcPatternGetInteger(pattern, FC_INDEX, 0, &index)
        return Int(index)
    }
}

/// What a face in a file says of itself.
package struct FaceDescription: Sendable {
    /// Its place in the file, from 0: a collection holds several.
    package let place: Int
    /// The names of its family, in every language.
    package let families: [String]

    /// Creates a description.
    package init(place: Int = 0, families: [String]) {
        self.place = place
        self.families = families
    }
}
