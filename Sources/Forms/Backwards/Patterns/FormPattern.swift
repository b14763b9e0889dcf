import Evaluation

/// A form as a sequence of lines, with the repetitions and groups that they lie in: what is looked for in an office's file.
struct FormPattern: Sendable {
    /// Its number among the forms of its set.
    let number: Int
    /// What the form is called, without the values that its name holds.
    let name: String
    /// The lists that the form is printed for each element of, outer ones first, with the variables of the elements.
    let lists: [(variable: Int, list: FieldSlot)]
    /// Where the layout prints the body of a narrative, if it does.
    let report: FieldSlot?
    /// From top to bottom.
    let lines: [LinePattern]
    /// What lines lie in.
    let scopes: [PatternScope]
}

/// What lines of a form lie in, each within others.
enum PatternScope: Sendable {
    /// Lines that are repeated for each element of lists side by side: the variables of the elements, and the lists.
    case loop([(variable: Int, list: FieldSlot)])
    /// Lines that are repeated, as often as a number says that nobody reads.
    case times(FieldSlot?)
    /// Lines at one side of which cells stand that cover all of them.
    case group([CellPattern], GroupSide)
    /// Lines that are there under a condition.
    case option

    /// Whether the lines may be repeated.
    var isLoop: Bool {
        switch self {
        case .loop, .times: true
        case .group, .option: false
        }
    }

    /// Whether the lines may be missing.
    var mayBeMissing: Bool { if case .group = self { false } else { true } }

    /// The cells of a group.
    var groupCells: [CellPattern]? { if case .group(let cells, _) = self { cells } else { nil } }
}

/// One line of a form: the row of a table, a paragraph, or what is signed.
struct LinePattern: Sendable {
    /// What kinds of lines there are.
    enum Kind: Sendable {
        /// Cells beside each other; a paragraph is a single one.
        case cells
        /// Labels with what is filled in behind them, in one cell or paragraph or in several.
        case signature
        /// A paragraph of the narrative, as a workbook holds it: its kind and its text.
        case report
    }

    /// What a line is there for besides those of the layout.
    enum Role: Sendable {
        /// It is one of the layout's.
        case own
        /// The name of a group in a row of its own, above the rows of the group.
        case groupName
        /// The heads of a table as they stand again on its next page.
        case headsAgain
    }

    var kind = Kind.cells
    var role = Role.own
    /// Whether it is the row of a table.
    var isInTable = false
    /// Its own cells from left to right; for what is signed a label each.
    var cells: [CellPattern]
    /// For what is signed, the labels that say something, by the numbers of their cells.
    var signatureLabels: [(number: Int, text: PlainText)] = []
    /// Fields that no form prints, which a workbook may hold in columns beside the table.
    var extras: [FieldDescription] = []
    /// Cells that began in a line above and reach into this one.
    var carried: [CellPattern] = []
    /// The scopes that it lies in, the outermost first, as positions in the form's.
    var scopes: [Int]

    /// How many fixed labels it has.
    var labels: Int { cells.reduce(0) { $0 + ($1.text.label?.isEmpty == false ? 1 : 0) } }
    /// What it costs to believe that it is missing.
    var weight: Int {
        switch kind {
        case .signature, .report: 5
        case .cells: labels > 0 ? min(40, 12 * labels) : cells.allSatisfy { $0.text.label != nil } ? 0 : 6
        }
    }
}

/// A cell of a line.
struct CellPattern: Sendable {
    /// Its number among the cells of its form.
    var number: Int
    /// What stands in it.
    let text: TextPattern
    /// The kind of cells that it is of, among those of the form set.
    var kind = 0
    /// The first column of its table that it covers, from 0, and how many.
    var column: Int
    var span: Int
    /// Which columns those are: rows of a table may have their own.
    var columnKind: Int
    /// For what is signed, the field behind the label.
    var value: TextPattern?
    /// How many rows it covers.
    var rows = 1
    /// Whether it may be missing: it is there under a condition, or for an element of a list.
    var isOptional = false
    /// The elements of lists that it is there for: their variables, the lists, and the elements' positions.
    var elements: [(variable: Int, list: FieldSlot, index: Int)] = []

    /// The columns that it covers.
    var columns: Range<Int> { column..<column + span }
}

extension FormPattern {
    /// Every field that the form prints.
    var slots: [FieldSlot] {
        let groups = scopes.flatMap { $0.groupCells ?? [] }
        return (lines.flatMap(\.cells) + groups).flatMap { cell in
            cell.text.slots + (cell.value?.slots ?? [])
        }
    }

    /// Every fixed label of the form.
    var labels: [PlainText] {
        let groups = scopes.flatMap { $0.groupCells ?? [] }
        return (lines.flatMap(\.cells) + groups).compactMap(\.text.label).filter { !$0.isEmpty }
    }
}

extension FormPattern {
    /// The fields of the elements of a loop that the form does not print, of kinds that one cell can hold.
    func unprinted(_ variable: Int, _ list: FieldSlot) -> [FieldDescription] {
        guard case .list(.record(let record)) = list.type else { return [] }
        return record.fields.filter { field in
            switch field.type {
            case .list, .record, .report, .prose, .image: false
            default: !slots.contains { $0.variable == variable && $0.names == [field.name] }
            }
        }
    }

    /// The same with what may stand beside the lines of each loop.
    func withExtras() -> FormPattern {
        let lines = lines.map { line in
            var line = line
            let innermost = line.scopes.last { scopes[$0].isLoop }
            guard let innermost, case .loop(let loop) = scopes[innermost] else { return line }
            line.extras = loop.flatMap { unprinted($0.variable, $0.list) }
            return line
        }
        return FormPattern(
            number: number, name: name, lists: lists, report: report, lines: lines, scopes: scopes
        )
    }
}

extension TextPattern {
    /// The fields in it.
    var slots: [FieldSlot] { pieces.flatMap(\.slots) }

    /// The field, where there is a single one in it, whatever else is.
    var onlySlot: FieldSlot? {
        let slots = slots
        return slots.allSatisfy { $0.names == slots[0].names && $0.variable == slots[0].variable } ? slots.first : nil
    }
}

extension TextPattern.Piece {
    fileprivate var slots: [FieldSlot] {
        switch self {
        case .field(let slot), .figure(let slot): [slot]
        case .either(let left, let right): (left + right).flatMap(\.slots)
        case .literal, .anything: []
        }
    }
}
