import Diagnostics

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A figure with its unit within a text, such as 444.04万元, 36名 or 98.5%.
struct QuotedFigure {
    /// The number as written.
    let amount: Amount
    /// What follows it: a unit of money, or another.
    let unit: Unit
    /// The plain words before it in its clause.
    let lead: String
    /// The last words before it, the figure and its unit.
    let quotation: String
    /// The last amounts of money before a percentage, in 万元.
    private let before: [Decimal]
    private let number: NumberScanner.Number

    /// What a figure is stated in.
    enum Unit: Equatable {
        case money(MoneyUnit)
        case other(String)

        var text: String {
            switch self {
            case .money(let unit): unit.rawValue
            case .other(let unit): unit
            }
        }
    }

    /// The number.
    var value: Decimal { amount.value }

    /// The number with its unit, but for 万元, in which forms are.
    var shown: String { unit == .money(.tenThousandYuan) ? amount.text : amount.text + unit.text }

    /// What may stand between a phrase and its figure.
    private static let copulas = ["为", "是", "共", "共计", "合计", "达", "达到", "：", ":"]

    /// Of so many amounts before a percentage it may be that of two.
    private static let mostBefore = 6

    /// What stands in the clause before the longest one of `phrases`, plain words, that stands right before the figure; `nil`
    /// where none does.
    func prefix(before phrases: [String]) -> String? {
        let leads = [0] + Self.copulas.filter { lead.ends(with: $0, before: 0) }.map(\.utf8.count)
        let lengths = leads.flatMap { count in
            phrases.filter { lead.ends(with: $0, before: count) }.map { $0.utf8.count + count }
        }
        return lengths.max().map { String(lead.utf8.dropLast($0)) ?? "" }
    }

    /// Whether it is stated in one of `units`, or where there are none, in money.
    func isMeasured(in units: [String]) -> Bool {
        switch unit {
        case .money: units.isEmpty
        case .other(let unit): units.contains(unit)
        }
    }

    /// Whether the paragraph says `topic`, plain words, before the figure.
    func isAbout(_ topic: String) -> Bool { number.before.plainWords.holds(topic) }

    /// The figures of `paragraph` in order that are stated in one of `units`, the longest of them first, or where `money` says
    /// so, in money.
    static func figures(in paragraph: String, units: [String], money: Bool = true) -> [QuotedFigure] {
        var amounts: [Decimal] = []
        return NumberScanner.numbers(in: paragraph).compactMap { number in
            let unit = number.unit(among: units)
            guard let unit, let amount = Amount(number.text) else { return nil }
            if case .money(let unit) = unit {
                amounts.append(amount.value.shifted(by: unit.power - MoneyUnit.tenThousandYuan.power))
                guard money else { return nil }
            }
            return QuotedFigure(
                amount: amount, unit: unit, lead: number.clause.plainWords,
                quotation: String(number.clause.suffix(12)) + number.text + unit.text,
                before: unit == .other("%") ? amounts.suffix(mostBefore) : [], number: number)
        }
    }

    /// The amounts of money in `paragraph`, in order.
    static func amounts(in paragraph: String) -> [QuotedFigure] { figures(in: paragraph, units: []) }

    /// The year that the figure is of, where `year` is evaluated.
    func year(evaluated year: Int) -> QuotedYear { number.year(behind: unit.text, evaluated: year) }
}

extension QuotedFigure {
    /// Whether the figure says what `cell` does: in the cell's unit the same, in another one or as a percentage as far as the
    /// coarser of the two is stated.
    func states(_ cell: StatedAmount) -> Bool {
        switch unit {
        case .other("%"): cell.amount.value.rounded(to: amount.places) == value
        case .other, .money(cell.unit): cell.amount.value == value
        case .money(let unit):
            value.shifted(by: unit.power - cell.unit.power).rounded(to: cell.amount.places) == cell.amount.value
                || cell.amount.value.shifted(by: cell.unit.power - unit.power).rounded(to: amount.places) == value
        }
    }

    /// What `cell` states, as it is to be read beside the figure.
    func text(of cell: StatedAmount) -> String {
        switch unit {
        case .other("%"), .money(cell.unit): cell.amount.text
        case .other(let unit): cell.amount.text + unit
        case .money: cell.amount.text + cell.unit.rawValue
        }
    }

    /// Whether it is the percentage of two amounts before it, and so of something else.
    var isQuotient: Bool {
        before.indices.contains { part in
            before.indices.contains { whole in
                part != whole && before[whole] > 0
                    && before[part].percent(of: before[whole])?.rounded(to: amount.places) == value
            }
        }
    }

    /// What is wrong with an amount of money that is less than `bound`, in 万元; `nil` where nothing is.
    func shortfall(below bound: ModelExpression, _ environment: ExpressionEnvironment) -> Diagnostic.Comparison? {
        guard case .money(let unit) = unit, let least = bound.number(in: environment) else { return nil }
        guard value.shifted(by: unit.power - MoneyUnit.tenThousandYuan.power) < least else { return nil }
        let computation = Computation(bound, in: environment)
        let expected = least.shortened.description
        return Diagnostic.Comparison(
            found: shown, relation: .atLeast, expected: expected,
            computation: computation.isSingle ? nil : "\(computation.text) = \(expected)")
    }
}
