package import Diagnostics
package import Evaluation
import Layout

extension FormWorkbook {
    /// The workbook in which `submission` is filled in.
    /// - Parameter rules: what they say is the sum of other cells becomes a formula.
    /// - Throws: ``Rejection`` where a layout is at fault, or a text is longer than a cell can hold.
    package init(
        _ submission: FillableSubmission, formSet: FormSet, rules: RulePack
    ) throws(Rejection) {
        let fields = submission.fields()
        let known = Dictionary(fields.compactMap { field in field.id.map { ($0, field) } }) { first, _ in first }
        try Self.checkLengths(fields, submission)
        let drafts = try Self.drafts(submission, known, formSet)
        let quoted = formSet.model.quotedWays
        let standings = SheetStandings(drafts) { known[$0].map { quoted.contains($0.path.fieldNames) } ?? false }
        let lists = SheetLists()
        let writer = SheetWriter(
            fields: known, standings: standings, lists: lists,
            totals: SheetTotals(rules.sums(in: submission.model), known, isStated: submission.isStated))
        var names = SheetNames(reserved: [FieldSheet.name, SheetLists.name])
        var placed = standings.placed
        title = formSet.title
        sheets = drafts.map { writer.sheet($0, name: names.take($0.form.name), placed: &placed) }
        let ways = formSet.namedWays
        let remaining = submission.fields { !$0.contains(where: placed.contains) }.filter { field in
            let isPlaced = field.id.map(placed.contains) ?? false
            return !isPlaced && (submission.states(field) || formSet.wants(field, among: ways))
        }
        sheets.append(RemainingFields.sheet(remaining, formSet: formSet.id, lists))
        if let hidden = lists.sheet { sheets.append(hidden) }
        try checkCells()
    }

    /// Lets workbooks pass in whose cells all texts find room, those that are made of several fields, too.
    private func checkCells() throws(Rejection) {
        let most = SheetContent.longestText
        let faults = sheets.flatMap { sheet in
            sheet.cells.compactMap { cell -> Diagnostic? in
                guard case .text(let text) = cell.content, text.utf16.count > most else { return nil }
                return .tooLong("\(sheet.name)!\(cell.address)", text.utf16.count)
            }
        }
        if !faults.isEmpty { throw Rejection(faults) }
    }

    private static func drafts(
        _ submission: FillableSubmission, _ fields: [FieldID: FillableField], _ formSet: FormSet
    ) throws(Rejection) -> [DraftSheet] {
        var composer = FormComposer(formSet: formSet, model: submission.model)
        let context = LayoutContext(shaper: SheetShaper(), words: formSet.words)
        var drafts: [DraftSheet] = []
        var faults: [Diagnostic] = []
        for placed in composer.placedForms(asksAll: true) {
            let form = composer.draft(placed)
            do throws(DraftSheet.Fault) {
                drafts.append(try DraftSheet(form, fields, context))
            } catch {
                faults.append(.badGrid(error.grid, at: composer.origins.span(of: error.table)))
            }
        }
        faults += composer.faults.found
        if faults.containsError { throw Rejection(faults) }
        return drafts
    }

    /// Lets texts pass that cells can hold; of a report each line has a cell of its own.
    private static func checkLengths(
        _ fields: [FillableField], _ submission: FillableSubmission
    ) throws(Rejection) {
        let most = SheetContent.longestText
        let faults = fields.compactMap { field -> Diagnostic? in
            let length = field.longestText
            guard length > most else { return nil }
            let title = field.titles.joined(separator: " › ")
            return .tooLong(title, length, at: submission.span(of: field.path), field: field.path.description)
        }
        if !faults.isEmpty { throw Rejection(faults) }
    }
}

extension FillableField {
    /// The units of UTF-16 of the longest text that a cell has to hold for the field.
    fileprivate var longestText: Int {
        guard case .report(let report) = leaf else { return leaf.text.utf16.count }
        return report.lines.map { max($0.unmarked.text.utf16.count, $0.unmarked.runOn.utf16.count) }.max() ?? 0
    }
}

extension Diagnostic {
    /// A text is longer than a cell can hold.
    fileprivate static func tooLong(
        _ title: String, _ length: Int, at span: SourceSpan? = nil, field: String? = nil
    ) -> Diagnostic {
        let most = SheetContent.longestText
        return Diagnostic(
            .error, id: "text-too-long",
            LocalizedText(
                "“\(title)”有 \(length) 个字符，电子表格一格至多 \(most) 个",
                en: "“\(title)” has \(length) characters; a cell of a workbook holds \(most) at most"),
            at: span, field: field,
            hints: [LocalizedText("改短，或者用材料文件，不用电子表格", en: "shorten it, or use the submission rather than a workbook")])
    }
}
