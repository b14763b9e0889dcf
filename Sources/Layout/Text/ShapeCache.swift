/// A shaper that remembers what short texts came to: the labels of forms are the same in every submission.
public final class ShapeCache: TextShaper {
    private struct Key: Hashable {
        let text: String
        let style: TextStyle
    }

    private let shaper: any TextShaper
    private var known: [Key: ShapedText] = [:]

    /// Longer texts, in bytes of UTF-8, are rarely met twice.
    private static let longestText = 60
    /// How many texts are remembered; beyond, all are forgotten, so that a county's names and figures do not pile up.
    private static let capacity = 4096

    /// Creates a cache that knows nothing yet.
    public init(_ shaper: any TextShaper) {
        self.shaper = shaper
    }

    /// The glyphs of `text`, as the shaper gave them.
    public func shape(_ text: String, style: TextStyle) -> ShapedText {
        guard text.utf8.count <= Self.longestText else { return shaper.shape(text, style: style) }
        let key = Key(text: text, style: style)
        if let shaped = known[key] { return shaped }
        let shaped = shaper.shape(text, style: style)
        if known.count == Self.capacity { known.removeAll(keepingCapacity: true) }
        known[key] = shaped
        return shaped
    }
}
