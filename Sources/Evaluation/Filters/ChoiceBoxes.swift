/// What a choice may be, each with a box before it; that of what was chosen is ticked: ☑延续　□新增.
package struct ChoiceBoxes: Sendable, Hashable {
    /// The words of the choice, in order.
    private let words: [String]
    /// What clerks call them.
    private let titles: [String]

    init(_ words: [String], title: (String) -> String) {
        self.words = words
        titles = words.map(title)
    }

    private static let ticked = "☑☒√✓✔■●"
    private static let open = "□☐○◻"

    /// All of them, of which `word` is chosen; none where it is empty, so that one can be ticked on paper.
    func text(of word: String) -> String {
        zip(words, titles).map { ($0 == word ? "☑" : "□") + $1 }.joined(separator: "\u{3000}")
    }

    /// The word that is ticked in `text`, before or behind its title, and nothing where none is; the text itself where it shows
    /// no boxes, or where it is not plain which of them is meant.
    func word(in text: String) -> String {
        let marks = Self.ticked + Self.open
        let key = Self.key(text)
        let boxes = key.filter(marks.contains)
        let titles = key.split(whereSeparator: marks.contains).map(String.init)
        // Boxes stand all before their titles or all behind them, so that there are as many of either.
        guard !boxes.isEmpty, boxes.count == titles.count else { return text }
        let chosen = zip(boxes, titles).filter { Self.ticked.contains($0.0) }.map(\.1)
        guard chosen.count < 2 else { return text }
        guard let title = chosen.first else { return "" }
        return zip(words, self.titles).first { title == Self.key($0) || title == Self.key($1) }?.0 ?? text
    }

    /// `text` without white space and what people put around and between boxes.
    private static func key(_ text: String) -> String {
        text.filter { !$0.isWhitespace && !"()（）[]【】、，,；;/".contains($0) }
    }
}
