import Foundation
import TestSupport
import Testing

/// The report on a county: `report.html` and `report.csv` beside the manifest.
@Suite struct BatchReportTests {
    private static let small = Fixtures.text(Fixtures.project + "/layouts/national-project/example/submission.yaml")

    /// A folder `in` with small submissions of offices called `names`.
    private func county(_ names: [String]) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: folder.path + "/in", withIntermediateDirectories: false)
        for (index, name) in names.enumerated() { try write(index, name, to: folder) }
        return folder
    }

    private func write(
        _ index: Int, _ name: String, to folder: TemporaryFolder, _ change: (String) -> String = { $0 }
    ) throws {
        let quoted = "name: '\(name.replacing("'", with: "''"))',"
        _ = try folder.write(
            "in/office-\(index).yaml", change(Self.small.replacing("name: 清岚县教育局,", with: quoted)))
    }

    private func render(
        _ folder: TemporaryFolder, _ out: String = "out", _ options: [String] = [], inputs: String = "in"
    ) throws -> Program.Outcome {
        try Program.annex.run(["render", "\(folder.path)/\(inputs)", "-o", "\(folder.path)/\(out)"] + options)
    }

    private func reports(_ folder: TemporaryFolder, _ out: String = "out") -> [String] {
        ["report.html", "report.csv"].map { Fixtures.text("\(folder.path)/\(out)/\($0)") }
    }

    /// The rows of `report.csv` as a reader of such tables sees them.
    private func table(_ folder: TemporaryFolder, _ out: String = "out") throws -> [[String]] {
        let reader =
            "import csv,json,sys; print(json.dumps(list(csv.reader(open(sys.argv[1],encoding='utf-8-sig',newline='')))))"
        let outcome = try Program(path: "/usr/bin/python3").run(["-c", reader, "\(folder.path)/\(out)/report.csv"])
        return try JSONDecoder().decode([[String]].self, from: Data(outcome.output.utf8))
    }

    @Test func isTheSameWhateverTheWorkersAndWhateverWasRendered() throws {
        let folder = try county(["甲局", "乙局", "丙局", "丁局"])
        try write(1, "乙局", to: folder) { $0.replacing("score: 9.65, deviation", with: "score: 9.7, deviation") }
        #expect(try render(folder, "one", ["--jobs", "1"]).code == 1)
        let one = reports(folder, "one")
        #expect(one.allSatisfy { $0.contains("甲局") })
        for jobs in [2, 8] {
            #expect(try render(folder, "out\(jobs)", ["--jobs", "\(jobs)"]).code == 1)
            #expect(reports(folder, "out\(jobs)") == one)
        }
        #expect(try render(folder, "one").output.contains("未变 3 份"))
        #expect(reports(folder, "one") == one, "nothing was rendered again")
        try FileManager.default.removeItem(atPath: folder.path + "/one/.thumbnails")
        #expect(try render(folder, "one").output.contains("重新生成，与原来相同"))
        #expect(reports(folder, "one") == one, "pictures that are lost are drawn again")
        #expect(folder.files(in: "one/.thumbnails").count == 3)
    }

    @Test func saysWhatIsDoneDraftedFailedAndLeftOver() throws {
        let folder = try county(["甲局", "乙局", "丙局", "丁局"])
        try write(1, "乙局", to: folder) {
            $0.replacing("total: {weight: 100, score: 100}", with: "total: {weight: 90, score: 100}")
        }
        try write(2, "丙局", to: folder) { $0.replacing("year: 2023", with: "year: 二〇二三") }
        #expect(try render(folder).code == 1)
        #expect(try render(folder, inputs: "in/office-1.yaml").code == 1, "a single one brings the report up to date")
        #expect(try render(folder, "out", ["--draft"], inputs: "in/office-1.yaml").code == 0)
        try FileManager.default.removeItem(atPath: folder.path + "/in/office-3.yaml")
        #expect(try render(folder, "out", inputs: "in/office-0.yaml").code == 0)

        let rows = try table(folder)
        #expect(
            try rows.map { try $0[at: 0] } == ["单位", "丙局", "乙局", "甲局", "丁局"], "what asks for attention comes first")
        #expect(try rows.map { try $0[at: 1] } == ["状态", "退回", "草稿", "完成", "遗留"])
        #expect(try rows[at: 2][at: 2] == "乙局2023年度绩效自评（草稿）.pdf")
        #expect(try rows[at: 1][at: 2].isEmpty)
        #expect(try rows[at: 1][at: 11].contains("（1）错误：") && rows[at: 1][at: 11].contains("[bad-number]"))
        #expect(try rows[at: 3][at: 4..<6] == ["2", "1"], "pages and sheets")
        #expect(try rows[at: 3][at: 9..<11] == ["99.13", "96.73"], "the mean score, and the rate of all projects")
        let page = try reports(folder)[at: 0]
        #expect(page.contains("<b>4</b>全部") && page.contains("<b>1</b>完成") && page.contains("<b>1</b>遗留"))
        #expect(page.contains("href=\"%E7%94%B2%E5%B1%802023"), "links are percent-encoded")
    }

    @Test func aDraftIsLeftOverOnceItsSubmissionIsFinal() throws {
        let folder = try county(["甲局", "乙局"])
        #expect(try render(folder, "out", ["--draft"]).code == 0)
        #expect(try table(folder).map { try $0[at: 1] } == ["状态", "草稿", "草稿"])
        #expect(try render(folder, inputs: "in/office-0.yaml").code == 0)
        #expect(try table(folder).map { try $0[at: 1] } == ["状态", "草稿", "完成", "遗留"])
        #expect(try render(folder, inputs: "in/office-1.yaml").code == 0)
        #expect(try table(folder).map { try $0[at: 1] } == ["状态", "完成", "完成", "遗留", "遗留"])
        #expect(try render(folder, "out", ["--draft"], inputs: "in/office-1.yaml").code == 0)
        #expect(try table(folder).map { try $0[at: 1] } == ["状态", "草稿", "完成", "遗留", "遗留"])
    }

    @Test func aFailedSubmissionKeepsTheLinkToItsOlderOutput() throws {
        let folder = try county(["甲局", "乙局"])
        #expect(try render(folder).code == 0)
        try write(1, "乙局", to: folder) { $0.replacing("score: 100}", with: "score: 99}") }
        #expect(try render(folder).code == 1)
        let rows = try table(folder)
        #expect(try rows[at: 1][at: 0..<3] == ["乙局", "退回", "乙局2023年度绩效自评.pdf"])
        #expect(try rows[at: 1][at: 9] == "98.63", "its own score, not that of the past")
        #expect(try reports(folder)[at: 0].contains("链接是以前生成的文件"))
        try write(1, "乙局", to: folder)
        #expect(try render(folder).code == 0)
        #expect(try table(folder).dropFirst().allSatisfy { try $0[at: 1] == "完成" })
    }

    @Test func namesTheCountyTheYearTheFormSetAndTheDates() throws {
        let folder = try county(["清岚县教育局", "中共清岚县委办公室", "清岚县水利局"])
        try write(1, "中共清岚县委办公室", to: folder) { $0.replacing("date: 2024-03-18", with: "date: 2024-04-02") }
        #expect(try render(folder).code == 0)
        let page = try reports(folder)[at: 0]
        #expect(page.contains("<h1>清岚县2023年度部门预算绩效自评一览</h1>"))
        #expect(page.contains("<p>表样：项目支出绩效自评表（财政部）；填报日期：2024-03-18 至 2024-04-02</p>"))
        let rows = try table(folder)
        #expect(try rows[at: 0].suffix(3) == ["年度", "表样", "填报日期"])
        #expect(try rows[at: 1].suffix(3) == ["2023", "项目支出绩效自评表（财政部）", "2024-04-02"])
        #expect(try render(folder, "out", ["--county", "甲<县"]).output.contains("未变 3 份"))
        #expect(try reports(folder)[at: 0].contains("<h1>甲&lt;县2023年度"))
    }

    /// Names that share no place tell no county.
    @Test func namesNoCountyThatItDoesNotKnow() throws {
        let folder = try county(["甲县教育局", "乙县水利局"])
        #expect(try render(folder).code == 0)
        #expect(try reports(folder)[at: 0].contains("<h1>2023年度部门预算绩效自评一览</h1>"))
    }

    @Test func aRefusedOfficeShowsWhatIsKnownOfIt() throws {
        let folder = try county(["甲局", "乙局", "丙局"])
        try write(1, "乙局", to: folder) {
            $0.replacing("total: {weight: 100, score: 100}", with: "total: {weight: 90, score: 100}")
        }
        try write(2, "丙局", to: folder) { $0.replacing("executed: 1847.52", with: "executed: 约一千八") }
        #expect(try render(folder).code == 1)
        let rows = try table(folder).sorted { $0[0] < $1[0] }
        let refused = try #require(rows.first { $0[0] == "乙局" })
        #expect(refused[1] == "退回" && refused[9] == "99.13" && refused[10] == "96.73" && refused[12] == "2023")
        let unread = try #require(rows.first { $0[0] == "丙局" })
        #expect(unread[1] == "退回" && unread[9].isEmpty && unread[10].isEmpty, "a value of its own is at fault")
        let page = try reports(folder)[at: 0]
        #expect(page.contains("<circle class=\"refused\"") || page.contains("个单位都是"))
    }

    @Test func hostileNamesStayText() throws {
        let names = ["<img src=x onerror=alert(1)>", "=cmd|' /C calc'!A0", "甲\"><script>alert(2)</script>", "@乙,丙"]
        let folder = try county(names)
        #expect(try render(folder).code == 0)
        let page = try reports(folder)[at: 0]
        #expect(!page.contains("<img src=x") && !page.contains("<script>alert"))
        #expect(page.contains("&lt;img src=x onerror=alert(1)&gt;"))
        let offices = try table(folder).dropFirst().map { try $0[at: 0] }
        #expect(Set(offices) == [names[0], "'" + names[1], names[2], "'" + names[3]])
        let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/out/report.csv"))
        #expect(bytes.prefix(3) == Data([0xEF, 0xBB, 0xBF]))
        #expect(try reports(folder)[at: 1].split(separator: "\r\n").count == 5)
    }

    @Test func isWrittenAsAskedFor() throws {
        let folder = try county(["甲局", "乙局"])
        #expect(try render(folder, "none", ["--report", "none"]).code == 0)
        #expect(reports(folder, "none") == ["", ""])
        #expect(try render(folder, "one", inputs: "in/office-0.yaml").code == 0)
        #expect(reports(folder, "one") == ["", ""], "a single submission has no report")
        #expect(try render(folder, "plain", ["--report", "plain"]).output.contains("plain/report.html"))
        #expect(try !reports(folder, "plain")[at: 0].contains("data:image/png"))
        #expect(folder.files(in: "plain/.thumbnails").isEmpty)
        #expect(try render(folder, "full", ["--report", "full", "--lang", "en"]).code == 0)
        let full = reports(folder, "full")
        #expect(
            try full[at: 0].contains("data:image/png") && full[at: 0].contains("lang=\"en\"")
                && full[at: 0].contains("<b>2</b>done"))
        #expect(try full[at: 1].hasPrefix("\u{FEFF}department,state,file,"))
        #expect(try full[at: 0].contains("96.73%"))
    }

    @Test func namesNoPersons() throws {
        let folder = try county(["甲局", "乙局"])
        try write(1, "乙局", to: folder) { $0.replacing("leader: 戊某某", with: "leader: 戊某某, leadre: 己某某") }
        #expect(try render(folder).code == 1)
        for report in reports(folder) {
            #expect(report.contains("unknown-key"))
            #expect(!report.contains("戊某某") && !report.contains("己某某"))
        }
    }

    @Test func theReportOnTheExampleHasItsFigures() throws {
        let folder = try TemporaryFolder()
        let other = try folder.write("other.yaml", Example.text.replacing("name: 中共清岚县委办公室", with: "name: 乙局"))
        let out = folder.path + "/out"
        #expect(try Program.annex.run(["render", Example.path, other, "-o", out]).code == 0)
        #expect(try table(folder)[at: 1][at: 9..<11] == ["99", "100"])
    }
}
