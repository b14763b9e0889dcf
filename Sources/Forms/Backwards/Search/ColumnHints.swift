/// Where the columns of a form's tables are in the file, as the heads above them say.
struct ColumnHints {
    /// For each kind of columns where those are that were found.
    private var known: [[(form: Range<Int>, file: Range<Int>)]] = []

    /// Forgets what is known of the columns of `pattern`, and notes that they are `columns` in the file, if they are there.
    mutating func set(_ pattern: CellPattern, _ columns: Range<Int>?) {
        let kind = pattern.columnKind
        while known.count <= kind { known.append([]) }
        known[kind].removeAll { $0.form.overlaps(pattern.columns) }
        if let columns { known[kind].append((pattern.columns, columns)) }
    }

    /// Where the columns of `pattern` are in the file.
    func columns(of pattern: CellPattern) -> Range<Int>? {
        guard pattern.columnKind < known.count else { return nil }
        return known[pattern.columnKind].first { $0.form == pattern.columns }?.file
    }

    /// What speaks for or against a cell of the file for one of the form.
    /// - Parameters:
    ///   - kind: the kind of the form's columns.
    ///   - expected: the columns in the form.
    ///   - columns: the columns in the file.
    func bonus(
        _ kind: Int, _ expected: Range<Int>, _ columns: Range<Int>, mayReachAcross: Bool = false
    ) -> Int {
        guard kind < known.count else { return 0 }
        // A line across the table is no field of one of its columns.
        var (own, covered): (Range<Int>?, Int) = (nil, 0)
        for place in known[kind] {
            if own == nil, place.form == expected { own = place.file }
            if place.file.overlaps(columns) { covered += 1 }
        }
        guard let own else { return 0 }
        guard own.overlaps(columns) else { return Self.elsewhere }
        if mayReachAcross { return 0 }
        return covered > 2 || covered > 1 && covered == known[kind].count ? Self.elsewhere : 10
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

    init(_ forms: OfficeForms, _ rows: [GridRow], _ matcher: inout CellMatcher) {
        places = Array(repeating: [], count: forms.patterns.count)
        for (form, heads) in forms.heads.enumerated() {
            var current = 0
            var last: GridRow?
            for row in rows {
                // A table of a Word file may go on behind a paragraph; a sheet has heads of its own.
                if let last, last.part != row.part, !last.isParagraph, !row.isParagraph { current = 0 }
                last = row
                if row.filled > 1, row.cells.contains(where: { matcher.isLabel($0.text, in: form) }) {
                    for head in heads { add(head, row, &current, &matcher) }
                }
                places[form].append(current)
            }
        }
    }

    private mutating func add(_ head: HeadLine, _ row: GridRow, _ current: inout Int, _ matcher: inout CellMatcher) {
        let alignment = LineAlignment(head.expected, row, &matcher, hints: ColumnHints(), needsCells: true)
        guard alignment.score >= Self.leastWorth else { return }
        let heads = zip(head.cells, alignment.cells).filter { $0.0.text.isHead }
        guard heads.count(where: { $0.1 != nil }) > 1 else { return }
        var own = hints[current]
        for (cell, position) in heads {
            let place = position ?? other(cell, row, of: head.form, besides: alignment.cells, &matcher)
            own.set(cell, place.map { row.cells[$0].columns })
        }
        hints.append(own)
        current = hints.count - 1
    }

    /// A head that stands in another order than in the form.
    private func other(
        _ cell: CellPattern, _ row: GridRow, of form: Int, besides taken: [Int?], _ matcher: inout CellMatcher
    ) -> Int? {
        row.cells.indices.first {
            row.cells[$0].startsHere && row.cells[$0].text != 0 && !taken.contains($0)
                && matcher.fit(cell.kind, text: row.cells[$0].text, in: form) > 0
        }
    }

    /// What the heads above a row say.
    func hints(of form: Int, at row: Int) -> ColumnHints { hints[places[form][row]] }
}

/// A line whose cells may head columns.
struct HeadLine: Sendable {
    let form: Int
    let cells: [CellPattern]
    let expected: [ExpectedCell]

    /// The lines of `pattern` whose cells may head columns.
    static func all(of pattern: FormPattern) -> [HeadLine] {
        pattern.lines.indices.filter { pattern.lines[$0].isHead }.map { line in
            let expected = pattern.expected(line, kept: pattern.lines[line].scopes.count).filter { !$0.isContinued }
            return HeadLine(
                form: pattern.number, cells: expected.map(\.pattern), expected: expected.map(ExpectedCell.init))
        }
    }
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
