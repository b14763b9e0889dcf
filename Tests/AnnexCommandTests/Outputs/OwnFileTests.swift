import Foundation
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// What the program did not write, or somebody has changed since, stays.
@Suite struct OwnFileTests {
    private static let name = "第0局2023年度绩效自评.pdf"

    /// A county of one whose output `change` has changed, and whose submission has changed, too.
    private func changed(_ change: (SmallCounty, Data) throws -> Data) throws -> (SmallCounty, Data) {
        let county = try SmallCounty(1)
        #expect(try county.render(["in/0.yaml"]).code == 0)
        let changed = try change(county, try #require(county.pdfs()[Self.name]))
        _ = try county.folder.write("out/\(Self.name)", changed)
        try county.change(to: "2024-03-20")
        return (county, changed)
    }

    private static let update = Data("1 0 obj\n<<>>\nendobj\n%%EOF\n".utf8)

    @Test(arguments: ["signed", "prefixed", "foreign", "shortened", "empty"], [true, false])
    func replacesNoOutputThatIsNotAsItWasMade(_ kind: String, _ hasManifest: Bool) throws {
        let (county, kept) = try changed { county, made in
            if !hasManifest { try FileManager.default.removeItem(atPath: county.path + "/out/manifest.json") }
            return switch kind {
            case "signed": made + Self.update
            case "prefixed": Data("\n".utf8) + made
            case "foreign": Data("foreign".utf8)
            case "shortened": made.dropLast()
            default: Data()
            }
        }
        let outcome = try county.render(["in/0.yaml"])
        #expect(outcome.code == 1)
        let id = kind == "signed" && hasManifest ? "[signed-output]" : "[foreign-file]"
        #expect(outcome.errors.contains("/out/\(Self.name):1:1: 错误："))
        #expect(outcome.errors.contains(id), "\(outcome.errors)")
        #expect(try county.pdfs() == [Self.name: kept])
        try FileManager.default.removeItem(atPath: "\(county.path)/out/\(Self.name)")
        #expect(try county.render(["in/0.yaml"]).code == 0)
    }

    @Test func anOutputThatSomebodyHasChangedIsNotRestoredEither() throws {
        let county = try SmallCounty(1)
        #expect(try county.render().code == 0)
        _ = try county.folder.write("out/\(Self.name)", "坏")
        #expect(try county.render().errors.contains("[foreign-file]"))
        #expect(try county.pdfs() == [Self.name: Data("坏".utf8)])
    }

    @Test(arguments: [Data(), update]) func knowsItsOutputsAgainWithoutAManifest(_ signature: Data) throws {
        let county = try SmallCounty(1)
        #expect(try county.render().code == 0)
        let made = try #require(county.pdfs()[Self.name]) + signature
        _ = try county.folder.write("out/\(Self.name)", made)
        try FileManager.default.removeItem(atPath: county.path + "/out/manifest.json")
        #expect(try county.render().code == 0)
        #expect(try county.pdfs() == [Self.name: made])
        #expect(try county.render().output.contains("没有变化"))
    }

    @Test func aLinkIsNoOutput() throws {
        let county = try SmallCounty(1)
        try county.makeFolder("out")
        for target in ["../nowhere", "../in/0.yaml"] {
            try county.link("out/\(Self.name)", to: target)
            #expect(try county.render().errors.contains("[foreign-file]"))
            try FileManager.default.removeItem(atPath: "\(county.path)/out/\(Self.name)")
        }
    }

    @Test func theHintOnABadManifestDoesNotLeadToItsRemoval() throws {
        let county = try SmallCounty(1)
        #expect(try county.render().code == 0)
        _ = try county.folder.write("out/manifest.json", "{")
        let outcome = try county.render()
        #expect(outcome.errors.contains("提示：从备份恢复它，或换一个新文件夹生成；不要删它"))
    }

    // MARK: Reports, images, jobs

    @Test(arguments: ["report.html", "report.csv"]) func aReportThatWasEditedStays(_ name: String) throws {
        let county = try SmallCounty(2)
        #expect(try county.render().code == 0)
        let edited = Fixtures.text("\(county.path)/out/\(name)") + "已电话通知"
        _ = try county.folder.write("out/\(name)", edited)
        try county.change(to: "2024-03-20")
        let outcome = try county.render()
        #expect(outcome.code == 1)
        #expect(outcome.errors.contains("/out/\(name):1:1: 错误："), "\(outcome.errors)")
        #expect(Fixtures.text("\(county.path)/out/\(name)") == edited)
        #expect(outcome.output.contains("生成 2 份"))
        #expect(try county.render().output.contains("未变 2 份"), "the manifest is written all the same")
        try FileManager.default.removeItem(atPath: "\(county.path)/out/\(name)")
        try county.change(to: "2024-03-21")
        #expect(try county.render().code == 0)
    }

    @Test func imagesReplaceOnlyImagesOfTheProgram() throws {
        let county = try SmallCounty(1)
        let options = ["--format", "png", "--dpi", "30"]
        #expect(try county.render(to: "png", options).code == 0)
        let image = "png/第0局2023年度绩效自评-01.png"
        let first = FileManager.default.contents(atPath: "\(county.path)/\(image)")
        _ = try county.write("in/0.yaml", "第0局") { $0.replacing("2024-03-18", with: "2024-12-28") }
        #expect(try county.render(to: "png", options).code == 0)
        #expect(FileManager.default.contents(atPath: "\(county.path)/\(image)") != first)
        _ = try county.folder.write(image, "别人的")
        let outcome = try county.render(to: "png", options)
        #expect(outcome.code == 1)
        #expect(outcome.errors.contains("[foreign-file]"))
        #expect(Fixtures.text("\(county.path)/\(image)") == "别人的")
    }

    @Test func aPrintJobReplacesOnlyJobsOfTheProgram() throws {
        let county = try SmallCounty(2)
        #expect(try county.render().code == 0)
        let job = county.path + "/job.pdf"
        func print(_ options: String...) throws -> Program.Outcome {
            try Program.annex.run(["print", county.path + "/out", "-o", job] + options)
        }
        #expect(try print().code == 0)
        #expect(try print("--copies", "2").code == 0, "a job of its own")
        for other in ["别人的", "", Fixtures.text(job) + "\n"] {
            _ = try county.folder.write("job.pdf", other)
            let outcome = try print()
            #expect(outcome.code == 1)
            #expect(outcome.errors.contains("[foreign-file]"))
            #expect(Fixtures.text(job) == other)
        }
        #expect(
            try Program.annex.run(["print", county.path + "/out", "-o", "/dev/null"]).errors.contains("[foreign-file]"))
    }

    @Test func aTemplateTakesNoPlaceButAFreeOne() throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createSymbolicLink(atPath: folder.path + "/b", withDestinationPath: "none")
        let first = try folder.write("a", "甲")
        for name in ["a", "b"] {
            let outcome = try Program.annex.run(["new", "hunan-2023", "-o", "\(folder.path)/\(name)"])
            #expect(outcome.code == 1)
            #expect(outcome.errors.contains("[file-exists]"))
        }
        #expect(Fixtures.text(first) == "甲")
        #expect(Set(folder.files(in: "")) == ["a", "b"])
    }

    // MARK: Cleaning up

    @Test func cleansUpOnlyWhatItWroteItself() throws {
        let county = try SmallCounty(1)
        let foreign = [
            "第0局2023年度绩效自评.pdf.1234.5.part", "下载.1.part", "a.12.3.part", ".annex.1.part", ".annex.x.1.part",
            "x.annex.1.2.part", ".thumbnails/photo.part", ".thumbnails/a-128.txt",
        ]
        for folder in ["out/.annex.7.8.part", "out/数据.2024.1.part", "out/.thumbnails"] {
            try county.makeFolder(folder)
        }
        _ = try county.folder.write("out/.annex.7.8.part/在里面", "留")
        for name in foreign { _ = try county.folder.write("out/\(name)", "留") }
        _ = try county.folder.write("out/.annex.12.3.part", "半")
        #expect(try county.render(["in"], to: "out", ["--report", "full"]).code == 0)
        let files = county.folder.files(in: "out")
        #expect(files.contains(".annex.7.8.part/在里面") && files.contains("数据.2024.1.part"))
        #expect(foreign.allSatisfy(files.contains), "\(files)")
        #expect(!files.contains(".annex.12.3.part"))
    }

    // MARK: Extraction

    /// A PDF with an image inside.
    private func archive(_ county: SmallCounty) throws -> String {
        _ = try county.folder.write("in/sign.png", Data(PNGFile.stroke(width: 30, height: 10)))
        try county.write("in/0.yaml", "第0局") { $0.replacing("leader: 戊某某}", with: "leader: 戊某某, signature: sign.png}") }
        #expect(try county.render().code == 0)
        return "\(county.path)/out/\(Self.name)"
    }

    @Test func anExtractionThatFailsLeavesNothing() throws {
        let county = try SmallCounty(1)
        let pdf = try archive(county)
        let folder = try #require(realpath(county.path, nil).map { String(cString: $0) })
        let calls = SystemCalls(folder: folder)
        for call in ["fsync:3:", "write:2:", "write:3:"] {
            let outcome = try Program.annex.run(
                ["extract", pdf, "-o", folder + "/data/deep"], environment: calls.environment(call, .fail))
            #expect(outcome.code == 3, "\(call): \(outcome.output)")
            #expect(!FileManager.default.fileExists(atPath: folder + "/data"))
        }
        try county.makeFolder("data/deep")
        _ = try county.folder.write("data/deep/sign.png", "别人的")
        #expect(try Program.annex.run(["extract", pdf, "-o", folder + "/data/deep"]).code == 1)
        #expect(county.folder.files(in: "data/deep") == ["sign.png"])
        #expect(try Program.annex.run(["extract", pdf, "-o", folder + "/whole/deep"]).code == 0)
        #expect(county.folder.files(in: "whole/deep") == ["record.json", "sign.png", "submission.json"])
    }
}
