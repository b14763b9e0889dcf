import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Evaluation

/// Forms of values, one behind the other.
@Suite struct ValueFilterTests {
    private static let text =
        head + """
            overall:
              funds: {initial: 1684.905, adjusted: "1,684.9", executed: 无, weight: 10, rate: 96.68%}
              income: [{label: 甲, amount: 0.1}, {label: 乙, amount: 1234567.8}]
              \(indicators)
              total: {weight: 100}
            """

    private func text(_ source: String) throws -> String {
        let expression = try ExpressionParser.parse(source, scope: ExpressionScope())
        return expression.text(in: ExpressionEnvironment(root: try audited(Self.text).model))
    }

    @Test(arguments: [
        ("filing.date | iso", "2024-06-02"), ("filing.date | numeral", "二〇二四年六月二日"),
        ("filing.date | chinese", "2024年6月2日"),
        ("overall.funds.initial | fixed(2)", "1684.91"), ("overall.funds.initial | fixed(0)", "1685"),
        ("overall.funds.initial | fixed(5)", "1684.90500"), ("overall.funds.adjusted | fixed(2)", "1,684.90"),
        ("overall.funds.rate | fixed(1)", "96.7%"), ("year | fixed(1)", "2023.0"), ("-0.004 | fixed(2)", "0.00"),
        ("overall.funds.initial | thousands", "1,684.905"), ("overall.funds.adjusted | thousands", "1,684.9"),
        ("999 | thousands", "999"), ("1000000 | thousands", "1,000,000"), ("-123456 | thousands", "-123,456"),
        ("overall.funds.initial | fixed(2) | thousands", "1,684.91"),
        ("overall.funds.initial | thousands | fixed(2)", "1,684.91"),
        ("sum(overall.income.amount) | fixed(2) | thousands", "1,234,567.90"),
        ("percent(26, 36) | fixed(2) | percent", "72.22%"), ("overall.funds.rate | percent", "96.68%"),
        ("(5 / 3) | unit('元')", "1.67元"), ("(5000 / 3) | thousands", "1,666.67"), ("(5 / 3) | percent", "1.67%"),
        ("(5 / 3) | numeral", "一点六七"), ("(5 / 3) | digits", "一点六七"), ("(5 / 3) | fixed(3)", "1.667"),
        ("(1 / 3) | fixed(2)", "0.33"), ("1 + 2 | fixed(1)", "3"),
        ("'共' + (overall.funds.initial | fixed(1)) + '万元'", "共1684.9万元"),
        ("year | numeral", "二千零二十三"), ("year | digits", "二〇二三"), ("year | previous | digits", "二〇二二"),
        ("23 | numeral", "二十三"), ("105 | numeral", "一百零五"), ("10 | numeral", "十"), ("15 | numeral", "十五"),
        ("110 | numeral", "一百一十"), ("10050 | numeral", "一万零五十"), ("120000 | numeral", "十二万"),
        ("30010 | numeral", "三万零一十"), ("3.14 | numeral", "三点一四"), ("-5 | numeral", "负五"), ("0 | numeral", "零"),
        ("10.05 | digits", "一〇点〇五"),
        ("overall.funds.initial | unit('万元')", "1684.905万元"), ("office.name | unit('（章）')", "清岚县财政局（章）"),
        ("123.45 | capital('元')", "壹佰贰拾叁元肆角伍分"), ("overall.funds.initial | capital", "壹仟陆佰捌拾肆万玖仟零伍拾元整"),
        ("sum(overall.income.amount) | capital", "壹佰贰拾叁亿肆仟伍佰陆拾柒万玖仟元整"),
        ("overall.funds.initial | to('元')", "16849050"), ("overall.funds.initial | to('亿元')", "0.1684905"),
        ("overall.funds.initial | to('元') | thousands | unit('元')", "16,849,050元"),
        ("overall.funds.initial | to('元') | capital", "壹仟陆佰捌拾肆万玖仟零伍拾元整"),
        ("overall.funds.initial - overall.funds.adjusted | to('亿元') | fixed(4)", "1684.7365"),
        ("(overall.funds.initial - overall.funds.adjusted) | to('元') | fixed(1)", "50.0"),
    ])
    func writes(_ source: String, _ expected: String) throws { #expect(try text(source) == expected) }

    /// An empty value prints nothing in any form, and a mark stays what it is.
    @Test(arguments: [
        "percent", "fixed(2)", "thousands", "unit('万元')", "capital", "numeral", "digits", "to('元')",
        "fixed(2) | thousands | percent", "previous",
    ])
    func nothingStandsBesideWhatIsEmpty(_ filter: String) throws {
        #expect(try text("sum(overall.expenditure.amount) | \(filter)") == "")
        #expect(try text("overall.funds.executed | \(filter.replacing("capital", with: "capital('元')"))") == "无")
    }

    @Test(arguments: [
        "overall.funds.rate | percent == 96.68", "overall.funds.initial | fixed(2) == 1684.91",
        "(overall.funds.initial | thousands) + 1 == 1685.905", "year | previous == 2022",
    ])
    func aFormOfANumberIsANumber(_ source: String) throws { #expect(try text(source) == "true") }

    @Test(arguments: [
        ("year | thousand", "unknown-filter", "是不是“thousands”？"), ("year | fixed", "wrong-type", "写作 fixed(2)"),
        ("year | fixed('2')", "wrong-type", "写作 fixed(2)"), ("year | fixed(21)", "wrong-type", "写作 fixed(2)"),
        ("year | fixed(1.5)", "wrong-type", "写作 fixed(2)"), ("year | capital", "wrong-type", "model.yaml"),
        ("year | to('元')", "wrong-type", "model.yaml"), ("overall.funds.initial | to('美元')", "wrong-type", "万元"),
        ("year | percent(2)", "wrong-type", "thousands、percent 用于数字"), ("year | unit", "wrong-type", "unit('万元')"),
        ("overall.income.amount | fixed(2)", "wrong-type", "sum(…)"), ("office.name | thousands", "wrong-type", "用于数字"),
        ("filing.date | fixed(2)", "wrong-type", "用于数字"), ("filing.date | iso | chinese", "wrong-type", "用于日期"),
        ("office.name | boxes", "wrong-type", "选项"), ("year | fixed(2", "bad-expression", nil),
        ("year | (fixed)", "unknown-filter", "可用"),
    ])
    func tellsWhatDoesNotFit(_ source: String, _ id: String, _ hint: String?) {
        do throws(ExpressionFault) {
            _ = try ExpressionParser.parse(source, scope: ExpressionScope())
            Issue.record("\(source) is refused")
        } catch {
            #expect(error.id == id)
            if let hint { #expect(error.hints.contains { $0.zh.contains(hint) }, "\(error.hints.map(\.zh))") }
        }
    }

    @Test func knowsTheFieldOfWhatItWrites() throws {
        let submission = try audited(Self.text)
        let expression = try ExpressionParser.parse(
            "overall.funds.initial | fixed(2) | thousands", scope: ExpressionScope())
        let texts = expression.texts(in: ExpressionEnvironment(root: submission.model))
        #expect(
            texts.compactMap(\.field).map { submission.places(of: [$0])[$0]?.path.description } == [
                "overall.funds.initial"
            ])
    }
}
