/// A blank on a page that is filled by hand: a signature, or a signature field in its place, or a seal.
package struct SignatureBlank: Hashable, Sendable {
    /// What it is filled with.
    package enum Kind: Hashable, Sendable {
        /// A signature on the rule at its foot.
        case signature
        /// An image of a signature, which is printed.
        case printedSignature
        /// A seal that is set over the lines of its signature block.
        case seal(diameter: Length)
    }

    /// What it is filled with.
    package let kind: Kind
    /// Its upper left corner.
    package internal(set) var origin: Point
    /// Its extent: of a signature down to the rule that is signed on, of a seal that of the lines.
    package internal(set) var size: Size
    /// The element of the field that it belongs to.
    package internal(set) var element: ElementID
    /// What stands before it, such as 单位负责人签字：; empty for a seal.
    package let label: String

    /// Whether a person signs on it, or has.
    package var isSignature: Bool { kind == .signature || kind == .printedSignature }
}
