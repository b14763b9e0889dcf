/// How a choice is known from a text beside it: what an office's own file calls 公务接待费 is `reception`.
package struct ChoiceRecognition: Sendable {
    /// The field with the text, in the same group.
    package let field: String
    /// The words by which each choice is known. `N、` stands for a number with what follows it, at the beginning.
    package let words: [(value: String, words: [String])]

    /// The choice that `label` stands for: that of a word which is all of it, else of a number at its beginning, else of the
    /// longest word in it.
    /// - Parameter label: without white space, in half-width characters.
    package func value(of label: String) -> String? {
        let core = Self.core(of: label)
        let all = words.flatMap { entry in entry.words.map { (value: entry.value, word: $0) } }
        if let exact = all.first(where: { $0.word == core || $0.word == label }) { return exact.value }
        if let numbered = all.first(where: { Self.isNumbered(label, as: $0.word) }) { return numbered.value }
        return all.filter { label.contains($0.word) }.max { $0.word.count < $1.word.count }?.value
    }

    /// The text without 其中, numbers and signs before it.
    private static func core(of label: String) -> String {
        var rest = Substring(label)
        if rest.hasPrefix("其中") { rest = rest.dropFirst(2) }
        let marks = "0123456789一二三四五六七八九十()、.,:;: "
        while let first = rest.first, marks.contains(first) { rest = rest.dropFirst() }
        return String(rest)
    }

    private static func isNumbered(_ label: String, as word: String) -> Bool {
        guard word.first == "N" else { return false }
        let digits = label.prefix { $0.isASCII && $0.isNumber }
        return !digits.isEmpty && label.dropFirst(digits.count).hasPrefix(word.dropFirst())
    }
}
