/// Words that a short text is better not broken within: 预算, 指标, 完成率. A form set brings its own list.
package struct WordList: Sendable {
    /// The words by their first character, the longest first.
    private let words: [Unicode.Scalar: [[Unicode.Scalar]]]

    /// Creates a list.
    package init(_ words: [String] = []) {
        let words = Set(words.map { Array($0.unicodeScalars) }).filter { !$0.isEmpty }
        self.words = Dictionary(grouping: words) { $0[0] }.mapValues { $0.sorted { $0.count > $1.count } }
    }

    /// How a character stands to the one before it.
    enum Bond {
        /// No word holds both.
        case none
        /// It begins a word within a longer one: 支 of 项目支出.
        case compound
        /// It goes on with a word.
        case word
    }

    /// How each character stands to the one before it, by the longest match from the left.
    func bonds(in text: [Unicode.Scalar]) -> [Bond] {
        var result = [Bond](repeating: .none, count: text.count)
        var index = 0
        while index < text.count {
            let length = lengthOfWord(in: text, at: index)
            let word = text[index..<index + max(1, length)]
            for inner in word.indices.dropFirst() {
                let isJoint = contains(word[..<inner]) && contains(word[inner...])
                result[inner] = isJoint ? .compound : .word
            }
            index = word.endIndex
        }
        return result
    }

    /// How long the longest word is that begins at `start`; 0 where none does.
    func lengthOfWord(in text: [Unicode.Scalar], at start: Int) -> Int {
        words[text[start]]?.first { text[start...].starts(with: $0) }?.count ?? 0
    }

    private func contains(_ word: ArraySlice<Unicode.Scalar>) -> Bool {
        word.first.flatMap { words[$0] }?.contains { word.elementsEqual($0) } ?? false
    }
}
