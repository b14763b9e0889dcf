import Foundation
import TestSupport
import Testing

/// Two submissions of one office and year: neither takes the place of the other, and both are told.
@Suite struct SameOfficeTests {
    private func county() throws -> SmallCounty {
        let county = try SmallCounty(0)
        try county.write("in/a.yaml", "甲局")
        try county.write("in/a2.yaml", "甲局") { $0.replacing("2024-03-18", with: "2024-03-19") }
        try county.write("in/b.yaml", "乙局")
        return county
    }

    private func findings(_ text: String) -> [Substring] {
        text.split(separator: "\n").filter { $0.hasSuffix("[same-office]") }
    }

    @Test func bothAreRefusedAndNameEachOther() throws {
        let county = try county()
        let outcome = try county.render()
        #expect(outcome.code == 1)
        #expect(outcome.output.contains("生成 1 份，未变 0 份，退回 2 份"), "\(outcome.output)")
        let said = findings(outcome.errors)
        try #require(said.count == 2)
        #expect(said[0].contains("in/a.yaml: 错误：") && said[0].contains("与“\(county.path)/in/a2.yaml”是同一单位"))
        #expect(said[1].contains("in/a2.yaml: 错误：") && said[1].contains("与“\(county.path)/in/a.yaml”是同一单位"))
        #expect(try county.pdfs().keys.sorted() == ["乙局2023年度绩效自评.pdf"])
        let table = Fixtures.text(county.path + "/out/report.csv").split(separator: "\r\n")
        #expect(table.count { $0.hasPrefix("甲局,退回,") && $0.contains("[same-office]") } == 2)
        #expect(Fixtures.text(county.path + "/out/report.html").contains("in/a2.yaml”是同一单位"))
    }

    @Test func theOneThatWasMadeBeforeStaysAsItIs() throws {
        let county = try county()
        #expect(try county.render(["in/a.yaml", "in/b.yaml"]).code == 0)
        let made = try county.pdfs()
        let outcome = try county.render()
        #expect(outcome.code == 1 && findings(outcome.errors).count == 2)
        #expect(try county.pdfs() == made)
        try FileManager.default.removeItem(atPath: county.path + "/in/a2.yaml")
        #expect(try county.render().output.contains("未变 2 份"), "the one that was kept is as it was")
    }

    @Test func imagesAreRefusedToo() throws {
        let county = try county()
        let outcome = try county.render(["in"], to: "out", ["--format", "png", "--dpi", "72"])
        #expect(outcome.code == 1 && findings(outcome.errors).count == 2)
        #expect(county.folder.outputs(in: "out").allSatisfy { $0.hasPrefix("乙局") })
    }

    @Test(arguments: [["in"], ["in/a2.yaml", "in/a.yaml"]]) func checkingFindsThem(_ inputs: [String]) throws {
        let county = try county()
        let paths = inputs.map { "\(county.path)/\($0)" }
        let outcome = try Program.annex.run(["check"] + paths)
        #expect(outcome.code == 1)
        #expect(findings(outcome.output).count == 2)
        let json = try Program.annex.run(["check", "--format", "json"] + paths)
        #expect(json.output.matches(of: #/"id": "same-office"/#).count == 2)
    }

    /// Another year, another kind of submission, another office.
    @Test func othersAreNone() throws {
        let county = try SmallCounty(2)
        try county.write("in/last.yaml", "第0局") { $0.replacing("year: 2023", with: "year: 2022") }
        _ = try county.folder.write(
            "in/targets.yaml",
            Fixtures.text(FormSets.example("project-targets")).replacing("清岚县教育局", with: "第0局"))
        #expect(try findings(Program.annex.run(["check", county.path + "/in"]).output).isEmpty)
    }

    /// One file in two places is one submission; each run knows the other's outputs by the manifest.
    @Test func theSameInputAgainIsAnOrdinaryReplacement() throws {
        let county = try county()
        #expect(try county.render(["in/a.yaml"]).code == 0)
        try county.write("in/a.yaml", "甲局") { $0.replacing("2024-03-18", with: "2024-04-01") }
        let outcome = try county.render(["in/a.yaml"])
        #expect(outcome.code == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
        let other = try county.render(["in/a2.yaml"])
        #expect(other.code == 1 && other.errors.contains("[output-of-another]"))
        #expect(other.errors.contains("in/a2.yaml:1:1: ") && other.errors.contains("in/a.yaml”"))
    }
}
