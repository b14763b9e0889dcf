/// Which characters of a face have one and the same outline.
final class SharedOutlines: Sendable {
    /// By the hash of the outline, in the order of their code points.
    private let characters: [Int: [Unicode.Scalar]]
    private let face: OpenFace.Place

    /// Reads the outlines of the face at `place`, all of them.
    init(_ place: OpenFace.Place) {
        face = place
        var characters: [Int: [Unicode.Scalar]] = [:]
        if let face = OpenFace(place) {
            for (scalar, glyph) in face.characters {
                guard let outline = face.outline(of: glyph), !outline.isEmpty else { continue }
                characters[outline.hashValue, default: []].append(scalar)
            }
        }
        self.characters = characters.filter { $0.value.count > 1 }
    }

    /// The characters that are drawn with `outline`, in the order of their code points, where there are several.
    func characters(with outline: GlyphOutline) -> [Unicode.Scalar] {
        guard let candidates = characters[outline.hashValue], let face = OpenFace(face) else { return [] }
        return candidates.filter { face.outline(of: face.glyph(of: $0)) == outline }
    }
}
