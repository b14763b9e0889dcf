import Diagnostics
import Foundation
import Testing

@testable import Evaluation

/// Whether a target is reached: certain, or not said.
@Suite struct AttainmentTests {
    private func ask(_ target: String, _ actual: String) -> (reached: Bool?, part: Decimal?) {
        let environment = ExpressionEnvironment(root: .absent)
        let attainment = Attainment([.text(target), .text(actual)], environment)
        return (attainment?.isReached, attainment?.part)
    }

    @Test(arguments: [
        // A target of nothing.
        ("0起", "0起"), ("0", "0"), ("=0", "0"), ("＝0", "0"), ("0%", "0%"), ("≤0", "0"), ("0件", "0"),
        // At most.
        ("5%以内", "3%"), ("5%以内", "5%"), ("10个工作日以内", "8个工作日"), ("3次之内", "2次"), ("5%以下", "5%"), ("3个月内", "2个月"),
        ("不超过3次", "3次"), ("≤5%", "4.9%"), ("小于5", "4"), ("5%不到", "3%"), ("不到5%", "3%"), ("低于5%", "3%"), ("最多3次", "2次"),
        ("控制在5%以内", "3%"), ("控制在3%之内", "2%"), ("不超过5%以内", "3%"), ("≦5", "5"), ("<=5", "5"), ("5(含)以下", "5"),
        // At least.
        ("95%以上", "95%"), ("95%及以上", "97%"), ("不少于100人", "100人"), ("不低于95%", "96%"), ("至少3次", "3次"), ("超过90%", "91%"),
        ("大于3", "4"), ("≧5", "5"), (">=5", "6"), ("100人起", "120人"), ("达到95%", "95%"), ("100", "120"), ("714人", "714人"),
        ("=5", "5"), ("＝5", "5个"),
        // Ranges.
        ("3-5%", "4%"), ("90%～95%", "95%"), ("3至5次", "3次"), ("3—5", "5"), ("90%-95%", "90%"), ("3~5天之间", "4天"),
        // What is said the same way.
        ("≥95%", "95%以上"), ("≥95%", "≥97%"), ("5%以内", "3%以内"), ("不到5%", "不到5%"), ("3-5%", "3-5%"),
    ])
    func isReached(_ target: String, _ actual: String) {
        #expect(ask(target, actual).reached == true)
        #expect(ask(target, actual).part == 1)
    }

    @Test(arguments: [
        ("0起", "2起", nil), ("=0", "3", nil), ("＝0", "2", nil), ("≤0", "1", nil), ("不超过0次", "1次", nil),
        ("0", "至少2", nil),
        ("5%以内", "8%", "0.625"), ("10个工作日以内", "15个工作日", "0.66"), ("小于5", "8", "0.625"), ("控制在5%以内", "10%", "0.5"),
        ("95%以上", "80%", "0.84"), ("≥95%", "80%", "0.84"), ("100", "95%", "0.95"), ("＝100", "50", "0.5"),
        ("至少4次", "0次", "0"),
        ("≥95%", "90%以下", nil), ("5%以内", "6%以上", nil),
    ])
    func isMissed(_ target: String, _ actual: String, _ part: String?) {
        let found = ask(target, actual)
        #expect(found.reached == false)
        #expect(
            found.part?.description.prefix(4).description == part.map { String($0.prefix(4)) }
                ?? found.part?.description)
        #expect((found.part == nil) == (part == nil))
    }

    @Test(arguments: [
        // Words, dates, more than one number, and what makes a number less than certain.
        ("合理", "100%"), ("100", "达成"), ("6月底前", "6月"), ("2024年", "2024年"), ("95%，力争98%", "96%"), ("约95%", "96%"),
        ("95%左右", "96%"), ("300余人", "310人"), ("5%以外", "3%"), ("10日内", "8日"), ("5%为上限", "3%"), ("12时前", "11时"),
        ("控制在5%", "3%"), ("第3名", "2"), ("下降5%以上", "6%"), ("5%（不含）以下", "5%"), ("3-5-7", "4"), ("5-3", "4"),
        ("100", "约98"),
        ("15万元", "15"),
        // Beyond a range or a number that is to be met exactly; on a bound that may or may not belong.
        ("3-5%", "6%"), ("90%～95%", "80%"), ("=5", "6"), ("＝100%", "120%"), ("小于5", "5"), ("超过90%", "90%"), (">5", "5"),
        // Units that differ; bounds that say nothing of each other.
        ("10天", "80小时"), ("5起", "3件"), ("≥95%", "90%以上"), ("5%以内", "8%以内"), ("≥95%", "97%以下"), ("5%以内", "3%以上"),
        ("=5", "5以上"), ("3-5", "3以上"), ("≥5%以内", "3%"), ("=5%以内", "3%"), ("≥3-5", "4"), ("3-5以上", "4"), ("5", "3-5"),
        ("-5", "3"), ("5", "-3"), ("", "5"), ("5", ""),
    ])
    func saysNothingWhereItIsNotSure(_ target: String, _ actual: String) {
        #expect(ask(target, actual).reached == nil)
        #expect(ask(target, actual).part == nil)
    }

    @Test(arguments: [
        ("5%以内", "5"), ("95%以上", "95"), ("10个工作日以内", "10"), ("0起", "0"), ("3-5%", nil), ("90%～95%", nil), ("约5", nil),
    ])
    func readsTheNumberOfATarget(_ text: String, _ number: String?) {
        #expect(Quantity(text)?.number?.description == number)
    }

    @Test(arguments: [
        ("低于5", Relation.less), ("低于或等于5", .atMost), ("大于5", .greater), ("大于等于5", .atLeast), ("大于或等于5", .atLeast),
        ("不到5", .less), ("不超5", .atMost), ("不得超过5", .atMost), ("不得低于5", .atLeast), ("<5", .less), ("<=5", .atMost),
        ("=5", .equal), ("=<5", .atMost), ("=>5", .atLeast), ("＝5", .equal), ("＝＞5", .atLeast), ("《=5", .atMost),
        ("5", nil),
    ])
    func theLongestSignIsMeant(_ text: String, _ relation: Relation?) throws {
        let quantity = try #require(Quantity(text))
        #expect(quantity.relation == relation)
        #expect(quantity.value == 5)
    }
}
