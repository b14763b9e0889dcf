import Diagnostics

/// Makes findings of what breaks rules: of all that comes of one wrong cell, one.
struct RuleFindings {
    private let found: [FoundBreaches.Found]
    private let rules: RulePack
    private let environment: ExpressionEnvironment
    private let budget: EvaluationBudget
    /// What each breach is told of first, before anything is waived.
    private let blame: Blame

    /// So many quotations of a text are looked for in the file; further ones are told at the beginning of the text.
    private static let mostQuotations = 100

    init(
        _ found: [FoundBreaches.Found], _ rules: RulePack, _ environment: ExpressionEnvironment,
        _ budget: EvaluationBudget
    ) {
        self.found = found
        self.rules = rules
        self.environment = environment
        self.budget = budget
        blame = Blame(found, Array(found.indices), rules, environment, budget)
    }

    /// All cells that may be named.
    var cells: Set<FieldID> {
        let named = found.flatMap { [$0.breach.cell, $0.breach.twin].compactMap { $0 } }
        return Set(named).union(blame.causes.map(\.cell)).filter { $0.rawValue >= 0 }
    }

    /// The findings in the order of the rules, those that are waived with the reason.
    func findings(_ names: CellNames, _ waivers: inout WaiverAudit) -> [Diagnostic] {
        var waived: [Int: String] = [:]
        for (number, found) in found.enumerated() {
            let cells = [found.breach.cell, blame.cause(of: number)?.cell].compactMap { $0 }
            waived[number] = waivers.reason(of: found.breach.rule, at: cells, names)
        }
        let open = found.indices.filter { waived[$0] == nil }
        let blame = waived.isEmpty ? blame : Blame(found, open, rules, environment, budget)
        var quoted: [FieldID: Int] = [:]
        let findings = found.indices.compactMap { number -> Diagnostic? in
            guard !blame.isConsequence(number) else { return nil }
            let cause = waived[number] == nil ? blame.cause(of: number) : nil
            if let cell = found[number].breach.cell { quoted[cell, default: 0] += 1 }
            let isSought = found[number].breach.cell.flatMap { quoted[$0] }.map { $0 <= Self.mostQuotations } ?? false
            var finding = finding(number, blame, cause, names, findsQuotation: isSought)
            finding.waiver = waived[number]
            finding.consequences = (cause?.others ?? []).map { consequence($0, names) }
            return finding
        }
        return findings.withoutRepetitions
    }

    private func finding(
        _ number: Int, _ blame: Blame, _ cause: Blame.Cause?, _ names: CellNames, findsQuotation: Bool
    ) -> Diagnostic {
        var breach = found[number].breach
        if case .relation(let relation, _) = found[number] {
            if let cause, cause.cell != breach.cell {
                breach.comparison = Diagnostic.Comparison(
                    found: cause.stated, relation: .equal, expected: cause.leaf.text, computation: relation.figures)
                breach.cell = cause.cell
            } else if blame.wrongInParts.contains(number) {
                breach.comparison = relation.comparisonOfParts
            }
        }
        let severity = ([number] + (cause?.others ?? [])).map { found[$0].breach.severity }.max() ?? breach.severity
        return diagnostic(
            breach, severity, names, quoting: findsQuotation ? found[number].quotation : "")
    }

    /// What follows from another finding, without what may be done about it.
    private func consequence(_ number: Int, _ names: CellNames) -> Diagnostic {
        var finding = diagnostic(found[number].breach, found[number].breach.severity, names, quoting: "")
        finding.hints = []
        return finding
    }

    private func diagnostic(
        _ breach: Breach, _ severity: Severity, _ names: CellNames, quoting quotation: String
    ) -> Diagnostic {
        let place = breach.cell.flatMap { names.place($0, ofList: breach.isOfList) }
        let span = place?.span ?? names.whole
        var diagnostic = Diagnostic(
            severity, id: breach.rule, breach.message,
            at: quotation.isEmpty ? span : span.place(ofQuotation: quotation) ?? span, field: place?.path.description,
            hints: [breach.twin.flatMap { names.hint(atTwin: $0) }, breach.hint].compactMap { $0 })
        diagnostic.comparison = breach.comparison
        diagnostic.cell = breach.isOfList ? nil : breach.cell.flatMap(names.name)
        return diagnostic
    }
}

/// Which of some breaches come of the same cell.
private struct Blame {
    /// A cell that is to blame.
    struct Cause {
        let cell: FieldID
        /// What it states.
        let stated: String
        /// What it would have to state.
        let leaf: Leaf
        /// The breach that is told.
        let first: Int
        /// Those that follow from it.
        var others: [Int]
    }

    private(set) var causes: [Cause] = []
    /// The breaches in which the figure of the cell is right, and its parts are wrong.
    private(set) var wrongInParts: Set<Int> = []
    private var causeOf: [Int: Int] = [:]

    /// - Parameter open: the numbers of the breaches that are to be explained.
    init(
        _ found: [FoundBreaches.Found], _ open: [Int], _ rules: RulePack, _ environment: ExpressionEnvironment,
        _ budget: EvaluationBudget
    ) {
        let relations = open.compactMap { number -> (number: Int, relation: RuleInstance)? in
            // A number out of range is no relation that does not hold.
            if case .relation(let relation, let breach) = found[number], breach.rule == relation.rule.id {
                (number, relation)
            } else {
                nil
            }
        }
        let blame = RuleBlame(relations.map(\.relation), among: rules.rules, in: environment, budget: budget)
        wrongInParts = Set(blame.wrongInParts.map { relations[$0].number })
        var prose = open.filter { if case .prose = found[$0] { true } else { false } }
        for cause in blame.causes {
            let numbers = cause.relations.map { relations[$0].number }
            let lens = FieldLens(trial: FieldLens.Trial(id: cause.cell, leaf: cause.leaf))
            let seen = environment.seen(through: lens, within: budget)
            let mended = Self.mended(prose, of: found, seenIn: seen)
            prose.removeAll(where: mended.contains)
            for number in numbers + mended { causeOf[number] = causes.count }
            causes.append(
                Cause(
                    cell: cause.cell, stated: cause.stated, leaf: cause.leaf, first: numbers[0],
                    others: Array(numbers.dropFirst()) + mended))
        }
    }

    /// The breach by a text among `numbers` that are none in `environment`.
    private static func mended(
        _ numbers: [Int], of found: [FoundBreaches.Found], seenIn environment: ExpressionEnvironment
    ) -> [Int] {
        struct Quotation: Hashable {
            let rule: String
            let cell: FieldID?
            let text: String
        }
        var left: Set<Quotation> = []
        var asked: Set<String> = []
        for number in numbers {
            guard case .prose(_, let rule) = found[number], asked.insert(rule.id).inserted else { continue }
            rule.forEachBreach(in: environment) {
                left.insert(Quotation(rule: rule.id, cell: $0.breach.cell, text: $0.quotation))
            }
        }
        guard !environment.budget.isExhausted else { return [] }
        return numbers.filter { number in
            guard case .prose(let prose, let rule) = found[number] else { return false }
            return !left.contains(Quotation(rule: rule.id, cell: prose.breach.cell, text: prose.quotation))
        }
    }

    /// The cell because of which the breach `number` is told, or follows from one that is.
    func cause(of number: Int) -> Cause? { causeOf[number].map { causes[$0] } }

    /// Whether the breach `number` follows from another one.
    func isConsequence(_ number: Int) -> Bool { cause(of: number).map { $0.first != number } ?? false }
}

extension FoundBreaches.Found {
    /// The words of a text that are at fault.
    fileprivate var quotation: String { if case .prose(let found, _) = self { found.quotation } else { "" } }
}

extension SourceSpan {
    /// The last character of a quotation within the span: as it was written, or with other marks in it.
    fileprivate func place(ofQuotation text: String) -> SourceSpan? {
        place(ofEnd: text, ignoring: \.properties.isWhitespace) ?? place(ofEnd: text, ignoring: \.isSilentInTerms)
    }
}

extension [Diagnostic] {
    /// The findings without those that say what one before has said of the same place: groups may take over what another states.
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
