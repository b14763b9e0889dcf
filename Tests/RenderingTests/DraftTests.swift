import Foundation
import TestSupport
import Testing

/// What has errors is printed as a draft only, and a draft is never taken for what is signed.
@Suite struct DraftTests {
    private static let faulty = RealFiguresTests.path
    private static let example = Fixtures.project + "/layouts/hunan-2023/example/submission.yaml"

    /// The pages of a PDF as poppler reads them, without white space.
    private func pages(_ path: String) throws -> [String] {
        let text = try #require(Program.tool("pdftotext")).run(["-layout", path, "-"]).output
        return text.split(separator: "\u{C}").map { $0.filter { !$0.isWhitespace } }
    }

    @Test func errorsKeepASubmissionFromPrint() throws {
        let folder = try TemporaryFolder()
        let outcome = try Program.annex.run(["render", Self.faulty, "-o", folder.path + "/out"])
        #expect(outcome.code == 1)
        #expect(outcome.errors.contains("weights-total"))
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/out"))
    }

    @Test func aDraftSaysSoOnEveryPageAndEndsWithWhatWasFound() throws {
        let folder = try TemporaryFolder()
        let outcome = try Program.annex.run(["render", "--draft", Self.faulty, "-o", folder.path])
        #expect(outcome.code == 0)
        #expect(outcome.errors.contains("weights-total"))
        let file = "\(folder.path)/中共清岚县委办公室2023年度绩效自评（草稿）.pdf"
        let pages = try pages(file)
        #expect(pages.count == 11)
        #expect(pages.allSatisfy { $0.contains("草") && $0.contains("稿") })
        let list = pages.drop { !$0.contains("不能签字、盖章、归档") }.joined()
        #expect(list.contains("草稿：不能签字、盖章、归档"))
        #expect(list.contains("附件3“总分”行"))
        #expect(list.contains("各部分合起来是10+50+40+10=110，应为100"))
        #expect(try #require(Program.tool("pdfinfo")).run([file]).output.contains("（草稿）"))
    }

    @Test func aDraftOfWhatIsRightSaysThatNothingWasFound() throws {
        let folder = try TemporaryFolder()
        #expect(try Program.annex.run(["render", "--draft", Self.example, "-o", folder.path]).code == 0)
        #expect(try Program.annex.run(["render", Self.example, "-o", folder.path]).code == 0)
        let draft = try pages("\(folder.path)/中共清岚县委办公室2023年度绩效自评（草稿）.pdf")
        let final = try pages("\(folder.path)/中共清岚县委办公室2023年度绩效自评.pdf")
        #expect(try #require(draft.last).contains("没有发现问题"))
        #expect(draft.count == final.count + 1 + final.count % 2, "the list begins on a sheet of its own")
        for (draft, final) in zip(draft, final) {
            #expect(
                draft.filter { !"草稿".contains($0) } == final.filter { !"草稿".contains($0) }, "pages keep their numbers")
        }
        #expect(!final.contains { $0.contains("草稿") })
    }

    @Test func aDraftOfABrokenSubmissionTellsWhatItLacks() throws {
        let folder = try TemporaryFolder()
        let indicators = "name: 满意度\n          indicators:\n            - {name: 群众满意度"
        let text = Fixtures.text(Self.faulty)
        #expect(text.contains(indicators))
        let broken = text.replacing(
            indicators, with: indicators.replacing("indicators:", with: "indicators: []\n          other:"))
        let path = try folder.write("a.yaml", Data(broken.utf8))
        let outcome = try Program.annex.run(["render", "--draft", path, "-o", folder.path])
        #expect(outcome.code == 0)
        let pages = try pages("\(folder.path)/中共清岚县委办公室2023年度绩效自评（草稿）.pdf")
        let list = pages.drop { !$0.contains("不能签字、盖章、归档") }.joined()
        #expect(list.contains("不认识的键“other”"))
    }

    @Test func aCountyLaysItsRulesOverTheFormSets() throws {
        let folder = try TemporaryFolder()
        let rules = try folder.write(
            "county.yaml",
            Data(
                "rules:\n  - {id: staffing-control-rate, severity: off}\n  - {id: project-sum, severity: warning}\n"
                    .utf8))
        let found = try Program.annex.run(["check", Self.faulty, "--rules", rules]).output
        #expect(!found.contains("staffing-control-rate"))
        #expect(found.contains("警告：附件2 “2、后勤服务经费和机关运转经费”行 本年预算数：项目支出小计"))
        let broken = try folder.write("broken.yaml", Data("rules: [{id: a}]".utf8))
        #expect(try Program.annex.run(["check", Self.faulty, "--rules", broken]).code == 1)
    }

    @Test func personsAreShownOnlyWhenAskedFor() throws {
        let folder = try TemporaryFolder()
        let text = Fixtures.text(Self.faulty).replacing(
            "date: 2024-06-02, phone: \"13800000001\"", with: "date: 2024-06-32, phone: \"13800000001\"")
        let path = try folder.write("a.yaml", Data(text.utf8))
        let plain = try Program.annex.run(["check", path, "--verbose"])
        #expect(plain.output.contains("bad-date"))
        #expect(!(plain.output + plain.errors).contains("1380000"))
        #expect(!(plain.output + plain.errors).contains("甲某某"))
        #expect(try Program.annex.run(["check", path, "--show-persons"]).output.contains("甲某某"))
    }

    /// What a finding quotes may be what no page can show.
    @Test func showsCodePointsOfWhatCannotBePrintedOnItsSheet() throws {
        let folder = try TemporaryFolder()
        let text = Fixtures.text(Self.example).replacing("year: 2023", with: #"year: "20\0\x07\uFFFE\uE000\t23""#)
        let path = try folder.write("a.yaml", text)
        let outcome = try Program.annex.run(["render", "--draft", path, "-o", folder.path + "/out"])
        #expect(outcome.code == 0, "\(outcome.errors)")
        let sheet = try pages(try #require(folder.onlyFile(in: "out")))
        #expect(sheet.joined().contains("20U+0000U+0007U+FFFEU+E00023"))
    }
}
