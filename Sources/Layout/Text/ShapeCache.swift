/// A shaper that remembers what short texts came to: the labels of forms are the same in every submission.
public final class ShapeCache: TextShaper {
    private struct Key: Hashable {
        let text: String
        let style: TextStyle

        func hash(into hasher: inout Hasher) {
            text.hashBytes(into: &hasher)
            hasher.combine(style.size)
        }

        static func == (left: Self, right: Self) -> Bool {
            left.style == right.style && left.text.hasBytes(of: right.text)
        }
    }

    private let shaper: any TextShaper
    private var known = RecentValues<Key, ShapedText>(capacity: 1024)

    /// Longer texts, in bytes of UTF-8, are rarely met twice.
    private static let longestText = 60

    /// Creates a cache that knows nothing yet.
    public init(_ shaper: any TextShaper) {
        self.shaper = shaper
    }

    /// The glyphs of `text`, as the shaper gave them.
    public func shape(_ text: String, style: TextStyle) -> ShapedText {
        guard text.utf8.count <= Self.longestText else { return shaper.shape(text, style: style) }
        return known.value(of: Key(text: text, style: style)) { shaper.shape(text, style: style) }
    }
}
