import Diagnostics

/// Applies the waivers of a submission.
struct WaiverAudit {
    private let waivers: [Waiver]
    private let decoded: DecodedSubmission

    /// Prepares the waivers that a submission states; one without a reason waives nothing.
    init(_ waivers: [Waiver], _ decoded: DecodedSubmission) {
        self.waivers = waivers
        self.decoded = decoded
    }

    /// The findings, those that are waived with the reason; and what is wrong with the waivers.
    func applied(to findings: [Diagnostic], _ rules: RulePack) -> [Diagnostic] {
        guard !waivers.isEmpty else { return findings }
        var used = Set<Int>()
        let marked = findings.map { finding -> Diagnostic in
            let index = waivers.firstIndex { rules.knows($0.rule) && $0.covers(finding) }
            guard let index else { return finding }
            used.insert(index)
            var finding = finding
            finding.waiver = waivers[index].reason
            return finding
        }
        return marked
            + waivers.indices.filter { !used.contains($0) && !waivers[$0].reason.isEmpty }.map { unused($0, rules) }
    }

    private func unused(_ index: Int, _ rules: RulePack) -> Diagnostic {
        let waiver = waivers[index]
        let path = FieldPath(components: [.key("waivers"), .index(index)])
        guard rules.knows(waiver.rule) else {
            return Diagnostic(
                .error, id: "unknown-rule",
                LocalizedText("没有名为“\(waiver.rule)”的规则", en: "no rule is called “\(waiver.rule)”"),
                at: decoded.span(of: path), field: "\(path).rule",
                hints: [waiver.rule.suggestion(among: rules.ids)].compactMap { $0 })
        }
        return Diagnostic(
            .warning, id: "unused-waiver",
            LocalizedText(
                "对“\(waiver.rule)”的豁免没有用到，这里没有这样的问题", en: "the waiver of “\(waiver.rule)” matches no finding"),
            at: decoded.span(of: path), field: path.description,
            hints: [LocalizedText("删掉这条豁免，或核对 at 写的字段", en: "remove it, or check the field that at names")])
    }
}

extension Waiver {
    /// Whether the waiver is for `finding`.
    fileprivate func covers(_ finding: Diagnostic) -> Bool {
        guard finding.id == rule, !reason.isEmpty else { return false }
        guard let field = finding.field, !at.isEmpty else { return at.isEmpty }
        return field == at || field.hasPrefix(at + ".") || field.hasPrefix(at + "[")
    }
}
