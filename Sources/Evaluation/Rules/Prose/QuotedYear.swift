/// The year that a figure within a text is of, as far as the words before it tell.
enum QuotedYear: Equatable {
    /// The year that is evaluated.
    case evaluated
    /// Another one.
    case other(Int)
    /// Perhaps another one.
    case unclear

    /// What stands farther before a figure, in characters, says nothing of its year.
    private static let reach = 400
    /// The longest note behind a figure in which a year is looked for, in characters.
    private static let noteLength = 12

    /// Reads the year of a figure.
    /// - Parameters:
    ///   - before: the paragraph up to the figure.
    ///   - behind: what follows it and its unit.
    ///   - year: the year that is evaluated.
    init(before: Substring, behind: Substring, evaluated year: Int) {
        let note = Array(behind.unicodeScalars.prefix(Self.noteLength))
        if note.first == "（" || note.first == "(", let mention = YearMention.last(in: note[...], from: year),
            mention.year != year
        {
            self = .unclear
        } else {
            self = Self.reading(Array(before.unicodeScalars.suffix(Self.reach)), year)
        }
    }

    /// The last mention governs, but for one that a figure is only compared with, as in 比上年减少.
    private static func reading(_ text: [Unicode.Scalar], _ year: Int) -> QuotedYear {
        var rest = text[...]
        while let mention = YearMention.last(in: rest, from: year) {
            let isSameClause = !text[mention.range.upperBound...].contains(where: \.endsClause)
            rest = text[..<mention.range.lowerBound]
            if mention.isComparison {
                if isSameClause { return .unclear }
                continue
            }
            if mention.year == year { return .evaluated }
            guard let named = mention.year, isSameClause || isAlone(mention, in: text) else { return .unclear }
            return .other(named)
        }
        return .evaluated
    }

    /// Whether a mention is a clause of its own right before that of the figure: 2022年，…
    private static func isAlone(_ mention: YearMention, in text: [Unicode.Scalar]) -> Bool {
        let rest = text[mention.range.upperBound...].drop { $0 == "度" || $0 == " " }
        guard let comma = rest.first, comma.endsClause, !comma.endsSentence else { return false }
        return !rest.dropFirst().contains(where: \.endsClause)
    }
}

/// Words of a text that name a year.
struct YearMention {
    /// Where they stand.
    let range: Range<Int>
    /// The year; `nil` where it is not a certain one.
    let year: Int?
    /// Whether something is compared with that year: 比, 较, 与 stand before it.
    let isComparison: Bool

    private static let words: [(word: [Unicode.Scalar], offset: Int?)] =
        [
            ("上一年", -1), ("上年", -1), ("去年", -1), ("前年", -2), ("往年", nil), ("历年", nil), ("以前年度", nil), ("上期", nil),
            ("本年", 0), ("今年", 0), ("当年", 0), ("本期", 0), ("次年", 1), ("下年", 1), ("明年", 1),
        ].map { (word: Array($0.0.unicodeScalars), offset: $0.1) }
    private static let firsts = Set(words.map(\.word[0]))
    private static let rangeSigns = Array("-－—–~～至到、和及".unicodeScalars)
    private static let comparisons = Array("比较与同跟和于对".unicodeScalars)

    /// The last mention in `text`.
    /// - Parameter year: the year that is evaluated.
    static func last(in text: ArraySlice<Unicode.Scalar>, from year: Int) -> YearMention? {
        for index in text.indices.reversed() {
            if text[index] == "年", let mention = stated(upTo: index, in: text) { return mention }
            if firsts.contains(text[index]), let mention = worded(at: index, in: text, from: year) { return mention }
        }
        return nil
    }

    private static func worded(at index: Int, in text: ArraySlice<Unicode.Scalar>, from year: Int) -> YearMention? {
        guard let found = words.first(where: { text[index...].starts(with: $0.word) }) else { return nil }
        let rest = text[(index + found.word.count)...].prefix(2)
        // What is carried over from last year is money of this one.
        guard !rest.elementsEqual("结转".unicodeScalars), !rest.elementsEqual("结余".unicodeScalars) else { return nil }
        return YearMention(
            range: index..<index + found.word.count, year: found.offset.map { year + $0 },
            isComparison: compares(before: index, in: text))
    }

    /// A year of four digits, Han ones included, before 年 at `end`.
    private static func stated(upTo end: Int, in text: ArraySlice<Unicode.Scalar>) -> YearMention? {
        let digits = text[..<end].suffix(4).compactMap(\.decimalDigit)
        guard digits.count == 4, digits[0] == 1 || digits[0] == 2 else { return nil }
        let start = end - 4
        let before = text[..<start]
        let isUntil = before.last == "至" && before.dropLast().last == "截"
        let isRange = !isUntil && before.last.map(rangeSigns.contains) == true
        return YearMention(
            range: start..<end + 1, year: isRange ? nil : digits.reduce(0) { $0 * 10 + $1 },
            isComparison: compares(before: start, in: text))
    }

    private static func compares(before index: Int, in text: ArraySlice<Unicode.Scalar>) -> Bool {
        text[..<index].last.map(comparisons.contains) == true
    }
}
