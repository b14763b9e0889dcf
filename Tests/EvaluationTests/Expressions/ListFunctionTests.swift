import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Evaluation

/// Functions of lists, dates in an order, and how computed numbers print.
@Suite struct ListFunctionTests {
    private static let text =
        head + """
            overall:
              funds: {initial: 660.44, weight: 10}
              income: [{label: 甲, amount: 1.50}, {label: 乙, amount: 2}, {amount: 无}, {label: 丁}]
              expenditure: []
              \(indicators)
              total: {weight: 100}
            """

    private func evaluated(_ source: String) throws -> (text: String, truth: Bool?) {
        let expression = try ExpressionParser.parse(source, scope: ExpressionScope())
        let environment = ExpressionEnvironment(root: try audited(Self.text).model)
        return (expression.text(in: environment), expression.truth(in: environment))
    }

    @Test(arguments: [
        ("join(overall.income.label, '、')", "甲、乙、丁"), ("join(overall.income.amount, '+')", "1.50+2+无"),
        ("join(overall.expenditure.label, '、')", ""), ("join(overall.income[amount > 1.6].label, '')", "乙"),
        ("'共' + join(overall.income.label, '和') + '。'", "共甲和乙和丁。"),
        ("first(overall.income.label)", "甲"), ("last(overall.income.label)", "丁"),
        ("first(overall.income.amount)", "1.50"), ("first(overall.income.amount) + 1", "2.5"),
        ("first(overall.expenditure.label)", ""), ("first(overall.income[label == '乙'].amount) | fixed(2)", "2.00"),
        ("first(overall.income.amount) | capital", "壹万伍仟元整"),
        // What does not end is rounded; what is exact stays.
        ("percent(26, 36)", "72.22"), ("1 / 3", "0.33"), ("2 / 3 * 100", "66.67"), ("1 / 8", "0.125"),
        ("1 / 16", "0.0625"),
        ("round(1 / 3, 6)", "0.333333"), ("(1 / 3) | fixed(5)", "0.33333"), ("0.12345 + 1", "1.12345"),
        ("max(1 / 3, 0)", "0.33"), ("attainment('3', '2')", "0.67"),
    ])
    func writes(_ source: String, _ expected: String) throws { #expect(try evaluated(source).text == expected) }

    @Test(arguments: [
        ("any(overall.income, amount > 1.6)", true), ("any(overall.income, label == '戊')", false),
        ("any(overall.income, amount > 3)", nil), ("all(overall.income, filled(label))", false),
        ("all(overall.income[filled(label)], filled(label))", true), ("all(overall.income, amount > 1)", nil),
        ("all(overall.income, amount > 1.6)", false), ("any(overall.expenditure, label == '')", false),
        ("all(overall.expenditure, label == '甲')", true),
        ("any(overall.income, amount == overall.funds.weight / 5)", true),
        ("any(overall.income, any(overall.income, label == '乙'))", true),
        ("filing.date == '2024-06-02'", true), ("filing.date == '2024.6.2'", true),
        ("filing.date < '2024-10-01'", true),
        ("filing.date >= '2024年6月3日'", false), ("'2024-01-01' <= filing.date", true),
        ("filing.date != '2024-06-02'", false),
        ("filing.date == ''", false), ("filing.date > '2023-12-31' and filing.date < '2025-01-01'", true),
        ("overall.filing.date < '2024-10-01'", true),
    ])
    func decides(_ source: String, _ expected: Bool?) throws { #expect(try evaluated(source).truth == expected) }

    @Test func nothingIsSaidOfADateThatIsNotThere() throws {
        let text = Self.text.replacing("date: 2024-06-02, ", with: "")
        let model = try audited(text).model
        for source in ["filing.date < '2024-10-01'", "not filing.date >= '2024-10-01'", "filing.date == '2024-10-01'"] {
            let expression = try ExpressionParser.parse(source, scope: ExpressionScope())
            #expect(expression.truth(in: ExpressionEnvironment(root: model)) == nil)
        }
    }

    @Test(arguments: [
        ("join(overall.income, '、')", "overall.income.label"), ("join(office.name, '、')", "第 1 个参数应为列表，这里是文字"),
        ("join(overall.income.label)", "要 2 个参数，这里是 1 个"), ("first(overall.income)", "overall.income.label"),
        ("first(year)", "应为列表"), ("any(overall.income)", "要 2 个参数"), ("any(year, year)", "应为列表"),
        ("any(overall.income, nonsense)", "没有名为“nonsense”的字段"), ("filing.date < '明天'", "“明天”不是日期"),
        ("filing.date < 2024", "只能用于两个数字、两个日期或文字"), ("office.name < '2024-06-02'", "只能用于两个数字、两个日期或文字"),
        ("overall.income.amount - 2", "sum(…)"), ("abs(overall.income.amount)", "sum(…)"),
        ("overall.income.amount == 1", "sum(…)"), ("office.name * 2", "quantity(…)"),
    ])
    func tellsWhatDoesNotFitAndWhatWould(_ source: String, _ words: String) {
        do throws(ExpressionFault) {
            _ = try ExpressionParser.parse(source, scope: ExpressionScope())
            Issue.record("\(source) is refused")
        } catch {
            let said = [error.message.zh] + error.hints.map(\.zh)
            #expect(said.contains { $0.contains(words) }, "\(said)")
        }
    }
}
