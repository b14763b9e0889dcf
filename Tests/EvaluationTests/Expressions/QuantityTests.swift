import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Evaluation

/// Quantities with multiples and units, read and brought to one unit.
@Suite struct QuantityTests {
    @Test(arguments: [
        ("15万元", "150000", "元"), ("3亿元", "300000000", "元"), ("2百户", "200", "户"), ("5千人", "5000", "人"),
        ("1.2万人次", "12000", "人次"), ("十万元", nil, ""), ("3十万", "300000", ""), ("2百万元", "2000000", "元"),
        ("1千万元", "10000000", "元"), ("1.5万亿元", "1500000000000", "元"), ("500元", "500", "元"), ("500圆", "500", "元"),
        ("15 万元", "150000", "元"), ("１５万元", "150000", "元"), ("1,684.91万元", "16849100", "元"), ("3万", "30000", ""),
        ("0.5亿", "50000000", ""), ("2千克", "2000", "克"), ("5百分点", "5", "百分点"), ("3个百分点", "3", "百分点"),
        ("100㎡", "100", "平方米"), ("100平米", "100", "平方米"), ("10个工作日", "10", "工作日"), ("95%", "95", "%"), ("3‰", "3", "‰"),
        ("15万余元", nil, ""), ("15万左右", nil, ""), ("15万多元", nil, ""), ("3万年", nil, ""), ("2十", nil, ""),
        ("15万元/年", "150000", "元/年"),
        ("三万元", nil, ""), ("万元", nil, ""),
    ])
    func readsMultiplesAndUnits(_ text: String, _ number: String?, _ unit: String) {
        let quantity = Quantity(text)
        #expect(quantity?.number?.description == number)
        #expect(quantity?.unit ?? "" == unit)
    }

    @Test(arguments: [
        ("≥15万元", Relation.atLeast), ("≧15万元", .atLeast), ("≮15万元", .atLeast), ("≤15万元", .atMost), ("≦15万元", .atMost),
        ("≯15万元", .atMost), ("=15万元", .equal), ("＝15万元", .equal), ("﹦15万元", .equal), ("═15万元", .equal),
        ("＞15万元", .greater), ("﹥15万元", .greater), ("＜15万元", .less), ("﹤15万元", .less), ("⩾15万元", .atLeast),
        ("⩽15万元", .atMost), ("≥ 15 万元", .atLeast), ("不超过15万元", .atMost), ("15万元以内", .atMost), ("15万元以上", .atLeast),
        ("控制在15万元以内", .atMost), ("﹥=15万元", .atLeast), ("﹤=15万元", .atMost), ("不小于15万元", .atLeast),
    ])
    func readsSigns(_ text: String, _ relation: Relation) {
        let quantity = Quantity(text)
        #expect(quantity?.relation == relation)
        #expect(quantity?.value == 150_000)
    }

    @Test(arguments: [
        ("10-15万元", "100000", "150000", "元"), ("10万-15万元", "100000", "150000", "元"),
        ("10万元至15万元", "100000", "150000", "元"), ("5000元-1万元", "5000", "10000", "元"), ("3个月至5个月", "3", "5", "个月"),
        ("90%～95%", "90", "95", "%"), ("1-2亿", "100000000", "200000000", ""),
    ])
    func readsRanges(_ text: String, _ lower: String, _ upper: String, _ unit: String) throws {
        let quantity = try #require(Quantity(text))
        #expect(quantity.value.description == lower && quantity.upper?.description == upper && quantity.unit == unit)
    }

    @Test(arguments: ["3个月至5天", "10元-15人", "3-5-7万", "5-3万元", "10万元至", "至15万元"]) func isNoRange(_ text: String) {
        #expect(Quantity(text)?.upper == nil)
    }

    /// Whether the target is reached; `nil` where it cannot be told. Then whether the two can be compared, which is not asked of words.
    @Test(arguments: [
        ("15万元", "15万元", true, true), ("15万元", "150000元", true, true), ("15万元", "16万元", true, true),
        ("≤15万元", "14.9万元", true, true), ("≤15万元", "16万元", false, true), ("≥3亿元", "30000万元", true, true),
        ("≥3亿元", "29999万元", false, true), ("1万人", "12000人", true, true), ("2千户", "1999户", false, true),
        ("≯5万元", "5万元", true, true), ("≮100人", "99人", false, true), ("15万元", "150000", true, true),
        ("15万元", "15", nil, false),
        ("15", "15万元", nil, false), ("1.2万", "12000人", true, true), ("15万元", "15万人", nil, false),
        ("15万元", "15万美元", nil, false),
        ("10天", "80小时", nil, false), ("≥95%", "950‰", nil, false), ("100", "约98", nil, false),
        ("100人", "98", false, true),
        ("100%", "100", true, true), ("100㎡", "120平方米", true, true), ("合理", "100%", nil, nil), ("达标", "达标", nil, nil),
        ("100", "达成", nil, nil), ("6月底前", "6月", nil, nil), ("", "5", nil, nil), ("5", "", nil, nil),
        ("2024年", "2024年", nil, nil),
    ])
    func comparesInOneUnit(_ target: String, _ actual: String, _ isReached: Bool?, _ isComparable: Bool?) throws {
        let environment = ExpressionEnvironment(root: .absent)
        for (function, expected) in [("reached", isReached), ("comparable", isComparable)] {
            let source = "\(function)('\(target)', '\(actual)')"
            let expression = try ExpressionParser.parse(source, scope: ExpressionScope())
            #expect(expression.truth(in: environment) == expected, "\(source)")
        }
    }
}
