/// A character that pages show otherwise than it is written.
package struct MisdrawnCharacter: Hashable, Sendable {
    /// How it is shown.
    package enum Look: Hashable, Sendable {
        /// The face leaves its place empty.
        case nothing(face: FaceID)
        /// The face draws it as another character.
        case other(Unicode.Scalar, face: FaceID)
        /// In its usual form, as the face has none for the variation selector behind it.
        case usualForm(insteadOf: Unicode.Scalar)
    }

    /// The character.
    package let scalar: Unicode.Scalar
    /// How it is shown.
    package let look: Look

    /// Creates a misdrawn character.
    package init(_ scalar: Unicode.Scalar, _ look: Look) {
        self.scalar = scalar
        self.look = look
    }
}
