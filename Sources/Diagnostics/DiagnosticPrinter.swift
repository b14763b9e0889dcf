/// Writes diagnostics as text: `file:line:column: error: message [id]`, the source line with a caret, then hints.
public struct DiagnosticPrinter: Sendable {
    /// The language of the text.
    public let language: Language

    /// The longest part of a source line that is shown, in characters on each side of the finding.
    private static let context = 40

    /// Creates a printer.
    public init(language: Language) {
        self.language = language
    }

    /// The text of one diagnostic, each line ended by a newline.
    public func text(for diagnostic: Diagnostic) -> String {
        var out = place(of: diagnostic)
        out += label(for: diagnostic) + Self.visible(statement(of: diagnostic)) + " [\(diagnostic.id)]\n"
        if let span = diagnostic.span { out += excerpt(of: span) }
        if let field = diagnostic.field { out += "  \(pick("字段：", "field: "))\(Self.visible(field))\n" }
        if let reason = diagnostic.waiver { out += "  \(pick("理由：", "reason: "))\(Self.visible(reason))\n" }
        for hint in diagnostic.hints { out += "  \(pick("提示：", "hint: "))\(Self.visible(hint.text(in: language)))\n" }
        return out
    }

    private func place(of diagnostic: Diagnostic) -> String {
        guard let span = diagnostic.span else { return "" }
        return "\(Self.visible(span.file.name)):\(span.start.line):\(span.start.column): "
    }

    /// The cell, the message and the figures in one line.
    private func statement(of diagnostic: Diagnostic) -> String {
        let message = [diagnostic.message.text(in: language), diagnostic.comparison?.text.text(in: language)]
        let cell = diagnostic.cell.map { $0 + pick("：", ": ") } ?? ""
        return cell + message.compactMap { $0 }.joined(separator: pick("；", "; "))
    }

    private func label(for diagnostic: Diagnostic) -> String {
        if diagnostic.waiver != nil { return pick("已豁免：", "waived: ") }
        switch diagnostic.severity {
        case .error: return pick("错误：", "error: ")
        case .warning: return pick("警告：", "warning: ")
        case .note: return pick("说明：", "note: ")
        }
    }

    private func pick(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

    /// The source line with a caret below the place; a long line is cut on both sides of it.
    private func excerpt(of span: SourceSpan) -> String {
        guard let line = span.file.line(span.start.line)?.unicodeScalars else { return "" }
        let column = span.start.column - 1
        guard !line.isEmpty, let place = line.index(line.startIndex, offsetBy: column, limitedBy: line.endIndex) else {
            return ""
        }
        let from = line.index(place, offsetBy: -Self.context, limitedBy: line.startIndex) ?? line.startIndex
        let to = line.index(place, offsetBy: Self.context, limitedBy: line.endIndex) ?? line.endIndex
        let isCutBefore = from > line.startIndex
        let shown = (isCutBefore ? "…" : "") + String(line[from..<to]) + (to < line.endIndex ? "…" : "")
        let indent = line[from..<place].reduce(isCutBefore ? 1 : 0) { $0 + Self.columns(of: $1) }
        return "  | \(Self.visible(shown))\n  | \(String(repeating: " ", count: indent))^\n"
    }

    /// The terminal cells that a character takes: Han and full-width forms take two.
    private static func columns(of scalar: Unicode.Scalar) -> Int {
        switch scalar.value {
        case 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
            0x20000...0x3FFFD:
            2
        default: 1
        }
    }

    /// `text` with control characters made visible, so that a hostile name cannot steer the reader's terminal.
    public static func visible(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isHidden) else { return text }
        return text.unicodeScalars.map { isHidden($0) ? "\\u{\(String($0.value, radix: 16))}" : String($0) }.joined()
    }

    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09: false
        case 0..<0x20, 0x7F..<0xA0, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}
