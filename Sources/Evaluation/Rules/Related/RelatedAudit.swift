import Diagnostics

/// Holds a submission against what the same office has filed before.
struct RelatedAudit {
    private let related: RelatedValues
    private let audit: RuleAudit
    private let file: SourceFile

    /// Prepares the audit of `model`, of which `faults` are known already.
    init(
        _ decoded: DecodedSubmission, _ model: ModelValue, _ related: RelatedValues, faults: [Diagnostic],
        _ cells: @escaping RuleAudit.Cells
    ) {
        self.related = related
        file = decoded.file
        audit = RuleAudit(decoded, model, faults: faults, seenAs: related.root, cells)
    }

    /// What is found, and which rules could not be checked because the office's document was not there.
    func findings(
        within budget: EvaluationBudget, _ waivers: inout WaiverAudit, _ postponed: inout PostponedChecks
    ) -> [Diagnostic] {
        let missing = related.missing
        let names = Set(missing.map(\.name))
        var pack = related.rules.pack
        pack.rules.removeAll { !$0.isWhole(without: names) }
        pack.listRules.removeAll { rule in rule.ways.contains { names.contains($0.first ?? "") } }
        pack.proseRules.removeAll { rule in rule.ways.contains { names.contains($0.first ?? "") } }
        return audit.findings(pack, within: budget, &waivers, &postponed) + missing.map(notFiled)
    }

    private func notFiled(_ document: RelatedDocument) -> Diagnostic {
        let rules = related.rules.pack.rules.filter { !$0.isWhole(without: [document.name]) }.map(\.id)
        return Diagnostic(
            .note, id: "document-missing",
            LocalizedText(
                "没有找到本单位的\(document.title)（\(document.formSet)），这些规则没有核对：\(rules.joined(separator: "、"))",
                en: "the office's \(document.formSet) was not found; not checked: \(rules.joined(separator: ", "))"),
            at: .whole(file),
            hints: [LocalizedText("用 --with 写明它的文件或文件夹", en: "name its file or folder by --with")])
    }
}

extension Rule {
    /// Whether the rule can be checked without the documents called `names`.
    fileprivate func isWhole(without names: Set<String>) -> Bool {
        !ways.contains { names.contains($0.first ?? "") }
    }
}
