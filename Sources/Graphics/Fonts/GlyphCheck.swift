package import Layout

/// Tells without shaping which characters of texts their faces draw otherwise than they are written: variants that no face
/// knows, and glyphs of an office's own faces that are empty or another character's.
///
/// It belongs to the worker that its library belongs to.
package final class GlyphCheck {
    private let library: FontLibrary
    /// Whether an office's own faces take part; only then each character is looked at.
    private let hasOwnFaces: Bool
    private var known: [FontRole: [Unicode.Scalar: MisdrawnCharacter?]] = [:]
    private var openFaces: [FaceID: OpenFace?] = [:]

    /// Creates a check of the faces of `library`.
    package init(_ library: FontLibrary) {
        self.library = library
        hasOwnFaces = library.catalog.faces.contains(where: \.isOwn)
    }

    /// The characters of `text` that are drawn otherwise, each once.
    package func misdrawn(in text: String, role: FontRole) -> [MisdrawnCharacter] {
        var found = text.hasVariationSelector ? unknownVariants(in: text, role) : []
        guard hasOwnFaces else { return found }
        for scalar in text.unicodeScalars {
            if let character = ownGlyph(of: scalar, role), !found.contains(character) { found.append(character) }
        }
        return found
    }

    // MARK: Variants

    private func unknownVariants(in text: String, _ role: FontRole) -> [MisdrawnCharacter] {
        var found: [MisdrawnCharacter] = []
        for (base, selector) in zip(text.unicodeScalars, text.unicodeScalars.dropFirst())
        where selector.isVariationSelector && !base.isVariationSelector && !isDrawn(base, as: selector, role) {
            let character = MisdrawnCharacter(base, .usualForm(insteadOf: selector))
            if !found.contains(character) { found.append(character) }
        }
        return found
    }

    /// Whether the face that draws `base` has the variant, or none draws it, which is told elsewhere.
    private func isDrawn(_ base: Unicode.Scalar, as selector: Unicode.Scalar, _ role: FontRole) -> Bool {
        // The style of plain text is what faces have.
        if selector == "\u{FE0E}" { return true }
        guard let face = library.firstFace(of: base, role: role) else { return true }
        return open(face)?.hasVariant(base, selector) ?? true
    }

    // MARK: An office's own faces

    private func ownGlyph(of scalar: Unicode.Scalar, _ role: FontRole) -> MisdrawnCharacter? {
        if let known = known[role]?[scalar] { return known }
        let found = inspect(scalar, role)
        known[role, default: [:]][scalar] = .some(found)
        return found
    }

    private func inspect(_ scalar: Unicode.Scalar, _ role: FontRole) -> MisdrawnCharacter? {
        guard !scalar.properties.isWhitespace, !scalar.properties.isDefaultIgnorableCodePoint,
            let face = library.firstFace(of: scalar, role: role), library.catalog.faces[face.rawValue].isOwn,
            let own = open(face), let outline = own.outline(of: own.glyph(of: scalar))
        else { return nil }
        if outline.isEmpty { return MisdrawnCharacter(scalar, .nothing(face: face)) }
        let others = library.cache.sharedOutlines(of: library.catalog.faces[face.rawValue]).characters(with: outline)
        let shown = others.first { $0 != scalar && shows(scalar, as: $0, in: own, role: role) }
        return shown.map { MisdrawnCharacter(scalar, .other($0, face: face)) }
    }

    /// Whether the glyph of `scalar` in `own`, which `other` has as well, is more like that of `other` in a face that comes
    /// with Annex and draws them differently. Where there is no such face, two that are not canonically equivalent are
    /// taken for different.
    private func shows(
        _ scalar: Unicode.Scalar, as other: Unicode.Scalar, in own: OpenFace, role: FontRole
    ) -> Bool {
        guard String(scalar) != String(other),
            !Self.alikeInManyFaces.contains(where: { $0.contains(scalar) && $0.contains(other) })
        else { return false }
        guard let reference = library.ownedFace(with: [scalar, other], role: role).flatMap(open),
            let right = reference.picture(of: reference.glyph(of: scalar)),
            let wrong = reference.picture(of: reference.glyph(of: other)),
            let drawn = own.picture(of: own.glyph(of: scalar))
        else { return true }
        return right.overlap(with: wrong) < Self.alike && drawn.overlap(with: wrong) > drawn.overlap(with: right)
    }

    /// Hyphens and dashes, dots, ellipses, tildes: faces that are right have one outline for several.
    private static let alikeInManyFaces: [String.UnicodeScalarView] = [
        "-\u{AD}\u{2010}\u{2011}–−－", "—―─", "·‧・•", "…⋯", "～〜∼",
    ].map(\.unicodeScalars)

    /// Pictures of one face that overlap by as much are of characters that look alike, such as A and Α.
    private static let alike = 0.9

    private func open(_ face: FaceID) -> OpenFace? {
        if let known = openFaces[face] { return known }
        let opened = library.cache.open(library.catalog.faces[face.rawValue])
        openFaces[face] = .some(opened)
        return opened
    }
}

extension String {
    /// Whether it holds a variation selector; of most texts their bytes tell that they hold none.
    fileprivate var hasVariationSelector: Bool {
        var text = self
        return text.withUTF8(Self.mayHoldSelector) && unicodeScalars.contains(where: \.isVariationSelector)
    }

    /// Whether there are the first two bytes of U+180B…, U+FE00… or U+E0100…
    private static func mayHoldSelector(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard var last = bytes.first else { return false }
        for byte in bytes.dropFirst() {
            switch (last, byte) {
            case (0xE1, 0xA0), (0xEF, 0xB8), (0xF3, 0xA0): return true
            default: last = byte
            }
        }
        return false
    }
}

extension Unicode.Scalar {
    fileprivate var isVariationSelector: Bool { properties.isVariationSelector }
}
