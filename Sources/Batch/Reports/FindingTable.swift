import Diagnostics

/// What was found in a county's submissions as a table for spreadsheets, a line a finding.
struct FindingTable {
    private let language: Language

    init(language: Language) {
        self.language = language
    }

    /// The mark of the byte order and the heads of the columns.
    var beginning: String {
        let heads = [
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
    func lines(_ row: County.Row, _ details: County.Details) -> String {
        FindingText.ordered(details.findings).map { line($0, row) }.joined()
    }

    private func line(_ text: FindingText, _ row: County.Row) -> String {
        let finding = text.finding
        let between = LocalizedText("；", en: "; ").text(in: language)
        let expected = finding.comparison?.expectation.text(in: language) ?? ""
        let before = [
            row.name, row.state.word.text(in: language), row.source, text.label.text(in: language), finding.cell ?? "",
            text.source(language), finding.message.text(in: language),
        ]
        let after = [
            finding.hints.map { $0.text(in: language) }.joined(separator: between), finding.waiver ?? "", finding.id,
            finding.field ?? "",
        ]
        let figures = [finding.comparison?.found ?? "", expected].map(SpreadsheetText.figure)
        return SpreadsheetText.line(before.map(SpreadsheetText.cell) + figures + after.map(SpreadsheetText.cell))
    }
}
