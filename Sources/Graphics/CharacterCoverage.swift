import CPangoCairo
import Diagnostics
public import Layout

/// Tells without shaping whether the faces of a role have the characters of a text.
///
/// It belongs to the worker that its library belongs to.
public final class CharacterCoverage {
    private let library: FontLibrary
    private var characters: [FontRole: Set<UInt32>] = [:]

    /// Creates a coverage of the faces of `library`.
    public init(_ library: FontLibrary) {
        self.library = library
    }

    /// Whether every character of `text` has a glyph or needs none. A sequence that only shaping puts together may count
    /// as not covered; then shaping decides.
    public func covers(_ text: String, role: FontRole) -> Bool {
        let known = characters[role] ?? load(role)
        return text.unicodeScalars.allSatisfy { scalar in
            known.contains(scalar.value)
                || !scalar.isControlOrNoncharacter
                    && (scalar.properties.isWhitespace || scalar.properties.isDefaultIgnorableCodePoint)
        }
    }

    private func load(_ role: FontRole) -> Set<UInt32> {
        let faces = library.catalog.roles[role.name] ?? []
        let union = faces.reduce(into: Set<UInt32>()) { characters, face in
            characters.formUnion(FontFile.coverage(path: library.catalog.faces[face].path))
        }
        characters[role] = union
        return union
    }
}
