import Foundation
import Testing

@testable import Evaluation

@Suite struct QuotedFigureTests {
    private static let terms = ["三公经费支出", "基本支出决算"]

    @Test(arguments: [
        "“三公”经费支出9.99万元", "三公经费支出9.99万元", "‘三公’经费支出为9.99万元", "「三公」经费支出9.99万元", "\"三公\"经费支出共9.99万元",
        "《三公》 经费　支出9.99万元", "“三公经费”支出为“9.99”万元", "三\u{200B}公经费支出：9.99 万元", "“三公” 经费支出９.９９万元",
    ])
    func findsATermWhateverMarksStandWithin(_ text: String) throws {
        let figure = try #require(QuotedFigure.amounts(in: text).first)
        #expect(figure.prefix(before: Self.terms) == "")
        #expect(figure.value.description == "9.99")
    }

    @Test(arguments: ["三公经费预算9.99万元", "三，公经费支出9.99万元", "非三公经费支出的9.99万元", "三公（含接待）9.99万元"])
    func findsNoOtherTerm(_ text: String) throws {
        let figure = try #require(QuotedFigure.amounts(in: text).first)
        #expect(figure.prefix(before: Self.terms) == nil)
    }

    private func years(_ text: String) -> [QuotedYear] {
        QuotedFigure.amounts(in: text).map { $0.year(evaluated: 2023) }
    }

    @Test(arguments: [
        "基本支出决算1万元", "2023年基本支出决算1万元", "２０２３年，基本支出决算1万元", "二〇二三年基本支出决算1万元", "本年度基本支出决算1万元",
        "支出比上年减少，基本支出决算1万元", "2023年基本支出比2022年减少，基本支出决算1万元", "上年结转已用完。基本支出决算1万元",
        "上年结转3人，基本支出决算1万元", "基本支出决算1万元，比2022年减少", "较去年有所下降。基本支出决算1万元",
        "2022年在职26人，2023年基本支出决算1万元", "截至2023年12月31日，基本支出决算1万元",
    ])
    func knowsFiguresOfTheYear(_ text: String) {
        #expect(years(text) == [.evaluated])
    }

    @Test(arguments: [
        ("2022年基本支出决算1万元", 2022), ("2022年度，基本支出决算1万元", 2022), ("上年基本支出决算1万元", 2022), ("去年，基本支出决算1万元", 2022),
        ("（2022年）基本支出决算1万元", 2022), ("二〇二二年基本支出决算1万元", 2022), ("二零二二年基本支出决算1万元", 2022),
        ("前年基本支出决算1万元", 2021), ("2024年基本支出预算1万元", 2024), ("上一年度基本支出决算1万元", 2022),
        ("2023年完成。2022年基本支出决算1万元", 2022),
    ])
    func knowsFiguresOfOtherYears(_ text: String, _ year: Int) {
        #expect(years(text) == [.other(year)])
    }

    @Test(arguments: [
        "较2022年基本支出决算1万元减少", "比上年决算1万元", "2022年在职26人，基本支出决算1万元", "2020—2022年基本支出决算1万元", "往年基本支出决算1万元",
        "基本支出决算1万元（2022年）", "基本支出决算1万元（上年数）", "2022年情况如下。基本支出决算1万元",
    ])
    func isNotSureOfOthers(_ text: String) {
        #expect(years(text) == [.unclear])
    }

    @Test func countsNoWorkTwiceInALongLine() {
        let text = String(repeating: "2022年基本支出决算1万元", count: 20_000)
        #expect(QuotedFigure.amounts(in: text).count == 20_000)
        #expect(QuotedFigure.amounts(in: text).allSatisfy { $0.lead.count <= 64 })
    }
}
