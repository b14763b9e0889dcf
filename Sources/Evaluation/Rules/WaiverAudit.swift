import Diagnostics

/// Applies the waivers of a submission.
struct WaiverAudit {
    private let waivers: [Waiver]
    private let decoded: DecodedSubmission
    /// The way to the list of waivers.
    private let way: [FieldPath.Component]

    /// Prepares the waivers that `values` state; one without a reason waives nothing.
    init(_ values: ModelValue, _ decoded: DecodedSubmission) {
        self.decoded = decoded
        let list = decoded.model.roles.waivers
        way = list?.way.map(FieldPath.Component.key) ?? []
        waivers = list.map { Waiver.all(in: $0, of: values) } ?? []
    }

    /// The findings, those that are waived with the reason; and what is wrong with the waivers.
    /// - Parameter checksRelated: whether rules over documents were checked, so that their waivers can be without use.
    func applied(to findings: [Diagnostic], _ rules: RulePack, checksRelated: Bool = false) -> [Diagnostic] {
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
        let unused = waivers.indices.filter { index in
            guard !used.contains(index), !waivers[index].reason.isEmpty else { return false }
            return checksRelated || !rules.related().contains(waivers[index].rule)
        }
        return marked + unused.map { self.unused($0, rules) }
    }

    private func unused(_ index: Int, _ rules: RulePack) -> Diagnostic {
        let waiver = waivers[index]
        let path = FieldPath(components: way + [.index(index)])
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
            hints: [LocalizedText("删掉这条豁免，或核对它写明的位置", en: "remove it, or check the field that at names")])
    }
}

/// A finding that the office has looked into and lets stand.
private struct Waiver {
    /// The name of the rule, as the finding shows it in brackets.
    let rule: String
    /// The field, as the finding names it, or a group around it; every place where it is empty.
    let at: String
    /// Why.
    let reason: String

    /// The waivers in the list to which `reference` leads.
    static func all(in reference: FieldReference, of values: ModelValue) -> [Waiver] {
        guard case .list(.record(let record)) = reference.type else { return [] }
        let fields = DocumentRoles.waiverFields.compactMap { record.index(of: $0) }
        return reference.elements(in: ExpressionEnvironment(root: values)).map { element in
            let texts = fields.map { element.field($0)?.leaf?.text ?? "" }
            return Waiver(rule: texts[0], at: texts[1], reason: texts[2])
        }
    }

    /// Whether the waiver is for `finding`.
    func covers(_ finding: Diagnostic) -> Bool {
        guard finding.id == rule, !reason.isEmpty else { return false }
        guard let field = finding.field, !at.isEmpty else { return at.isEmpty }
        return field == at || field.hasPrefix(at + ".") || field.hasPrefix(at + "[")
    }
}
