import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Evaluation

/// What the rules of hunan-2023 say and leave unsaid, besides what `Changes` breaks.
@Suite struct RulePackTests {
    private static let folder = Fixtures.project + "/layouts/hunan-2023"

    private static func pack() throws(Rejection) -> RulePack {
        try RulePack.load(paths: [folder + "/rules.yaml"], model: .hunan)
    }

    private static func example() throws -> String {
        try String(contentsOfFile: folder + "/example/submission.yaml", encoding: .utf8)
    }

    private static func found(_ text: String) throws -> [Diagnostic] {
        try audited(text, rules: pack()).findings
    }

    /// How much a target of nothing costs that is missed, is for the county to say.
    @Test func lessThanTheFullScoreForAMissedTargetOfNothingIsRight() throws {
        let text = try Self.example().replacing(
            "target: ≥98%, actual: 99%, weight: 10, score: 10}",
            with: "target: 0起, actual: 2起, weight: 10, score: 8, deviation: 有}")
        #expect(
            Set(try Self.found(text).map(\.id)).isDisjoint(with: ["target-met", "target-missed", "target-missed-full"]))
    }

    @Test(arguments: [("overall", 1), ("projects", 2)])
    func aFormWithoutIndicatorsIsAnError(_ form: String, _ count: Int) throws {
        let indicators = "funds: {}, groups: [], total: {weight: 100, score: 99}"
        let projects =
            "[{name: 甲, department: 乙, unit: 丙, evaluation: {funds: [], groups: [], total: {}}},"
            + " {name: 丁, department: 乙, unit: 丙, evaluation: {funds: [], groups: [], total: {}}}]"
        let text = head + (form == "overall" ? "overall: {\(indicators)}" : "projects: \(projects)")
        let found = try Self.found(text).filter { $0.id == "empty-group" }
        #expect(found.count == count)
        #expect(found.first?.field == (form == "overall" ? "overall.groups" : "projects[0].evaluation.groups"))
        #expect(found.first?.span?.start.line == 5)
        #expect(found.first?.span?.start.column != 1)
    }

    @Test func aRuleIsNotCheckedWhereItsFieldsAreAtFault() throws {
        let text = try Self.example().replacing("controlRate: 72.22%", with: "controlRate: 很高").replacing(
            "authorized: 36", with: "authorized: 35"
        ).replacing("核定编制36名", with: "核定编制35名").replacing("控制率72.22%", with: "控制率74.29%")
        #expect(try Self.found(text).map(\.id) == ["bad-number"])
    }

    @Test func statesTheFiguresAndTheirComputation() throws {
        let text = try Self.example().replacing(
            "  total: {weight: 100, score: 99}", with: "  total: {weight: 90, score: 99}")
        let comparison = try #require(try Self.found(text).first?.comparison)
        #expect(comparison.found == "90")
        #expect(comparison.expected == "100")
        #expect(comparison.computation == "10 + 50 + 30 + 10 = 100")
        #expect(comparison.text.zh == "这里是 90，应为 100（10 + 50 + 30 + 10 = 100）")
    }
}
