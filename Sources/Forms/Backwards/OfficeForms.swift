package import Evaluation

/// The forms of a form set as they are looked for in offices' files: compiled once, for any number of files.
package struct OfficeForms: Sendable {
    let formSet: FormSet
    /// What the rows are that the form set always prints; it says what their labels do not.
    let start: SubmissionSource?
    /// The forms.
    let patterns: [FormPattern]
    /// What may stand in their cells.
    let kinds: CellKinds
    /// For each form whether labels are its own, by their numbers; a single character is none.
    let labels: [[Bool]]
    /// For each form the lines that may head columns.
    let heads: [[HeadLine]]
    /// The lines of all forms.
    let states: [SearchState]
    /// Where the narrative's body is, if the form set prints one.
    let report: FieldPath?

    /// Compiles the forms of `formSet`.
    /// - Parameter start: what the form set states before anybody fills it in.
    package init(_ formSet: FormSet, start: SubmissionSource?) {
        self.formSet = formSet
        self.start = start
        var kinds = CellKinds()
        patterns = formSet.patterns.map { $0.numbered(in: &kinds) }
        self.kinds = kinds
        labels = patterns.map { pattern in
            let own = Set(pattern.labels.filter { $0.count > 1 }.map(\.labelKey).compactMap { kinds.numberOfLabel[$0] })
            return (0..<kinds.numberOfLabel.count).map(own.contains)
        }
        heads = patterns.map(HeadLine.all)
        states = SearchState.all(of: patterns)
        report = patterns.lazy.compactMap(\.report).first { $0.variable == nil }?.path
    }

    /// How many different labels of the forms stand in `files`.
    package func labelCount(in files: [OfficeRows]) -> Int {
        Set(files.flatMap { $0.rows.labelKeys.compactMap { kinds.numberOfLabel[$0] } }).count
    }
}
