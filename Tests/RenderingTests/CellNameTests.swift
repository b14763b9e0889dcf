import Diagnostics
import Foundation
import Rendering
import TestSupport
import Testing

/// Findings name cells as the form prints them, and waivers may do so, too.
@Suite struct CellNameTests {
    /// What is found in the example for Hunan with the text `from` replaced, and with `waiver` for one of the findings.
    private func found(_ from: String, _ to: String, waiver: String? = nil) throws -> [Diagnostic] {
        let range = try #require(Example.text.range(of: from), "the example no longer says “\(from)”")
        let waivers = waiver.map { "\nwaivers: [\($0)]\n" } ?? ""
        let folder = try TemporaryFolder()
        let path = try folder.write("a.yaml", Example.text.replacingCharacters(in: range, with: to) + waivers)
        let resources = Resources(layouts: FormSets.layouts, fonts: FormSets.fonts)
        return try Renderer(RenderingContext(resources)).check(path: path)
    }

    private static let score = ("  total: {weight: 100, score: 99}", "  total: {weight: 100, score: 98}")

    @Test(arguments: [
        (score.0, score.1, "附件3 “总分”行 得分"),
        ("controlRate: 72.22%", "controlRate: 72.23%", "附件2 “财政供养人员情况（人）”行 控制率"),
        ("budget: 72.3, final: 71.91", "budget: 70.3, final: 71.91", "附件2 “其中：办公费”行 本年决算数"),
        ("executed: 827.51, weight: 10", "executed: 827.15, weight: 10", "附件3 “年度资金总额”行 全年执行数"),
        ("{label: 基本支出, amount: 460.73}", "{label: 基本支出, amount: 460.37}", "附件3 “其中：基本支出”行 金额（万元）"),
        ("- name: 产出指标\n      weight: 50", "- name: 产出指标\n      weight: 51", "附件3 “产出指标”行 分值"),
        (
            "name: 批示件按期反馈率, target: 100, actual: 98%, weight: 10, score: 9.8",
            "name: 批示件按期反馈率, target: 100, actual: 98%, weight: 10, score: 9.9",
            "附件5（县委办运转工作经费）“批示件按期反馈率”行 得分"
        ),
    ])
    func aRowIsNamedAsItIsPrinted(_ from: String, _ to: String, _ cell: String) throws {
        #expect(try found(from, to).map(\.cell) == [cell])
    }

    /// Rows of the same name are told apart by their numbers.
    @Test func rowsOfTheSameNameHaveTheirNumbers() throws {
        let found = try found(
            "{name: 机关用电量下降率, target: ≥3%, actual: 4.2%, weight: 5, score: 5}",
            "{name: 会议文件精简率, target: ≥3%, actual: 4.2%, weight: 5, score: 4}")
        let cells = found.compactMap(\.cell)
        #expect(cells.contains { $0.hasPrefix("附件3 “会议文件精简率”行（第") && $0.hasSuffix("行） 得分") }, "\(cells)")
    }

    @Test(arguments: [
        "附件3 “总分”行 得分", "附件3“总分”行得分", "附件3 总分行 得分", "附件3 “总分”行", "附件3", "overall.total.score", "overall",
    ])
    func aWaiverNamesTheCellEitherWay(_ place: String) throws {
        let found = try found(
            Self.score.0, Self.score.1, waiver: "{rule: overall-score-total, at: '\(place)', reason: 甲}")
        #expect(found.filter { $0.id == "overall-score-total" }.map(\.waiver) == ["甲"])
    }

    @Test(arguments: ["附件3 “总分”行 分值", "附件2", "overall.total.scor", "附件"])
    func aWaiverOfAnotherCellShowsTheNearest(_ place: String) throws {
        let found = try found(
            Self.score.0, Self.score.1, waiver: "{rule: overall-score-total, at: '\(place)', reason: 甲}")
        #expect(Set(found.map(\.id)) == ["overall-score-total", "unused-waiver"])
        #expect(
            found.first { $0.id == "unused-waiver" }?.hints.first?.zh
                == "这样的问题在这里：附件3 “总分”行 得分（overall.total.score）；要豁免它，at 照此写")
    }

    @Test func aWaiverOfWhatIsMendedIsToBeRemoved() throws {
        let found = try found("annex check", "annex check", waiver: "{rule: overall-score-total, reason: 甲}")
        #expect(found.map(\.id) == ["unused-waiver"])
        #expect(found.first?.hints.first?.zh == "没有这样的问题了，删掉这条豁免")
    }
}
