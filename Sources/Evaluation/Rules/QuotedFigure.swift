#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// An amount in 万元 within a text.
struct QuotedFigure {
    /// The amount.
    let value: Decimal
    /// The amount as written.
    let text: String
    /// The plain words before it in its clause.
    let lead: String
    /// The last words before it, the amount and its unit.
    let quotation: String
    private let number: NumberScanner.Number

    /// What may stand between a phrase and its amount.
    private static let copulas = ["为", "是", "共", "共计", "合计", "达", "达到", "：", ":"]

    /// Whether one of `phrases`, plain words, stands right before the amount.
    func follows(_ phrases: [String]) -> Bool {
        let leads = [0] + Self.copulas.filter { lead.ends(with: $0, before: 0) }.map(\.utf8.count)
        return leads.contains { count in phrases.contains { lead.ends(with: $0, before: count) } }
    }

    /// The amounts of `paragraph`, in order.
    static func amounts(in paragraph: String) -> [QuotedFigure] {
        NumberScanner.numbers(in: paragraph).compactMap { number in
            guard number.rest.hasPrefix("万元"), let amount = Amount(number.text) else { return nil }
            return QuotedFigure(
                value: amount.value, text: number.text, lead: number.clause.plainWords,
                quotation: String(number.clause.suffix(12)) + number.text + "万元", number: number)
        }
    }

    /// The year that the amount is of, where `year` is evaluated.
    func year(evaluated year: Int) -> QuotedYear { number.year(behind: "万元", evaluated: year) }
}

/// A share such as 占67.23% within a text.
struct QuotedShare {
    /// The percentage.
    let value: Decimal
    /// How many decimals it has.
    let places: Int
    /// The words and the percentage.
    let quotation: String
    /// The amount that it is a share of something of; `nil` where its sentence has none before it.
    let part: Decimal?
    /// The other amounts near it in the paragraph, the nearest before it first.
    let others: [Decimal]
    private let number: NumberScanner.Number

    /// The year that the share is of, where `year` is evaluated.
    func year(evaluated year: Int) -> QuotedYear { number.year(behind: "%", evaluated: year) }

    /// The longest run of words between 占 and the percentage.
    fileprivate static let mostWords = 14

    /// No more amounts before a share, and no more behind it, are looked at.
    private static let mostOthers = 64

    /// The shares of `paragraph`, in order.
    static func shares(in paragraph: String) -> [QuotedShare] {
        var amounts: [Decimal] = []
        var firstOfSentence = 0
        var found: [(share: NumberScanner.Number, before: Int, part: Decimal?)] = []
        for number in NumberScanner.numbers(in: paragraph) {
            if number.beginsSentence { firstOfSentence = amounts.count }
            if number.rest.hasPrefix("万元"), let amount = Amount(number.text) {
                amounts.append(amount.value)
            } else if number.rest.hasPrefix("%"), number.share != nil {
                found.append((number, amounts.count, amounts[firstOfSentence...].last))
            }
        }
        return found.compactMap { number, before, part -> QuotedShare? in
            guard let value = Amount(number.text)?.value, let words = number.share else { return nil }
            let behind = amounts[before...].prefix(mostOthers)
            let others = amounts[..<max(0, before - 1)].suffix(mostOthers).reversed() + behind
            return QuotedShare(
                value: value, places: number.places, quotation: "\(words)\(number.text)%", part: part,
                others: Array(others), number: number)
        }
    }
}

extension NumberScanner.Number {
    fileprivate func year(behind unit: String, evaluated year: Int) -> QuotedYear {
        QuotedYear(before: before, behind: rest.dropFirst(unit.count), evaluated: year)
    }

    /// The words from 占 to the number, if there are but a few.
    fileprivate var share: Substring? {
        guard let start = clause.lastIndex(of: "占") else { return nil }
        return clause[start...].count <= QuotedShare.mostWords ? clause[start...] : nil
    }
}

/// Finds the numbers of a text.
enum NumberScanner {
    /// A number and what stands around it.
    struct Number {
        /// The digits.
        let text: String
        /// The text from the last stop or comma up to the number, without white space; of a long one, the end.
        let clause: String
        /// The text behind it, from the first character that says something.
        let rest: Substring
        /// The text before it.
        let before: Substring
        /// Whether a sentence ended between the number before and this one.
        let beginsSentence: Bool

        /// How many digits follow its decimal point.
        var places: Int {
            text.firstIndex { $0 == "." || $0 == "．" }.map { text.distance(from: $0, to: text.endIndex) - 1 } ?? 0
        }
    }

    /// No term is longer, in characters.
    private static let longestClause = 64

    /// The numbers of `text`, in order.
    static func numbers(in text: String) -> [Number] {
        var numbers: [Number] = []
        var clause = String.UnicodeScalarView()
        var endsSentence = true
        let scalars = text.unicodeScalars
        var rest = scalars[...]
        while let first = rest.first {
            guard first.isDigit else {
                if first.endsClause { clause = .init() } else if first != " " { clause.append(first) }
                if first.endsSentence { endsSentence = true }
                rest.removeFirst()
                continue
            }
            let number = rest.prefix { $0.isDigit || $0 == "." || $0 == "," || $0 == "．" }
            rest = scalars[number.endIndex...]
            let behind = scalars[number.endIndex...].drop { $0.isSilentInTerms }
            numbers.append(
                Number(
                    text: String(number), clause: String(clause.suffix(longestClause)),
                    rest: text[behind.startIndex...],
                    before: text[..<number.startIndex], beginsSentence: endsSentence))
            clause.append(contentsOf: number)
            endsSentence = false
        }
        return numbers
    }
}

extension Unicode.Scalar {
    /// Whether the character is a digit, half-width or full-width.
    fileprivate var isDigit: Bool { (0x30...0x39).contains(value) || (0xFF10...0xFF19).contains(value) }

    /// Whether a sentence ends with the character.
    var endsSentence: Bool {
        switch self {
        case "。", "；", "！", "？", ";": true
        default: false
        }
    }

    /// Whether a clause ends with the character.
    var endsClause: Bool {
        switch self {
        case "，", ",", "（", "）", "(", ")", "、": true
        default: endsSentence
        }
    }
}
