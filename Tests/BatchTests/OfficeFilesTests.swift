import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Batch
@testable import Rendering

/// Offices that hand in workbooks: which files are one submission is said by whoever runs the batch, and never guessed.
@Suite struct OfficeFilesTests {
    private static let office = "清岚县文化馆"

    /// A county: a workbook that is whole and one that states what it states once more, in a folder; and another office.
    private func county() throws -> SmallCounty {
        let county = try SmallCounty(1)
        try county.makeFolder("in/馆/附")
        let text = try county.write("文化馆.yaml", Self.office)
        let written = try Program.annex.run(
            ["new", "national-project", "--workbook", "--from", text, "-o", county.path + "/in/馆/附/自评表.xlsx"])
        try #require(written.code == 0, "\(written.errors)")
        try county.folder.writeWorkbook(
            "in/馆/单位.xlsx", [("formSet", "national-project"), ("year", "2023"), ("office.name", Self.office)])
        return county
    }

    private func manifest(_ county: SmallCounty) throws -> [[String: Any]] {
        let text = Data(Fixtures.text(county.path + "/out/manifest.json").utf8)
        let object = try JSONSerialization.jsonObject(with: text) as? [String: Any]
        return try #require(object?["outputs"] as? [[String: Any]])
    }

    @Test func aFolderIsAnOfficeIfThatIsSaid() throws {
        let county = try county()
        _ = try county.folder.write("in/馆/~$单位.xlsx", "lock")
        let outcome = try county.render(["in"], to: "out", ["--office-folders"])
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(outcome.output.contains("共 2 份：生成 2 份"))
        #expect(outcome.errors.contains("in/馆/~$单位.xlsx:1:1: 说明：") && outcome.errors.contains("[open-elsewhere]"))
        let entry = try #require(try manifest(county).first { $0["office"] as? String == Self.office })
        #expect(entry["input"] as? String == "../in/馆")
        #expect(entry["files"] as? [String] == ["../in/馆/单位.xlsx", "../in/馆/附/自评表.xlsx"])
        #expect(Fixtures.text(county.path + "/out/report.html").contains("../in/馆（单位.xlsx、附/自评表.xlsx）"))
        #expect(Fixtures.text(county.path + "/out/report.csv").contains("../in/馆（单位.xlsx、附/自评表.xlsx）"))
        #expect(try county.render(["in"], to: "out", ["--office-folders"]).output.contains("未变 2 份"))
    }

    @Test func withoutBeingSaidTwoFilesOfAnOfficeAreTold() throws {
        let county = try county()
        for _ in 0..<2 {
            let outcome = try county.render()
            #expect(outcome.code == 1)
            let said = outcome.errors.split(separator: "\n").filter { $0.contains("[same-office]") }
            #expect(said.count == 2 && said.allSatisfy { $0.contains(" 错误：") }, "\(outcome.errors)")
            #expect(outcome.errors.contains("--office-folders"))
        }
        #expect(try manifest(county).count == 1, "only the office that handed in one file")
        let checked = try Program.annex.run(["check", county.path + "/in"])
        #expect(checked.code == 1 && checked.output.contains("[same-office]"))
    }

    @Test func filesThatAreNamedAreOneOfficeIfThatIsSaid() throws {
        let county = try county()
        let files = ["in/馆/单位.xlsx", "in/馆/附/自评表.xlsx"]
        let outcome = try county.render(files, to: "out", ["--one-office"])
        #expect(outcome.code == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
        let entry = try #require(try manifest(county).first)
        #expect(entry["input"] as? String == "../in/馆/单位.xlsx")
        let paths = files.map { county.path + "/" + $0 }
        let checked = try Program.annex.run(["check", "--one-office", "--format", "json"] + paths)
        #expect(checked.code == 0 && checked.output.contains("\"files\": [\n"))
        let both = try Program.annex.run(["check", "--one-office", "--office-folders"] + paths)
        #expect(both.code == 2)
    }

    @Test func anOfficeKeepsItsFileWhenItHandsInASecondOne() throws {
        let county = try county()
        try FileManager.default.removeItem(atPath: county.path + "/in/馆/单位.xlsx")
        #expect(try county.render().code == 0)
        let name =
            try #require(try manifest(county).first { $0["office"] as? String == Self.office })["output"] as? String
        try county.folder.writeWorkbook("in/馆/单位.xlsx", [("formSet", "national-project"), ("year", "2023")])
        let outcome = try county.render(["in"], to: "out", ["--office-folders"])
        #expect(outcome.code == 0, "\(outcome.errors)")
        let entries = try manifest(county).filter { $0["office"] as? String == Self.office }
        #expect(entries.map { $0["output"] as? String } == [name] && entries.count == 1)
    }

    @Test func writtenSubmissionsAreNotMerged() throws {
        let county = try county()
        try county.write("in/馆/又.yaml", Self.office)
        let outcome = try county.render(["in"], to: "out", ["--office-folders"])
        #expect(outcome.code == 1 && outcome.errors.contains("in/馆/又.yaml:1:1: 错误：几个文件合成一份材料的"))
        #expect(try manifest(county).count == 1)
    }

    @Test func marksEachWorkbookWithItsOwn() throws {
        let county = try county()
        try county.folder.writeWorkbook("in/馆/单位.xlsx", [("formSet", "national-project"), ("unknown", "1")])
        let outcome = try Program.annex.run(
            ["check", county.path + "/in", "--office-folders", "--mark", county.path + "/退"])
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(county.folder.files(in: "退").filter { $0.hasSuffix("xlsx") } == ["馆/单位.xlsx"])
        try county.folder.writeWorkbook("in/馆/单位.xlsx", [("formSet", "national-project"), ("year", "早")])
        let marked = try county.render(["in"], to: "out", ["--office-folders", "--mark", county.path + "/退2"])
        #expect(marked.code == 1)
        #expect(county.folder.files(in: "退2").contains("馆/单位.xlsx"))
    }

    @Test func workbooksAreReadOnce() throws {
        let county = try county()
        let path = county.path + "/in/馆/附/自评表.xlsx"
        let resources = Resources(layouts: FormSets.layouts, fonts: FormSets.fonts)
        let formSets = FormSetCache(resources)
        let plan = BatchPlan(inputs: [path], isDraft: false, formSets: formSets)
        try FileManager.default.removeItem(atPath: path)
        let options = BatchRenderer.Options(report: .none)
        let batch = BatchRenderer(
            resources, options: options, folder: county.path + "/out", workers: 1, sharing: formSets)
        let summary = try batch.run(plan) { result in
            #expect(result.outcome == .rendered(isFirst: true) && result.pages == 2, "\(result)")
        }
        #expect(summary.total == 1)
    }

    // MARK: Folders

    /// The submissions that are found in `paths` below a folder `县`.
    private func groups(_ paths: [String], _ grouping: FileGrouping, of input: String = "县") throws -> [String] {
        let folder = try TemporaryFolder()
        for path in paths {
            let place = "\(folder.path)/县/\(path)"
            try FileManager.default.createDirectory(
                atPath: (place as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
            try Data().write(to: URL(fileURLWithPath: place))
        }
        let found = InputFiles.submissions.files(["\(folder.path)/\(input)"])
        return found.submissions(grouping).flatMap(\.submissions).map { submission in
            ([submission.path] + submission.files).map { String($0.dropFirst(folder.path.count + 1)) }
                .joined(separator: " ")
        }
    }

    @Test func officesAreTheOutermostFoldersWithFiles() throws {
        let paths = ["a.yaml", "甲/b.docx", "甲/附/c.xlsx", "乡镇/丙/d.xlsx", "乡镇/丁/e.xlsx", "\u{301}戊/f.xlsx"]
        #expect(
            try groups(paths, .officeFolders) == [
                "县/a.yaml 县/a.yaml", "县/\u{301}戊 县/\u{301}戊/f.xlsx", "县/乡镇/丁 县/乡镇/丁/e.xlsx",
                "县/乡镇/丙 县/乡镇/丙/d.xlsx", "县/甲 县/甲/b.docx 县/甲/附/c.xlsx",
            ])
        #expect(
            try groups(paths, .officeFolders, of: "县/*").first == "县/a.yaml 县/a.yaml", "files of folders that are named"
        )
        #expect(try groups(["甲/b.docx", "甲/附/c.xlsx"], .oneOffice) == ["县 县/甲/b.docx 县/甲/附/c.xlsx"])
        #expect(try groups(["甲/b.docx", "乙/c.xlsx"], .none).count == 2)
    }
}
