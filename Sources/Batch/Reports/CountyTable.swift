import Diagnostics

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A county as a table for spreadsheets, a line a submission.
struct CountyTable {
    private let language: Language
    /// Whether the first column names the county.
    private let hasCounties: Bool

    init(language: Language, hasCounties: Bool = false) {
        self.language = language
        self.hasCounties = hasCounties
    }

    /// The mark of the byte order and the heads of the columns.
    var beginning: String {
        SpreadsheetText.mark + SpreadsheetText.line(heads.map { SpreadsheetText.cell($0.text(in: language)) })
    }

    /// The line of a submission.
    /// - Parameter county: what its county is called.
    func line(_ row: County.Row, _ details: County.Details, county: String = "") -> String {
        SpreadsheetText.line((hasCounties ? [SpreadsheetText.cell(county)] : []) + cells(row, details))
    }

    private var heads: [LocalizedText] {
        (hasCounties ? [LocalizedText("县", en: "county")] : []) + [
            LocalizedText("单位", en: "department"), LocalizedText("状态", en: "state"),
            LocalizedText("文件", en: "file"), LocalizedText("材料", en: "submission"),
            LocalizedText("页数", en: "pages"), LocalizedText("张数", en: "sheets"),
            LocalizedText("错误", en: "errors"), LocalizedText("警告", en: "warnings"),
            LocalizedText("豁免", en: "waived"), LocalizedText("总分", en: "score"),
            LocalizedText("执行率（%）", en: "execution rate (%)"), LocalizedText("问题", en: "findings"),
            LocalizedText("年度", en: "year"), LocalizedText("表样", en: "form set"),
            LocalizedText("填报日期", en: "date"),
        ]
    }

    private func cells(_ row: County.Row, _ details: County.Details) -> [String] {
        let texts = [row.name, row.state.word.text(in: language), row.file ?? "", row.source]
        let numbers = [row.pages, row.sheets, row.counts.errors, row.counts.warnings, row.counts.waived]
        let figures = [row.score, row.rate].map { $0?.description ?? "" }
        let origin = [row.year.map(String.init) ?? "", row.formSetTitle, row.date ?? ""]
        return texts.map(SpreadsheetText.cell) + numbers.map(String.init) + figures
            + ([statement(of: details.findings)] + origin).map(SpreadsheetText.cell)
    }

    /// All findings in one line, numbered; where they are too many for a cell, how many are left out.
    private func statement(of all: [Diagnostic]) -> String {
        var text = ""
        let findings = FindingText.ordered(all)
        for (index, finding) in findings.enumerated() {
            let label = finding.label.text(in: language)
            let next = "（\(index + 1)）\(label)：\(finding.statement(language)) \(finding.place(language))"
            guard text.utf16.count + next.utf16.count < SpreadsheetText.maximumCharacters else {
                let rest = findings.count - index
                return text + LocalizedText("……还有 \(rest) 条", en: " … and \(rest) more").text(in: language)
            }
            text += next
        }
        return text
    }
}
