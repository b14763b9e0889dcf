/// Words that a short text is better not broken within: 预算, 指标, 完成率. A form set brings its own list.
public struct WordList: Sendable {
    private var words: Set<[Unicode.Scalar]> = []
    private var longest = 0

    /// Creates a list.
    public init(_ words: [String] = []) {
        self.words = Set(words.map { Array($0.unicodeScalars) })
        longest = self.words.map(\.count).max() ?? 0
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
        for length in stride(from: min(longest, text.count - start), to: 1, by: -1)
        where words.contains(Array(text[start..<start + length])) {
            return length
        }
        return 0
    }
}
