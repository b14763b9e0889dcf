/// A blank on a page that is signed by hand, or by a signature field in its place.
public struct SignatureBlank: Hashable, Sendable {
    /// Its upper left corner.
    public internal(set) var origin: Point
    /// Its extent, down to the rule that is signed on.
    public internal(set) var size: Size
    /// The element of the field that it belongs to.
    public internal(set) var element: ElementID
    /// What stands before it, such as 单位负责人签字：.
    public let label: String
}
