/// Where the columns of a form's tables are in the file, as the heads above them say.
struct ColumnHints {
    private var known: [Int: [(form: Range<Int>, file: Range<Int>)]] = [:]

    /// Forgets what is known of the columns of `pattern`, and notes that they are `columns` in the file, if they are there.
    mutating func set(_ pattern: CellPattern, _ columns: Range<Int>?) {
        known[pattern.columnKind, default: []].removeAll { $0.form.overlaps(pattern.columns) }
        if let columns { known[pattern.columnKind, default: []].append((pattern.columns, columns)) }
    }

    /// Where the columns of `pattern` are in the file.
    func columns(of pattern: CellPattern) -> Range<Int>? {
        known[pattern.columnKind]?.first { $0.form == pattern.columns }?.file
    }

    /// What speaks for or against a cell in `columns` for `pattern`.
    func bonus(_ pattern: CellPattern, _ columns: Range<Int>, mayReachAcross: Bool = false) -> Int {
        guard let own = self.columns(of: pattern), let hints = known[pattern.columnKind] else { return 0 }
        guard own.overlaps(columns) else { return Self.elsewhere }
        if mayReachAcross { return 0 }
        // A line across the table is no field of one of its columns.
        let covered = hints.count { $0.file.overlaps(columns) }
        return covered > 2 || covered > 1 && covered == hints.count ? Self.elsewhere : 10
    }

    /// More than any value may be worth in a column that is another's.
    private static let elsewhere = -40
}

/// The heads of each form's tables in a file: rows in which at least two labels of one line stand.
struct HeadRows {
    /// For each form and row which of ``hints`` holds there.
    private var places: [[Int]]
    private var hints = [ColumnHints()]

    /// The least that a head row is worth: two labels, and nothing else.
    private static let leastWorth = 24

    init(_ patterns: [FormPattern], _ rows: [GridRow], _ matcher: inout CellMatcher) {
        places = Array(repeating: [], count: patterns.count)
        for (form, pattern) in patterns.enumerated() {
            let heads = pattern.lines.indices.filter { pattern.lines[$0].isHead }
            var current = 0
            var last: GridRow?
            for row in rows {
                // A table of a Word file may go on behind a paragraph; a sheet has heads of its own.
                if let last, last.part != row.part, !last.isParagraph, !row.isParagraph { current = 0 }
                last = row
                if row.filled > 1, row.cells.contains(where: { matcher.isLabel($0.text, in: form) }) {
                    for head in heads { add(pattern, head, row, &current, &matcher) }
                }
                places[form].append(current)
            }
        }
    }

    private mutating func add(
        _ pattern: FormPattern, _ head: Int, _ row: GridRow, _ current: inout Int, _ matcher: inout CellMatcher
    ) {
        let expected = pattern.expected(head, kept: pattern.lines[head].scopes.count).filter { !$0.isContinued }
        let alignment = LineAlignment(expected, row, &matcher, hints: ColumnHints(), needsCells: true)
        let heads = zip(expected, alignment.cells).filter { $0.0.pattern.text.isHead }
        guard heads.count(where: { $0.1 != nil }) > 1, alignment.score >= Self.leastWorth else { return }
        var own = hints[current]
        for (cell, position) in heads {
            let place = position ?? other(cell, row, besides: alignment.cells, &matcher)
            own.set(cell.pattern, place.map { row.cells[$0].columns })
        }
        hints.append(own)
        current = hints.count - 1
    }

    /// A head that stands in another order than in the form.
    private func other(
        _ cell: LineAlignment.Expected, _ row: GridRow, besides taken: [Int?], _ matcher: inout CellMatcher
    ) -> Int? {
        row.cells.indices.first {
            row.cells[$0].startsHere && row.cells[$0].text != 0 && !taken.contains($0)
                && matcher.fit(cell.pattern, text: row.cells[$0].text, in: cell.form) > 0
        }
    }

    /// What the heads above a row say.
    func hints(of form: Int, at row: Int) -> ColumnHints { hints[places[form][row]] }
}

extension LinePattern {
    /// Whether its cells may head columns.
    fileprivate var isHead: Bool { kind == .cells && cells.count { $0.text.isHead } > 1 }
}

extension TextPattern {
    /// Whether there is fixed text in it at all events: 决算数, or 2022年决算数 whatever the year is.
    var isHead: Bool {
        pieces.contains { if case .literal(let text) = $0 { text.count > 1 } else { false } }
    }
}
