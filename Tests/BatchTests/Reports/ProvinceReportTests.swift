import Diagnostics
import Foundation
import Rendering
import TestSupport
import Testing

@testable import Batch

/// The report on more submissions than a page holds: a page that leads to those of the counties.
@Suite struct ProvinceReportTests {
    private static let names: Set = ["report.html", "report.csv", "findings.csv", "figures.csv"]

    private func entry(_ county: String, _ index: Int) -> Manifest.Entry {
        let input = "../in/\(county)/\(index).yaml"
        let origin = Manifest.Origin(
            input: "a", images: [:], formSet: "c", rules: [], fonts: "e", program: "f", options: "g")
        var entry = Manifest.Entry(
            output: "\(county)第\(index)局.pdf", outputHash: "h", input: input, files: [input], office: "第\(index)局",
            formSet: "hunan-2023", isDraft: false, pages: 3, forms: [], origin: origin,
            findings: index == 0 ? [Diagnostic(.warning, id: "w", LocalizedText("警", en: "w"))] : [])
        entry.score = Decimal(90 + index % 3)
        return entry
    }

    private func manifest(_ counties: [String: Int]) -> Manifest {
        var manifest = Manifest()
        for (county, count) in counties {
            for index in 0..<count { manifest.entries["\(county)第\(index)局.pdf"] = entry(county, index) }
        }
        return manifest
    }

    private func write(_ manifest: Manifest, to folder: TemporaryFolder) throws -> [String: String] {
        let report = try #require(
            BatchReport(
                .auto, count: 2000, in: folder.path, isKept: false, county: nil, language: .zh, knowsInputs: false))
        let formSets = FormSetCache(Resources(layouts: FormSets.layouts, fonts: FormSets.fonts))
        return try report.write(
            manifest, listed: manifest.reports, among: OwnFiles(folder: folder.path), skipped: 0, formSets)
    }

    @Test func leadsToTheCounties() throws {
        let folder = try TemporaryFolder()
        var manifest = manifest(["甲县": 600, "<乙>县": 401])
        manifest.failures[Spelling("../in/甲县/x.yaml")] = Manifest.Failure(
            input: "../in/甲县/x.yaml", files: ["../in/甲县/x.yaml"], office: "", output: "x.pdf",
            findings: [Diagnostic(.error, id: "e", LocalizedText("错", en: "e"))])
        manifest.reports = try write(manifest, to: folder)
        #expect(Set(manifest.reports.keys) == Self.names.union(["report-甲县.html", "report-_乙_县.html"]))
        let page = Fixtures.text(folder.path + "/report.html")
        #expect(page.contains("2 个县，1002 份材料，已生成 3003 页"))
        #expect(page.components(separatedBy: "<tbody").count == 3, "no submission has a row")
        #expect(page.contains("<a href=\"report-_%E4%B9%99_%E5%8E%BF.html\">&lt;乙&gt;县</a>"))
        #expect(page.contains("class=\"done refused warned\"") && page.contains("<td data-value=\"91\">91</td>"))
        let county = Fixtures.text(folder.path + "/report-甲县.html")
        #expect(county.components(separatedBy: "<tbody").count == 602)
        #expect(county.contains("<a href=\"report.html\">各县一览</a>") && county.contains("<h1>甲县部门预算绩效自评一览</h1>"))
        let lines = Fixtures.text(folder.path + "/report.csv").components(separatedBy: "\r\n")
        #expect(lines.count == 1004)
        #expect(try lines[at: 0].hasPrefix("\u{FEFF}县,单位,状态") && lines[at: 1].hasPrefix("<乙>县,第0局,完成"))
        let findings = Fixtures.text(folder.path + "/findings.csv").components(separatedBy: "\r\n")
        #expect(findings.map { $0.prefix { $0 != "," } } == ["\u{FEFF}县", "<乙>县", "甲县", "甲县", ""])
        #expect(try findings[at: 0].hasPrefix("\u{FEFF}县,单位,状态,材料,程度"))
    }

    @Test func sumsUpTheAmountsOfAllCounties() throws {
        let folder = try TemporaryFolder()
        var manifest = manifest(["甲县": 600, "乙县": 401])
        let key = "baseData.spending[basic].final"
        for name in manifest.entries.names { manifest.entries[name]?.amounts = [Manifest.Money(key, 3)] }
        _ = try write(manifest, to: folder)
        let lines = Fixtures.text(folder.path + "/figures.csv").components(separatedBy: "\r\n")
        #expect(lines.count == 1004)
        #expect(try lines[at: 0].hasPrefix("\u{FEFF}县,单位,状态,表样,材料,"))
        let sums = try lines[at: 1002].split(separator: ",", omittingEmptySubsequences: false)
        #expect(try sums[at: 0] == "" && sums[at: 1] == "合计 1001 份" && sums.contains("3003"))
        #expect(lines.allSatisfy { $0.isEmpty || $0.count { $0 == "," } == lines[0].count { $0 == "," } })
    }

    @Test func becomesOnePageAgainAndTakesTheOthersAlong() throws {
        let folder = try TemporaryFolder()
        var large = manifest(["甲县": 600, "乙县": 401])
        large.reports = try write(large, to: folder)
        _ = try folder.write("report-乙县.html", "改过")
        var small = manifest(["甲县": 600, "乙县": 400])
        small.reports = large.reports
        #expect(Set(try write(small, to: folder).keys) == Self.names)
        #expect(!folder.files(in: "").contains("report-甲县.html"))
        #expect(Fixtures.text(folder.path + "/report-乙县.html") == "改过", "what somebody changed stays")
        #expect(Fixtures.text(folder.path + "/report.html").components(separatedBy: "<tbody").count == 1001)
    }

    @Test(arguments: [
        (["p/甲/1", "p/甲/2", "p/乙/x/3", "p/乙/4", "p/5"], ["p/甲", "p/甲", "p/乙", "p/乙", "p"]),
        (["/p/甲/1", "/p/乙/1"], ["/p/甲", "/p/乙"]), (["甲/1"], ["甲"]), (["甲/a/1", "甲/b/1"], ["甲/a", "甲/b"]),
        (["../p/1", "../p/甲1/2", "../p/甲/2"], ["../p", "../p/甲1", "../p/甲"]), ([], []),
    ])
    func aCountyIsAFolderBelowTheCommonOne(_ paths: [String], _ folders: [String]) {
        let counties = CountyFolders(paths)
        #expect(paths.map(counties.folder) == folders)
    }

    @Test func pagesOfCountiesOfOneNameHaveNamesOfTheirOwn() {
        let shares = ["甲县", "甲县", "A", "a"].map { CountyShare(name: $0) }
        #expect(
            CountyShare.pageNames(of: shares)
                == ["report-甲县.html", "report-甲县（2）.html", "report-A.html", "report-a（2）.html"])
    }
}
