import Evaluation

extension FormPattern {
    /// Whether a file that holds the form must have the line: it lies in no loop and under no condition.
    /// - Parameter other: scopes that this line lies in do not count.
    func isRequired(_ line: Int, beside other: Int? = nil) -> Bool {
        let around = other.map { lines[$0].scopes } ?? []
        return lines[line].scopes.allSatisfy { !scopes[$0].mayBeMissing || around.contains($0) }
    }

    /// The lines from which one may come to `line`, how many scopes go on then, and what it costs to pass over those between.
    func arrivals(at line: Int) -> [(from: Int, kept: Int, cost: Int)] {
        let path = lines[line].scopes
        var arrivals: [(from: Int, kept: Int, cost: Int)] = []
        for from in lines.indices {
            let shared = zip(path, lines[from].scopes).prefix { $0 == $1 }.count
            if from < line {
                let cost = cost(of: from + 1..<line, between: from, line)
                arrivals.append((from, shared, cost + costOfLeaving(from, kept: shared)))
            } else {
                for depth in 0..<shared where scopes[path[depth]].isLoop {
                    let body = lines.indices.filter { lines[$0].scopes.starts(with: path[...depth]) }
                    let behind = cost(of: from + 1..<(body.last ?? from) + 1, between: from, from)
                    let before = cost(of: (body.first ?? line)..<line, between: line, line)
                    arrivals.append((from, depth, behind + before + costOfLeaving(from, kept: depth)))
                }
                guard lines[from].role == .headsAgain, from > line else { continue }
                // Below heads that are there again the table goes on with what went on above them, or with something new.
                for depth in path.indices where depth >= shared && scopes[path[depth]].isLoop {
                    arrivals.append((from, depth, 0))
                }
            }
        }
        return arrivals
    }

    /// What it costs to go on from a line with `kept` of its scopes: a name in a row of its own has the rows of its group below.
    func costOfLeaving(_ line: Int, kept: Int) -> Int {
        lines[line].role == .groupName && kept < lines[line].scopes.count - 1 ? 40 : 0
    }

    private func cost(of passed: Range<Int>, between first: Int, _ second: Int) -> Int {
        passed.reduce(0) { cost, line in
            let isFree = lines[line].scopes.contains {
                scopes[$0].mayBeMissing && !(lines[first].scopes.contains($0) && lines[second].scopes.contains($0))
            }
            return cost + (isFree ? 0 : lines[line].weight)
        }
    }

    /// What a line expects in a row.
    /// - Parameter kept: how many of the scopes around it go on from the line before.
    func expected(_ line: Int, kept: Int) -> [LineAlignment.Expected] {
        let pattern = lines[line]
        var (left, right): ([LineAlignment.Expected], [LineAlignment.Expected]) = ([], [])
        for (depth, scope) in pattern.scopes.enumerated() {
            guard case .group(let cells, let side) = scopes[scope] else { continue }
            let group = cells.map { cell in
                LineAlignment.Expected(
                    pattern: cell, form: number, isContinued: depth < kept, isGroup: true,
                    isNamedAbove: side == .left && depth > 0 && depth == kept
                        && scopes[pattern.scopes[depth - 1]].isLoop)
            }
            if side == .left { left += group } else { right = group + right }
        }
        let own = pattern.cells.map { cell in
            LineAlignment.Expected(
                pattern: cell, form: number, isContinued: false, isGroup: false,
                mayReachAcross: pattern.role == .groupName)
        }
        let carried = pattern.carried.map {
            LineAlignment.Expected(pattern: $0, form: number, isContinued: true, isGroup: true)
        }
        let middle = carried.isEmpty ? own : (own + carried).sorted { $0.pattern.column < $1.pattern.column }
        return left + middle + right
    }

    /// How well a row suits a line, of which `expected` is expected.
    func fit(
        _ line: Int, _ expected: [ExpectedCell], _ row: GridRow, _ hints: ColumnHints,
        _ matcher: inout CellMatcher
    ) -> Int {
        switch lines[line].kind {
        case .cells:
            let own = row.without(lines[line].extras, matcher.texts)
            return LineAlignment(expected, own, &matcher, hints: hints, needsCells: false).score
        case .signature:
            let texts = row.filledCells.map { matcher.texts[$0.text] }
            let found = SignatureReading(lines[line].signatureLabels, texts).found.count
            return found == 0 ? CellMatcher.impossible : 15 * found
        case .report:
            let filled = row.cells.filter { $0.text != 0 }
            guard let first = filled.first, ReportLevel(rawValue: matcher.texts[first.text].trimmed) != nil else {
                return row.filled == 0 ? 0 : CellMatcher.impossible
            }
            return filled.count <= 2 ? 20 : CellMatcher.impossible
        }
    }
}

extension GridRow {
    /// The row without the cells at its right end, behind an empty one, that may be fields which no form prints.
    func without(_ fields: [FieldDescription], _ texts: [PlainText]) -> GridRow {
        if fields.isEmpty { return self }
        guard let gap = cells.lastIndex(where: { $0.text == 0 && $0.startsHere && $0.columns.count == 1 }) else {
            return self
        }
        let behind = cells[(gap + 1)...]
        guard !behind.isEmpty, behind.count <= fields.count else { return self }
        let areExtras = behind.allSatisfy { cell in
            fields.contains { $0.mayBe(texts[cell.text]) }
        }
        return areExtras ? GridRow(cells: Array(cells[..<gap]), part: part, number: number, filled: filled) : self
    }
}

extension FieldDescription {
    /// Whether a cell with `text` may state the field.
    fileprivate func mayBe(_ text: PlainText) -> Bool {
        switch type {
        case .choice(let words): words.contains { $0 == text.key || PlainText(title(of: $0)).key == text.key }
        case .integer: Int(text.key) != nil
        default: true
        }
    }
}
