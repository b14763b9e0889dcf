import Foundation
import TestSupport
import Testing

/// The letters of a batch to the offices whose submissions it refuses.
@Suite struct LetterTests {
    /// Makes the total of the first project wrong.
    private static func spoil(_ text: String) -> String {
        text.replacing("total: {weight: 100, score: 98.25}", with: "total: {weight: 90, score: 98.25}")
    }

    private func letters(_ county: SmallCounty, _ out: String = "out") -> [String] {
        county.folder.files(in: out + "/退回单")
    }

    private func text(_ county: SmallCounty, _ name: String, _ out: String = "out") -> String {
        Fixtures.text("\(county.path)/\(out)/退回单/\(name)")
    }

    @Test func tellOfficesWhatIsWrongWhereAndHowToMendIt() throws {
        let county = try SmallCounty(3)
        try county.change(1, Self.spoil)
        let outcome = try county.render(to: "out", ["--bureau", "清岚县财政局"])
        #expect(outcome.code == 1)
        #expect(outcome.output.contains("退回单：\(county.path)/out/退回单/退回清单.txt（本次 1 份）"))
        let name = "第1局2023年度绩效自评退回单"
        #expect(letters(county) == [name + ".pdf", name + ".txt", "退回清单.txt"])
        let letter = text(county, name + ".txt")
        #expect(letter.hasPrefix("\u{FEFF}退　回　单\r\n"))
        for part in [
            "第1局：", "1.yaml", "有2处必须改正", "1　在哪里：", "填的是　90", "应当是　100", "怎样改：", "退回单位：清岚县财政局",
            "退回人（签字）：＿＿＿＿＿＿", "日前改正，重新报送",
        ] {
            #expect(letter.contains(part), "\(part)")
        }
        let page = try pageTexts("\(county.path)/out/退回单/\(name).pdf").joined()
        for part in ["退回单", "第1局：", "填的是90", "应当是100", "退回单位：清岚县财政局", "第1页共1页"] {
            #expect(page.contains(part), "\(part)")
        }
        let list = text(county, "退回清单.txt")
        #expect(list.contains("1　第1局　必须改正 2 处") && list.contains("    退回单：\(name).pdf"))
    }

    @Test func goWithTheirReasons() throws {
        let county = try SmallCounty(3)
        for index in [1, 2] { try county.change(index, Self.spoil) }
        #expect(try county.render().code == 1)
        #expect(letters(county).count == 5)
        _ = try county.folder.write("out/退回单/第2局2023年度绩效自评退回单.txt", "已送达")
        for index in [1, 2] { try county.change(index) { $0 } }
        #expect(try county.render(["in/1.yaml"]).code == 0, "a single one brings the letters up to date")
        #expect(letters(county).count == 3)
        #expect(text(county, "退回清单.txt").contains("退回的材料 1 份；退回单 1 份"))
        #expect(try county.render().code == 0)
        #expect(letters(county) == ["第2局2023年度绩效自评退回单.txt"], "what somebody has changed stays")
    }

    @Test func areTheSameWhateverTheWorkers() throws {
        let county = try SmallCounty(6)
        for index in 0..<5 { try county.change(index, Self.spoil) }
        let outs = try [1, 2, 8].map { jobs -> [String: Data] in
            #expect(try county.render(to: "out\(jobs)", ["--jobs", "\(jobs)"]).code == 1)
            let names = county.folder.files(in: "out\(jobs)").filter { !$0.hasPrefix(".") && $0 != "退回单" }
            return try names.reduce(into: [:]) {
                $0[$1] = try Data(contentsOf: URL(fileURLWithPath: "\(county.path)/out\(jobs)/\($1)"))
            }
        }
        #expect(try outs[at: 0].keys.filter { $0.hasPrefix("退回单/") }.count == 11)
        #expect(try outs[at: 0] == outs[at: 1] && outs[at: 0] == outs[at: 2])
    }

    @Test func whatIsNoSubmissionGetsOneWhereItsOfficeCanBeKnown() throws {
        let county = try SmallCounty(1)
        try county.change(0) { $0.replacing("expectedGoal: |", with: "expectedGoal: \"|") }
        _ = try county.folder.write("in/无名.yaml", "formSet: national-project\nyear: \"2023\n")
        let outcome = try county.render()
        #expect(outcome.code == 1)
        let name = "第0局2023年度绩效自评退回单"
        #expect(letters(county) == [name + ".pdf", name + ".txt", "退回清单.txt"], "all are refused, all are told")
        #expect(text(county, name + ".txt").contains("不是正确的 YAML"))
        let list = text(county, "退回清单.txt")
        #expect(list.contains("认不出是哪个单位") && list.contains("in/无名.yaml") && list.contains("[syntax]"))
        #expect(list.contains("退回单：\(name).pdf"))
    }

    @Test func longOnesRepeatTheirHeads() throws {
        let county = try SmallCounty(2)
        try county.change(0) { text in
            let rows = (0..<60).map {
                "                - {name: 指标\($0), nature: ≥, target: 1, actual: 1, weight: 约\($0), score: 1}\n"
            }
            return text.replacing(
                "              indicators:\n", with: "              indicators:\n" + rows.joined(), maxReplacements: 1)
        }
        #expect(try county.render().code == 1)
        let pages = try pageTexts("\(county.path)/out/退回单/第0局2023年度绩效自评退回单.pdf")
        #expect(pages.count > 3)
        #expect(pages.allSatisfy { $0.contains("序号在哪里哪里不对怎样改") })
        #expect(pages.dropFirst().allSatisfy { $0.contains("第0局退回单（续）") })
        for number in 0..<60 { #expect(pages.joined().contains("约\(number)”"), "\(number)") }
    }

    @Test func quoteWhatNoFaceHas() throws {
        let county = try SmallCounty(2)
        try county.change(0) { $0.replacing("改扩建农村学校校舍", with: "改扩建农村学校校舍\u{1F984}") }
        #expect(try county.render().code == 1)
        let name = "第0局2023年度绩效自评退回单"
        #expect(letters(county).contains(name + ".pdf"))
        #expect(try pageTexts("\(county.path)/out/退回单/\(name).pdf").joined().contains("U+1F984"))
    }

    @Test func areNothingThatAnOfficeHasFiled() throws {
        let county = try SmallCounty(3)
        try county.change(1, Self.spoil)
        #expect(try county.render().code == 1)
        let outcome = try Program.annex.run(["check", county.path + "/in/0.yaml", "--with", county.path + "/out"])
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(!(outcome.output + outcome.errors).contains("退回单"))
    }

    @Test func twoOfOneOfficeGetOneEach() throws {
        let county = try SmallCounty(1)
        try county.write("in/另一份.yaml", "第0局") { $0.replacing("2024-03-18", with: "2024-03-19") }
        #expect(try county.render().code == 1)
        let name = "第0局2023年度绩效自评"
        let texts = [1, 2].map { text(county, "\(name)（\($0)）退回单.txt") }
        #expect(letters(county).count == 5)
        #expect(try texts[at: 0].contains("文件：0.yaml") && texts[at: 0].contains("另一份.yaml”是同一单位"))
        #expect(try texts[at: 1].contains("文件：另一份.yaml") && texts[at: 1].contains("0.yaml”是同一单位"))
        let list = text(county, "退回清单.txt")
        #expect(list.contains("退回单：\(name)（1）退回单.pdf") && list.contains("退回单：\(name)（2）退回单.pdf"))
    }

    @Test func areWrittenAsAskedFor() throws {
        let county = try SmallCounty(2)
        for index in 0..<2 { try county.change(index, Self.spoil) }
        #expect(try county.render(to: "none", ["--letters", "none"]).code == 1)
        #expect(
            !FileManager.default.fileExists(atPath: county.path + "/none"), "a run that made nothing leaves nothing")
        #expect(try county.render(["in/0.yaml"], to: "one").code == 1)
        #expect(letters(county, "one").isEmpty, "a single one is told on the screen")
        #expect(try county.render(["in/0.yaml"], to: "full", ["--letters", "full"]).code == 1)
        #expect(letters(county, "full").count == 3)
        #expect(try county.render(to: "full", ["--letters", "none"]).code == 1)
        #expect(letters(county, "full").isEmpty, "none is left that nobody keeps up")
    }
}
