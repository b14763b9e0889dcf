/// Which cell of a row is which cell of a line.
struct LineAlignment {
    /// A cell that the line expects in a row.
    struct Expected {
        let pattern: CellPattern
        /// The form that it belongs to.
        let form: Int
        /// Whether it began in a line above.
        let isContinued: Bool
        /// Whether it covers this line and others below.
        let isGroup: Bool
    }

    /// How well the row suits the line.
    let score: Int
    /// For each expected cell the position of the row's cell; `nil` where there is none.
    let cells: [Int?]

    /// The best way to lay `expected` over `row`, both from left to right.
    /// - Parameter hints: where columns of tables were found in the file, by heads above.
    init(
        _ expected: [Expected], _ row: GridRow, _ matcher: inout CellMatcher, hints: ColumnHints? = nil,
        needsCells: Bool
    ) {
        let width = row.cells.count
        var previous = [Int](repeating: 0, count: width + 1)
        for column in 0..<width { previous[column + 1] = previous[column] + row.cells[column].costOfLeavingOut }
        var choices: [[UInt8]] = []
        for cell in expected {
            var current = [Int](repeating: 0, count: width + 1)
            var choice = [UInt8](repeating: 1, count: width + 1)
            current[0] = previous[0] + cell.costOfMissing
            for column in 0..<width {
                let taken = row.cells[column]
                let missing = previous[column + 1] + cell.costOfMissing
                let left = current[column] + taken.costOfLeavingOut
                let matched = previous[column] + cell.fit(taken, &matcher, hints)
                let best = max(missing, left, matched)
                current[column + 1] = best
                choice[column + 1] = best == matched ? 0 : best == missing ? 1 : 2
            }
            previous = current
            if needsCells { choices.append(choice) }
        }
        score = previous[width]
        cells = needsCells ? Self.traced(choices, width: width) : []
    }

    private static func traced(_ choices: [[UInt8]], width: Int) -> [Int?] {
        var cells = [Int?](repeating: nil, count: choices.count)
        var (line, column) = (choices.count, width)
        while line > 0 {
            switch choices[line - 1][column] {
            case 0 where column > 0:
                cells[line - 1] = column - 1
                line -= 1
                column -= 1
            case 2 where column > 0: column -= 1
            default: line -= 1
            }
        }
        return cells
    }
}

extension GridRow.Cell {
    /// What it costs if no cell of the form is this one.
    fileprivate var costOfLeavingOut: Int { text == 0 ? 0 : startsHere ? -12 : -1 }
}

extension LineAlignment.Expected {
    /// What it costs if no cell of the row is this one.
    fileprivate var costOfMissing: Int {
        if isContinued { return -1 }
        guard let label = pattern.text.label else { return -6 }
        return label.isEmpty ? 0 : -20
    }

    fileprivate func fit(_ cell: GridRow.Cell, _ matcher: inout CellMatcher, _ hints: ColumnHints?) -> Int {
        if isContinued { return cell.startsHere ? (cell.text == 0 ? 2 : -20) : 6 }
        guard cell.startsHere else {
            // A cell that a clerk merged with the one above holds nothing here.
            return isGroup || pattern.text.label?.isEmpty == false ? CellMatcher.impossible : 0
        }
        if isGroup, cell.text == 0 { return -12 }
        let fit = matcher.fit(pattern, text: cell.text, in: form)
        guard let hints, cell.text != 0, pattern.text.label == nil || isGroup else { return fit }
        return fit + hints.bonus(pattern, cell.columns)
    }
}

/// Where the columns of a form's tables are in the file, as the heads above them say.
struct ColumnHints {
    private var known: [Int: [(form: Range<Int>, file: Range<Int>)]] = [:]

    init() {}

    /// Learns from the heads of a form that was found.
    init(
        _ lines: [FormSearch.Found.Line], of form: FormPattern, in rows: [GridRow], _ matcher: inout CellMatcher
    ) {
        for line in lines where form.lines[line.line].kind == .cells && form.lines[line.line].labels > 1 {
            let (row, expected) = (rows[line.row], form.expected(line.line, kept: line.kept))
            let alignment = LineAlignment(expected, row, &matcher, needsCells: true)
            for (cell, place) in zip(expected, alignment.cells) {
                guard let place, !cell.isContinued, cell.pattern.text.label?.isEmpty == false else { continue }
                add(cell.pattern, row.cells[place].columns)
            }
        }
    }

    /// Notes that the columns of `pattern` are `columns` in the file.
    private mutating func add(_ pattern: CellPattern, _ columns: Range<Int>) {
        known[pattern.columnKind, default: []].append((pattern.columns, columns))
    }

    /// What speaks for or against a cell in `columns` for `pattern`.
    func bonus(_ pattern: CellPattern, _ columns: Range<Int>) -> Int {
        guard let hint = known[pattern.columnKind]?.last(where: { $0.form == pattern.columns }) else { return 0 }
        return hint.file.overlaps(columns) ? 10 : -15
    }
}
