import Diagnostics

/// Fills in the placeholders that a submission's texts use to quote its own figures: `{overall.funds.executed}`.
struct PlaceholderFiller {
    /// The placeholders that are at fault.
    private(set) var findings: [Diagnostic] = []
    private var faults: [PlaceholderFault] = []
    /// How many faults there are besides those that are held.
    private var moreFaults = 0
    private let decoded: DecodedSubmission
    private let root: ModelValue
    private let scope: ExpressionScope
    private let budget: EvaluationBudget

    /// Fills texts of `root` from `root`.
    /// - Parameter budget: the steps that all texts together may take.
    init(_ decoded: DecodedSubmission, root: ModelValue, within budget: EvaluationBudget) {
        self.decoded = decoded
        self.root = root
        self.budget = budget
        scope = ExpressionScope(root: .record(decoded.model.type))
    }

    /// The model with its placeholders filled in; those that are at fault are left out.
    mutating func filled() -> ModelValue {
        guard Self.hasPlaceholder(root) else { return root }
        let model = filled(root)
        findings = diagnostics
        return model
    }

    private var diagnostics: [Diagnostic] {
        guard !faults.isEmpty else { return [] }
        let places = decoded.places(of: Set(faults.map(\.id)), in: root)
        var told: [Diagnostic] = []
        for (id, faults) in faults.chunked(by: \.id) {
            let field = places[id]?.path.description
            let spans = places[id].map { PlaceholderFault.spans(of: faults, in: $0.span) }
            for (index, fault) in faults.enumerated() {
                told.append(
                    Diagnostic(
                        fault.severity, id: fault.fault.id, fault.fault.message, at: spans?[index], field: field,
                        hints: fault.fault.hints))
            }
        }
        return moreFaults == 0 ? told : told + [.more(moreFaults, .error, from: told.last?.span)]
    }

    private mutating func filled(_ value: ModelValue) -> ModelValue {
        switch value {
        case .leaf(.prose(let prose), let id) where prose.paragraphs.contains(where: \.hasBrace):
            return .leaf(.prose(Prose(prose.paragraphs.map { text($0, id) })), id: id)
        case .leaf(.report(let report), let id) where report.lines.contains(where: \.hasBrace):
            return .leaf(.report(ReportText(report.lines.map { line($0, id) })), id: id)
        case .list(let elements): return .list(elements.map { filled($0) })
        case .record(let fields): return .record(fields.map { filled($0) })
        case .leaf, .absent: return value
        }
    }

    private static func hasPlaceholder(_ value: ModelValue) -> Bool {
        switch value {
        case .leaf(.prose(let prose), _): prose.paragraphs.contains(where: \.hasBrace)
        case .leaf(.report(let report), _): report.lines.contains(where: \.hasBrace)
        case .list(let values), .record(let values): values.contains(where: hasPlaceholder)
        case .leaf, .absent: false
        }
    }

    private mutating func line(_ line: ReportText.Line, _ id: FieldID) -> ReportText.Line {
        guard line.cells.isEmpty else { return ReportText.Line(cells: line.cells.map { text($0, id) }) }
        var line = line
        line.text = text(line.text, id)
        line.runOn = text(line.runOn, id)
        return line
    }

    private mutating func text(_ text: String, _ id: FieldID) -> String {
        guard text.hasBrace else { return text }
        // Once the steps are used up, which is told, no other text is filled.
        guard !budget.isExhausted else { return text }
        var isWritten = true
        let template = TextTemplate(text, scope: scope) { fault in
            isWritten = false
            var fault = fault
            fault.hints.append(LocalizedText("花括号本身要写两个：{{ 或 }}", en: "a brace itself is written twice: {{ or }}"))
            add(fault, id, in: text)
        }
        for (part, place) in zip(template.parts, template.places)
        where part.references.contains(where: \.type.isLongText) {
            isWritten = false
            add(.quotesLongText.at(place), id, in: text)
        }
        return isWritten ? value(of: template, text, id) ?? text : text
    }

    /// What a template comes to; `nil` with a fault where that cannot be computed.
    private mutating func value(of template: TextTemplate, _ source: String, _ id: FieldID) -> String? {
        let environment = ExpressionEnvironment(root: root, budget: budget)
        let text = template.text(in: environment)
        let isOutOfRange = budget.takeOutOfRange()
        if isOutOfRange { add(.outOfRange, id, in: source) }
        if budget.isExhausted { add(.tooMuchWork(budget), id, in: source) }
        guard !isOutOfRange, !budget.isExhausted else { return nil }
        for bare in template.bareUnits(in: environment) { add(bare, id, in: source, .warning) }
        return text
    }

    private mutating func add(
        _ fault: ExpressionFault, _ id: FieldID, in text: String, _ severity: Severity = .error
    ) {
        guard faults.count < FindingList.maximumCount else { return moreFaults += 1 }
        faults.append(PlaceholderFault(severity, id, fault, in: text))
    }
}

extension ReportText.Line {
    /// Whether a placeholder may stand in it.
    fileprivate var hasBrace: Bool { text.hasBrace || runOn.hasBrace }
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
