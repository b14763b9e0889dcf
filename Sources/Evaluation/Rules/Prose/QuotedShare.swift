import Diagnostics

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

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
            if let amount = number.largeAmount {
                amounts.append(amount)
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

extension QuotedShare {
    /// What is wrong where neither two amounts of the paragraph nor one and one of `cells` make the share.
    func contradiction(amounts cells: [Decimal]) -> Diagnostic.Comparison? {
        guard let part else { return nil }
        let wholes = (others + cells).filter { $0 >= part && $0 > 0 }
        let isRight = wholes.contains { part.percent(of: $0)?.rounded(to: places) == value }
        // Where several amounts may be meant, one that the paragraph and the tables both state is likeliest.
        let likely = cells.first { $0 > part && others.contains($0) }
        guard !isRight, let whole = likely ?? wholes.first(where: { $0 > part }),
            let expected = part.percent(of: whole)?.rounded(to: 2)
        else { return nil }
        return Diagnostic.Comparison(
            found: "\(value)%", relation: .equal, expected: "\(expected)%",
            computation: "\(part) / \(whole) = \(expected)%")
    }
}

extension NumberScanner.Number {
    /// The words from 占 to the number, if there are but a few.
    fileprivate var share: Substring? {
        guard let start = clause.lastIndex(of: "占") else { return nil }
        return clause[start...].count <= QuotedShare.mostWords ? clause[start...] : nil
    }
}
