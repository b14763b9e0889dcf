import CPangoCairo
import SourceTree

/// What fontconfig knows of the faces in a file.
final class FacePatterns: Sendable {
    private let patterns: [FacePattern]

    /// Reads all characters of the faces in the file at `path`; `nil` where it is not a font.
    init?(path: String) {
        guard RegularFile.irregularity(of: path) == nil else { return nil }
        guard let set = FcFontSetCreate() else { preconditionFailure("fontconfig is out of memory") }
        defer { FcFontSetDestroy(set) }
        guard FcFreeTypeQueryAll(path, FcChar32.max, nil, nil, set) > 0 else { return nil }
        patterns = (0..<Int(set.pointee.nfont)).compactMap { set.pointee.fonts[$0] }.map { FacePattern($0) }
    }

    /// Lets `configuration`, whose fonts are built, have the faces.
    func add(to configuration: OpaquePointer) {
        let fonts = FcConfigGetFonts(configuration, FcSetSystem)
        for pattern in patterns { pattern.add(to: fonts) }
    }

    /// The faces in the order of the file, those of a collection one by one; instances of variable faces are no faces.
    var faces: [FaceDescription] {
        patterns.compactMap { pattern in
            guard 0...0xFFFF ~= pattern.fileIndex else { return nil }
            return FaceDescription(place: pattern.index, families: pattern.families)
        }
    }

    /// The place in the file of the face called `family`; `nil` where it has none.
    func place(of family: String) -> Int? { pattern(of: family)?.index }

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

    private func characters(of family: String) -> OpaquePointer? { pattern(of: family)?.characters }

    private func pattern(of family: String) -> FacePattern? { patterns.first { $0.families.contains(family) } }
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
