import Diagnostics

/// Fills in the placeholders that a submission's texts use to quote its own figures: `{overall.funds.executed}`.
struct PlaceholderFiller {
    /// The placeholders that are at fault.
    private(set) var findings: [Diagnostic] = []
    private var faults: [(id: FieldID, fault: ExpressionFault)] = []
    private let decoded: DecodedSubmission
    private let root: ModelValue
    private let scope: ExpressionScope

    /// Fills texts of `root` from `root`.
    init(_ decoded: DecodedSubmission, root: ModelValue) {
        self.decoded = decoded
        self.root = root
        scope = ExpressionScope(root: decoded.schema.type)
    }

    /// The model with its placeholders filled in; those that are at fault are left out.
    mutating func filled() -> ModelValue {
        guard Self.hasPlaceholder(root) else { return root }
        let model = filled(root)
        let places = faults.isEmpty ? [:] : decoded.places(of: faults.map(\.id), in: root)
        findings = faults.map { id, fault in
            let brace = LocalizedText("花括号本身要写两个：{{ 或 }}", en: "a brace itself is written twice: {{ or }}")
            return Diagnostic(
                .error, id: fault.id, fault.message,
                at: places[id].map { $0.span.place(of: "{") ?? $0.span }, field: places[id]?.path.description,
                hints: fault.hints + [brace])
        }
        return model
    }

    private mutating func filled(_ value: ModelValue) -> ModelValue {
        switch value {
        case .leaf(.prose(let prose), let id) where prose.paragraphs.contains(where: \.hasBrace):
            return .leaf(.prose(Prose(prose.paragraphs.map { text($0, id) })), id: id)
        case .leaf(.report(let report), let id) where report.lines.contains(where: \.text.hasBrace):
            return .leaf(.report(ReportText(report.lines.map { line($0, id) })), id: id)
        case .list(let elements): return .list(elements.map { filled($0) })
        case .record(let fields): return .record(fields.map { filled($0) })
        case .leaf, .absent: return value
        }
    }

    private static func hasPlaceholder(_ value: ModelValue) -> Bool {
        switch value {
        case .leaf(.prose(let prose), _): prose.paragraphs.contains(where: \.hasBrace)
        case .leaf(.report(let report), _): report.lines.contains(where: \.text.hasBrace)
        case .list(let values), .record(let values): values.contains(where: hasPlaceholder)
        case .leaf, .absent: false
        }
    }

    private mutating func line(_ line: ReportText.Line, _ id: FieldID) -> ReportText.Line {
        guard line.cells.isEmpty else { return ReportText.Line(cells: line.cells.map { text($0, id) }) }
        var line = line
        line.text = text(line.text, id)
        return line
    }

    private mutating func text(_ text: String, _ id: FieldID) -> String {
        guard text.hasBrace else { return text }
        var found: [ExpressionFault] = []
        let template = TextTemplate(text, scope: scope) { found.append($0) }
        if template.references.contains(where: \.type.isLongText) { found.append(.quotesLongText) }
        faults += found.map { (id, $0) }
        return found.isEmpty ? template.text(in: ExpressionEnvironment(root: root)) : text
    }
}

extension FieldType {
    /// Whether a field holds paragraphs, which may have placeholders themselves.
    fileprivate var isLongText: Bool {
        switch self {
        case .prose, .report: true
        default: false
        }
    }
}

extension ExpressionFault {
    /// A placeholder names a field of paragraphs.
    fileprivate static var quotesLongText: ExpressionFault {
        ExpressionFault(
            id: "wrong-type", message: LocalizedText("占位符不能引用成段的文字", en: "a placeholder cannot quote paragraphs"))
    }
}
