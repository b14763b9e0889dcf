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

    /// Reads the year of a figure.
    /// - Parameters:
    ///   - before: the paragraph up to the figure.
    ///   - behind: what follows it and its unit.
    ///   - year: the year that is evaluated.
    init(before: Substring, behind: Substring, evaluated year: Int) {
        if let note = behind.first, note == "（" || note == "(",
            let named = YearMention.first(in: Substring(behind.unicodeScalars.prefix(12)), from: year),
            named != year
        {
            self = .unclear
            return
        }
        self = Self.reading(Substring(before.unicodeScalars.suffix(Self.reach)), year)
    }

    /// The last mention governs, but for one that a figure is only compared with, as in 比上年减少.
    private static func reading(_ text: Substring, _ year: Int) -> QuotedYear {
        for mention in YearMention.all(in: text, from: year).reversed() {
            let between = text[mention.range.upperBound...]
            let isSameClause = !between.unicodeScalars.contains(where: \.endsClause)
            if mention.isComparison {
                if isSameClause { return .unclear }
                continue
            }
            guard let named = mention.year else { return .unclear }
            if named == year { return .evaluated }
            return isSameClause || Self.isAlone(mention, in: text) ? .other(named) : .unclear
        }
        return .evaluated
    }

    /// Whether a mention is a clause of its own right before that of the figure: 2022年，…
    private static func isAlone(_ mention: YearMention, in text: Substring) -> Bool {
        var rest = text[mention.range.upperBound...].unicodeScalars.drop { $0 == "度" || $0 == " " }
        guard let comma = rest.popFirst(), comma.endsClause, !comma.endsSentence else { return false }
        return !rest.contains(where: \.endsClause)
    }
}

/// Words of a text that name a year.
struct YearMention {
    /// Where they stand.
    let range: Range<String.Index>
    /// The year; `nil` where it is not a certain one.
    let year: Int?
    /// Whether something is compared with that year: 比, 较, 与 stand before it.
    let isComparison: Bool

    private static let words: [(word: String, offset: Int?)] = [
        ("上一年", -1), ("上年", -1), ("去年", -1), ("前年", -2), ("往年", nil), ("历年", nil), ("以前年度", nil), ("上期", nil),
        ("本年", 0), ("今年", 0), ("当年", 0), ("本期", 0), ("次年", 1), ("下年", 1), ("明年", 1),
    ]

    /// The year of the first mention in `text`, or `nil`.
    static func first(in text: Substring, from year: Int) -> Int? { all(in: text, from: year).first?.year }

    /// The mentions in `text`, in order.
    static func all(in text: Substring, from year: Int) -> [YearMention] {
        text.unicodeScalars.indices.compactMap { index in
            let rest = text[index...]
            if text.unicodeScalars[index] == "年" { return stated(upTo: index, in: text) }
            guard let found = words.first(where: { rest.utf8.starts(with: $0.word.utf8) }) else { return nil }
            let end = text.utf8.index(index, offsetBy: found.word.utf8.count)
            // What is carried over from last year is money of this one; 本年度 and 上年度 name no other year.
            let isCarried = text[end...].hasPrefix("结转") || text[end...].hasPrefix("结余")
            guard !isCarried else { return nil }
            return YearMention(
                range: index..<end, year: found.offset.map { year + $0 },
                isComparison: compares(before: index, in: text))
        }
    }

    /// A year of four digits, Han ones included, before 年 at `end`.
    private static func stated(upTo end: String.Index, in text: Substring) -> YearMention? {
        let scalars = text[..<end].unicodeScalars.drop { _ in false }
        let digits = scalars.suffix(4).compactMap(digit)
        guard digits.count == 4, digits[0] == 1 || digits[0] == 2 else { return nil }
        let before = scalars.dropLast(4)
        let isRange = before.last.map { "-－—–~～至到、和及".unicodeScalars.contains($0) } == true
        let start = before.endIndex
        return YearMention(
            range: start..<text.unicodeScalars.index(after: end),
            year: isRange ? nil : digits.reduce(0) { $0 * 10 + $1 }, isComparison: compares(before: start, in: text))
    }

    private static func digit(_ scalar: Unicode.Scalar) -> Int? {
        let han = Array("〇一二三四五六七八九".unicodeScalars)
        if let value = han.firstIndex(of: scalar) { return value }
        if scalar == "零" || scalar == "○" { return 0 }
        return Character(scalar).wholeNumberValue
    }

    private static func compares(before index: String.Index, in text: Substring) -> Bool {
        text[..<index].unicodeScalars.last.map { "比较与同跟和于对".unicodeScalars.contains($0) } == true
    }
}
