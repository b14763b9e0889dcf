import Diagnostics

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A county as a table for spreadsheets: comma-separated values (RFC 4180) in UTF-8 with a byte order mark, by which Excel and
/// WPS tell the encoding; a line a submission.
package struct CountyTable {
    private let language: Language

    /// The most characters that a cell may have in Excel; what is longer would spill into the next rows.
    private static let maximumCharacters = 32_000

    init(language: Language) {
        self.language = language
    }

    /// The mark of the byte order and the heads of the columns.
    var beginning: String { "\u{FEFF}" + Self.line(heads.map { Self.cell($0.text(in: language)) }) }

    /// The line of a submission.
    func line(_ row: County.Row, _ details: County.Details) -> String { Self.line(cells(row, details)) }

    private var heads: [LocalizedText] {
        [
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
        let origin = [row.year.map(String.init) ?? "", row.formSet, row.date ?? ""]
        return texts.map(Self.cell) + numbers.map(String.init) + figures + [Self.cell(statement(of: details.findings))]
            + origin.map(Self.cell)
    }

    /// All findings in one line, numbered; where they are too many for a cell, how many are left out.
    private func statement(of all: [Diagnostic]) -> String {
        var text = ""
        let findings = FindingText.ordered(all)
        for (index, finding) in findings.enumerated() {
            let label = finding.label.text(in: language)
            let next = "（\(index + 1)）\(label)：\(finding.statement(language)) \(finding.place(language))"
            guard text.utf16.count + next.utf16.count < Self.maximumCharacters else {
                let rest = findings.count - index
                return text + LocalizedText("……还有 \(rest) 条", en: " … and \(rest) more").text(in: language)
            }
            text += next
        }
        return text
    }

    private static func line(_ cells: [String]) -> String { cells.joined(separator: ",") + "\r\n" }

    /// A cell that holds `text`, which no spreadsheet may take for a formula: where it begins like one, an apostrophe stands
    /// before it.
    static func cell(_ text: String) -> String {
        let shown = DiagnosticPrinter.visible(text).replacing("\t", with: " ")
        let first = shown.first { !$0.isWhitespace }
        let guarded = first.map { "=+-@＝＋－＠".contains($0) } == true ? "'" + shown : shown
        guard guarded.contains(where: { ",\"\r\n".contains($0) }) else { return guarded }
        return "\"" + guarded.replacing("\"", with: "\"\"") + "\""
    }
}
