import Diagnostics

/// A finding in the words of a report.
struct FindingText {
    /// How grave it is; waived findings have a word of their own.
    let label: LocalizedText
    /// The name of the label for style sheets.
    let kind: String
    let finding: Diagnostic

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
        return advice(language)
    }

    /// What may be done about it, and what follows from it.
    func advice(_ language: Language) -> String {
        let consequences = DiagnosticPrinter(language: language).consequences(of: finding).map { $0.label + $0.text }
        return (finding.hints.map { $0.text(in: language) } + consequences).joined(
            separator: language == .zh ? "；" : "; ")
    }

    /// Where it is in the submission, and the name of its rule.
    func place(_ language: Language) -> String {
        let source = source(language)
        return (source.isEmpty ? "" : source + " ") + "[\(finding.id)]"
    }

    /// Where it is in the submission: its line, or the cell of an office's own file.
    func source(_ language: Language) -> String {
        guard let span = finding.span else { return "" }
        let line = LocalizedText("第 \(span.start.line) 行", en: "line \(span.start.line)")
        return span.cellOfPlace ?? line.text(in: language)
    }

    /// Findings as a reader wants them: errors first, what is waived last.
    static func ordered(_ findings: [Diagnostic]) -> [FindingText] {
        let texts = findings.map(FindingText.init)
        return ["error", "warning", "note", "waived"].flatMap { kind in texts.filter { $0.kind == kind } }
    }
}
