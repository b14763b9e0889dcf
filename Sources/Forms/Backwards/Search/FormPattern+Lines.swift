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
                arrivals.append((from, shared, cost(of: from + 1..<line, between: from, line)))
            } else {
                for depth in 0..<shared where scopes[path[depth]].isLoop {
                    let body = lines.indices.filter { lines[$0].scopes.starts(with: path[...depth]) }
                    let behind = cost(of: from + 1..<(body.last ?? from) + 1, between: from, from)
                    let before = cost(of: (body.first ?? line)..<line, between: line, line)
                    arrivals.append((from, depth, behind + before))
                }
            }
        }
        return arrivals
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
        var expected: [LineAlignment.Expected] = []
        for (depth, scope) in pattern.scopes.enumerated() {
            for (index, cell) in (scopes[scope].groupCells ?? []).enumerated() {
                expected.append(
                    .init(
                        pattern: cell, id: id(ofGroup: scope, cell: index), form: number, isContinued: depth < kept,
                        isGroup: true))
            }
        }
        let own = pattern.cells.enumerated().map { index, cell in
            LineAlignment.Expected(
                pattern: cell, id: id(ofLine: line, cell: index), form: number, isContinued: false, isGroup: false)
        }
        let carried = pattern.carried.map {
            LineAlignment.Expected(pattern: $0, id: -1, form: number, isContinued: true, isGroup: true)
        }
        return expected + (carried.isEmpty ? own : (own + carried).sorted { $0.pattern.column < $1.pattern.column })
    }

    // No two patterns of a form set have the same number.
    private func id(ofLine line: Int, cell: Int) -> Int { (number << 24) | (line << 10) | min(cell, 1023) }
    private func id(ofGroup scope: Int, cell: Int) -> Int { id(ofLine: scope, cell: cell) | (1 << 23) }

    /// How well a row suits a line.
    func fit(_ line: Int, kept: Int, _ row: GridRow, _ matcher: inout CellMatcher) -> Int {
        switch lines[line].kind {
        case .cells:
            return LineAlignment(expected(line, kept: kept), row, &matcher, needsCells: false).score
        case .signature:
            let labels = SignatureReading.labels(lines[line].cells)
            let found = SignatureReading(labels, row.texts(matcher.texts)).found.count
            return found == 0 ? CellMatcher.impossible : 15 * found
        case .report:
            let filled = row.cells.filter { $0.text != 0 }
            guard let first = filled.first, ReportSheet.Row(rawValue: matcher.texts[first.text].trimmed) != nil else {
                return row.filled == 0 ? 0 : CellMatcher.impossible
            }
            return filled.count <= 2 ? 20 : CellMatcher.impossible
        }
    }
}

extension GridRow {
    /// What stands in the cells that begin in the row.
    func texts(_ texts: [PlainText]) -> [PlainText] {
        cells.compactMap { $0.startsHere && $0.text != 0 ? texts[$0.text] : nil }
    }
}
