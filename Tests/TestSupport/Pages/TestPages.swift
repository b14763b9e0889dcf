package import Layout

/// The text of each line on each page, in drawing order.
package func pageLines(_ sections: [Section]) throws -> [[String]] {
    let context = LayoutContext(shaper: FixedAdvanceShaper())
    return try PageLayouter.layout(sections, context: context).pages.map { page in
        page.runs.reduce(into: [String]()) { lines, run in
            if run.beginsLine || lines.isEmpty { lines.append(run.text) } else { lines[lines.count - 1] += run.text }
        }
    }
}

extension PageStyle {
    /// A page whose type area is `width` × `height` points, without page number.
    package static func area(width: Double, height: Double) -> PageStyle {
        PageStyle(
            size: Size(width: .pt(width + 20), height: .pt(height + 20)),
            margins: Insets(horizontal: .pt(10), vertical: .pt(10)))
    }
}

extension TableCell {
    /// A cell without padding whose lines are 10 pt high, one below the other.
    package init(_ text: String, rows: Int = 1, columns: Int = 1, repeats: Bool = false, mark: String = "") {
        let style = ParagraphStyle(linePitch: .pt(10))
        self.init(
            paragraphs: text.isEmpty ? [] : [Paragraph(runs: [TextRun(text, style: .test)], style: style)],
            rowSpan: rows,
            columnSpan: columns,
            style: CellStyle(
                padding: .zero, verticalAlignment: .top, repeatsAfterBreak: repeats, continuationMark: mark))
    }
}

extension TableRow {
    /// A row of cells at least 10 pt high.
    package init(_ cells: TableCell..., keeps: Bool = false, breaks: Bool = true) {
        self.init(cells: cells, minimumHeight: .pt(10), isBreakable: breaks, keepsWithNext: keeps)
    }

    /// The row as a head of its group.
    package var repeated: TableRow {
        var row = self
        row.repeatsInGroup = true
        return row
    }
}

extension TextStyle {
    /// One em is 10 pt.
    package static let test = TextStyle(role: FontRole("body"), size: .pt(10))
}
