import Foundation
import TestSupport
import Testing

@testable import Evaluation

/// Numbers, functions and relations: what rules compute with.
@Suite struct NumberExpressionTests {
    private static let text =
        head + """
            overall:
              funds: {initial: 660.44, adjusted: 827.51, executed: 800, weight: 10, rate: 96.68%}
              income: [{label: 甲, amount: 0.1}, {label: 乙, amount: 0.2}, {label: 丙}, {label: 丁, amount: 无}]
              expenditure: [{label: 甲}, {label: 乙, amount: ——}]
              groups:
                - {name: 产出, weight: 50, subgroups: [{name: 数量, indicators: [{name: 一, weight: 3}, {name: 二, weight: 4}]}, {name: 质量, indicators: [{name: 三, weight: 5}]}]}
                - {name: 效益, weight: 30, subgroups: [{name: 社会, indicators: [{name: 四, weight: 6, target: ≥95%, actual: 90%}]}]}
              total: {weight: 100}
            """

    private func expression(_ source: String) throws -> (ModelExpression, ExpressionEnvironment) {
        let submission = try audited(Self.text)
        return (
            try ExpressionParser.parse(source, scope: ExpressionScope()), ExpressionEnvironment(root: submission.model)
        )
    }

    @Test(arguments: [
        ("1 + 2 * 3", "7"), ("(1 + 2) * 3", "9"), ("10 - 3 - 2", "5"), ("12 / 4 / 3", "1"), ("-3 + 5", "2"),
        ("0.1 + 0.2", "0.3"),
        ("overall.funds.executed - overall.funds.initial", "139.56"), ("overall.funds.rate", "96.68"),
        ("year - 1", "2022"),
        ("sum(overall.income.amount)", "0.3"), ("count(overall.income)", "4"),
        ("sum(overall.groups.subgroups.indicators.weight)", "18"), ("count(overall.groups.subgroups.indicators)", "4"),
        ("sum(overall.income[label == '乙' or label == '丙'].amount)", "0.2"),
        ("count(overall.income[label == '戊'])", "0"),
        ("sum(overall.groups.subgroups[name != '数量'].indicators[weight > 5].weight)", "6"),
        ("min(3, 2)", "2"), ("max(3, 2)", "3"), ("abs(2 - 3)", "1"), ("percent(26, 36)", "72.2222"),
        ("round(percent(26, 36), 2)", "72.22"),
        ("round(2.5, 0)", "3"), ("round(-2.5, 0)", "-3"), ("round(1.005, 2)", "1.01"), ("round(0.004, 2)", "0"),
        ("quantity('≥95%')", "95"), ("quantity('不超过3次')", "3"), ("quantity('１６８')", "168"),
        ("attainment('100', '95%')", "0.95"), ("attainment('≥95%', '97%')", "1"),
        ("attainment('≤100%', '125%')", "0.8"),
        ("attainment('≤100%', '80%')", "1"), ("year > 2000 ? 1 : 2", "1"),
    ])
    func computes(_ source: String, _ expected: String) throws {
        let (expression, environment) = try expression(source)
        let number = try #require(expression.number(in: environment))
        #expect(number.description.hasPrefix(expected), "\(number)")
    }

    @Test(arguments: [
        "overall.funds.score", "overall.funds.score + 1", "sum(overall.expenditure.amount)", "1 / 0", "percent(1, 0)",
        "sum(overall.expenditure.amount) * 2", "min(overall.funds.score, 1)", "quantity('合理')", "quantity('6月底前')",
        "quantity('2024年')", "quantity('90-95%')", "quantity('')", "attainment('合理', '100%')",
        "attainment('100', '达成')",
    ])
    func isEmptyWhereATermIs(_ source: String) throws {
        let (expression, environment) = try expression(source)
        #expect(expression.number(in: environment) == nil)
    }

    @Test(arguments: [
        ("1 < 2", true), ("2 <= 2", true), ("3 > 3", false), ("3 >= 3", true), ("0.1 + 0.2 == 0.3", true),
        ("1 != 1", false),
        ("overall.funds.executed < overall.funds.adjusted", true), ("overall.funds.score == 10", nil),
        ("overall.funds.score != 10", nil),
        ("not overall.funds.score == 10", nil), ("overall.funds.score == 10 and 1 == 2", false),
        ("overall.funds.score == 10 or 1 == 1", true), ("overall.funds.score == 10 and 1 == 1", nil),
        ("empty(overall.funds.score)", true), ("filled(overall.funds.initial)", true),
        ("empty(overall.expenditure.amount)", true),
        ("filled(overall.income.amount)", true), ("filled(narrative)", false),
        ("empty(overall.income[label == '丁'].amount)", true),
        ("contains(office.name, '财政')", true), ("contains(office.name, '审计')", false),
        ("overall.funds.score == 1 ? 1 == 1 : 1 == 2", false),
    ])
    func decides(_ source: String, _ expected: Bool?) throws {
        let (expression, environment) = try expression(source)
        #expect(expression.truth(in: environment) == expected)
    }

    @Test(arguments: [
        ("office.name == '甲' or office.name == '县委办公室' or office.name == '乙'", ["甲", "县委办公室", "乙"]),
        ("overall.total.weight == '100' or overall.total.weight == '99'", ["100", "99"]),
        ("office.name == '甲' or office.shortName == '乙'", nil), ("office.name == '甲' or office.name != '乙'", nil),
        ("office.name == '甲' or year == 2023", nil),
    ])
    func looksAFieldUpOnceForAllWords(_ source: String, _ words: [String]?) throws {
        let (expression, environment) = try expression(source)
        let terms = try source.components(separatedBy: " or ").map { try self.expression($0).0 }
        #expect(expression.truth(in: environment) == terms.contains { $0.truth(in: environment) == true })
        if case .oneOf(_, let found) = expression { #expect(found == words) } else { #expect(words == nil) }
    }

    @Test(arguments: [
        ("sum(overall.groups.subgroups.indicators.weight)", "12 + 6"),
        ("overall.funds.weight + sum(overall.income.amount)", "10 + 0.1 + 0.2"),
        ("percent(overall.funds.executed, overall.funds.adjusted)", "800 / 827.51"),
        ("(1 + 2) * overall.funds.weight", "(1 + 2) × 10"), ("10 - (3 - 2)", "10 − (3 − 2)"),
        ("12 / (2 * 3)", "12 / (2 × 3)"),
        ("attainment('100', '95%') * 10", "95 / 100 × 10"), ("attainment('95', '95%') * 10", "100% × 10"),
        ("round(1 / 3, 2)", "1 / 3"),
        ("min(overall.funds.executed / overall.funds.adjusted, 1) * 10", "800 / 827.51 × 10"),
        ("min(3 / 2, 1) * 10", "1 × 10"), ("max(3 / 2, 1)", "3 / 2"),
        ("overall.funds.rate", "96.68%"),
    ])
    func showsTheComputation(_ source: String, _ expected: String) throws {
        let (expression, environment) = try expression(source)
        #expect(Computation(expression, in: environment).text == expected)
    }

    @Test func abridgesLongSums() throws {
        let rows = (1...40).map { "{label: 项, amount: \($0)}" }.joined(separator: ", ")
        let submission = try audited(
            head + "overall: {funds: {initial: 1}, income: [\(rows)], \(indicators), total: {weight: 1}}")
        let expression = try ExpressionParser.parse("sum(overall.income.amount)", scope: ExpressionScope())
        let computation = Computation(expression, in: ExpressionEnvironment(root: submission.model))
        #expect(computation.text == "1 + 2 + 3 + 4 + 5 + 6 + 7 + 8 + 9 + 10 + … + 40")
    }

    @Test(arguments: [
        ("office.name + 1 - 2", "wrong-type"), ("office.name * 2", "wrong-type"), ("office < 2", "wrong-type"),
        ("office.name < 'a'", "wrong-type"),
        ("overall.income == 1", "wrong-type"), ("sum(office.name)", "wrong-type"), ("sum(1, 2)", "wrong-type"),
        ("round(1)", "wrong-type"),
        ("smu(1)", "unknown-function"), ("office[name == 'a']", "wrong-type"),
        ("overall.income[nmae == 'a']", "unknown-field"),
        ("sum(", "bad-expression"), ("overall.income[", "bad-expression"), ("1.2.3", "bad-expression"),
        ("1 +", "bad-expression"),
    ])
    func refusesWhatDoesNotFit(_ source: String, _ id: String) {
        #expect(throws: ExpressionFault.self) { try expression(source) }
        do { _ = try expression(source) } catch { #expect((error as? ExpressionFault)?.id == id) }
    }
}
