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
    /// - Parameters:
    ///   - hints: where columns of tables were found in the file, by heads above.
    ///   - needsCells: whether anybody asks for ``cells``.
    init(
        _ expected: [ExpectedCell], _ row: GridRow, _ matcher: inout CellMatcher, hints: ColumnHints, needsCells: Bool
    ) {
        let width = row.cells.count
        var choices = [UInt8](repeating: 1, count: needsCells ? expected.count * (width + 1) : 0)
        // For each number of cells of the row what the expected cells so far are worth at best.
        score = withUnsafeTemporaryAllocation(of: Int.self, capacity: width + 1) { best in
            best.initialize(repeating: 0)
            for column in 0..<width { best[column + 1] = best[column] + row.cells[column].costOfLeavingOut }
            for (line, cell) in expected.enumerated() {
                var before = best[0]
                best[0] += cell.costOfMissing
                for column in 0..<width {
                    let missing = best[column + 1] + cell.costOfMissing
                    let left = best[column] + row.cells[column].costOfLeavingOut
                    let matched = before + cell.fit(row.cells[column], &matcher, hints)
                    before = best[column + 1]
                    let most = max(missing, left, matched)
                    best[column + 1] = most
                    guard needsCells else { continue }
                    // Of cells that are repeated the first ones are there.
                    let isMissing = most == missing && (most != matched || cell.isOptional)
                    choices[line * (width + 1) + column + 1] = isMissing ? 1 : most == matched ? 0 : 2
                }
            }
            return best[width]
        }
        cells = needsCells ? Self.traced(choices, lines: expected.count, width: width) : []
    }

    private static func traced(_ choices: [UInt8], lines: Int, width: Int) -> [Int?] {
        var cells = [Int?](repeating: nil, count: lines)
        var (line, column) = (lines, width)
        while line > 0 {
            switch choices[(line - 1) * (width + 1) + column] {
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

/// What counts of a cell that a line expects while rows are held against it.
struct ExpectedCell: Sendable {
    private let form: Int
    private let kind: Int
    private let columnKind: Int
    private let columns: Range<Int>
    private let isContinued: Bool
    private let isGroup: Bool
    private let isNamedAbove: Bool
    private let mayReachAcross: Bool
    /// Whether it says the same wherever it stands, or nothing.
    private let isFixed: Bool
    /// Whether it always says something.
    private let isLabel: Bool
    /// Whether it may be missing.
    fileprivate let isOptional: Bool
    /// What it costs if no cell of the row is this one.
    fileprivate let costOfMissing: Int

    init(_ cell: LineAlignment.Expected) {
        let label = cell.pattern.text.label
        form = cell.form
        kind = cell.pattern.kind
        columnKind = cell.pattern.columnKind
        columns = cell.pattern.columns
        isContinued = cell.isContinued
        isGroup = cell.isGroup
        isNamedAbove = cell.isNamedAbove
        mayReachAcross = cell.mayReachAcross
        isFixed = label != nil
        isLabel = label?.isEmpty == false
        isOptional = cell.pattern.isOptional
        costOfMissing = isContinued ? -1 : isOptional ? 0 : isLabel ? -20 : isFixed ? 0 : -6
    }

    fileprivate func fit(_ cell: GridRow.Cell, _ matcher: inout CellMatcher, _ hints: ColumnHints) -> Int {
        if isContinued {
            if cell.repeats {
                let again = matcher.fit(kind, text: cell.text, in: form)
                return max(6, 3 + again + hints.bonus(columnKind, columns, cell.columns))
            }
            return cell.startsHere ? (cell.text == 0 ? 2 : -20) : 6
        }
        guard cell.startsHere else {
            // A cell that a clerk merged with the one above holds nothing here; one that may be missing is not that cell.
            return isGroup || isOptional || isLabel ? CellMatcher.impossible : 0
        }
        if isNamedAbove { return cell.text == 0 ? 4 : CellMatcher.impossible }
        if isGroup, cell.text == 0 { return -12 }
        let fit = matcher.fit(kind, text: cell.text, in: form)
        guard cell.text != 0, !isFixed || isGroup else { return fit }
        return fit + hints.bonus(columnKind, columns, cell.columns, mayReachAcross: mayReachAcross)
    }
}
