/// Which rows a cell at the head or foot of a part of a table sums.
package enum PageSum: String, Hashable, Sendable, CaseIterable {
    /// Those on the page (本页小计).
    case page
    /// Those on the pages before (承前页).
    case before
    /// Those on the page and before (过次页).
    case through
}

/// Sums the amounts of columns page by page, for the rows at the head and foot of the parts of a table.
struct PageSums {
    private let layout: TableLayouter
    private let context: LayoutContext

    init(_ layout: TableLayouter, _ context: LayoutContext) {
        self.layout = layout
        self.context = context
    }

    /// What the cells that show sums say in `fragment`.
    func texts(in fragment: TableFragment) -> [Int: LaidText] {
        var texts: [Int: LaidText] = [:]
        for (index, cell) in layout.cells.enumerated() {
            guard let kind = cell.sum, fragment.parts[index] != nil, let model = layout.texts[index].lines.first else {
                continue
            }
            let rows =
                switch kind {
                case .page: fragment.begun
                case .before: 0..<fragment.begun.lowerBound
                case .through: 0..<fragment.begun.upperBound
                }
            var paragraphs = cell.paragraphs
            let whole = paragraphs[0].runs[0].text
            paragraphs[0].runs[0].text = sum(of: rows, in: cell.columns).map { written($0, like: whole) } ?? ""
            var text = TextMaterial(paragraphs, context: context).laid(width: layout.rooms[index], context: context)
            DecimalAlignment.place(&text, like: model, in: layout.rooms[index])
            texts[index] = text
        }
        return texts
    }

    private func written(_ number: ExactNumber, like whole: String) -> String {
        (ExactNumber(whole).map { number.written(like: $0) } ?? number).text
    }

    private func sum(of rows: Range<Int>, in columns: Range<Int>) -> ExactNumber? {
        ExactNumber.sum(
            [.zero] + layout.cells.lazy.filter { rows.contains($0.row) && $0.columns == columns }.compactMap(\.amount))
    }

    /// `table` with the sums of all its rows in the cells that show sums: they are measured by these.
    static func filled(_ table: TableBlock, on grid: TableGrid) -> TableBlock {
        guard table.carriedRows + table.footRows > 0 else { return table }
        var filled = table
        for place in grid.placements where table.rows[place.row].cells[place.cell].sum != nil {
            let amounts = grid.placements.lazy.filter { $0.columns == place.columns }.compactMap {
                table.columns(of: $0.row) == table.columns(of: place.row)
                    ? table.rows[$0.row].cells[$0.cell].amount : nil
            }
            let text = ExactNumber.sum(amounts)?.text ?? ""
            filled.rows[place.row].cells[place.cell].fill(text)
        }
        return filled
    }
}

extension TableCell {
    /// Lets the cell say `text` and nothing else, in its own style.
    fileprivate mutating func fill(_ text: String) {
        guard !text.isEmpty, !paragraphs.isEmpty, !paragraphs[0].runs.isEmpty else { return paragraphs = [] }
        paragraphs = [paragraphs[0]]
        paragraphs[0].runs = [paragraphs[0].runs[0]]
        paragraphs[0].runs[0].text = text
    }
}
