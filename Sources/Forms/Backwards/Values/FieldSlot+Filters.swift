import Evaluation

extension FieldSlot {
    /// The text of the field without the forms that it is given; one that is no such form stays as it is.
    func plain(_ text: String) -> String {
        filters.reversed().reduce(text) { text, filter in
            isRate && filter == .percent ? text : filter.removed(from: text)
        }
    }

    /// Whether `text` states the field: boxes of which none is ticked do not, nor words that say which year is meant and not its
    /// number.
    func isStated(by text: String) -> Bool {
        if case .integer = type, relativeYears.contains(text) { return false }
        return !plain(text).isEmpty
    }

    /// What a cell says of the field, as a submission writes it, in the unit in which the form shows it.
    /// - Parameters:
    ///   - text: what was found for the field.
    ///   - cell: the cell, where the field is all that stands in it.
    func submissionText(_ text: String, in cell: GridCell?) -> String {
        guard !filters.isEmpty else { return type.submissionText(text, in: cell) }
        guard case .figure = type, let cell, case .number(let number) = cell.value else {
            return type.submissionText(plain(text), in: cell)
        }
        // A percentage in a sheet is held as the hundredth part; hidden decimals count.
        if filters.contains(.percent) {
            return ValueFilter.percent.removed(from: FieldType.rate.submissionText(text, in: cell))
        }
        return filters.contains { $0.places != nil } ? number : type.submissionText(text, in: cell)
    }

    private var isRate: Bool { if case .rate = type { true } else { false } }

    /// The unit in which the form shows an amount that has another.
    var shownUnit: MoneyUnit? {
        filters.lazy.compactMap { if case .to(let unit, _) = $0 { unit } else { nil } }.last
    }
}
