import Diagnostics
import Evaluation

/// Findings as the layouts of a draft's last sheet and of letters see them: `finding in findings`.
enum FindingsSheet {
    /// The name of the list.
    static let variable = "findings"

    /// What each finding states.
    static let fieldType = FieldType.list(
        .record(
            RecordType(
                title: "发现的问题",
                fields: [
                    FieldDescription(name: "severity", title: "程度", type: .text),
                    FieldDescription(name: "place", title: "位置", type: .text),
                    FieldDescription(name: "message", title: "问题", type: .text),
                    FieldDescription(name: "hint", title: "改正", type: .text),
                    FieldDescription(name: "waiver", title: "豁免理由", type: .text),
                    FieldDescription(name: "problem", title: "问题，不含两个数的比较", type: .text),
                    FieldDescription(name: "found", title: "这里的数", type: .text),
                    FieldDescription(name: "expected", title: "应当是的数", type: .text),
                    FieldDescription(name: "source", title: "在文件的哪一行、哪一格", type: .text),
                    FieldDescription(name: "further", title: "由此也不符的，和改正后才能查的", type: .text),
                ])))

    /// The findings, errors first.
    /// - Parameter lacking: characters that no face has; their code points are shown instead.
    static func value(_ findings: [Diagnostic], without lacking: Set<Unicode.Scalar> = []) -> ModelValue {
        let ranks: [Severity] = [.error, .warning, .note]
        let ordered = ranks.flatMap { rank in findings.filter { $0.severity == rank } }
        return .list(ordered.map { .record(texts(of: $0).map { leaf($0, without: lacking) }) })
    }

    /// What a page shows of `text`.
    static func leaf(_ text: String, without lacking: Set<Unicode.Scalar>) -> ModelValue {
        .unnumbered(text.isEmpty ? .empty : .text(printable(text, without: lacking)))
    }

    /// Where a finding is in what the office handed in.
    private static func place(_ span: SourceSpan) -> String {
        if let cell = span.cellOfPlace { return cell.isEmpty ? "整份材料" : cell }
        return span.isWhole ? "整份材料" : "材料第\(span.start.line)行"
    }

    private static func texts(of finding: Diagnostic) -> [String] {
        let source = finding.span.map(place) ?? ""
        let message = [finding.message.zh, finding.comparison?.text.zh].compactMap { $0 }.joined(separator: "；")
        let further = DiagnosticPrinter(language: .zh).consequences(of: finding, namesRules: false)
        return [
            word(for: finding.severity), finding.cell ?? source, message,
            finding.hints.map(\.zh).joined(separator: "；"), finding.waiver ?? "", finding.problem.zh,
            finding.ownFigures?.found ?? "", finding.ownFigures?.expectation.zh ?? "",
            finding.cell == nil ? "" : source, further.map { $0.label + $0.text }.joined(separator: "\n"),
        ]
    }

    /// `text`, of what findings quote, with the code points of characters that no page can show.
    private static func printable(_ text: String, without lacking: Set<Unicode.Scalar>) -> String {
        func isShown(_ scalar: Unicode.Scalar) -> Bool { scalar.isPrintable && !lacking.contains(scalar) }
        guard !text.unicodeScalars.allSatisfy({ isShown($0) && $0 != "\t" }) else { return text }
        return text.unicodeScalars.map { scalar in
            scalar == "\t" ? " " : isShown(scalar) ? String(scalar) : scalar.codePoint
        }.joined()
    }

    private static func word(for severity: Severity) -> String {
        switch severity {
        case .error: "错误"
        case .warning: "警告"
        case .note: "说明"
        }
    }
}
