import Diagnostics

/// Applies the waivers of a submission.
struct WaiverAudit {
    private let waivers: [Waiver]
    private let decoded: DecodedSubmission
    private let rules: RulePack
    /// The way to the list of waivers.
    private let way: [FieldPath.Component]
    /// The numbers of the waivers that waive something.
    private var used: Set<Int> = []

    /// Prepares the waivers that `values` state; one without a reason waives nothing.
    init(_ values: ModelValue, _ decoded: DecodedSubmission, _ rules: RulePack) {
        self.decoded = decoded
        self.rules = rules
        let list = decoded.model.roles.waivers
        way = list?.way.map(FieldPath.Component.key) ?? []
        waivers = list.map { Waiver.all(in: $0, of: values) } ?? []
    }

    /// Why a finding by `rule` may stand; `nil` where nobody says so.
    /// - Parameter cells: the cell that it is about, and the one to blame, if those are two; none where it is about no cell.
    mutating func reason(of rule: String, at cells: [FieldID], _ names: CellNames) -> String? {
        let index = waivers.firstIndex { waiver in
            guard waiver.rule == rule, !waiver.reason.isEmpty else { return false }
            return waiver.at.isEmpty || cells.contains { names.isNamed($0, by: waiver.at) }
        }
        guard let index else { return nil }
        used.insert(index)
        return waivers[index].reason
    }

    /// What is wrong with waivers that waive none of `findings`.
    /// - Parameter checksRelated: whether rules over documents were checked, so that their waivers can be without use.
    func unused(beside findings: [Diagnostic], checksRelated: Bool) -> [Diagnostic] {
        waivers.indices.filter { index in
            guard !used.contains(index), !waivers[index].reason.isEmpty else { return false }
            return checksRelated || !rules.related().contains(waivers[index].rule)
        }.map { unused($0, beside: findings) }
    }

    private func unused(_ index: Int, beside findings: [Diagnostic]) -> Diagnostic {
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
            at: decoded.span(of: path), field: path.description, hints: [waiver.hint(findings)])
    }
}

/// A finding that the office has looked into and lets stand.
private struct Waiver {
    /// The name of the rule, as the finding shows it in brackets.
    let rule: String
    /// The field, as the finding names it, or a group around it, or the cell, row or form as it is printed; every place where it
    /// is empty.
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

    /// What may have been meant, where the waiver is for none of `findings`: what it would be for with the nearest other place.
    func hint(_ findings: [Diagnostic]) -> LocalizedText {
        let all = findings.flatMap { [$0] + $0.consequences }
        let same = all.filter { $0.id == rule && $0.waiver == nil }
        let nearest = same.min { $0.distance(from: at) < $1.distance(from: at) }
        if let nearest, let place = nearest.place {
            return LocalizedText("这样的问题在这里：\(place)；要豁免它，at 照此写", en: "there is such a finding at \(place)")
        }
        if let here = all.first(where: { $0.field == at && $0.waiver == nil }) {
            return LocalizedText("这一格的问题是“\(here.id)”，不是“\(rule)”", en: "what is found here is “\(here.id)”")
        }
        return LocalizedText("没有这样的问题了，删掉这条豁免", en: "there is no such finding any more: remove the waiver")
    }
}

extension Diagnostic {
    /// Where a waiver would say that it is.
    fileprivate var place: String? {
        guard let cell else { return field }
        return field.map { "\(cell)（\($0)）" } ?? cell
    }

    /// How far the nearest of its names is from `text`, in edits.
    fileprivate func distance(from text: String) -> Int {
        [field, cell].compactMap { $0 }.map { $0.editDistance(to: text) }.min() ?? .max
    }
}
