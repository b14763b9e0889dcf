import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Evaluation

/// Rules on the elements of a list beside each other, on rows that a form has, and loops through groups.
@Suite struct ListRuleTests {
    private func found(_ rules: String, _ submission: String, base: String = "rules: []") throws -> [Diagnostic] {
        let folder = try TemporaryFolder()
        _ = try folder.write("base.yaml", base)
        let path = try folder.write("rules.yaml", "like: base.yaml\nrules:\n" + rules)
        return try audited(head + submission, rules: RulePack.load(paths: [path], model: .hunan)).findings
    }

    private static let message = "message: {zh: 错, en: wrong}"
    private static let unique =
        "  - {id: twice, severity: error, unique: row.name, \(message), "
        + "each: [project in projects, row in project.evaluation.groups.subgroups.indicators]}"
    private static let rows =
        "  - {id: rows, severity: error, rows: baseData.spending.item, words: [basic, projectSubtotal], \(message)}"

    private static func project(_ name: String, _ indicators: String...) -> String {
        let rows = indicators.map { "{name: '\($0)'}" }.joined(separator: ", ")
        return "{name: \(name), department: 乙, unit: 丙, evaluation: {funds: [{label: 总额}], "
            + "groups: [{name: 一, subgroups: [{name: 二, indicators: [\(rows)]}]}], total: {weight: 100}}}"
    }

    @Test func findsElementsThatSayTheSame() throws {
        let projects = [Self.project("甲", "完成率", "“满意” 度", "1.完成率", "满意度"), Self.project("乙", "完成率")]
        let found = try found(Self.unique, "projects: [\(projects.joined(separator: ", "))]")
        #expect(
            found.map(\.field) == [2, 3].map { "projects[0].evaluation.groups[0].subgroups[0].indicators[\($0)].name" })
        #expect(found.first?.hints.first?.zh == "文件第 5 行的“三级指标”与这里相同")
    }

    @Test func elementsWithoutTextAreNoCopies() throws {
        let rule =
            "  - {id: twice, severity: error, each: [row in overall.income], unique: row.amount, at: row.label, \(Self.message)}"
        #expect(
            try found(rule, "overall: {funds: {}, income: [{label: 甲}, {label: 乙}], \(indicators), total: {}}").isEmpty)
    }

    @Test(arguments: [
        ("[{item: basic, label: 甲}]", ["“项目支出小计”：错"]), ("[{label: 甲}]", ["“部门基本支出”：错", "“项目支出小计”：错"]),
        ("[{item: basic, label: 甲}, {item: projectSubtotal, label: 乙}]", []),
    ])
    func findsRowsThatAreMissing(_ spending: String, _ expected: [String]) throws {
        let found = try found(Self.rows, "baseData: {staffing: {}, spending: \(spending)}")
        #expect(found.map(\.message.zh) == expected)
        #expect(found.allSatisfy { $0.field == "baseData.spending" && $0.cell == nil })
    }

    @Test func aFormThatIsNotThereLacksNoRows() throws { #expect(try found(Self.rows, "").isEmpty) }

    @Test func rowsAreKnownByWordsInTheirNames() throws {
        let rule =
            "  - {id: rows, severity: error, rows: overall.expenditure.label, words: [基本支出, 项目支出], \(Self.message)}"
        let overall = "overall: {funds: {}, expenditure: [{label: 其中：“基本”支出}], \(indicators), total: {}}"
        #expect(try found(rule, overall).map(\.message.zh) == ["“项目支出”：错"])
    }

    @Test(arguments: [
        "check: \"baseData.staffing.actual == sum(baseData.spending[item == 'basic'].final)\"",
        "each: [\"row in baseData.spending[item == 'basic']\"], check: row.final == row.budget",
        "each: [\"row in baseData.spending[same(label, '基本支出')]\"], check: row.final == row.budget",
    ])
    func saysWhichRulesWereNotCheckedForLackOfARow(_ rule: String) throws {
        let rules = "  - {id: total, severity: error, \(rule), \(Self.message)}"
        let submission = "baseData: {staffing: {actual: 2}, spending: [{item: office, label: 办公费, final: 1}]}"
        let findings = try found(rules, submission)
        #expect(findings.map(\.id) == ["rule-unchecked"] && findings.first?.severity == .note)
        #expect(findings.first?.message.zh.contains("这些规则没有核对：total") == true)
        let whole = submission.replacing("item: office, label: 办公费", with: "item: basic, label: 基本支出, budget: 2")
        #expect(try found(rules, whole).map(\.id) == ["total"])
        #expect(try found(rules, "").isEmpty)
    }

    @Test func goesThroughGroupsAndFindsWhatIsTakenOverOnce() throws {
        let rule =
            "  - {id: phone, severity: error, each: ['signed in filing, baseData.filing, overall.filing, projects.report.filing'], "
            + "check: telephone(signed.phone), at: signed.phone, \(Self.message)}"
        let forms =
            "baseData: {staffing: {}, spending: [{label: 甲}], filing: {phone: '123'}}\n"
            + "overall: {funds: {}, \(indicators), total: {}}\n"
        #expect(try found(rule, forms).map(\.field) == ["baseData.filing.phone"])
        let folder = try TemporaryFolder()
        let path = try folder.write("rules.yaml", "rules:\n" + rule)
        let text = head.replacing("7700001", with: "770001") + "overall: {funds: {}, \(indicators), total: {}}\n"
        let all = try audited(text, rules: RulePack.load(paths: [path], model: .hunan)).findings
        #expect(all.map(\.field) == ["filing.phone"])
    }

    @Test func leavesOutARuleOfTheBase() throws {
        let base = "rules:\n" + Self.rows
        let submission = "baseData: {staffing: {}, spending: [{label: 甲}]}"
        #expect(try found("  - {id: rows, drop: true}", submission, base: base).isEmpty)
        #expect(try found("  []", submission, base: base).count == 2)
    }

    @Test(arguments: [
        ("7700001", true), ("13800000001", true), ("0746-7700001", true), ("(0746)77000012", true),
        ("7700001转8012", true),
        ("+86 138 0000 0001", true), ("7700001、13800000001", true), ("07467700001 13800000001", true), ("12345", true),
        ("1380000001", false), ("138000000011", false), ("770001", false), ("7700001/138000000", false),
        ("0746-770", false),
        ("无", nil), ("", nil), ("见通讯录", nil), ("2700001", true), ("8700001", true), ("4001234567", true),
    ])
    func knowsHowManyDigitsATelephoneNumberHas(_ text: String, _ isWhole: Bool?) {
        #expect(TelephoneNumber.isWhole(text) == isWhole)
    }

    @Test(arguments: [
        ("same('1、甲项目', '“甲”项目')", true), ("same('其中：基本支出', '基本支出')", true), ("same('（二）甲 乙', '甲乙')", true),
        ("same('甲项目', '甲项目二期')", false), ("year(filing.date) == 2024 and month(filing.date) == 6", true),
        ("year(filing.date) <= year", false),
    ])
    func comparesNamesAndDates(_ source: String, _ expected: Bool) throws {
        let expression = try ExpressionParser.parse(source, scope: ExpressionScope())
        #expect(expression.truth(in: ExpressionEnvironment(root: try audited(head).model)) == expected)
    }
}
