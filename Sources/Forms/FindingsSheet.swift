import Diagnostics
import Evaluation

/// The findings of a draft as the layout of its last sheet sees them: `finding in findings`.
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
                ])))

    /// The findings, errors first.
    static func value(_ findings: [Diagnostic]) -> ModelValue {
        let ranks: [Severity] = [.error, .warning, .note]
        return .list(ranks.flatMap { rank in findings.filter { $0.severity == rank } }.map(value))
    }

    /// Where a finding is in what the office handed in.
    private static func place(_ span: SourceSpan) -> String {
        span.cellOfPlace ?? "材料第\(span.start.line)行"
    }

    private static func value(_ finding: Diagnostic) -> ModelValue {
        let place = finding.cell ?? finding.span.map(place) ?? ""
        let message = [finding.message.zh, finding.comparison?.text.zh].compactMap { $0 }.joined(separator: "；")
        let consequences = DiagnosticPrinter(language: .zh).consequences(of: finding).map { $0.label + $0.text }
        let texts = [
            word(for: finding.severity), place, message,
            (finding.hints.map(\.zh) + consequences).joined(separator: "；"), finding.waiver ?? "",
        ]
        return .record(texts.map { .unnumbered($0.isEmpty ? .empty : .text(Self.printable($0))) })
    }

    /// `text`, of what findings quote, with the code points of characters that no page can show.
    private static func printable(_ text: String) -> String {
        guard !text.unicodeScalars.allSatisfy({ $0.isPrintable && $0 != "\t" }) else { return text }
        return text.unicodeScalars.map { scalar in
            scalar == "\t" ? " " : scalar.isPrintable ? String(scalar) : scalar.codePoint
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
