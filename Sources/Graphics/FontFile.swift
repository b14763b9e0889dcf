import CPangoCairo
import SourceTree

/// What a font file says of itself.
public enum FontFile {
    /// The names of its first face, in every language; empty if it is no font.
    public static func families(path: String) -> [String] {
        withPattern(path) { FacePattern.families(of: $0) } ?? []
    }

    /// The characters that it has a glyph for, as a sorted list; empty if it is no font.
    public static func coverage(path: String) -> Set<UInt32> {
        withPattern(path) { pattern in
            var set: OpaquePointer?
            guard FcPatternGetCharSet(pattern, FC_CHARSET, 0, &set) == FcResultMatch else { return [] }
            return characters(of: set)
        } ?? []
    }

    private static func withPattern<Result>(_ path: String, _ body: (OpaquePointer) -> Result) -> Result? {
        guard RegularFile.irregularity(of: path) == nil else { return nil }
        var count: Int32 = 0
        guard let pattern = FcFreeTypeQuery(path, 0, nil, &count) else { return nil }
        defer { FcPatternDestroy(pattern) }
        return body(pattern)
    }

    private static func characters(of set: OpaquePointer?) -> Set<UInt32> {
        var result = Set<UInt32>()
        var map = [FcChar32](repeating: 0, count: Int(FC_CHARSET_MAP_SIZE))
        var next: FcChar32 = 0
        var base = FcCharSetFirstPage(set, &map, &next)
        while base != FcChar32.max {
            for (word, bits) in map.enumerated() where bits != 0 {
                for bit in 0..<32 where bits & (1 << bit) != 0 { result.insert(base + FcChar32(word * 32 + bit)) }
            }
            base = FcCharSetNextPage(set, &map, &next)
        }
        return result
    }
}
