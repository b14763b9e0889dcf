/// Writes diagnostics as text: `file:line:column: error: message [id]`, the source line with a caret, then hints.
package struct DiagnosticPrinter: Sendable {
    /// The language of the text.
    package let language: Language
    /// Whether the text is coloured for a terminal (ECMA-48, 8.3.117).
    package let isColored: Bool

    /// The longest part of a source line that is shown, in characters on each side of the finding.
    private static let context = 40

    /// Creates a printer.
    package init(language: Language, isColored: Bool = false) {
        self.language = language
        self.isColored = isColored
    }

    /// The text of one diagnostic, each line ended by a newline.
    package func text(for diagnostic: Diagnostic) -> String {
        let tint = Tint(diagnostic)
        var out = painted(place(of: diagnostic), .strong) + painted(label(for: diagnostic), tint)
        out += Self.visible(statement(of: diagnostic)) + painted(" [\(diagnostic.id)]", .faint) + "\n"
        if let span = diagnostic.span { out += excerpt(of: span, tint) }
        if let field = diagnostic.field { out += detail(pick("字段：", "field: "), field) }
        for (label, text) in remedies(of: diagnostic) + consequences(of: diagnostic) { out += detail(label, text) }
        return out
    }

    /// Why the finding stands where it is waived, and what may be done about it: each with what is said before it.
    package func remedies(of diagnostic: Diagnostic) -> [(label: String, text: String)] {
        let reason = diagnostic.waiver.map { (label: pick("理由：", "reason: "), text: $0) }
        return [reason].compactMap { $0 } + diagnostic.hints.map { (pick("提示：", "hint: "), $0.text(in: language)) }
    }

    /// What follows from the finding, a line each: without the figures, which are others once it is mended.
    /// - Parameter namesRules: whether the rules are named; what officials read on paper names none.
    package func consequences(
        of diagnostic: Diagnostic, namesRules: Bool = true
    ) -> [(label: String, text: String)] {
        diagnostic.consequences.map { finding in
            let statement = (finding.cell.map { $0 + pick("：", ": ") } ?? "") + finding.message.text(in: language)
            guard finding.severity > .note else { return ("", statement) }
            return (pick("由此也不符：", "hence also: "), statement + (namesRules ? " [\(finding.id)]" : ""))
        }
    }

    private func detail(_ label: String, _ text: String) -> String {
        "  \(painted(label, .faint))\(Self.visible(text))\n"
    }

    /// How a part of the text looks on a terminal, by the numbers of Select Graphic Rendition.
    private enum Tint: String {
        case strong = "1"
        case faint = "2"
        case error = "1;31"
        case warning = "1;33"
        case note = "1;36"

        init(_ diagnostic: Diagnostic) {
            switch diagnostic.severity {
            case _ where diagnostic.waiver != nil: self = .faint
            case .error: self = .error
            case .warning: self = .warning
            case .note: self = .note
            }
        }
    }

    private func painted(_ text: String, _ tint: Tint) -> String {
        isColored && !text.isEmpty ? "\u{1B}[\(tint.rawValue)m\(text)\u{1B}[0m" : text
    }

    private func place(of diagnostic: Diagnostic) -> String {
        guard let span = diagnostic.span else { return "" }
        if let place = span.place {
            return ([place.file] + [place.cell].compactMap { $0 }).map(Self.visible).joined(separator: ":") + ": "
        }
        return "\(Self.visible(span.file.name)):\(span.start.line):\(span.start.column): "
    }

    /// The cell, the message and the figures in one line.
    package func statement(of diagnostic: Diagnostic) -> String {
        let message = [diagnostic.message.text(in: language), diagnostic.comparison?.text.text(in: language)]
        let cell = diagnostic.cell.map { $0 + pick("：", ": ") } ?? ""
        return cell + message.compactMap { $0 }.joined(separator: pick("；", "; "))
    }

    /// How grave the finding is, in a word with a colon.
    package func label(for diagnostic: Diagnostic) -> String {
        if diagnostic.waiver != nil { return pick("已豁免：", "waived: ") }
        switch diagnostic.severity {
        case .error: return pick("错误：", "error: ")
        case .warning: return pick("警告：", "warning: ")
        case .note: return pick("说明：", "note: ")
        }
    }

    private func pick(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

    /// The source line with a caret below the place; a long line is cut on both sides of it.
    private func excerpt(of span: SourceSpan, _ tint: Tint) -> String {
        // What was made of an office's own file is not what its user sees there.
        guard span.file.places.isEmpty else { return "" }
        guard let found = span.file.surroundings(of: span.start, reach: Self.context) else { return "" }
        let text = found.before + found.behind
        guard !text.isEmpty else { return "" }
        let shown = (found.goesOnBefore ? "…" : "") + text + (found.goesOnBehind ? "…" : "")
        let before = Self.visible(String(found.before)).unicodeScalars
        let indent = before.reduce(found.goesOnBefore ? 1 : 0) { $0 + $1.terminalColumns }
        return "  | \(Self.visible(shown))\n  | \(String(repeating: " ", count: indent))\(painted("^", tint))\n"
    }

    /// `text` with control and invisible characters shown by their numbers: a hostile name cannot steer the reader's
    /// terminal, and no two texts look the same that are not. What writes words or emoji (joiners, variation selectors)
    /// stays.
    package static func visible(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isHidden) else { return text }
        return text.unicodeScalars.map { isHidden($0) ? "\\u{\(String($0.value, radix: 16))}" : String($0) }.joined()
    }

    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x20..<0x7F, 0x200C, 0x200D, 0x180B...0x180F, 0xFE00...0xFE0F, 0xE0100...0xE01EF: false
        case 0..<0x20, 0x7F..<0xA0, 0xFFF9...0xFFFB: true
        case 0x4E00...0x9FA5: false
        default: scalar.properties.isDefaultIgnorableCodePoint
        }
    }
}
