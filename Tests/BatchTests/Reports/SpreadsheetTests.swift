import Foundation
import TestSupport
import Testing

@testable import Batch

/// `findings.csv` and `figures.csv` beside the report.
@Suite struct SpreadsheetTests {
    /// The rows of a table as a reader of such tables sees them.
    private func table(_ county: SmallCounty, _ name: String) throws -> [[String]] {
        let reader =
            "import csv,json,sys; print(json.dumps(list(csv.reader(open(sys.argv[1],encoding='utf-8-sig',newline=''),strict=True))))"
        let outcome = try Program(path: "/usr/bin/python3").run(["-c", reader, "\(county.path)/out/\(name)"])
        return try JSONDecoder().decode([[String]].self, from: Data(outcome.output.utf8))
    }

    private func column(_ name: String, _ rows: [[String]]) throws -> [String] {
        let index = try #require(try rows[at: 0].firstIndex(of: name), "\(rows[0])")
        return try rows.dropFirst().map { try $0[at: index] }
    }

    @Test func everyFindingHasARow() throws {
        let county = try SmallCounty(3)
        try county.change(1) {
            $0.replacing("total: {weight: 100, score: 98.25}", with: "total: {weight: 90, score: 98.25}")
        }
        try county.write("in/2.yaml", "'=2+5局'") {
            $0.replacing("initial: 1860, adjusted: 1924.5", with: "initial: =1+1, adjusted: 1924.5")
        }
        #expect(try county.render().code == 1)
        let rows = try table(county, "findings.csv")
        #expect(
            try rows[at: 0] == [
                "单位", "状态", "材料", "程度", "表上的位置", "在文件的哪里", "问题", "填的是", "应当是", "怎样改", "豁免理由", "规则", "字段",
            ])
        #expect(rows.allSatisfy { $0.count == 13 })
        let sum = try #require(rows.first { $0[0] == "第1局" && $0[7] == "90" })
        #expect(try sum[at: 8].hasPrefix("100") && sum[at: 5].hasPrefix("第 "))
        #expect(try column("单位", rows).contains("'=2+5局"), "no formula")
        let bytes = try Data(contentsOf: URL(fileURLWithPath: county.path + "/out/findings.csv"))
        #expect(bytes.prefix(3) == Data([0xEF, 0xBB, 0xBF]))
    }

    @Test func amountsStandInOneTableWithTheirSums() throws {
        let county = try SmallCounty(3)
        try county.change(1) { $0.replacing("executed: 1847.52", with: "executed: 1847.53") }
        _ = try county.folder.write(
            "in/hunan.yaml", Example.text.replacing("name: 中共清岚县委办公室", with: "name: 县委办"))
        #expect(try county.render().code == 1)
        let rows = try table(county, "figures.csv")
        let head = "项目支出绩效自评表（财政部） › 项目（合计） › 项目支出绩效自评表 › 项目资金 › 年度资金总额 › 全年执行数（万元）"
        let key = try #require(
            try rows[at: 0].first { $0.hasSuffix("项目资金 › 年度资金总额 › 全年执行数（万元）") && $0.hasPrefix("项目支出") }, "\(head)")
        let executed = try column(key, rows)
        let offices = try column("单位", rows)
        #expect(rows.allSatisfy { $0.count == rows[0].count })
        #expect(offices.contains("合计 2 份，有错误的 1 份不计") && offices.contains("合计 1 份"))
        let found = Dictionary(zip(offices, executed)) { first, _ in first }
        let one = try #require(found["第0局"].flatMap { Decimal(string: $0) })
        #expect(found["第2局"] == "\(one)")
        #expect(
            found["第1局"] == "\(one + Decimal(sign: .plus, exponent: -2, significand: 1))", "what has errors is shown")
        #expect(found["合计 2 份，有错误的 1 份不计"] == "\(one + one)", "but not summed up")
        #expect(found["县委办"] == "" && found["合计 1 份"] == "")
        #expect(try county.render().code == 1)
        #expect(try table(county, "figures.csv") == rows, "nothing was rendered again")
    }

    @Test(arguments: [("-12.50", "-12.50"), ("98.7%", "98.7%"), ("-1+1", "'-1+1"), ("=1", "'=1"), ("100", "100")])
    func figuresAreNumbersAndNothingElse(_ text: String, _ cell: String) {
        #expect(SpreadsheetText.figure(text) == cell)
    }
}
