import Diagnostics

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Another form of a value, which an expression asks for behind a bar. What is empty stays so in every form but boxes, and a mark
/// such as 无 stays as it is.
package enum ValueFilter: Sendable, Hashable {
    /// A date as 2024年6月2日.
    case chinese
    /// A date as 2024.6.2.
    case dotted
    /// A date as 2024-06-02.
    case iso
    /// The whole number before: the year before a year.
    case previous
    /// A number with so many decimals, from 0 to 20, rounded half up.
    case fixed(Int)
    /// A number whose thousands are set apart by commas.
    case thousands
    /// A number with a percent sign.
    case percent
    /// A value with a unit behind it.
    case unit(String)
    /// An amount of money in the characters that cheques take, stated in a unit: 壹佰贰拾叁元肆角伍分.
    case capital(MoneyUnit)
    /// A number or date in words: 一百零五, 二〇二四年六月二日.
    case numeral
    /// The digits of a number, or a date, one by one: 二〇二四.
    case digits
    /// All that a choice may be, with a box before each: ☑延续　□新增.
    case boxes(ChoiceBoxes)
    /// An amount of money in another unit than it is stated in.
    case to(MoneyUnit, from: MoneyUnit)

    /// What `leaf` is in this form.
    func applied(to leaf: Leaf) -> Leaf {
        if case .boxes(let boxes) = self { return .text(boxes.text(of: leaf.text)) }
        switch leaf {
        case .empty: return .empty
        case .date(let date): return text(of: date).map(Leaf.text) ?? leaf
        case .integer(let number): return form(of: Amount(Decimal(number)))
        case .figure(.amount(let amount)): return form(of: amount)
        case .text, .choice:
            guard case .unit(let unit) = self, !leaf.isEmpty, !Figure.marks.contains(leaf.text) else { return leaf }
            return .text(leaf.text + unit)
        case .figure, .prose, .report: return leaf
        }
    }

    private func text(of date: FilingDate) -> String? {
        switch self {
        case .chinese: date.chinese
        case .dotted: date.dotted
        case .iso: date.iso
        case .numeral, .digits: date.inWords
        case .unit(let unit): date.dotted + unit
        case .previous, .fixed, .thousands, .percent, .capital, .boxes, .to: nil
        }
    }

    private func form(of amount: Amount) -> Leaf {
        switch self {
        case .previous: amount.value.minus(1).map { .figure(.amount(Amount($0))) } ?? .empty
        case .fixed(let places): .figure(.amount(amount.fixed(to: places)))
        case .thousands: .figure(.amount(amount.withThousands))
        case .percent: .figure(.amount(amount.asPercentage))
        case .unit(let unit): .text(amount.text + unit)
        case .capital(let unit): .text(CapitalAmount(amount.value, unit).text)
        case .numeral: .text(ChineseNumeral(amount.isShortened ? amount.value.shortened : amount.value).text)
        case .digits: .text(ChineseNumeral.digits(of: amount.text))
        case .to(let unit, let own): .figure(.amount(amount.shifted(by: own.power - unit.power)))
        case .chinese, .dotted, .iso, .boxes: .figure(.amount(amount))
        }
    }
}

extension Leaf {
    /// The value in the form that `filters` give it, one after the other.
    package func filtered(by filters: [ValueFilter]) -> Leaf {
        filters.reduce(self) { $1.applied(to: $0) }
    }
}
