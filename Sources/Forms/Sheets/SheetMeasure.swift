import Evaluation
import Layout

/// Makes tables measurable for sheets: office programs set lines wider apart and wrap them earlier, and what is still empty
/// wants room.
struct SheetMeasure {
    let notes: CellNotes
    let fields: [FieldID: FillableField]

    /// What office programs keep free at either side of a cell, and what their faces are wider.
    private static let slack = Length.mm(0.6)
    /// The least line pitch of office programs, in em.
    private static let leastPitch = 1.35

    /// `table` as it is measured.
    func block(_ table: TableBlock) -> TableBlock {
        var table = table
        for row in table.rows.indices {
            for index in table.rows[row].cells.indices { table.rows[row].cells[index].prepare(self) }
        }
        return table
    }

    /// What a cell is measured by besides its words, because a field in it is still empty; `nil` where none is.
    fileprivate func standIn(for cell: TableCell) -> Paragraph? {
        guard let note = notes[cell.origin], let text = text(for: note, isEmpty: cell.paragraphs.isEmpty) else {
            return nil
        }
        var paragraph = cell.paragraphs.last ?? Paragraph(runs: [], style: note.style.text.paragraph)
        paragraph.runs.append(TextRun(text, style: note.style.text.run))
        return paragraph
    }

    private func text(for note: CellNotes.Note, isEmpty: Bool) -> String? {
        guard case .cell = note.kind, let shown = note.shown.fields.first(where: { $0.leaf.isEmpty }),
            isEmpty || !shown.isConditional && note.shown.fields.count == 1, let field = fields[shown.id]
        else { return nil }
        return switch field.description.type {
        case .text, .prose, .report, .choice, .image: String(repeating: "填", count: 6)
        case .figure, .integer: "100"
        case .rate: "98%"
        case .date: "2000.12.31"
        case .list, .record: nil
        }
    }

    fileprivate func widened(_ padding: Insets) -> Insets {
        var wide = padding
        (wide.left, wide.right) = (padding.left + Self.slack, padding.right + Self.slack)
        return wide
    }

    fileprivate static func pitch(of paragraph: Paragraph) -> Length {
        let size = paragraph.runs.map(\.style.size).max() ?? .zero
        return max(paragraph.style.linePitch, size * leastPitch)
    }
}

extension TableCell {
    /// Makes the cell what it is measured by.
    fileprivate mutating func prepare(_ measure: SheetMeasure) {
        if let standIn = measure.standIn(for: self) { paragraphs = paragraphs.dropLast() + [standIn] }
        style.padding = measure.widened(style.padding)
        for index in paragraphs.indices {
            paragraphs[index].style.linePitch = SheetMeasure.pitch(of: paragraphs[index])
        }
    }
}
