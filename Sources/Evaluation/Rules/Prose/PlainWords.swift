extension Unicode.Scalar {
    /// Whether the character says nothing within a term: white space, what is invisible, and quotation marks, which may
    /// stand around a part of it, as in “三公”经费.
    package var isSilentInTerms: Bool {
        // ASCII letters and Han, which most terms are made of, need no look into the tables.
        if (0x4E00...0x9FA5).contains(value) { return false }
        switch self {
        case "\"", "'", "“", "”", "‘", "’", "「", "」", "『", "』", "《", "》", "〈", "〉", "＂", "＇", "﹁", "﹂", "«", "»":
            return true
        default: return value >= 0x7F && properties.isDefaultIgnorableCodePoint || properties.isWhitespace
        }
    }

    /// The half-width counterpart of a full-width character, or the character itself.
    var narrow: Unicode.Scalar {
        (0xFF01...0xFF5E).contains(value) ? Unicode.Scalar(UInt8(value - 0xFEE0)) : self
    }
}

extension StringProtocol {
    /// The text as terms are looked for in it: half-width, without what says nothing within a term.
    var plainWords: String {
        var plain = String.UnicodeScalarView()
        for scalar in unicodeScalars where !scalar.isSilentInTerms { plain.append(scalar.narrow) }
        return String(plain)
    }

    /// The plain words of the name of a row, without the number and the 其中： before it.
    var itemName: String {
        var words = plainWords[...]
        if LineNumber(String(words)) != nil, let end = words.firstIndex(where: { "、.)".contains($0) }) {
            words = words[words.index(after: end)...]
        }
        if words.hasPrefix("其中") { words = words.dropFirst(2).drop { $0 == ":" } }
        return String(words)
    }
}

/// A text in which terms are looked for, whatever quotation marks and white space stand within them.
struct TermText {
    private let source: String
    private let plain: [Unicode.Scalar]
    /// Where each character of `plain` stands in `source`.
    private let places: [String.Index]

    init(_ source: String) {
        self.source = source
        let shown = zip(source.unicodeScalars.indices, source.unicodeScalars).filter { !$0.1.isSilentInTerms }
        plain = shown.map(\.1.narrow)
        places = shown.map(\.0)
    }

    /// What `read` makes of the plain text behind each place of `term`, with the source up to the end of what it read.
    /// - Parameter term: plain words.
    /// - Parameter read: gives how many characters it took, with what it made of them.
    func reading<Value>(
        behind term: String, _ read: (ArraySlice<Unicode.Scalar>) -> (Value, count: Int)?
    ) -> [(value: Value, source: Substring)] {
        let wanted = Array(term.unicodeScalars)
        guard !wanted.isEmpty, plain.count >= wanted.count else { return [] }
        return (0...plain.count - wanted.count).compactMap { start in
            guard plain[start] == wanted[0], plain[start..<start + wanted.count] == wanted[...] else { return nil }
            guard let (value, count) = read(plain[(start + wanted.count)...]), count > 0 else { return nil }
            let last = places[start + wanted.count + count - 1]
            return (value, source[places[start]..<source.unicodeScalars.index(after: last)])
        }
    }
}
