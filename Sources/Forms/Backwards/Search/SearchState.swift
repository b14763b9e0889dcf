/// A line of a form as the search comes to it, and from which lines one may.
struct SearchState: Sendable {
    let form: Int
    let line: Int
    let arrivals: [Arrival]
    /// What it costs to begin a form with the line, and to end it there.
    let costBefore: Int
    let costBehind: Int
    /// What the line expects in a row, by how many of the scopes around it go on from the line before.
    let expected: [[ExpectedCell]]
    /// Whether it is the row of a table with cells of its own.
    private let isRow: Bool
    private let isOfCells: Bool
    /// The kinds of its labels, where it has several: one of them must be there.
    private let labels: [Int]
    /// Whether a single cell is not enough.
    private let hasManyFields: Bool

    struct Arrival: Sendable {
        let from: Int
        let kept: Int
        let cost: Int
    }

    /// The lines of all forms.
    static func all(of patterns: [FormPattern]) -> [SearchState] {
        var states: [SearchState] = []
        for (form, pattern) in patterns.enumerated() {
            let first = states.count
            states += pattern.lines.indices.map { SearchState(pattern, form, $0, firstState: first) }
        }
        return states
    }

    private init(_ pattern: FormPattern, _ form: Int, _ line: Int, firstState: Int) {
        let (lines, own) = (pattern.lines, pattern.lines[line])
        self.form = form
        self.line = line
        arrivals = pattern.arrivals(at: line).map { Arrival(from: firstState + $0.from, kept: $0.kept, cost: $0.cost) }
        costBefore = lines.indices.prefix(line).reduce(0) {
            $0 + (pattern.isRequired($1) ? lines[$1].weight : 0)
        }
        let behind = lines.indices.dropFirst(line + 1).reduce(0) {
            $0 + (pattern.isRequired($1, beside: line) ? lines[$1].weight : 0)
        }
        costBehind = behind + pattern.costOfLeaving(line, kept: 0)
        expected = (0...own.scopes.count).map { pattern.expected(line, kept: $0).map(ExpectedCell.init) }
        isOfCells = own.kind == .cells
        isRow = own.isInTable
        let labels = own.cells.filter { $0.text.label?.isEmpty == false }
        self.labels = labels.count > 1 ? Array(Set(labels.map(\.kind))) : []
        hasManyFields = labels.count < 2 && own.cells.count > 2
    }

    /// Whether `row` need be looked at for the line: one of its labels is there, or where it has one at most, more than one
    /// cell for its fields, if there are many.
    /// - Parameter isPresent: for each kind of labels whether one of the row's texts suits it.
    func mayBe(_ row: GridRow, _ isPresent: [Bool]) -> Bool {
        guard isOfCells else { return true }
        if row.isParagraph, isRow { return false }
        if hasManyFields, row.cells.count == 1 { return false }
        return labels.isEmpty || labels.contains { isPresent[$0] }
    }
}
