import Forms
import Layout

extension TableBlock {
    /// A line for each cell: row, column, rows × columns that it covers, and the beginning of its text.
    func text() throws -> String {
        try TableGrid(self).placements.map { place in
            let text = rows[place.row].cells[place.cell].paragraphs.map(\.text).joined(separator: "¶").shortened
            let span = "r\(place.row + 1) c\(place.column + 1) [\(place.rowSpan)×\(place.columnSpan)]"
            return text.isEmpty ? span : "\(span) \(text)"
        }.joined(separator: "\n")
    }
}

extension Section {
    /// The title, then what the section holds from top to bottom.
    func text() throws -> String {
        try ([title] + blocks.map { try $0.text() }).joined(separator: "\n") + "\n"
    }
}

extension Block {
    fileprivate func text() throws -> String {
        switch self {
        case .text(let block): "text " + block.paragraphs.map(\.text).joined(separator: "¶").shortened
        case .table(let table): try "table of \(table.columns.count) columns\n" + table.text()
        case .signature(let block):
            block.lines.map { line in
                "signature " + line.map { $0.content.text + ($0.blank > .zero ? "____" : "") }.joined(separator: " | ")
            }.joined(separator: "\n")
        case .contents(let block): "contents " + block.entries.map(\.title.text).joined(separator: " | ")
        }
    }
}

extension Paragraph {
    /// The text of all runs.
    var text: String { runs.map(\.text).joined() }
}

extension String {
    /// The first characters: enough to know a text by.
    var shortened: String { count > 40 ? prefix(20) + "…" : self }
}
