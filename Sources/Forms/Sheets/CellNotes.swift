import Evaluation
import Layout

/// What sheets show of the cells of a form besides what is printed in them: which fields stand there, also where these are
/// empty, and how the cell looks then.
struct CellNotes {
    /// What a cell is to those who fill a sheet in.
    enum Kind {
        /// A cell of a table, or what stands behind a label of a signature line.
        case cell
        /// A text outside of tables: it is filled in only where it is a field and nothing else.
        case paragraph
        /// A label, whatever fields it is made of.
        case label
        /// A cell of the rows that are left for handwriting.
        case blank
        /// The level of a line of a report.
        case level
        /// A line of a report.
        case line(FieldID)
    }

    /// One cell.
    struct Note {
        var shown: ShownFields
        var kind: Kind
        var style: StyleSheet.Cell
    }

    /// An element of a list with the cells that were made for it.
    struct Element {
        /// The leaves that are its own, not those of a list in it.
        var fields: [FieldID]
        /// The numbers of its cells.
        var cells: Range<Int>
    }

    private var notes: [Note] = []
    /// The elements of lists that tables go through, inner ones before those around them.
    private(set) var elements: [Element] = []
    /// Whether cells are made for rows that are left for handwriting.
    var isInBlankRows = false

    /// How many cells there are so far.
    var count: Int { notes.count }

    /// Notes a cell.
    /// - Returns: what the cell is known by.
    mutating func add(_ shown: ShownFields, _ kind: Kind, _ style: StyleSheet.Cell) -> TextOrigin {
        let isBlank = isInBlankRows && shown.fields.isEmpty && !shown.hasWords
        notes.append(Note(shown: shown, kind: isBlank ? .blank : kind, style: style))
        return TextOrigin(rawValue: notes.count - 1)
    }

    /// Notes for which elements the cells from `first` on were made.
    mutating func add(_ values: [ModelValue], from first: Int) {
        elements += values.map { Element(fields: $0.ownLeafIDs, cells: first..<count) }
    }

    /// The note on a cell; `nil` where none was made.
    subscript(origin: TextOrigin?) -> Note? { origin.map { notes[$0.rawValue] } }
}
