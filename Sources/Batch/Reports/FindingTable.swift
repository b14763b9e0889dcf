import Diagnostics

/// What was found in a county's submissions as a table for spreadsheets, a line a finding.
struct FindingTable {
    private let language: Language
    /// Whether the first column names the county.
    private let hasCounties: Bool

    init(language: Language, hasCounties: Bool = false) {
        self.language = language
        self.hasCounties = hasCounties
    }

    /// The mark of the byte order and the heads of the columns.
    var beginning: String {
        let heads =
            (hasCounties ? [LocalizedText("县", en: "county")] : []) + [
                LocalizedText("单位", en: "department"), LocalizedText("状态", en: "state"),
                LocalizedText("材料", en: "submission"), LocalizedText("程度", en: "severity"),
                LocalizedText("表上的位置", en: "place"), LocalizedText("在文件的哪里", en: "place in the file"),
                LocalizedText("问题", en: "finding"), LocalizedText("填的是", en: "found"),
                LocalizedText("应当是", en: "expected"), LocalizedText("怎样改", en: "hint"),
                LocalizedText("豁免理由", en: "waived because"), LocalizedText("规则", en: "rule"),
                LocalizedText("字段", en: "field"),
            ]
        return SpreadsheetText.mark + SpreadsheetText.line(heads.map { SpreadsheetText.cell($0.text(in: language)) })
    }

    /// The lines of a submission, what asks for attention first.
    /// - Parameter county: what its county is called.
    func lines(_ row: County.Row, _ details: County.Details, county: String = "") -> String {
        FindingText.ordered(details.findings).map { line($0, row, county) }.joined()
    }

    private func line(_ text: FindingText, _ row: County.Row, _ county: String) -> String {
        let finding = text.finding
        let figures = finding.ownFigures
        let expected = figures?.expectation.text(in: language) ?? ""
        let before =
            (hasCounties ? [county] : []) + [
                row.name, row.state.word.text(in: language), row.source, text.label.text(in: language),
                finding.cell ?? "",
                text.source(language), finding.problem.text(in: language),
            ]
        let after = [
            text.advice(language), finding.waiver ?? "", finding.id, finding.field ?? "",
        ]
        let cells = [figures?.found ?? "", expected].map(SpreadsheetText.figure)
        return SpreadsheetText.line(before.map(SpreadsheetText.cell) + cells + after.map(SpreadsheetText.cell))
    }
}
