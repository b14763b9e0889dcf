#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

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

extension NumberScanner.Number {
    /// The unit that follows the number: one of money, or one of `units`.
    func unit(among units: [String]) -> QuotedFigure.Unit? {
        guard let first = rest.unicodeScalars.first else { return nil }
        if let unit = MoneyUnit.beginning(rest, with: first) { return .money(unit) }
        let unit = first.narrow == "%" ? units.first { $0 == "%" } : units.first { rest.hasPrefix($0) }
        return unit.map(QuotedFigure.Unit.other)
    }

    /// The amount in 万元 of a number in 万元 or 亿元.
    var largeAmount: Decimal? {
        guard let first = rest.unicodeScalars.first, let unit = MoneyUnit.beginning(rest, with: first) else {
            return nil
        }
        guard unit.power >= MoneyUnit.tenThousandYuan.power, let amount = Amount(text) else { return nil }
        return amount.value.shifted(by: unit.power - MoneyUnit.tenThousandYuan.power)
    }

    /// The year that the figure is of, where `unit` stands behind the number and `year` is evaluated.
    func year(behind unit: String, evaluated year: Int) -> QuotedYear {
        QuotedYear(before: before, behind: rest.dropFirst(unit.count), evaluated: year)
    }
}
