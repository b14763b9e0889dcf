import Evaluation

/// What the cells of all sheets of a workbook are to those who fill it in.
struct SheetStandings {
    /// What a cell is.
    enum Standing {
        /// A label: nothing is filled in.
        case label
        /// A single field, as it is.
        case field(ShownFields.Field)
        /// A field, or several, among words.
        case joined([FieldID])
        /// A place for something that the form set gives no meaning.
        case blank
        /// The level of a line of a report.
        case level
        /// A line of a report.
        case line
    }

    /// The fields that have a cell.
    private(set) var placed: Set<FieldID> = []
    /// The fields that have a cell of their own.
    private var own: Set<FieldID> = []
    /// In how many cells a field stands among words.
    private var mentions: [FieldID: Int] = [:]
    private let isKnown: (FieldID) -> Bool

    /// Looks through `sheets`.
    /// - Parameter isKnown: whether a field is one that texts quote, such as the year, wherever it is filled in.
    init(_ sheets: [DraftSheet], isKnown: @escaping (FieldID) -> Bool) {
        self.isKnown = isKnown
        let cells = sheets.flatMap(\.cells)
        for cell in cells {
            if case .line(let body) = cell.note.kind { own.insert(body) }
            let fields = cell.note.shown.fields
            if cell.isOwn {
                own.formUnion(fields.map(\.id))
            } else {
                for field in fields { mentions[field.id, default: 0] += 1 }
            }
        }
        for cell in cells {
            if case .joined(let fields) = standing(of: cell) { placed.formUnion(fields) }
        }
        placed.formUnion(own)
    }

    /// What `cell` is. A text among which only fields stand that have a cell elsewhere, or that many texts name, is a label.
    func standing(of cell: DraftSheet.Cell) -> Standing {
        let shown = cell.note.shown
        switch cell.note.kind {
        case .label: return .label
        case .blank: return .blank
        case .level: return .level
        case .line: return .line
        case .paragraph, .cell: break
        }
        if cell.isOwn, let field = shown.fields.first {
            return cell.showsAsIs(field) ? .field(field) : .joined([field.id])
        }
        guard case .cell = cell.note.kind else { return .label }
        if shown.fields.isEmpty {
            return shown.namesAbsentField && !shown.hasWords && cell.text.isEmpty ? .blank : .label
        }
        let isPlace = shown.fields.contains { !own.contains($0.id) && mentions[$0.id] == 1 && !isKnown($0.id) }
        return isPlace ? .joined(shown.fields.map(\.id)) : .label
    }
}

extension DraftSheet.Cell {
    /// Whether the cell shows one field and, where it is there, nothing else but what belongs to it.
    fileprivate var isOwn: Bool {
        let shown = note.shown
        guard let field = shown.fields.first, shown.fields.count == 1, !shown.hasWords else { return false }
        switch note.kind {
        case .cell: return true
        case .paragraph: return !field.isConditional
        case .label, .blank, .level, .line: return false
        }
    }

    /// Whether what is printed is the field's value alone. Where that is empty a sign may be printed in its place.
    fileprivate func showsAsIs(_ field: ShownFields.Field) -> Bool {
        if field.isConditional || field.filters.contains(where: \.makesAnotherValue) { return false }
        let value = field.leaf.filtered(by: field.filters).text
        return field.leaf.isEmpty || value.filter { !$0.isNewline } == text.filter { !$0.isNewline }
    }
}
