import Diagnostics

/// Checks a submission by rules and says where each breach is.
struct RuleAudit {
    private let decoded: DecodedSubmission
    private let model: ModelValue
    /// The names on the ways to fields at fault: what depends on them is not checked.
    private let faultyWays: Set<[String]>

    /// Prepares the audit of `model`, of which `faults` are known already.
    init(_ decoded: DecodedSubmission, _ model: ModelValue, faults: [Diagnostic]) {
        self.decoded = decoded
        self.model = model
        faultyWays = Set(
            faults.filter { $0.severity == .error }.compactMap { fault in
                let names = fault.field?.fieldNames
                // A key that is unknown may be any of its group's.
                return fault.id == "unknown-key" ? names?.dropLast() : names
            }.map { Array($0) })
    }

    /// What is found.
    func findings(
        _ rules: RulePack, _ cells: (Set<FieldID>, ModelValue) -> [FieldID: String]
    ) -> [Diagnostic] {
        let environment = ExpressionEnvironment(root: model)
        let breaches =
            rules.rules.filter { !isFaulty($0.ways) }.flatMap { $0.breaches(in: environment) }
            .map { ProseBreach(breach: $0, quotation: "") }
            + rules.proseRules.filter { !isFaulty($0.ways) }.flatMap { $0.breaches(in: environment) }
        guard !breaches.isEmpty else { return [] }
        let fields = Set(breaches.compactMap(\.breach.cell))
        let places = decoded.places(of: fields, in: model)
        let printed = cells(fields, model)
        return breaches.map { diagnostic($0, places, printed) }
    }

    private func isFaulty(_ ways: Set<[String]>) -> Bool {
        guard !faultyWays.isEmpty else { return false }
        return ways.contains { way in
            faultyWays.contains { way.starts(with: $0) || $0.starts(with: way) }
        }
    }

    private func diagnostic(
        _ found: ProseBreach, _ places: [FieldID: FieldPlace], _ printed: [FieldID: String]
    ) -> Diagnostic {
        let breach = found.breach
        let place = breach.cell.flatMap { places[$0] }
        let span = place?.span ?? .whole(decoded.file)
        var diagnostic = Diagnostic(
            breach.severity, id: breach.rule, breach.message,
            at: found.quotation.isEmpty ? span : span.place(ofEnd: found.quotation) ?? span,
            field: place?.path.description, hints: [breach.hint].compactMap { $0 })
        diagnostic.comparison = breach.comparison
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
