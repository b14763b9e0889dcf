import Diagnostics
import Evaluation

/// The amounts of money of a county as a table for spreadsheets: a line a submission, a column an amount that the models of their
/// form sets declare, and below, for each form set, the sums.
struct FigureTable {
    /// The columns of a form set with their sums so far.
    private struct Part {
        let id: String
        /// What the form set is called.
        let title: String
        let columns: [MoneyColumns.Column]
        /// The places of the columns by their keys.
        let places: [String: Int]
        /// The sum of each column; `nil` where it has none.
        var sums: [MoneySum?]
        /// How many submissions are summed up, and how many are not because of their errors.
        var counted = 0
        var refused = 0

        init(_ id: String, _ title: String, _ columns: [MoneyColumns.Column]) {
            (self.id, self.title, self.columns) = (id, title, columns)
            places = Dictionary(columns.enumerated().map { ($1.key, $0) }) { first, _ in first }
            sums = [MoneySum?](repeating: nil, count: columns.count)
        }

        mutating func add(_ money: Manifest.Money, to column: Int) {
            if sums[column]?.add(money) == nil { sums[column] = MoneySum(money) }
        }

        /// Sums up what `other`, the same columns, has summed up.
        mutating func add(_ other: Part) {
            counted += other.counted
            refused += other.refused
            for (column, sum) in other.sums.enumerated() {
                guard let sum else { continue }
                if sums[column]?.add(sum) == nil { sums[column] = sum }
            }
        }
    }

    private let language: Language
    /// Whether the first column names the county.
    private let hasCounties: Bool
    private var parts: [Part]

    /// The table of submissions of `formSets`.
    /// - Parameters:
    ///   - hasCounties: whether the first column names the county.
    ///   - money: what a form set is called, and its columns; `nil` where it is not to be found.
    init(
        _ formSets: Set<String>, hasCounties: Bool, language: Language,
        money: (String) -> (title: String, columns: MoneyColumns)?
    ) {
        self.language = language
        self.hasCounties = hasCounties
        parts = formSets.sorted().map { id in
            let known = money(id)
            return Part(id, known?.title ?? id, known?.columns.columns ?? [])
        }
    }

    private func say(_ zh: String, _ en: String) -> String { LocalizedText(zh, en: en).text(in: language) }

    /// The mark of the byte order and the heads of the columns, each with its unit.
    var beginning: String {
        let isMixed = parts.count { !$0.columns.isEmpty } > 1
        let heads = parts.flatMap { part in
            part.columns.map { (isMixed ? part.title + " › " : "") + $0.title + "（\($0.unit.rawValue)）" }
        }
        let own = [say("单位", "department"), say("状态", "state"), say("表样", "form set"), say("材料", "submission")]
        let county = hasCounties ? [say("县", "county")] : []
        return SpreadsheetText.mark + SpreadsheetText.line((county + own + heads).map(SpreadsheetText.cell))
    }

    /// The line of a submission, which counts from now on; nothing for an output that is left over. The amounts of what has errors
    /// stand there, but are not summed up.
    /// - Parameter county: what its county is called.
    mutating func line(_ row: County.Row, _ details: County.Details, county: String = "") -> String {
        guard row.state != .leftOver, let place = parts.firstIndex(where: { $0.id == row.formSet }) else { return "" }
        let isCounted = !row.state.isWithoutOutput && row.counts.errors == 0
        if isCounted { parts[place].counted += 1 } else { parts[place].refused += 1 }
        var cells = [String](repeating: "", count: parts[place].columns.count)
        for money in details.amounts {
            guard let column = parts[place].places[money.key], cells[column].isEmpty else { continue }
            cells[column] = money.text
            if isCounted { parts[place].add(money, to: column) }
        }
        let own = [row.name, row.state.word.text(in: language), parts[place].title, row.source]
        return line(own, cells, of: place, county)
    }

    /// Sums up what `other`, a table of the same form sets, has summed up.
    mutating func add(_ other: FigureTable) {
        for (place, part) in other.parts.enumerated() { parts[place].add(part) }
    }

    /// The lines of the sums.
    var ending: String {
        parts.indices.map { place in
            let part = parts[place]
            let rest =
                part.refused == 0 ? "" : say("，有错误的 \(part.refused) 份不计", ", \(part.refused) with errors not counted")
            let count = say("合计 \(part.counted) 份", "sum of \(part.counted)")
            return line([count + rest, "", part.title, ""], part.sums.map { $0?.text ?? "" }, of: place, "")
        }.joined()
    }

    /// A line whose amounts are those of the form set at `place`; the columns of others are empty.
    private func line(_ own: [String], _ amounts: [String], of place: Int, _ county: String) -> String {
        let cells = parts.indices.flatMap { index in
            index == place ? amounts : parts[index].columns.map { _ in "" }
        }
        return SpreadsheetText.line(((hasCounties ? [county] : []) + own).map(SpreadsheetText.cell) + cells)
    }
}
