import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Evaluation

/// Rules over documents: what a submission says is held against what the same office has filed before.
@Suite struct RelatedRuleTests {
    private static let rules = """
        documents:
          goals: {title: 绩效目标, formSet: hunan-2023}
          last: {title: 上年自评, formSet: hunan-2023, year: previous}
        rules:
          - id: target-as-filed
            severity: error
            each:
              - row in overall.groups.subgroups.indicators
              - "filed in goals.overall.groups.subgroups.indicators[name == row.name]"
            check: row.target == filed.target
            message: {zh: "“{row.name}”的指标值与申报的 {filed.target} 不同", en: "“{row.name}” was filed as {filed.target}"}
          - id: not-filed
            severity: warning
            each: [row in overall.groups.subgroups.indicators]
            check: filled(goals.overall.groups.subgroups.indicators[name == row.name].name)
            at: row.name
            message: {zh: "没有申报“{row.name}”", en: "“{row.name}” was not filed"}
          - id: last-total
            severity: error
            check: overall.funds.initial >= sum(last.overall.funds.executed)
            message: {zh: 不应少于上年, en: less than last year}
        """

    private static func submission(_ indicators: String, initial: Int = 1) -> String {
        head
            + "overall: {funds: {initial: \(initial), executed: 7}, groups: [{name: 产出, subgroups: [{name: 数量, indicators: [\(indicators)]}]}], total: {weight: 1, score: 1}}"
    }

    private func related(_ rules: String) throws -> RelatedRules {
        let path = FileManager.default.temporaryDirectory.path + "/across-\(UUID().uuidString).yaml"
        try rules.write(toFile: path, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try RelatedRules.load(path: path, model: .hunan) { (_) throws(Rejection) in .hunan }
    }

    private func found(
        _ text: String, goals: [String], last: [String] = [], rules: String = rules
    ) throws -> [String] {
        let filed = try goals.map { try audited($0) }
        let before = try last.map { try audited($0) }
        let values = RelatedValues(try related(rules)) { $0.yearOffset == 0 ? filed : before }
        let source = try SubmissionSource(SourceFile(name: "a.yaml", text: text))
        let audit = try AuditedSubmission(auditing: source.decode(.hunan), rules: RulePack(), related: values)
        return audit.findings.map { "\($0.severity) \($0.id): \($0.field ?? "") \($0.message.zh)" }
    }

    @Test func whatDiffersFromTheFiledDocumentsIsFoundAtTheCellOfTheSubmission() throws {
        let now = Self.submission("{name: 修路, target: 12}, {name: 修桥, target: 3}, {name: 种树, target: 5}")
        let goals = [Self.submission("{name: 修路, target: 10}"), Self.submission("{name: 修桥, target: 3}")]
        #expect(
            try found(now, goals: goals, last: [Self.submission("{name: 一}")]) == [
                "error last-total: overall.funds.initial 不应少于上年",
                "error target-as-filed: overall.groups[0].subgroups[0].indicators[0].target “修路”的指标值与申报的 10 不同",
                "warning not-filed: overall.groups[0].subgroups[0].indicators[2].name 没有申报“种树”",
            ])
        #expect(try found(now, goals: [now], last: []).filter { !$0.hasPrefix("note") } == [])
    }

    @Test func rulesOnADocumentThatTheOfficeHasNotFiledAreSaidToBeUnchecked() throws {
        let now = Self.submission("{name: 修路, target: 12}", initial: 9)
        #expect(
            try found(now, goals: [], last: [now]) == [
                "note document-missing:  没有找到本单位的绩效目标（hunan-2023），这些规则没有核对：target-as-filed、not-filed"
            ])
    }

    @Test func aRuleBlamesACellOfTheSubmissionItself() throws {
        let rules = """
            documents: {goals: {title: 绩效目标, formSet: hunan-2023}}
            rules:
              - {id: total, severity: error, check: sum(goals.overall.funds.initial) == overall.funds.initial, at: overall.funds.initial, message: {zh: 甲, en: a}}
              - {id: wrong, severity: error, check: overall.funds.initial == 1, at: goals.overall.funds.initial, message: {zh: 甲, en: a}}
            """
        let error = #expect(throws: Rejection.self) { try related(rules) }
        #expect(
            error?.diagnostics.map { "\($0.span?.start.line ?? 0) \($0.message.zh)" } == [
                "4 应为用 at 指明本材料的哪一格，这里是“goals.overall.funds.initial”"
            ])
    }

    @Test func aDocumentWantsANameOfItsOwnAndAFormSet() throws {
        let rules =
            "documents: {overall: {title: 甲, formSet: hunan-2023}, goals: {title: 甲}, a: {title: 甲, formSet: b, year: next}}\nrules: []\n"
        let error = #expect(throws: Rejection.self) { try related(rules) }
        #expect(
            error?.diagnostics.map(\.message.zh) == [
                "“overall”是材料自己的字段，对照的材料要另取名字", "缺少“formSet”", "应为same、previous 之一，这里是“next”",
            ])
    }

    @Test func aWaiverOfARuleOverDocumentsIsNeitherUnknownNorUnusedWhereNoneIsChecked() throws {
        var pack = RulePack()
        pack.related = { ["target-as-filed"] }
        let waiver = "\nwaivers: [{rule: target-as-filed, reason: 县里同意调整}]\n"
        #expect(try audited(Self.submission("{name: 修路}") + waiver, rules: pack).findings.map(\.id) == [])
    }
}
