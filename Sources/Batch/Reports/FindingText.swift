import Diagnostics

/// A finding in the words of a report.
struct FindingText {
    /// How grave it is; waived findings have a word of their own.
    let label: LocalizedText
    /// The name of the label for style sheets.
    let kind: String
    private let finding: Diagnostic

    init(_ finding: Diagnostic) {
        self.finding = finding
        switch finding.severity {
        case _ where finding.waiver != nil: (kind, label) = ("waived", LocalizedText("豁免", en: "waived"))
        case .error: (kind, label) = ("error", LocalizedText("错误", en: "error"))
        case .warning: (kind, label) = ("warning", LocalizedText("警告", en: "warning"))
        case .note: (kind, label) = ("note", LocalizedText("说明", en: "note"))
        }
    }

    /// The cell, the message and the figures in one line.
    func statement(_ language: Language) -> String {
        DiagnosticPrinter(language: language).statement(of: finding)
    }

    /// What may be done about it, or why it stands; and what follows from it.
    func remedy(_ language: Language) -> String {
        if let reason = finding.waiver { return LocalizedText("理由：", en: "reason: ").text(in: language) + reason }
        let consequences = DiagnosticPrinter(language: language).consequences(of: finding).map { $0.label + $0.text }
        return (finding.hints.map { $0.text(in: language) } + consequences).joined(
            separator: language == .zh ? "；" : "; ")
    }

    /// Where it is in the submission, and the name of its rule.
    func place(_ language: Language) -> String {
        let line = finding.span.map { span in
            guard let cell = span.cellOfPlace else {
                return LocalizedText("第 \(span.start.line) 行 ", en: "line \(span.start.line) ")
            }
            return cell.isEmpty ? LocalizedText("", en: "") : LocalizedText(cell + " ", en: cell + " ")
        }
        return (line?.text(in: language) ?? "") + "[\(finding.id)]"
    }

    /// Findings as a reader wants them: errors first, what is waived last.
    static func ordered(_ findings: [Diagnostic]) -> [FindingText] {
        let texts = findings.map(FindingText.init)
        return ["error", "warning", "note", "waived"].flatMap { kind in texts.filter { $0.kind == kind } }
    }
}
