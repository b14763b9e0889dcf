import Diagnostics

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Figures that follow certain words in a text, and the cells that they must be of.
struct QuotationRule: Sendable {
    /// What a text may say before a figure, and the cells that the figure may be of.
    struct Quotation: Sendable {
        /// Plain words.
        var phrases: [String]
        /// The units of which one follows the figure; none for amounts of money.
        var units: [String]
        var cells: [FieldReference]
        /// The cells that a figure of the year before may be of.
        var lastYear: [FieldReference]
        /// What the figure must not be less than, in 万元.
        var bound: ModelExpression?
        /// Plain words that the paragraph says before the figure; `nil` where it may be about anything.
        var topic: String?
    }

    let quotations: [Quotation]
    /// The plain words that alone may stand in the clause before a phrase, besides the year and the office; `nil` where any may.
    let prefixes: [String]?
    /// All units but those of money, the longest first.
    private let units: [String]
    private let hasMoney: Bool

    init(_ quotations: [Quotation], prefixes: [String]?) {
        self.quotations = quotations
        self.prefixes = prefixes?.sorted { $0.utf8.count > $1.utf8.count }
        units = Set(quotations.flatMap(\.units)).sorted { ($1.utf8.count, $0) < ($0.utf8.count, $1) }
        hasMoney = quotations.contains { $0.units.isEmpty }
    }

    /// The figures of `paragraph` that are none of their cells'.
    /// - Parameter office: the full name of the office.
    func contradictions(
        in paragraph: String, year: Int, office: String, _ environment: ExpressionEnvironment
    ) -> [(figure: QuotedFigure, comparison: Diagnostic.Comparison)] {
        let isLikely = units.contains { paragraph.holds($0) || $0 == "%" && paragraph.holds("％") }
        guard isLikely || hasMoney && paragraph.holds("元") else { return [] }
        return QuotedFigure.figures(in: paragraph, units: units, money: hasMoney).compactMap { figure in
            let quotation = quotations.first { quotation in
                figure.isMeasured(in: quotation.units)
                    && figure.prefix(before: quotation.phrases).map { isOwn($0, office) } == true
                    && quotation.topic.map(figure.isAbout) != false
            }
            guard let quotation else { return nil }
            return quotation.contradiction(figure, year: year, environment).map { (figure, $0) }
        }
    }

    /// Whether what stands before a phrase leaves no doubt of whose figure it is.
    private func isOwn(_ words: String, _ office: String) -> Bool {
        guard let prefixes else { return true }
        var rest = Array(words.unicodeScalars)
        while let last = rest.last {
            if let word = prefixes.first(where: { rest.ends(with: $0) }) {
                rest.removeLast(word.unicodeScalars.count)
            } else if last.isOfDate {
                rest.removeLast()
            } else if let count = rest.countOfName(in: office) {
                rest.removeLast(count)
            } else {
                return false
            }
        }
        return true
    }
}

extension QuotationRule.Quotation {
    /// What is wrong with a figure that the quotation speaks of; `nil` where nothing is, and where its year is in doubt.
    fileprivate func contradiction(
        _ figure: QuotedFigure, year: Int, _ environment: ExpressionEnvironment
    ) -> Diagnostic.Comparison? {
        let quoted = figure.year(evaluated: year)
        if let bound { return quoted == .evaluated ? figure.shortfall(below: bound, environment) : nil }
        let amounts = cells(for: quoted, evaluated: year).flatMap { $0.statedAmounts(in: environment) }
        guard !amounts.isEmpty, !amounts.contains(where: figure.states), !figure.isQuotient else { return nil }
        let texts = amounts.map { figure.text(of: $0) }
        let all = texts.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        return Diagnostic.Comparison(
            found: figure.shown, relation: .equal, expected: all.joined(separator: " / "), computation: nil)
    }

    /// The cells that a figure of `quoted` may be of; none where that cannot be told.
    private func cells(for quoted: QuotedYear, evaluated year: Int) -> [FieldReference] {
        switch quoted {
        case .evaluated: cells
        case .other(year - 1): lastYear
        case .other, .unclear: []
        }
    }
}

/// An amount that a cell states, with its unit.
struct StatedAmount {
    let amount: Amount
    /// The unit of money; 万元 where the form set names none.
    let unit: MoneyUnit
}

extension FieldReference {
    /// The amounts at the end of the way.
    func amounts(in environment: ExpressionEnvironment) -> [Amount] {
        leaves(in: environment).compactMap { value in
            if case .figure(.amount(let amount)) = value.leaf { amount } else { nil }
        }
    }

    fileprivate func statedAmounts(in environment: ExpressionEnvironment) -> [StatedAmount] {
        amounts(in: environment).map { StatedAmount(amount: $0, unit: unit ?? .tenThousandYuan) }
    }
}

extension Unicode.Scalar {
    /// Whether the character is one of those that dates are written in.
    fileprivate var isOfDate: Bool {
        switch self {
        case "年", "月", "日", "度", "十": true
        default: decimalDigit != nil
        }
    }
}

extension [Unicode.Scalar] {
    fileprivate func ends(with word: String) -> Bool {
        let count = word.unicodeScalars.count
        return count > 0 && count <= self.count && suffix(count).elementsEqual(word.unicodeScalars)
    }

    /// How many characters at the end are a name for `office`: a part of its full name, at least two long.
    fileprivate func countOfName(in office: String) -> Int? {
        let longest = Swift.min(count, office.unicodeScalars.count)
        guard longest >= 2 else { return nil }
        return (2...longest).reversed().first { count in
            var name = String.UnicodeScalarView()
            name.append(contentsOf: suffix(count))
            return office.holds(String(name))
        }
    }
}
