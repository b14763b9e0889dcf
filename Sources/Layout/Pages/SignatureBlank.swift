/// A blank on a page that is signed by hand, or by a signature field in its place.
package struct SignatureBlank: Hashable, Sendable {
    /// Its upper left corner.
    package internal(set) var origin: Point
    /// Its extent, down to the rule that is signed on.
    package internal(set) var size: Size
    /// The element of the field that it belongs to.
    package internal(set) var element: ElementID
    /// What stands before it, such as 单位负责人签字：.
    package let label: String
}
