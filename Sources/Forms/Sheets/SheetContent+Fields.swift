import Evaluation

extension SheetContent {
    /// What a cell holds that shows `leaf` and nothing else, and how it is shown.
    /// - Parameter filters: the forms that it is given; none of them makes another value of it.
    static func of(
        _ leaf: Leaf, _ field: FieldDescription, _ filters: [ValueFilter] = []
    ) -> (content: SheetContent, format: String) {
        switch (field.type, leaf) {
        case (.figure, _), (.rate, _): figure(leaf, filters)
        case (.integer, .integer(let number)): (.number(String(number)), "0")
        case (.integer, _): (.empty, "0")
        case (.date, _): date(leaf, filters)
        case (.choice, .choice(let word)), (.choice, .text(let word)): (.text(field.title(of: word)), asTyped)
        case (.prose, _), (.report, _): (.text(of: leaf.text), general)
        case (_, _): (.text(of: leaf.text), Self.format(ofText: leaf.text))
        }
    }

    /// Longer texts are shown as `####` by some programs where they are not to be taken for numbers.
    private static let longestAsTyped = 255

    /// How a text is shown.
    static func format(ofText text: String) -> String { text.utf16.count > longestAsTyped ? general : asTyped }

    /// A text; empty where there is none.
    static func text(of text: String) -> SheetContent { text.isEmpty ? .empty : .text(text) }

    private static func figure(_ leaf: Leaf, _ filters: [ValueFilter]) -> (content: SheetContent, format: String) {
        guard case .figure(.amount(let amount)) = leaf else { return (.text(of: leaf.text), general) }
        let isGrouped = filters.contains(.thousands)
        guard let number = SheetNumber(amount, isGrouped: isGrouped, places: filters.lazy.compactMap(\.places).last)
        else { return (.text(leaf.filtered(by: filters).text), asTyped) }
        return (.number(number.value), number.format)
    }

    private static func date(_ leaf: Leaf, _ filters: [ValueFilter]) -> (content: SheetContent, format: String) {
        let shown =
            switch filters.last {
            case .chinese: "yyyy\"年\"m\"月\"d\"日\""
            case .iso: "yyyy\"-\"mm\"-\"dd"
            default: "yyyy\".\"m\".\"d"
            }
        guard case .date(let date) = leaf else { return (.text(of: leaf.text), shown) }
        // Spreadsheets know a 29 February 1900, so that they count days before it in two ways.
        guard (date.year, date.month) >= (1900, 3) else { return (.text(date.dotted), asTyped) }
        return (.date(year: date.year, month: date.month, day: date.day), shown)
    }
}

/// A number of a sheet that is shown as it was written.
struct SheetNumber {
    /// The number as a decimal; of a percentage the hundredth part.
    let value: String
    /// How it is shown.
    let format: String

    /// The digits that a double keeps whatever they are.
    private static let mostDigits = 15

    /// The number for `amount`; `nil` where a sheet would show another one, as with a plus sign or too many digits.
    /// - Parameters:
    ///   - isGrouped: whether thousands are set apart, even if they are not as the amount is written.
    ///   - shownPlaces: how many decimals are shown; `nil` for those that there are.
    init?(_ amount: Amount, isGrouped asksForGroups: Bool = false, places shownPlaces: Int? = nil) {
        let text = amount.isPercentage ? String(amount.text.dropLast()) : amount.text
        let plain = text.filter { $0 != "," }
        let unsigned = plain.hasPrefix("-") ? plain.dropFirst() : plain[...]
        let parts = unsigned.split(separator: ".", omittingEmptySubsequences: false)
        guard let whole = parts.first, whole.allSatisfy(\.isNumber), whole == "0" || whole.first != "0",
            unsigned.count(where: \.isNumber) <= Self.mostDigits,
            !plain.hasPrefix("-") || unsigned.contains(where: { ("1"..."9").contains($0) })
        else { return nil }
        let places = shownPlaces ?? (parts.count > 1 ? parts[1].count : 0)
        // A group of thousands that is not needed would not be shown.
        guard !text.contains(",") || whole.count > 3 else { return nil }
        let isGrouped = asksForGroups || text.contains(",")
        let decimals = places > 0 ? "." + String(repeating: "0", count: places) : ""
        format = (isGrouped ? "#,##0" : "0") + decimals + (amount.isPercentage ? "%" : "")
        value = amount.isPercentage ? Self.hundredth(of: plain) : plain
    }

    /// The number with its point two places further left.
    private static func hundredth(of text: String) -> String {
        let isNegative = text.hasPrefix("-")
        let parts = text.drop { $0 == "-" }.split(separator: ".", omittingEmptySubsequences: false)
        let whole = String(repeating: "0", count: max(0, 3 - parts[0].count)) + parts[0]
        let places = parts.count > 1 ? parts[1] : ""
        return (isNegative ? "-" : "") + whole.dropLast(2) + "." + whole.suffix(2) + places
    }
}
