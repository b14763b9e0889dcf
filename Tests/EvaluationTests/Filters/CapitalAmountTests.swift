import Foundation
import Testing

@testable import Evaluation

/// Amounts in the characters of cheques: every digit, every rule on 零 and 整.
@Suite struct CapitalAmountTests {
    /// The examples of 支付结算办法, 附件一; where they allow to leave 零 out, it is left out.
    @Test(arguments: [
        ("1409.50", "壹仟肆佰零玖元伍角"), ("6007.14", "陆仟零柒元壹角肆分"), ("1680.32", "壹仟陆佰捌拾元叁角贰分"),
        ("107000.53", "壹拾万柒仟元伍角叁分"), ("16409.02", "壹万陆仟肆佰零玖元零贰分"), ("325.04", "叁佰贰拾伍元零肆分"),
    ])
    func followsTheExamplesOfTheRules(_ number: String, _ words: String) throws { try check(number, .yuan, words) }

    @Test(arguments: [
        ("0", "零元整"), ("1", "壹元整"), ("2", "贰元整"), ("3", "叁元整"), ("4", "肆元整"), ("5", "伍元整"), ("6", "陆元整"),
        ("7", "柒元整"), ("8", "捌元整"), ("9", "玖元整"), ("10", "壹拾元整"), ("11", "壹拾壹元整"), ("20", "贰拾元整"),
        ("100", "壹佰元整"), ("101", "壹佰零壹元整"), ("110", "壹佰壹拾元整"), ("1000", "壹仟元整"), ("1001", "壹仟零壹元整"),
        ("1010", "壹仟零壹拾元整"), ("1100", "壹仟壹佰元整"), ("1234567890", "壹拾贰亿叁仟肆佰伍拾陆万柒仟捌佰玖拾元整"),
        ("10000", "壹万元整"), ("10001", "壹万零壹元整"), ("10010", "壹万零壹拾元整"), ("10100", "壹万零壹佰元整"),
        ("11000", "壹万壹仟元整"), ("100001", "壹拾万零壹元整"), ("101000", "壹拾万壹仟元整"), ("100500", "壹拾万零伍佰元整"),
        ("1000000", "壹佰万元整"), ("10000000", "壹仟万元整"), ("20005000", "贰仟万伍仟元整"), ("20000500", "贰仟万零伍佰元整"),
        ("100000000", "壹亿元整"), ("100000001", "壹亿零壹元整"), ("100010000", "壹亿零壹万元整"),
        ("110000000", "壹亿壹仟万元整"), ("102000000", "壹亿零贰佰万元整"), ("1000000000000", "壹万亿元整"),
        ("1000000000001", "壹万亿零壹元整"), ("1234500000000", "壹万贰仟叁佰肆拾伍亿元整"),
        ("0.1", "壹角"), ("0.01", "壹分"), ("0.53", "伍角叁分"), ("0.50", "伍角"), ("123.45", "壹佰贰拾叁元肆角伍分"),
        ("100.05", "壹佰元零伍分"), ("100.50", "壹佰元伍角"), ("10000.05", "壹万元零伍分"), ("12.00", "壹拾贰元整"),
        ("-123.45", "负壹佰贰拾叁元肆角伍分"), ("-0.01", "负壹分"), ("-100", "负壹佰元整"),
        ("0.004", "零元整"), ("0.005", "壹分"), ("-0.004", "零元整"), ("9.995", "壹拾元整"), ("1.994", "壹元玖角玖分"),
    ])
    func writesWords(_ number: String, _ words: String) throws { try check(number, .yuan, words) }

    @Test(arguments: [
        ("660.44", MoneyUnit.tenThousandYuan, "陆佰陆拾万肆仟肆佰元整"), ("1.23456789", .tenThousandYuan, "壹万贰仟叁佰肆拾伍元陆角捌分"),
        ("0.000001", .tenThousandYuan, "壹分"), ("3", .hundredMillionYuan, "叁亿元整"), ("1.5", .thousandYuan, "壹仟伍佰元整"),
        ("2.5", .millionYuan, "贰佰伍拾万元整"), ("0.00000001", .hundredMillionYuan, "壹元整"),
    ])
    func convertsTheUnitExactly(_ number: String, _ unit: MoneyUnit, _ words: String) throws {
        try check(number, unit, words)
    }

    private func check(_ number: String, _ unit: MoneyUnit, _ words: String) throws {
        let value = try #require(Decimal(string: number))
        #expect(CapitalAmount(value, unit).text == words)
        let read = try #require(Decimal(string: ValueFilter.capital(unit).removed(from: words)))
        #expect(read == value.shifted(by: unit.power + 2).rounded(to: 0).shifted(by: -unit.power - 2))
    }

    @Test func everyAmountIsReadBackAsItWas() throws {
        for step in 0..<4000 {
            let cents = Decimal(step * 7919 * (step % 7 == 0 ? 1 : 10_007) % 1_000_000_007)
            let value = cents.shifted(by: -2)
            #expect(ChineseNumberText(CapitalAmount(value, .yuan).text).money == value)
            let whole = cents.description
            #expect(ChineseNumberText(ChineseNumeral(cents).text).plain == whole)
            #expect(ChineseNumberText(ChineseNumeral.digits(of: whole)).plain == whole)
        }
    }

    @Test(arguments: ["壹佰", "元", "整", "壹佰万万元", "佰元整", "壹拾角", "壹元壹佰元", "甲元整", "", "壹壹元"])
    func isNoAmount(_ text: String) {
        let money = ChineseNumberText(text).money
        #expect(money == nil, "\(text): \(money?.description ?? "")")
    }
}
