/// What text is set with. It remembers short paragraphs as long as it lives, so a worker keeps one for all documents of a
/// form set: labels are the same in each.
package final class LayoutContext {
    /// Measures text.
    package let shaper: any TextShaper
    /// Words that short texts keep whole.
    package let words: WordList
    /// Makes codes; `nil` where none can be made.
    let codes: (any CodeEncoder)?
    private var materials = RecentValues<ParagraphKey, LineMaterial>(capacity: 512)

    /// Longer paragraphs, in bytes of UTF-8, are rarely met twice.
    private static let longestRemembered = 120

    /// Creates a context that remembers nothing yet.
    package init(shaper: any TextShaper, words: WordList = WordList(), codes: (any CodeEncoder)? = nil) {
        self.shaper = shaper
        self.codes = codes
        self.words = words
    }

    /// A paragraph ready to be broken into lines.
    func material(of paragraph: Paragraph) -> LineMaterial {
        let length = paragraph.runs.reduce(0) { $0 + $1.text.utf8.count }
        guard length <= Self.longestRemembered else { return LineMaterial(paragraph, context: self) }
        return materials.value(of: ParagraphKey(paragraph)) { LineMaterial(paragraph, context: self) }
    }
}

/// A paragraph as far as its lines depend on it: wherever its texts come from.
private struct ParagraphKey: Hashable {
    private let paragraph: Paragraph

    init(_ paragraph: Paragraph) {
        self.paragraph = paragraph
    }

    func hash(into hasher: inout Hasher) {
        for run in paragraph.runs { run.text.hashBytes(into: &hasher) }
        hasher.combine(paragraph.style.linePitch)
    }

    static func == (left: Self, right: Self) -> Bool {
        let (one, other) = (left.paragraph.runs, right.paragraph.runs)
        return one.count == other.count && left.paragraph.style == right.paragraph.style
            && one.indices.allSatisfy {
                one[$0].style == other[$0].style && one[$0].text.hasBytes(of: other[$0].text)
            }
    }
}

extension String {
    /// Adds the bytes of the text to `hasher`. Texts that are equal to Unicode but written differently have other glyphs.
    fileprivate func hashBytes(into hasher: inout Hasher) {
        var text = self
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }

    /// Whether the text has the same bytes as `other`.
    fileprivate func hasBytes(of other: String) -> Bool {
        var (left, right) = (self, other)
        return left.withUTF8 { left in right.withUTF8 { left.elementsEqual($0) } }
    }
}
