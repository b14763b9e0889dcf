import Evaluation

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Where a file states amounts of money in another unit than the form: in the heads of its columns and groups, or above it.
struct StatedUnits {
    /// A unit that holds for lines, for all of their columns or some.
    private struct Statement {
        let unit: MoneyUnit
        let lines: Range<Int>
        var columns: (kind: Int, range: Range<Int>)?
    }

    private var statements: [Statement] = []
    private let pattern: FormPattern
    private let lines: [FormSearch.Found.Line]

    init(_ pattern: FormPattern, _ lines: [FormSearch.Found.Line]) {
        self.pattern = pattern
        self.lines = lines
    }

    /// The unit of amounts in a cell of a line, by its position among those found; `nil` where it is the form's own.
    func unit(ofLine line: Int, _ cell: CellPattern) -> MoneyUnit? {
        statements.last { statement in
            guard statement.lines.contains(line) else { return false }
            guard let columns = statement.columns else { return true }
            return columns.kind == cell.columnKind && columns.range.overlaps(cell.columns)
        }?.unit
    }

    /// Notes the unit that stands above the form, as in 单位：元.
    mutating func add(_ unit: MoneyUnit) {
        statements.insert(Statement(unit: unit, lines: 0..<lines.count), at: 0)
    }

    /// Notes the unit that a label states where the form states another.
    /// - Parameter position: the line of the label, among those found.
    mutating func add(_ label: LineAlignment.Expected, as text: PlainText, at position: Int) {
        guard let own = label.pattern.text.label?.unit.flatMap(MoneyUnit.init) else { return }
        guard let unit = text.unit.flatMap(MoneyUnit.init), unit != own else { return }
        if label.isGroup {
            let end = lines[position...].firstIndex { !pattern.holds(label.pattern, pattern.lines[$0.line]) }
            return statements.append(Statement(unit: unit, lines: position..<(end ?? lines.count)))
        }
        let columns = (kind: label.pattern.columnKind, range: label.pattern.columns)
        if hasField(below: position, columns) {
            return statements.append(Statement(unit: unit, lines: position..<lines.count, columns: columns))
        }
        let end = lines.dropFirst(position + 1).firstIndex {
            pattern.lines[$0.line].cells.contains { $0.text.label?.unit != nil }
        }
        statements.append(Statement(unit: unit, lines: position..<(end ?? lines.count)))
    }

    private func hasField(below position: Int, _ columns: (kind: Int, range: Range<Int>)) -> Bool {
        lines.dropFirst(position + 1).contains { line in
            pattern.lines[line.line].cells.contains {
                $0.columnKind == columns.kind && $0.columns.overlaps(columns.range) && $0.text.label == nil
            }
        }
    }
}

extension FormPattern {
    /// Whether a line lies in the group at whose left `cell` stands.
    fileprivate func holds(_ cell: CellPattern, _ line: LinePattern) -> Bool {
        line.scopes.contains { scopes[$0].groupCells?.contains { $0.number == cell.number } == true }
    }
}

extension PlainText {
    /// The unit that a remark above a table states: 单位：元, 金额单位：万元.
    var statedUnit: MoneyUnit? {
        guard count < 30, let place = place(of: PlainText("单位:")) else { return nil }
        var rest = scalars[(place + 3)...]
        while rest.last.map({ ")。,;".unicodeScalars.contains($0) }) == true { rest.removeLast() }
        return MoneyUnit(rawValue: String(scalars: rest))
    }
}

extension MoneyUnit {
    /// An amount in this unit as one in another, digit for digit; what is no amount stays as it is.
    func converted(_ text: String, to other: MoneyUnit) -> String {
        guard let amount = Amount(text), !amount.isPercentage else { return text }
        let shift = power - other.power
        let value = Decimal(
            sign: amount.value.sign, exponent: amount.value.exponent + shift, significand: amount.value.significand)
        return "\(value)"
    }
}
