import Diagnostics
package import Evaluation
import Layout

extension FormComposer {
    /// Where `fields` of a model are printed: what stands in no table, by its form.
    package static func cells(
        of fields: Set<FieldID>, in model: ModelValue, formSet: FormSet
    ) -> [FieldID: PrintedCell] {
        var composer = FormComposer(formSet: formSet, model: model)
        var cells: [FieldID: PrintedCell] = [:]
        for placed in composer.placedForms() where cells.count < fields.count {
            let name = placed.form.template.name.texts(in: placed.environment).map(\.text).joined()
            var rows = FormRows()
            for block in composer.section(placed.form.template, placed.environment).blocks {
                rows.add(block) { origin in
                    composer.origins.field(of: origin).flatMap { fields.contains($0) && cells[$0] == nil ? $0 : nil }
                }
            }
            for (field, row) in rows.rows where cells[field] == nil {
                cells[field] = PrintedCell(form: name, row: row.map(rows.name))
            }
        }
        return cells
    }
}

/// The rows of a form in which some fields stand, by what the form prints in them.
private struct FormRows {
    /// A row of a table.
    struct Row: Hashable {
        /// Counts from 0.
        let number: Int
        /// What names it; empty where nothing does.
        let label: String
    }

    /// The row of each field; `nil` where it stands in no table.
    private(set) var rows: [(field: FieldID, row: Row?)] = []
    /// In how many rows of tables each label stands.
    private var counts: [String: Int] = [:]

    /// What a row is called: “总分”行; by its number, too, where others have its label.
    func name(_ row: Row) -> String {
        let number = "第\(row.number + 1)行"
        guard !row.label.isEmpty else { return number }
        return "“\(row.label)”行" + (counts[row.label, default: 0] > 1 ? "（\(number)）" : "")
    }

    /// Adds the fields of `block`, as far as `field` knows the origins of their texts.
    mutating func add(_ block: Block, field: (TextOrigin) -> FieldID?) {
        guard case .table(let table) = block else {
            return block.forEachRun { run in
                if let field = run.origin.flatMap(field) { rows.append((field, nil)) }
            }
        }
        // Rows of pages do not count: a row has the same number on whichever page it is.
        let own = table.rows.indices.filter { !table.isOfPages($0) }.map { table.rows[$0] }
        var spanning: [(head: RowHead, end: Int)] = []
        for (number, row) in own.enumerated() {
            spanning.removeAll { $0.end <= number }
            var labels: Set<String> = []
            let heads = row.cells.map(RowHead.init)
            for (place, cell) in row.cells.enumerated() {
                let runs = cell.paragraphs.flatMap(\.runs)
                for (index, run) in runs.enumerated() {
                    guard let field = run.origin.flatMap(field) else { continue }
                    let before = runs[..<index].map(\.text).joined().asLabel
                    let head =
                        heads[place] ?? heads[..<place].compactMap { $0 }.nearest ?? spanning.map(\.head).nearest
                    rows.append((field, Row(number: number, label: before.isEmpty ? head?.text ?? "" : before)))
                }
            }
            for head in heads.compactMap({ $0 }) {
                labels.insert(head.text)
                if head.rowSpan > 1 { spanning.append((head, number + head.rowSpan)) }
            }
            if heads.allSatisfy({ $0 == nil }), let head = spanning.map(\.head).nearest { labels.insert(head.text) }
            // A row of headings is no other row of the same name.
            guard row.cells.contains(where: { $0.heads == nil }) else { continue }
            for label in labels { counts[label, default: 0] += 1 }
        }
    }
}

/// A cell that heads rows.
private struct RowHead: Equatable {
    /// What it says of them.
    let text: String
    let rowSpan: Int

    /// `nil` where `cell` heads no rows, or says nothing.
    init?(_ cell: TableCell) {
        guard cell.heads == .row else { return nil }
        text = cell.paragraphs.map { $0.runs.map(\.text).joined() }.joined().asLabel
        rowSpan = cell.rowSpan
        if text.isEmpty { return nil }
    }
}

extension [RowHead] {
    /// The one that heads the fewest rows, the last one of several.
    fileprivate var nearest: RowHead? {
        let fewest = map(\.rowSpan).min()
        return last { $0.rowSpan == fewest }
    }
}

extension String {
    /// The text as a label: without white space and open marks at its ends, and no longer than one is read at a glance.
    fileprivate var asLabel: String {
        var label = split(whereSeparator: \.isWhitespace).joined(separator: " ")
        while let last = label.last, Self.openMarks.contains(last) || last.isWhitespace { label.removeLast() }
        return label.count > Self.longestLabel ? String(label.prefix(Self.longestLabel)) + "…" : label
    }

    private static let openMarks: Set<Character> = ["：", ":", "（", "(", "，", ",", "、"]
    private static let longestLabel = 40
}
