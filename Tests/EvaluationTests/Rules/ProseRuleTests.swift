import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Evaluation

/// Figures in prose against the cells that they are of: units, precision, whose figures they are.
@Suite struct ProseRuleTests {
    private static let rules = """
        rules:
          - id: figure
            severity: warning
            prose: [narrative.body]
            after: [我局, 全年, 预算, 截至, 末]
            amounts:
              - {phrases: [编制数], units: [人, 名], cells: [baseData.staffing.authorized]}
              - {phrases: [自评得分], units: [分], cells: [overall.total.score]}
              - {phrases: [执行率], units: ["%"], cells: [overall.funds.rate]}
              - {phrases: [支出合计], cells: [overall.funds.executed]}
            message: {zh: 不一致, en: differs}
          - id: bound
            severity: warning
            prose: [narrative.body]
            amounts: [{phrases: [商品服务支出], topic: 基本支出, atLeast: "overall.funds.weight * 10"}]
            message: {zh: 太小, en: too small}
        """

    private func found(_ prose: String) throws -> [Diagnostic] {
        let folder = try TemporaryFolder()
        let path = try folder.write("rules.yaml", Self.rules)
        let text =
            head + """
                baseData: {staffing: {authorized: 36}, spending: [{label: 甲}]}
                overall: {funds: {executed: 827.51, rate: 98.52%, weight: 10}, \(indicators), total: {score: 99.2}}
                narrative:
                  title: 报告
                  body: |
                    \(prose)

                """
        return try audited(text, rules: RulePack.load(paths: [path], model: .hunan)).findings
    }

    @Test(arguments: [
        ("编制数35人。", "这里是 35人，应为 36人"), ("我局“编制数”为35名。", "这里是 35名，应为 36名"), ("截至2023年12月31日，编制数35人。", "这里是 35人，应为 36人"),
        ("清岚县财政局编制数35人。", "这里是 35人，应为 36人"), ("县财政局自评得分99分。", "这里是 99分，应为 99.2分"),
        ("２０２３年度预算执行率97％。", "这里是 97%，应为 98.52%"),
        ("支出200万元，执行率100%。", "这里是 100%，应为 98.52%"), ("全年支出合计828万元。", "这里是 828，应为 827.51"),
        ("支出合计8275200元。", "这里是 8275200元，应为 827.51万元"), ("支出合计0.84亿元。", "这里是 0.84亿元，应为 827.51万元"),
        ("基本支出中商品服务支出99万元。", "这里是 99，应不小于 100（10 × 10 = 100）"),
        ("基本支出中商品服务支出0.005亿元。", "这里是 0.005亿元，应不小于 100（10 × 10 = 100）"),
    ])
    func findsFiguresThatDiffer(_ prose: String, _ comparison: String) throws {
        let found = try found(prose)
        #expect(found.map { $0.comparison?.text.zh } == [comparison])
    }

    @Test(arguments: [
        "编制数36人。", "行政编制数28名。", "下属单位编制数8人。", "编制数35个百分点。", "2022年编制数35人。", "自评得分99.2分。", "项目自评得分98分。",
        "执行率98.52%。", "执行率98.5%。", "执行率99%。", "三公经费预算执行率92%。", "采购预算200万元，支出150万元，执行率75%。",
        "预算和支出都是200万元，采购200万元，执行率100%。", "支出合计827.51万元。",
        "支出合计8275100元。", "支出合计8275123.45元。", "支出合计0.08亿元。", "支出合计0.082751亿元。", "全县支出合计12亿元。",
        "项目中商品服务支出99万元。", "基本支出中商品服务支出100万元。", "2022年基本支出中商品服务支出9万元。",
    ])
    func letsOtherFiguresPass(_ prose: String) throws {
        #expect(try found(prose).map(\.message.zh) == [])
    }
}
