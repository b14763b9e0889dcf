import Diagnostics

/// Checks a submission by rules and says where each breach is.
struct RuleAudit {
    private let decoded: DecodedSubmission
    private let model: ModelValue
    /// What rules are evaluated on: the model, and of rules over documents those documents.
    private let root: ModelValue
    /// The names on the ways to fields at fault: what depends on them is not checked.
    private let faultyWays: Set<[String]>

    /// Prepares the audit of `model`, of which `faults` are known already.
    /// - Parameter root: the model as rules over documents see it, with those documents.
    init(_ decoded: DecodedSubmission, _ model: ModelValue, seenAs root: ModelValue? = nil, faults: [Diagnostic]) {
        self.decoded = decoded
        self.model = model
        self.root = root ?? model
        faultyWays = Set(
            faults.filter { $0.severity == .error }.compactMap { fault in
                let names = fault.field?.fieldNames
                // A key that is unknown may be any of its group's.
                return fault.id == "unknown-key" ? names?.dropLast() : names
            }.map { Array($0) })
    }

    /// What is found.
    /// - Parameter budget: the steps that all rules together may take.
    func findings(
        _ rules: RulePack, within budget: EvaluationBudget, _ cells: (Set<FieldID>, ModelValue) -> [FieldID: String]
    ) -> [Diagnostic] {
        var found = Found()
        for rule in rules.rules where !isFaulty(rule.ways) {
            found.run(rule.id, at: rule.place, over: root, within: budget) { environment, take in
                rule.forEachBreach(in: environment) { take(ProseBreach(breach: $0, quotation: "")) }
            }
        }
        for rule in rules.listRules where !isFaulty(rule.ways) {
            found.run(rule.id, at: rule.place, over: root, within: budget) { environment, take in
                rule.forEachBreach(in: environment) { take(ProseBreach(breach: $0, quotation: "")) }
            }
        }
        for rule in rules.proseRules where !isFaulty(rule.ways) {
            found.run(rule.id, at: rule.place, over: root, within: budget) { rule.forEachBreach(in: $0, $1) }
        }
        var rows = MissingRows(model, decoded.model.type)
        found.breaches += rows.breaches(of: rules).map { ProseBreach(breach: $0, quotation: "") }
        guard !found.breaches.isEmpty else { return found.faults }
        let fields = Set(found.breaches.flatMap { [$0.breach.cell, $0.breach.twin].compactMap { $0 } })
        let places = decoded.places(of: fields, in: model)
        let printed = cells(fields, model)
        var quoted: [FieldID: Int] = [:]
        let diagnostics = found.breaches.map { breach in
            if let cell = breach.breach.cell { quoted[cell, default: 0] += 1 }
            let isFound = breach.breach.cell.flatMap { quoted[$0] }.map { $0 <= Self.mostQuotations } ?? false
            return diagnostic(breach, places: places, printed: printed, findsQuotation: isFound)
        }
        return diagnostics.withoutRepetitions + found.faults
    }

    /// So many quotations of a text are looked for in the file; further ones are told at the beginning of the text.
    private static let mostQuotations = 100

    /// What rules have found. Only so many breaches are held; the rest are counted by rule.
    private struct Found {
        var breaches: [ProseBreach] = []
        /// What keeps rules from being checked to their end.
        var faults: [Diagnostic] = []

        /// Runs the rule called `id`, which `body` goes through.
        mutating func run(
            _ id: String, at place: SourceSpan, over model: ModelValue, within budget: EvaluationBudget,
            _ body: (ExpressionEnvironment, (ProseBreach) -> Void) -> Void
        ) {
            let share = budget.share(atMost: EvaluationBudget.ofRule)
            var rest = 0
            var gravest = Severity.note
            body(ExpressionEnvironment(root: model, budget: share)) { breach in
                if breaches.count < FindingList.maximumCount { return breaches.append(breach) }
                rest += 1
                gravest = max(gravest, breach.breach.severity)
            }
            budget.take(share.steps)
            if share.isExhausted { faults.append(Self.exhausted(id, budget: share, at: place)) }
            if rest > 0 { faults.append(Self.more(id, count: rest, severity: gravest, at: place)) }
        }

        private static func exhausted(_ id: String, budget: EvaluationBudget, at place: SourceSpan) -> Diagnostic {
            let fault = ExpressionFault.tooMuchWork(budget)
            return Diagnostic(
                .error, id: fault.id,
                LocalizedText("规则“\(id)”\(fault.message.zh)", en: "rule “\(id)”: \(fault.message.en)"), at: place,
                hints: fault.hints)
        }

        private static func more(_ id: String, count: Int, severity: Severity, at place: SourceSpan) -> Diagnostic {
            Diagnostic(
                severity, id: "more-findings",
                LocalizedText(
                    "规则“\(id)”还有 \(count) 处没有列出", en: "rule “\(id)”: \(count) more findings are not listed"),
                at: place)
        }
    }

    private func isFaulty(_ ways: Set<[String]>) -> Bool {
        guard !faultyWays.isEmpty else { return false }
        return ways.contains { way in
            faultyWays.contains { way.starts(with: $0) || $0.starts(with: way) }
        }
    }

    private func diagnostic(
        _ found: ProseBreach, places: [FieldID: FieldPlace], printed: [FieldID: String], findsQuotation: Bool
    ) -> Diagnostic {
        let breach = found.breach
        let place = breach.cell.flatMap { places[$0] }.map { breach.isOfList ? $0.ofList(in: decoded) : $0 }
        let span = place?.span ?? .whole(decoded.file)
        var diagnostic = Diagnostic(
            breach.severity, id: breach.rule, breach.message,
            at: found.quotation.isEmpty || !findsQuotation ? span : span.place(ofQuotation: found.quotation) ?? span,
            field: place?.path.description,
            hints: [breach.twin.flatMap { twin in places[twin]?.asTwin(printed: printed[twin]) }, breach.hint]
                .compactMap { $0 })
        diagnostic.comparison = breach.comparison
        if breach.isOfList { return diagnostic }
        diagnostic.cell = breach.cell.flatMap { printed[$0] }.map { cell in
            [cell, place?.titles.last].compactMap { $0 }.joined(separator: " ")
        }
        return diagnostic
    }
}

extension String {
    /// The names of a path in the notation of templates, without positions: `projects`, `evaluation` of
    /// `projects[0].evaluation`.
    fileprivate var fieldNames: [String] {
        split(separator: ".").map { String($0.prefix { $0 != "[" }) }
    }
}

extension [Diagnostic] {
    /// The findings without those that say what one before has said of the same place: groups may take over what another
    /// states.
    fileprivate var withoutRepetitions: [Diagnostic] {
        var known: [String: [SourcePosition?]] = [:]
        return filter { finding in
            let said = "\(finding.id) \(finding.field ?? "") \(finding.message.zh)"
            let place = finding.span?.start
            guard known[said]?.contains(place) != true else { return false }
            known[said, default: []].append(place)
            return true
        }
    }
}

extension FieldPlace {
    /// The place of the innermost list in which the field stands; its own where it stands in none.
    fileprivate func ofList(in decoded: DecodedSubmission) -> FieldPlace {
        guard let index = path.components.lastIndex(where: \.isIndex) else { return self }
        let list = path.prefix(index)
        return FieldPlace(path: list, titles: Array(titles.prefix(index)), span: decoded.span(of: list))
    }

    /// The hint that the same stands here.
    fileprivate func asTwin(printed: String?) -> LocalizedText {
        let line = LocalizedText("文件第 \(span.start.line) 行", en: "line \(span.start.line) of the file")
        let place = printed.map { LocalizedText($0, en: $0) } ?? line
        let title = titles.last ?? ""
        return LocalizedText("\(place.zh)的“\(title)”与这里相同", en: "“\(title)” of \(place.en) is the same")
    }
}

extension FieldPath.Component {
    fileprivate var isIndex: Bool { if case .index = self { true } else { false } }
}

extension SourceSpan {
    /// The last character of a quotation within the span: as it was written, or with other marks in it.
    fileprivate func place(ofQuotation text: String) -> SourceSpan? {
        place(ofEnd: text, ignoring: \.properties.isWhitespace) ?? place(ofEnd: text, ignoring: \.isSilentInTerms)
    }
}
