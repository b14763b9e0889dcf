import Diagnostics

/// Checks a submission by rules and says where each breach is.
struct RuleAudit {
    /// Says where fields of a model are printed.
    typealias Cells = (Set<FieldID>, ModelValue) -> [FieldID: PrintedCell]

    private let decoded: DecodedSubmission
    private let model: ModelValue
    /// What rules are evaluated on: the model, and of rules over documents those documents. What is missing because of a fault says
    /// so.
    private let root: ModelValue
    private let hasFaults: Bool
    private let cells: Cells

    /// Prepares the audit of `model`, of which `faults` are known already.
    /// - Parameters:
    ///   - seenAs: makes of the model what rules over documents see.
    ///   - cells: names the cells of a model as they are printed; asked only where a rule is broken.
    init(
        _ decoded: DecodedSubmission, _ model: ModelValue, faults: [Diagnostic],
        seenAs: (ModelValue) -> ModelValue = { $0 }, _ cells: @escaping Cells
    ) {
        self.decoded = decoded
        self.model = model
        self.cells = cells
        let faulty = FaultyFields(model, decoded.model.type, faults: faults)
        hasFaults = !faulty.isEmpty
        root = seenAs(faulty.model)
    }

    /// What is found, those findings that are waived with the reason; what follows from another finding stands below it.
    /// - Parameters:
    ///   - budget: the steps that all rules together may take.
    ///   - postponed: takes what can only be checked once a fault is mended.
    func findings(
        _ rules: RulePack, within budget: EvaluationBudget, _ waivers: inout WaiverAudit,
        _ postponed: inout PostponedChecks
    ) -> [Diagnostic] {
        var found = FoundBreaches(hasFaults: hasFaults)
        for rule in rules.rules where rule.severity != nil {
            found.run(rule.id, at: rule.place, over: root, within: budget) { $0.check(rule, in: $1) }
        }
        for rule in rules.proseRules where rule.severity != nil {
            found.run(rule.id, at: rule.place, over: root, within: budget) { $0.check(rule, in: $1) }
        }
        for rule in rules.listRules where rule.severity != nil {
            found.run(rule.id, at: rule.place, over: root, within: budget) { $0.check(rule, in: $1) }
        }
        found.addMissingRows(of: rules, in: model, decoded.model.type)
        guard !found.breaches.isEmpty || !found.postponed.isEmpty else { return found.faults }
        let told = RuleFindings(found.breaches, rules, ExpressionEnvironment(root: root, budget: budget), budget)
        let ids = told.cells.union(found.postponed.flatMap { $0.value.compactMap(\.cell) })
        let places = decoded.places(of: ids, in: model)
        let names = CellNames(places: places, printed: cells(ids, model), of: decoded)
        for (fault, checks) in found.postponed { postponed.add(checks, of: fault, names) }
        return told.findings(names, &waivers) + found.faults
    }
}

/// What rules have found. Only so many breaches are held; the rest are counted by rule.
struct FoundBreaches {
    /// What breaks a rule.
    enum Found {
        /// A relation between cells.
        case relation(RuleInstance, Breach)
        /// An element of a list beside others, or a list as a whole.
        case list(Breach)
        /// What a text says.
        case prose(ProseBreach, ProseRule)

        var breach: Breach {
            switch self {
            case .relation(_, let breach), .list(let breach): breach
            case .prose(let found, _): found.breach
            }
        }
    }

    private(set) var breaches: [Found] = []
    /// What keeps rules from being checked to their end.
    private(set) var faults: [Diagnostic] = []
    /// What was not checked because of a fault, by the numbers of faults.
    private(set) var postponed: [Int: [PostponedChecks.Check]] = [:]
    /// Looks on where fields are at fault.
    private let lens: FieldLens?
    private var rest = 0
    private var gravestOfRest = Severity.note

    init(hasFaults: Bool) {
        lens = hasFaults ? FieldLens(notesFaultsOnly: true) : nil
    }

    /// Runs the rule called `id`, which `body` goes through.
    mutating func run(
        _ id: String, at place: SourceSpan, over model: ModelValue, within budget: EvaluationBudget,
        _ body: (inout Self, ExpressionEnvironment) -> Void
    ) {
        let share = budget.share(atMost: EvaluationBudget.ofRule)
        (rest, gravestOfRest) = (0, .note)
        let plain = ExpressionEnvironment(root: model, budget: share)
        body(&self, lens.map { plain.seen(through: $0, within: share) } ?? plain)
        budget.take(share.steps)
        if share.isExhausted { faults.append(.exhausted(id, budget: share, at: place)) }
        if rest > 0 { faults.append(.more(id, count: rest, severity: gravestOfRest, at: place)) }
    }

    /// Finds what breaks `rule`, and each cell for which it comes to no number, until the budget is used up.
    mutating func check(_ rule: Rule, in environment: ExpressionEnvironment) {
        guard let severity = rule.severity else { return }
        rule.forEachCheck(in: environment) { check, environment in
            _ = lens?.take()
            let relation = RuleInstance(rule: rule, check: check, environment: environment)
            let verdict = relation.verdict
            let cell = relation.cell
            let isOutOfRange = environment.budget.takeOutOfRange()
            guard !environment.budget.isExhausted else { return }
            if postpone(cell, check.cell.title) { return }
            if isOutOfRange { return add(.relation(relation, relation.outOfRange)) }
            if verdict == .broken { add(.relation(relation, relation.breach(severity))) }
        }
    }

    /// Finds the elements of lists that break `rule`.
    mutating func check(_ rule: ListRule, in environment: ExpressionEnvironment) {
        _ = lens?.take()
        rule.forEachBreach(in: environment) { breach in
            if !postpone(breach.cell, rule.title) { add(.list(breach)) }
        }
        _ = postpone(nil, rule.title)
    }

    /// Finds what contradicts `rule` in texts.
    mutating func check(_ rule: ProseRule, in environment: ExpressionEnvironment) {
        _ = lens?.take()
        rule.forEachBreach(in: environment) { found in
            if !postpone(found.breach.cell, rule.title) { add(.prose(found, rule)) }
        }
        _ = postpone(nil, rule.title)
    }

    /// Tells of the rows for lack of which `rules` were not checked.
    mutating func addMissingRows(of rules: RulePack, in model: ModelValue, _ type: RecordType) {
        var rows = MissingRows(model, type)
        for breach in rows.breaches(of: rules) { add(.list(breach)) }
    }

    /// Notes that something is not checked because it looks at fields at fault. Whether it does.
    /// - Parameter title: what a clerk calls the field that would be checked.
    private mutating func postpone(_ cell: FieldID?, _ title: String) -> Bool {
        guard let faults = lens?.take().keys.compactMap(\.fault), !faults.isEmpty else { return false }
        let cell = cell.flatMap { $0.rawValue < 0 ? nil : $0 }
        for fault in faults { postponed[fault, default: []].append(PostponedChecks.Check(cell: cell, title: title)) }
        return true
    }

    private mutating func add(_ found: Found) {
        if breaches.count < FindingList.maximumCount { return breaches.append(found) }
        rest += 1
        gravestOfRest = max(gravestOfRest, found.breach.severity)
    }
}

extension Diagnostic {
    fileprivate static func exhausted(_ id: String, budget: EvaluationBudget, at place: SourceSpan) -> Diagnostic {
        let fault = ExpressionFault.tooMuchWork(budget)
        return Diagnostic(
            .error, id: fault.id,
            LocalizedText("规则“\(id)”\(fault.message.zh)", en: "rule “\(id)”: \(fault.message.en)"), at: place,
            hints: fault.hints)
    }

    fileprivate static func more(_ id: String, count: Int, severity: Severity, at place: SourceSpan) -> Diagnostic {
        Diagnostic(
            severity, id: "more-findings",
            LocalizedText("规则“\(id)”还有 \(count) 处没有列出", en: "rule “\(id)”: \(count) more findings are not listed"),
            at: place)
    }
}
