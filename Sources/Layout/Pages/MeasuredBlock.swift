/// A block with its text broken into lines.
enum MeasuredBlock {
    case text(TextBlock, LaidText)
    /// A table; `nil` beside it where its cells make none that has room.
    case table(TableBlock, TableLayouter?)
    case signature(SignatureBlock, SignatureSetter)
    case contents(ContentsBlock, ContentsSetter)
}

extension Block {
    /// The block at `width`, and what was found in measuring it.
    func measured(width: Length, context: LayoutContext) -> (block: MeasuredBlock, findings: LayoutFindings) {
        switch self {
        case .text(let text):
            let laid = TextMaterial(text.paragraphs, context: context).laid(width: width)
            var findings = LayoutFindings()
            findings.add(laid.missing)
            return (.text(text, laid), findings)
        case .table(let table):
            let (layout, findings) = table.measured(width: width, context: context)
            return (.table(table, layout), findings)
        case .signature(let signature):
            let setter = SignatureSetter(signature, width: width, context: context)
            return (.signature(signature, setter), LayoutFindings())
        case .contents(let contents):
            let setter = ContentsSetter(contents, width: width, context: context)
            var findings = LayoutFindings()
            findings.add(setter.missing)
            return (.contents(contents, setter), findings)
        }
    }
}

extension TableBlock {
    /// The table at `width`, and what was found in measuring it; `nil` with a fault where its columns have no room or its
    /// cells make no grid.
    func measured(width: Length, context: LayoutContext) -> (layout: TableLayouter?, findings: LayoutFindings) {
        let stated = columns.reduce(Length.zero) { $0 + $1.statedWidth }
        // Each of them may be rounded.
        if stated > width + Length(rawValue: columns.count) {
            return (nil, LayoutFindings(faults: [.columnsTooWide(width: stated, available: width, at: origin)]))
        }
        do throws(TableGrid.Fault) {
            let layout = try TableLayouter(self, width: width, context: context)
            var findings = LayoutFindings(notes: layout.notes)
            findings.add(layout.missing)
            if let cell = layout.overfullCell {
                findings.faults.append(.columnTooNarrow(column: cell.column, at: cell.origin))
            }
            findings.faults += layout.unreadableCodes.map { .codeTooFine(at: $0) }
            return (layout, findings)
        } catch {
            return (nil, LayoutFindings(faults: [.grid(error, at: rows[error.row].origin ?? origin)]))
        }
    }
}

extension TrackSizing {
    /// The width that the column takes at the least, whatever its cells say.
    fileprivate var statedWidth: Length { if case .fixed(let width) = basis { width } else { minimum } }
}
