import Evaluation

/// Finds the forms of a form set among the rows of a file.
///
/// A form is a sequence of lines, some of them repeated; a file is a sequence of rows. The search lays any number of forms over
/// the file, one after the other, so that as many labels as possible meet their like and as few cells as possible are left
/// over (the alignment of Smith and Waterman, with the lines of all forms as states). Rows in between may belong to no form,
/// lines may have no row; both cost. In which columns fields stand is
/// learnt from heads before.
struct FormSearch {
    private let patterns: [FormPattern]
    private let rows: [GridRow]
    /// Says how well cells suit; what it knows serves those who read the forms, too.
    private(set) var matcher: CellMatcher
    /// Where columns are.
    let heads: HeadRows
    private let states: [SearchState]
    /// How well the row that is looked at suits states, as far as anybody asked.
    private var scores: [Int32]
    /// For each kind of labels whether one of the texts of that row suits it.
    private var isPresent: [Bool]
    /// The most scopes that a line lies in, and one.
    private let variants: Int

    /// A form that was found: the row of each of its lines.
    struct Found {
        let form: Int
        var lines: [Line]

        /// A line and its row.
        struct Line {
            let line: Int
            let row: Int
            /// How many of the scopes around the line go on from the line before.
            let kept: Int
        }

        var rows: ClosedRange<Int> { lines[0].row...lines[lines.count - 1].row }
    }

    /// What a form must be worth to be believed: more than two labels.
    private static let leastWorth = 70
    /// The most rows that are looked through; what stands below belongs to no form, and is told of.
    private static let mostRows = 20_000

    init(_ forms: OfficeForms, _ rows: GridRows) {
        patterns = forms.patterns
        self.rows = Array(rows.rows.prefix(Self.mostRows))
        matcher = CellMatcher(rows, forms)
        heads = HeadRows(forms, self.rows, &matcher)
        states = forms.states
        variants = states.map(\.expected.count).max() ?? 1
        scores = Array(repeating: .min, count: states.count * variants)
        isPresent = Array(repeating: false, count: forms.kinds.texts.count)
    }

    // MARK: Search

    private struct Step {
        var score: Int32
        /// The row and state before; -1 where the form begins.
        var row: Int32
        var state: Int32
        var kept: Int16
    }

    private static let hopeless = Int32.min / 2

    /// How far the search has come.
    private struct Progress {
        /// For each row and state the best way to be there.
        var steps: [Step] = []
        /// For each state what is best up to the row, and the row where that was.
        var held: [(score: Int32, row: Int32)]
        /// What is best where no form is open, and the last form that closed.
        var idle: Int32 = 0
        var closed = -1
        /// Where forms closed, and the form before.
        var endings: [(row: Int, state: Int, before: Int)] = []
    }

    /// The forms in the order of the file: the best way to lay them over the rows.
    mutating func found() -> [Found] {
        var progress = Progress(held: Array(repeating: (Self.hopeless, -1), count: states.count))
        progress.steps.reserveCapacity(states.count * rows.count)
        for row in rows.indices {
            begin(rows[row])
            for index in states.indices { progress.steps.append(step(to: index, at: row, progress)) }
            close(at: row, &progress)
        }
        return traced(progress)
    }

    /// Forgets what is known of the row before.
    private mutating func begin(_ row: GridRow) {
        for place in scores.indices { scores[place] = .min }
        for kind in isPresent.indices { isPresent[kind] = false }
        for cell in row.cells where cell.text != 0 {
            for kind in matcher.suitedLabels(cell.text) { isPresent[kind] = true }
        }
    }

    /// The best way to a state at a row.
    private mutating func step(to index: Int, at row: Int, _ progress: Progress) -> Step {
        var best = Step(score: Self.hopeless, row: -1, state: -1, kept: 0)
        let fresh = fit(index, kept: 0, row)
        if fresh > Self.hopeless {
            let start = progress.idle - Int32(Self.leastWorth + states[index].costBefore) + fresh
            best = Step(score: start, row: -1, state: Int32(progress.closed), kept: 0)
        }
        for arrival in states[index].arrivals {
            let from = progress.held[arrival.from]
            guard from.score > Self.hopeless else { continue }
            let fit = fit(index, kept: arrival.kept, row)
            let score = from.score - Int32(arrival.cost) + fit
            guard fit > Self.hopeless, score > best.score else { continue }
            best = Step(score: score, row: from.row, state: Int32(arrival.from), kept: Int16(arrival.kept))
        }
        return best
    }

    /// Ends the row: what each state holds from now on, and whether a form closes here.
    private func close(at row: Int, _ progress: inout Progress) {
        let steps = progress.steps.suffix(states.count)
        let skipped = Int32(min(3, rows[row].filled) * 10)
        var ending: (score: Int32, state: Int) = (Self.hopeless, -1)
        for (index, step) in zip(states.indices, steps) {
            let kept = progress.held[index].score - skipped
            progress.held[index] =
                step.score >= kept ? (step.score, Int32(row)) : (kept, progress.held[index].row)
            let end = step.score - Int32(states[index].costBehind)
            if step.score > Self.hopeless, end > ending.score { ending = (end, index) }
        }
        guard ending.score > progress.idle else { return }
        progress.idle = ending.score
        progress.endings.append((row, ending.state, progress.closed))
        progress.closed = progress.endings.count - 1
    }

    private func traced(_ progress: Progress) -> [Found] {
        var found: [Found] = []
        var closed = progress.closed
        while closed >= 0 {
            let ending = progress.endings[closed]
            var form = Found(form: states[ending.state].form, lines: [])
            var (row, state) = (ending.row, ending.state)
            while true {
                let step = progress.steps[row * states.count + state]
                form.lines.append(.init(line: states[state].line, row: row, kept: Int(step.kept)))
                if step.row < 0 {
                    closed = Int(step.state)
                    break
                }
                (row, state) = (Int(step.row), Int(step.state))
            }
            form.lines.reverse()
            found.append(form)
        }
        return found.reversed()
    }

    /// How well a row suits a state that is arrived at with `kept` scopes going on.
    private mutating func fit(_ state: Int, kept: Int, _ row: Int) -> Int32 {
        let variant = state * variants + kept
        if scores[variant] != .min { return scores[variant] }
        scores[variant] = Self.hopeless
        guard states[state].mayBe(rows[row], isPresent) else { return Self.hopeless }
        let hints = heads.hints(of: states[state].form, at: row)
        let fit = patterns[states[state].form].fit(
            states[state].line, states[state].expected[kept], rows[row], hints, &matcher)
        if fit > CellMatcher.impossible / 2 { scores[variant] = Int32(fit) }
        return scores[variant]
    }
}
