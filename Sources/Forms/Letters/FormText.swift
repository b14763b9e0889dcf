import Layout

/// Forms as plain text, for those who read them in a mail: a line a paragraph, and of tables one for each cell, with the head of
/// its column before it.
package struct FormText {
    /// The lines.
    package private(set) var lines: [String] = []

    /// How the width of a blank that is filled in by hand is shown.
    private static let blank = "＿＿＿＿＿＿"
    private static let indent = "    "

    /// The text of `forms`.
    package init(_ forms: ComposedForms) {
        for section in forms.sections {
            for block in section.blocks { add(block) }
        }
    }

    private mutating func add(_ block: Block) {
        switch block {
        case .text(let text): add(text.paragraphs.map(\.text))
        case .table(let table): add(table)
        case .signature(let signature): add(signature.lines.map { $0.map(Self.text).joined(separator: "　　") })
        // Pages are not told of where there are none.
        case .contents: break
        }
    }

    /// Adds what stands together, set apart from what is before it.
    private mutating func add(_ part: [String]) {
        let part = part.filter { !$0.isEmpty }
        guard !part.isEmpty else { return }
        if !lines.isEmpty { lines.append("") }
        lines += part
    }

    private mutating func add(_ table: TableBlock) {
        guard let grid = try? TableGrid(table) else { return }
        var heads = [String](repeating: "", count: grid.columns)
        var rows = [[String]](repeating: [], count: grid.rows)
        for place in grid.placements {
            let texts = table.rows[place.row].cells[place.cell].paragraphs.map(\.text).filter { !$0.isEmpty }
            guard place.row >= table.headerRows else {
                for column in place.columns { heads[column] = texts.joined() }
                continue
            }
            rows[place.row] += place.column == 0 ? texts : Self.lines(texts, under: heads[place.column])
        }
        for (row, texts) in rows.enumerated() where !table.isOfPages(row) { add(Self.joined(texts)) }
    }

    /// The lines of a row with what its first cell says, such as a number, before the second.
    private static func joined(_ lines: [String]) -> [String] {
        guard lines.count > 1, !lines[0].hasPrefix(indent), lines[1].hasPrefix(indent) else { return lines }
        return [lines[0] + "　" + lines[1].dropFirst(indent.count)] + lines.dropFirst(2)
    }

    /// The paragraphs of a cell in the column that `head` names.
    private static func lines(_ texts: [String], under head: String) -> [String] {
        guard let first = texts.first else { return [] }
        let lead = head.isEmpty ? "" : head + "："
        return [indent + lead + first] + texts.dropFirst().map { indent + indent + $0 }
    }

    private static func text(_ field: SignatureBlock.Field) -> String {
        let runs = field.content.runs.map(\.text)
        let label = runs.prefix(field.labelRuns).joined()
        return label + (field.blank > .zero ? blank : "") + runs.dropFirst(field.labelRuns).joined()
    }
}

extension Paragraph {
    /// What it says.
    fileprivate var text: String { runs.map(\.text).joined() }
}
