/// Words that a short text is better not broken within: 预算, 指标, 完成率. A form set brings its own list.
public struct WordList: Sendable {
    /// The words by their first character, the longest first.
    private let words: [Unicode.Scalar: [[Unicode.Scalar]]]

    /// Creates a list.
    public init(_ words: [String] = []) {
        let words = Set(words.map { Array($0.unicodeScalars) }).filter { !$0.isEmpty }
        self.words = Dictionary(grouping: words) { $0[0] }.mapValues { $0.sorted { $0.count > $1.count } }
    }

    /// For each character whether it goes on with the word before it, by the longest match from the left.
    func continuations(in text: [Unicode.Scalar]) -> [Bool] {
        var result = [Bool](repeating: false, count: text.count)
        var index = 0
        while index < text.count {
            let length = longestMatch(in: text, at: index)
            for inner in index + 1..<max(index + 1, index + length) { result[inner] = true }
            index += max(1, length)
        }
        return result
    }

    private func longestMatch(in text: [Unicode.Scalar], at start: Int) -> Int {
        words[text[start]]?.first { text[start...].starts(with: $0) }?.count ?? 0
    }
}
