import Diagnostics
import SourceTree

extension RulePackReader {
    /// A rule on what texts say.
    func proseRule(_ entry: Entry, _ reader: inout NodeReader) -> ProseRule? {
        let group = entry.group
        let scope = ExpressionScope(root: .record(type))
        let severity = reader.word(reader.required("severity", in: group), Level.self)
        let texts = references(group["prose"], scope: scope, &reader)
        let message = LocalizedTextReader.read(reader.required("message", in: group), &reader)
        guard let severity, let message, let subject = subject(group, scope: scope, &reader) else {
            return nil
        }
        return ProseRule(
            id: entry.id, place: group.span, severity: severity.severity, texts: texts, subject: subject,
            message: message,
            hint: group["hint"].flatMap { LocalizedTextReader.read($0, &reader) },
            ways: Set((texts + subject.references).map(\.way)), year: model.roles.year, office: model.roles.office)
    }

    private func subject(
        _ group: NodeReader.Group, scope: ExpressionScope, _ reader: inout NodeReader
    ) -> ProseRule.Subject? {
        if let wholes = group["sharesOf"] { return .shares(of: references(wholes, scope: scope, &reader)) }
        if let grades = group["grades"] { return scale(grades, scope: scope, &reader).map(ProseRule.Subject.grades) }
        if let copies = group["copies"] { return copyRule(copies, scope: scope, &reader).map(ProseRule.Subject.copies) }
        if let flaw = group["flaw"] { return reader.word(flaw, TextFlaw.self).map(ProseRule.Subject.flaw) }
        let quotations = quotations(reader.required("amounts", in: group), scope: scope, &reader)
        let prefixes = group["after"].map { words($0, &reader) }
        return quotations.map { .figures(QuotationRule($0, prefixes: prefixes)) }
    }

    private func copyRule(_ node: Node, scope: ExpressionScope, _ reader: inout NodeReader) -> CopyRule? {
        let group = reader.group(node, keys: RuleGroup.copies.keys)
        let least = reader.value(
            reader.required("least", in: group), LocalizedText("不小于 1 的整数", en: "a whole number of at least 1")
        ) { Int($0).flatMap { $0 > 0 ? $0 : nil } }
        let kinds = reader.list(reader.required("kinds", in: group)).map { references($0, scope: scope, &reader) }
        return least.map { CopyRule(kinds: kinds, least: $0) }
    }

    private func words(_ node: Node?, _ reader: inout NodeReader) -> [String] {
        reader.list(node).compactMap { reader.text($0)?.plainWords }
    }

    private func scale(_ node: Node, scope: ExpressionScope, _ reader: inout NodeReader) -> GradeScale? {
        let group = reader.group(node, keys: RuleGroup.grades.keys)
        let score = reader.reference(reader.required("score", in: group), scope: scope)
        let phrases = words(reader.required("phrases", in: group), &reader)
        let bands = reader.list(reader.required("bands", in: group)).compactMap { node -> GradeScale.Band? in
            let band = reader.group(node, keys: RuleGroup.band.keys)
            let word = reader.text(reader.required("word", in: band))
            let least = reader.value(reader.required("least", in: band), LocalizedText("数字", en: "a number")) {
                Amount($0)?.value
            }
            guard let word, let least else { return nil }
            return GradeScale.Band(word: word, least: least)
        }
        return score.map {
            GradeScale(score: $0, phrases: phrases, bands: bands.sorted { $0.least > $1.least })
        }
    }

    private func quotations(
        _ node: Node?, scope: ExpressionScope, _ reader: inout NodeReader
    ) -> [QuotationRule.Quotation]? {
        guard let node else { return nil }
        return reader.list(node).map { element in
            let group = reader.group(element, keys: RuleGroup.quotation.keys)
            let bound = group["atLeast"].flatMap { reader.expression($0, scope: scope) }
            let cells = group["atLeast"] == nil ? reader.required("cells", in: group) : group["cells"]
            return QuotationRule.Quotation(
                phrases: words(reader.required("phrases", in: group), &reader), units: words(group["units"], &reader),
                cells: references(cells, scope: scope, &reader),
                lastYear: references(group["lastYear"], scope: scope, &reader), bound: bound,
                topic: group["topic"].flatMap { reader.text($0)?.plainWords })
        }
    }

    private func references(
        _ node: Node?, scope: ExpressionScope, _ reader: inout NodeReader
    ) -> [FieldReference] {
        reader.list(node).compactMap { reader.reference($0, scope: scope) }
    }
}

extension ProseRule.Subject {
    /// The fields that are looked at besides the texts.
    fileprivate var references: [FieldReference] {
        switch self {
        case .figures(let rule):
            rule.quotations.flatMap { $0.cells + $0.lastYear + ($0.bound?.references ?? []) }
        case .shares(let wholes): wholes
        case .grades(let scale): [scale.score]
        case .copies(let rule): rule.kinds.flatMap { $0 }
        case .flaw: []
        }
    }
}
