import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Evaluation

/// One wrong cell is one finding, told where it is wrong; what follows from it stands below.
@Suite struct BlameTests {
    /// What is changed in one cell, the field to blame with what it states and would have to, and how much follows.
    @Test(arguments: [
        ("executed: 827.51, weight: 10", "executed: 872.51, weight: 10", "overall.funds.executed", "872.51", "827.51"),
        ("executed: 827.51, weight: 10", "executed: 800.00, weight: 10", "overall.funds.executed", "800.00", "827.51"),
        (
            "budget: 444.04, final: 460.73", "budget: 444.04, final: 406.73", "baseData.spending[0].final", "406.73",
            "460.73"
        ),
        (
            "{label: 基本支出, amount: 460.73}", "{label: 基本支出, amount: 460.37}", "overall.expenditure[0].amount", "460.37",
            "460.73"
        ),
        (
            "target: ≥98%, actual: 99%, weight: 10", "target: ≥98%, actual: 99%, weight: 100",
            "overall.groups[0].subgroups[1].indicators[1].weight", "100", "10"
        ),
        ("  total: {weight: 100, score: 99}", "  total: {weight: 90, score: 99}", "overall.total.weight", "90", "100"),
        (
            "executed: 827.51, weight: 10, rate: 100%, score: 10}",
            "executed: 827.51, weight: 10, rate: 100%, score: 1}", "overall.funds.score", "1", "10"
        ),
    ])
    func oneWrongCellIsOneFinding(
        _ from: String, _ to: String, _ field: String, _ stated: String, _ expected: String
    ) throws {
        let errors = try HunanExample.found((from, to)).filter { $0.severity == .error }
        #expect(errors.map(\.field) == [field])
        #expect(errors.first?.comparison?.found == stated)
        #expect(errors.first?.comparison?.expected == expected)
    }

    @Test func whatFollowsIsKeptBelowIt() throws {
        let finding = try #require(
            try HunanExample.found(("executed: 827.51, weight: 10", "executed: 800.00, weight: 10")).first)
        #expect(
            finding.allIDs.sorted() == [
                "cross-form-total", "expenditure-total", "income-total", "overall-execution-rate",
                "overall-execution-score",
            ])
        let text = DiagnosticPrinter(language: .zh).text(for: finding)
        #expect(text.contains("\n  由此也不符：执行率应等于全年执行数除以全年预算数 [overall-execution-rate]\n"))
    }

    /// The figures of the relation stand beside those of the cell that is to blame, which is not the one that the rule names.
    @Test func saysHowAnotherCellIsToBlame() throws {
        let finding = try #require(
            try HunanExample.found(("budget: 444.04, final: 460.73", "budget: 444.04, final: 406.73")).first)
        #expect(finding.comparison?.computation == "827.51 ≠ 406.73 + 366.78 = 773.51")
    }

    /// What is 100 as the form wants it is not to blame where its parts come to more.
    @Test func blamesThePartsWhereTheFormWantsTheirTotal() throws {
        let found = try HunanExample.found(
            ("- name: 产出指标\n      weight: 50", "- name: 产出指标\n      weight: 60"),
            ("target: ≥98%, actual: 99%, weight: 10, score: 10", "target: ≥98%, actual: 99%, weight: 20, score: 20"),
            ("  total: {weight: 100, score: 99}", "  total: {weight: 100, score: 109}"))
        let comparison = try #require(found.first { $0.id == "overall-weights-total" }?.comparison)
        #expect(comparison.isOfParts)
        #expect(comparison.text.zh == "各部分合起来是 10 + 60 + 30 + 10 = 110，应为 100：要改的是各部分，不是这里的 100")
    }

    /// Two cells that are wrong are two findings.
    @Test func twoWrongCellsAreTwoFindings() throws {
        let found = try HunanExample.found(
            ("authorized: 36, actual: 26, controlRate: 72.22%", "authorized: 36, actual: 26, controlRate: 27.22%"),
            ("  total: {weight: 100, score: 99}", "  total: {weight: 100, score: 90}"))
        #expect(found.map(\.field) == ["baseData.staffing.controlRate", "overall.total.score"])
    }

    /// Where any of several lines may be wrong, the total is told, as the rule says it.
    @Test func blamesNoneOfSeveralLines() throws {
        let found = try HunanExample.found(
            ("level: 0, previousFinal: 229.56, budget: 216.4", "level: 0, previousFinal: 230.56, budget: 216.4"))
        #expect(found.map(\.field) == ["baseData.spending[11].previousFinal"])
    }

    /// A waiver may name the cell that is told, the one that the rule names, or either as it is printed.
    @Test(arguments: ["baseData.spending[0].final", "overall.funds.executed", "baseData.spending[0]", ""])
    func aWaiverNamesEitherCell(_ place: String) throws {
        let waiver = "waivers: [{rule: cross-form-total, at: '\(place)', reason: 甲}]\n\n# 附件3  部门"
        let found = try HunanExample.found(
            ("budget: 444.04, final: 460.73", "budget: 444.04, final: 406.73"), ("# 附件3  部门", waiver))
        #expect(found.filter { $0.id == "cross-form-total" }.map(\.waiver) == ["甲"])
    }

    /// What followed from a finding that is waived is told by itself.
    @Test func whatFollowsFromWhatIsWaivedIsTold() throws {
        let waiver = "waivers: [{rule: income-total, reason: 甲}]\n\n# 附件3  部门"
        let found = try HunanExample.found(
            ("executed: 827.51, weight: 10", "executed: 800.00, weight: 10"), ("# 附件3  部门", waiver))
        #expect(found.map { $0.waiver ?? "" }.sorted() == ["", "甲"])
        #expect(Set(found.flatMap(\.allIDs)).count == 5)
    }
}
