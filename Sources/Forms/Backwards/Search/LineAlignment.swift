/// Which cell of a row is which cell of a line.
struct LineAlignment {
    /// A cell that the line expects in a row.
    struct Expected {
        /// Its pattern.
        let pattern: CellPattern
        /// The form that it belongs to.
        let form: Int
        /// Whether it began in a line above.
        let isContinued: Bool
        /// Whether it covers this line and others below.
        let isGroup: Bool
        /// Whether what it says stands in a row of its own above, so that it is blank.
        var isNamedAbove = false
        /// Whether it may reach across the table: the name of a group in a row of its own.
        var mayReachAcross = false
    }

    /// How well the row suits the line.
    let score: Int
    /// For each expected cell the position of the row's cell; `nil` where there is none.
    let cells: [Int?]

    /// The best way to lay `expected` over `row`, both from left to right.
    /// - Parameter hints: where columns of tables were found in the file, by heads above.
    init(
        _ expected: [Expected], _ row: GridRow, _ matcher: inout CellMatcher, hints: ColumnHints, needsCells: Bool
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
                // Of cells that are repeated the first ones are there.
                let isMissing = best == missing && (best != matched || cell.pattern.isOptional)
                choice[column + 1] = isMissing ? 1 : best == matched ? 0 : 2
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
        if pattern.isOptional { return 0 }
        guard let label = pattern.text.label else { return -6 }
        return label.isEmpty ? 0 : -20
    }

    fileprivate func fit(_ cell: GridRow.Cell, _ matcher: inout CellMatcher, _ hints: ColumnHints) -> Int {
        if isContinued {
            if cell.repeats {
                let again = matcher.fit(pattern, text: cell.text, in: form)
                return max(6, 3 + again + hints.bonus(pattern, cell.columns))
            }
            return cell.startsHere ? (cell.text == 0 ? 2 : -20) : 6
        }
        guard cell.startsHere else {
            // A cell that a clerk merged with the one above holds nothing here; one that may be missing is not that cell.
            let isOther = isGroup || pattern.isOptional || pattern.text.label?.isEmpty == false
            return isOther ? CellMatcher.impossible : 0
        }
        if isNamedAbove { return cell.text == 0 ? 4 : CellMatcher.impossible }
        if isGroup, cell.text == 0 { return -12 }
        let fit = matcher.fit(pattern, text: cell.text, in: form)
        guard cell.text != 0, pattern.text.label == nil || isGroup else { return fit }
        return fit + hints.bonus(pattern, cell.columns, mayReachAcross: mayReachAcross)
    }
}
