import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Evaluation

/// The rules of hunan-2023: each holds for the example, and each is broken by one change of it.
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

    @Test func nothingIsFoundInTheExample() throws {
        #expect(try Self.found(Self.example()).map(\.id) == [])
    }

    /// What is changed in the example, and the rules that are then broken, in the order of the file.
    private static let changes: [(String, String, [String])] = [
        ("controlRate: 72.22%", "controlRate: 72.23%", ["staffing-control-rate"]),
        (
            "label: 三公经费, level: 1, previousFinal: 6.56", "label: 三公经费, level: 1, previousFinal: 6.57",
            ["three-public-sum"]
        ),
        (
            "label: 3.公务接待, level: 2, previousFinal: 6.56, budget: 6.5", "label: 3.公务接待, level: 2, previousFinal: 6.56",
            ["three-public-parts-missing"]
        ),
        (
            "label: 1.公务用车购置和维护经费, level: 2}\n    - {item: vehiclePurchase, label: 其中：公务车购置, level: 3}",
            "label: 1.公务用车购置和维护经费, level: 2, budget: 0}\n    - {item: vehiclePurchase, label: 其中：公务车购置, level: 3, budget: 1}",
            ["vehicle-sum"]
        ),
        (
            "label: 1.公务用车购置和维护经费, level: 2}", "label: 1.公务用车购置和维护经费, level: 2, budget: 0}", ["vehicle-parts-missing"]
        ),
        ("level: 1, previousFinal: 4.2, final: 4.87}", "level: 1, previousFinal: 4.3, final: 4.87}", ["project-sum"]),
        (
            "previousFinal: 121.4, budget: 113.2, final: 112.4}", "previousFinal: 121.4, budget: 103.1, final: 102}",
            ["public-funds-bound", "public-funds-bound"]
        ),
        (", previousFinal: 121.4, budget: 113.2, final: 112.4}", "}", ["public-funds-missing"]),
        ("budget: 72.3, final: 71.91}", "budget: 71.3, final: 71.91}", ["over-budget-reason"]),
        (
            "approvedArea: 无, actualArea: 无, areaControlRate: 无,",
            "approvedArea: 100, actualArea: 90, areaControlRate: 91%,",
            ["building-scale-rate"]
        ),
        (
            "plannedInvestment: 无, actualInvestment: 无, investmentControlRate: 无",
            "plannedInvestment: 3, actualInvestment: 1, investmentControlRate: 33.4%", ["building-investment-rate"]
        ),
        (
            "executed: 827.51, weight: 10, rate: 100%, score: 10}",
            "executed: 827.51, weight: 10, rate: 99%, score: 10}", ["overall-execution-rate"]
        ),
        (
            "executed: 827.51, weight: 10, rate: 100%, score: 10}",
            "executed: 827.51, weight: 10, rate: 100%, score: 9}", ["overall-execution-score", "overall-score-total"]
        ),
        ("{label: 一般公共预算, amount: 827.51}", "{label: 一般公共预算, amount: 827.52}", ["income-total"]),
        ("{label: 基本支出, amount: 460.73}", "{label: 基本支出, amount: 460.72}", ["expenditure-total"]),
        (
            "previousFinal: 684.91, budget: 444.04, final: 460.73}",
            "previousFinal: 684.91, budget: 444.04, final: 461.73}", ["cross-form-total"]
        ),
        (
            "{label: 基本支出, amount: 460.73}\n    - {label: 项目支出, amount: 366.78}",
            "{label: 基本支出, amount: 460.74}\n    - {label: 项目支出, amount: 366.77}", ["cross-form-projects"]
        ),
        ("- name: 产出指标\n      weight: 50", "- name: 产出指标\n      weight: 51", ["group-weights"]),
        ("- name: 成本指标\n          weight: 20", "- name: 成本指标\n          weight: 10", ["group-weights"]),
        (
            "  total: {weight: 100, score: 99}", "  total: {weight: 110, score: 99}",
            ["overall-weights-total", "overall-weights-hundred"]
        ),
        ("  total: {weight: 100, score: 99}", "  total: {weight: 100, score: 99.01}", ["overall-score-total"]),
        (
            "target: ≥98%, actual: 99%, weight: 10, score: 10}", "target: ≥98%, actual: 99%, weight: 10, score: 10.5}",
            ["score-bound", "target-met", "overall-score-total"]
        ),
        (
            "target: 明显, actual: 100%, weight: 10, score: 10}",
            "target: 明显, actual: 100%, weight: 10, score: -1, deviation: 有}", ["score-negative", "overall-score-total"]
        ),
        (
            "target: ≥98%, actual: 99%, weight: 10, score: 10}",
            "target: ≥98%, actual: 99%, weight: 10, score: 9, deviation: 有}", ["target-met", "overall-score-total"]
        ),
        (
            "target: ≥98%, actual: 99%, weight: 10, score: 10}",
            "target: ≥98%, actual: 49%, weight: 10, score: 10, deviation: 有}", ["target-missed"]
        ),
        (
            "target: ≥98%, actual: 99%, weight: 10, score: 10}",
            "target: ≥98%, actual: 97.9%, weight: 10, score: 9.99}", ["deviation-reason", "overall-score-total"]
        ),
        (
            "target: ≥98%, actual: 99%, weight: 10, score: 10}",
            "target: ≤15万元, actual: 140000元, weight: 10, score: 9, deviation: 有}",
            ["target-met", "overall-score-total"]
        ),
        (
            "target: ≥98%, actual: 99%, weight: 10, score: 10}", "target: 15万元, actual: 15, weight: 10, score: 10}",
            ["target-unchecked"]
        ),
        (
            "target: 明显, actual: 100%, weight: 10, score: 10}", "target: 明显, actual: 部分达成, weight: 10, score: 10}",
            ["qualitative-tier"]
        ),
        (
            "executed: 74.44, weight: 10, rate: 100%, score: 10}\n        - {source: fiscal, label: 其中：当年财政拨款, initial: 74.44, adjusted: 74.44, executed: 74.44}",
            "executed: 72, weight: 10, rate: 96.72%, score: 10}\n        - {source: fiscal, label: 其中：当年财政拨款, initial: 74.44, adjusted: 74.44, executed: 72}",
            ["cross-form-projects", "execution-score"]
        ),
        ("authorized: 36, actual: 26", "authorized: -36, actual: 26", ["staffing-negative", "staffing-control-rate"]),
        (
            "target: 明显, actual: 100%, weight: 10, score: 10}", "target: 明显, actual: 100%, weight: -10, score: 10}",
            ["group-weights", "weight-negative", "score-bound", "overall-weights-total"]
        ),
        (
            "executed: 74.44, weight: 10, rate: 100%, score: 10}",
            "executed: 74.44, weight: -10, rate: 100%, score: 10}",
            ["execution-weight-negative", "execution-score", "weights-total"]
        ),
        (
            "executed: 827.51, weight: 10, rate: 100%, score: 10}",
            "executed: 827.51, weight: -10, rate: 100%, score: 10}",
            ["overall-execution-weight-negative", "overall-execution-score", "overall-weights-total"]
        ),
        ("      budget: 141.96", "      budget: 142", ["report-budget"]),
        ("label: 其中：当年财政拨款, initial: 141.96", "label: 其中：当年财政拨款, initial: 141", ["fund-sources"]),
        (
            "executed: 74.44, weight: 10, rate: 100%, score: 10}", "executed: 74.44, weight: 10, rate: 98%, score: 10}",
            ["execution-rate"]
        ),
        (
            "executed: 74.44, weight: 10, rate: 100%, score: 10}",
            "executed: 74.44, weight: 10, rate: 100%, score: 9.5}", ["execution-score", "score-total"]
        ),
        (
            "      total: {weight: 100, score: 99.5}", "      total: {weight: 90, score: 99.5}",
            ["weights-total", "weights-hundred"]
        ),
        ("      total: {weight: 100, score: 99.5}", "      total: {weight: 100, score: 90}", ["score-total"]),
        (
            "label: 2.出国经费, level: 2}", "label: 2.出国经费, level: 2, budget: -1}",
            ["three-public-sum", "spending-negative"]
        ),
        (
            "label: 其他资金}\n      expectedGoal", "label: 其他资金, initial: -1}\n      expectedGoal",
            ["fund-sources", "funds-negative"]
        ),
        ("基本支出年初预算444.04万元", "基本支出年初预算444.4万元", ["prose-amount"]),
        ("基本支出年初预算444.04万元", "基本支出年初预算444.04万元，占年初预算660.44万元的72.8%", ["prose-share"]),
        ("三、政府性基金预算支出情况。", "三、政府性基金预算支出情况。“三公”经费支出9.99万元。", ["prose-amount"]),
        ("三、政府性基金预算支出情况。", "三、政府性基金预算支出情况。2022年基本支出决算460.73万元。", ["prose-amount"]),
        (
            "target: ≥98%, actual: 99%, weight: 10, score: 10}",
            "target: 0起, actual: 2起, weight: 10, score: 10, deviation: 有}", ["target-missed-full"]
        ),
        ("三、政府性基金预算支出情况。", "三、政府性基金预算支出情况。自评等级为“良”。", ["prose-grade"]),
    ]

    @Test(arguments: changes)
    func findsWhatAChangeBreaks(_ from: String, _ to: String, _ rules: [String]) throws {
        let example = try Self.example()
        #expect(example.contains(from), "the example no longer says “\(from)”")
        guard let range = example.range(of: from) else { return }
        let found = try Self.found(example.replacingCharacters(in: range, with: to))
        #expect(found.flatMap(\.allIDs).sorted() == rules.sorted())
    }

    @Test func everyRuleHasAFailingCase() throws {
        let broken = Set(Self.changes.flatMap(\.2)).union([
            "project-parts-missing", "overall-parts-missing", "parts-missing",
        ])
        #expect(try Set(Self.pack().ids) == broken)
    }

    /// What looks like a fault and is none.
    @Test(arguments: [
        ("三、政府性基金预算支出情况。", "三、政府性基金预算支出情况。2022年基本支出决算684.91万元，去年，“三公”经费支出6.56万元。"),
        ("三、政府性基金预算支出情况。", "三、政府性基金预算支出情况。2021年基本支出决算1万元，2022年自评等级为“良”。"),
        ("三、政府性基金预算支出情况。", "三、政府性基金预算支出情况。2022年基本支出684.91万元，占总支出的70%。"),
        ("三、政府性基金预算支出情况。", "三、政府性基金预算支出情况。“自评等级”为“优”。"),
        ("target: ≥98%, actual: 99%, weight", "target: 5%以内, actual: 3%, weight"),
        ("target: ≥98%, actual: 99%, weight", "target: 0起, actual: 0起, weight"),
    ])
    func findsNothingInWhatHolds(_ from: String, _ to: String) throws {
        let example = try Self.example()
        let range = try #require(example.range(of: from))
        #expect(try Self.found(example.replacingCharacters(in: range, with: to)).map(\.id) == [])
    }

    /// How much a target of nothing costs that is missed, is for the county to say.
    @Test func lessThanTheFullScoreForAMissedTargetOfNothingIsRight() throws {
        let text = try Self.example().replacing(
            "target: ≥98%, actual: 99%, weight: 10, score: 10}",
            with: "target: 0起, actual: 2起, weight: 10, score: 8, deviation: 有}")
        #expect(
            Set(try Self.found(text).map(\.id)).isDisjoint(with: ["target-met", "target-missed", "target-missed-full"]))
    }

    @Test(arguments: [("overall", "overall-parts-missing"), ("projects", "parts-missing")])
    func aTotalBesideEmptyIndicatorsIsAWarning(_ form: String, _ rule: String) throws {
        var current = ""
        let lines = try Self.example().split(separator: "\n", omittingEmptySubsequences: false).map { line in
            if let first = line.first, first.isLetter { current = String(line.prefix { $0 != ":" }) }
            let isRow = current == form && line.contains("actual:")
            return isRow ? String(line).replacing(#/, (weight|score): [0-9.]+/#, with: "") : String(line)
        }
        let found = try Self.found(lines.joined(separator: "\n")).map(\.id)
        #expect(found.contains(rule))
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

    @Test func aSubtotalBesideEmptyLinesIsAWarning() throws {
        let figure = try Regex("previousFinal: [0-9.]+, ")
        let lines = try Self.example().split(separator: "\n", omittingEmptySubsequences: false).map { line in
            line.contains("item: project,") ? String(line).replacing(figure, with: "") : String(line)
        }
        #expect(try Self.found(lines.joined(separator: "\n")).map(\.id) == ["project-parts-missing"])
    }

    @Test func aRuleIsNotCheckedWhereItsFieldsAreAtFault() throws {
        let text = try Self.example().replacing("controlRate: 72.22%", with: "controlRate: 很高").replacing(
            "authorized: 36", with: "authorized: 35")
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
