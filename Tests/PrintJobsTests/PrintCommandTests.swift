import Foundation
import TestSupport
import Testing

/// What `annex print` makes of finished PDFs.
@Suite struct PrintCommandTests {
    private static let example = "中共清岚县委办公室2023年度绩效自评"
    private static let other = "清岚县审计局2023年度绩效自评"

    /// A folder whose `out` holds the PDFs of the example, 23 pages, and of another office.
    private func rendered(_ options: [String] = []) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        let other = try folder.write("乙.yaml", Example.text.replacing("中共清岚县委办公室", with: "清岚县审计局"))
        for path in [Example.path, other] {
            let outcome = try Program.annex.run(["render", path, "-o", folder.path + "/out"] + options)
            #expect(outcome.code == 0, "\(outcome.errors)")
        }
        return folder
    }

    /// Prints what is in `out` to `job.pdf`.
    private func printed(_ folder: TemporaryFolder, _ options: String...) throws -> Program.Outcome {
        try Program.annex.run(["print", folder.path + "/out", "--output", folder.path + "/job.pdf"] + options)
    }

    private func pages(_ path: String) throws -> [String] { try pageTexts(path) }

    private func size(_ path: String) throws -> Int {
        try #require(try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int)
    }

    @Test func loadsLibrariesThatFewRunsNeedWhenTheyAreCalled() throws {
        let tool = try #require(Program.tool("ldd"))
        let libraries = try tool.run([Program.annex.path]).output
        #expect(libraries.contains("libcairo"))
        #expect(!libraries.contains("libcups") && !libraries.contains("libqpdf"))
    }

    @Test func printsEveryPageOfEveryOfficeOnSheetsOfItsOwn() throws {
        let folder = try rendered()
        let outcome = try printed(folder)
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(
            outcome.output == """
                已生成 \(folder.path)/job.pdf
                 张号  张数  表  单位
                 1–12    12   8  中共清岚县委办公室
                13–24    12   8  清岚县审计局
                共 2 个单位，24 张，48 页

                """)
        let parts = try [Self.example, Self.other].map { try pages("\(folder.path)/out/\($0).pdf") }
        #expect(try parts[at: 0].count == 23)
        #expect(try pages(folder.path + "/job.pdf") == parts[at: 0] + [""] + parts[at: 1] + [""])
    }

    @Test func storesTheFacesOfTheOfficesOnce() throws {
        let folder = try rendered()
        _ = try printed(folder)
        let fonts = try #require(Program.tool("pdffonts")).run([folder.path + "/job.pdf"]).output
        let faces = fonts.split(separator: "\n").dropFirst(2).map { line in
            line.split(separator: " ").prefix(3).joined(separator: " ").drop { $0 != "+" }
        }
        #expect(faces.count > 5)
        #expect(Set(faces).count == faces.count)
        let inputs = try [Self.example, Self.other].map { try size("\(folder.path)/out/\($0).pdf") }
        #expect(try size(folder.path + "/job.pdf") < inputs.reduce(0, +) * 6 / 10)
    }

    @Test func copiesShareWhatTheyShow() throws {
        let folder = try rendered()
        _ = try printed(folder)
        let once = try size(folder.path + "/job.pdf")
        let outcome = try printed(folder, "--copies", "3")
        #expect(outcome.output.contains("共 2 个单位，72 张，144 页；每份 24 张，共 3 份"))
        let text = try pages(folder.path + "/job.pdf")
        try #require(text.count == 144)
        #expect(text[0..<48] == text[96..<144])
        // The structure of each copy is its own.
        #expect(try size(folder.path + "/job.pdf") < once * 2)
    }

    @Test func leadsEachOfficeWithASheetThatCounts() throws {
        let folder = try rendered()
        let outcome = try printed(folder, "--separators", "--blank-note")
        #expect(outcome.output.contains("共 2 个单位，26 张，52 页"))
        let pages = try pages(folder.path + "/job.pdf")
        try #require(pages.count == 52)
        for (page, office) in [(0, "第1个单位，共2个中共清岚县委办公室2023年度绩效自评材料"), (26, "第2个单位，共2个清岚县审计局2023")] {
            #expect(pages[page].hasPrefix(office))
            #expect(pages[page].contains("12张"))
            #expect(pages[page].contains("合计23"))
            #expect(pages[page].contains("接收人签字接收日期年月日"))
            #expect(pages[page + 1].isEmpty)
            #expect(pages[page + 25] == "此页无正文")
        }
    }

    @Test func beginsEachFormOnANewSheet() throws {
        let folder = try rendered()
        #expect(try printed(folder, "--new-sheet", "form", "--blank-note").code == 0)
        let pages = try pages(folder.path + "/job.pdf")
        let source = try self.pages("\(folder.path)/out/\(Self.example).pdf")
        #expect(pages.filter { !$0.isEmpty && $0 != "此页无正文" }.prefix(23) == source[...])
        for form in ["附件2", "附件3", "附件4", "附件5", "附件6"] {
            let starts = pages.indices.filter { pages[$0].hasPrefix(form) && !pages[$0].contains("（续）") }
            #expect(!starts.isEmpty)
            #expect(starts.allSatisfy { $0 % 2 == 0 }, "\(form) begins on the front of a sheet")
        }
    }

    @Test func printsSomeSheetsAgain() throws {
        let folder = try rendered()
        _ = try printed(folder)
        let all = try pages(folder.path + "/job.pdf")
        #expect(try printed(folder, "--sheets", "11-13").output.contains("共 2 个单位，3 张，6 页"))
        #expect(try pages(folder.path + "/job.pdf") == Array(all[at: 20..<26]))
        let none = try printed(folder, "--sheets", "25-")
        #expect(none.code == 1)
        #expect(none.errors.contains("作业只有 24 张"))
        #expect(try pages(folder.path + "/job.pdf").count == 6, "the old job is untouched")
        #expect(try printed(folder, "--sheets", "2-1").code == 2)
        #expect(try printed(folder, "--copies", "0").code == 2)
    }

    @Test func keepsThePageNumbersOfTheOfficesAndClosesTheirOutlines() throws {
        let folder = try rendered()
        _ = try printed(folder, "--separators")
        let file = try #require(Program.tool("qpdf")).run([
            "--qdf", "--object-streams=disable", folder.path + "/job.pdf", "-",
        ])
        let text = file.output
        let labels = try #require(text.range(of: "/PageLabels <<"))
        let ranges = text[labels.upperBound...].prefix(900).filter { !$0.isWhitespace }
        // A separator and its back, pages 1 to 23, a blank one, and so on.
        #expect(ranges.contains("2<</S/D>>25<</P"))
        #expect(ranges.contains("28<</S/D>>51<</P"))
        #expect(text.contains("/Count -8"))
    }

    @Test func givesTheSameBytesAgainAndIsNoInputOfItself() throws {
        let folder = try rendered()
        try FileManager.default.removeItem(atPath: folder.path + "/out/manifest.json")
        let job = folder.path + "/out/作业.pdf"
        let arguments = ["print", folder.path + "/out", "-o", job]
        #expect(try Program.annex.run(arguments).code == 0)
        let first = FileManager.default.contents(atPath: job)
        #expect(try Program.annex.run(arguments).code == 0)
        #expect(FileManager.default.contents(atPath: job) == first)
    }

    @Test func neverTakesThePlaceOfAFileWithData() throws {
        let folder = try rendered()
        let path = "\(folder.path)/out/\(Self.example).pdf"
        let bytes = FileManager.default.contents(atPath: path)
        for input in [path, folder.path + "/out"] {
            let outcome = try Program.annex.run(["print", input, "-o", path])
            #expect(outcome.code == 1)
            #expect(outcome.errors.contains("[output-holds-data]"))
        }
        #expect(FileManager.default.contents(atPath: path) == bytes)
    }

    // MARK: Order

    @Test func followsAList() throws {
        let folder = try rendered()
        let list = try folder.write("次序.txt", "\u{FEFF}\(Self.other).pdf\r\n\r\n \(Self.example) \r\n")
        #expect(try printed(folder, "--order", list).code == 0)
        let first = try pages(folder.path + "/job.pdf")[at: 0]
        #expect(first.contains("清岚县审计局2023年度"))
        #expect(try first == pages("\(folder.path)/out/\(Self.other).pdf")[at: 0])
    }

    @Test func tellsWhatAListLacks() throws {
        let folder = try rendered()
        let list = try folder.write("次序.txt", "\(Self.example)\n清岚县审计厅2023年度绩效自评\n\(Self.example)\n")
        let outcome = try printed(folder, "--order", list)
        #expect(outcome.code == 1)
        #expect(outcome.errors.contains("次序.txt:2:1: 错误：输入中没有名为“清岚县审计厅2023年度绩效自评”的 PDF [no-such-input]"))
        #expect(outcome.errors.contains("次序.txt:3:1: 错误：“\(Self.example)”在前面已经列过 [listed-twice]"))
        #expect(outcome.errors.contains("\(Self.other).pdf:1:1: 错误：“\(list)”没有列这个文件 [not-listed]"))
        #expect(outcome.errors.contains("是不是“\(Self.other)”"))
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/job.pdf"))
    }

    @Test func refusesAFileThatIsNamedTwiceAndAFolderWithoutAny() throws {
        let folder = try rendered()
        let path = "\(folder.path)/out/\(Self.example).pdf"
        let twice = try Program.annex.run(["print", path, folder.path + "/out", "-o", folder.path + "/job.pdf"])
        #expect(twice.code == 1)
        #expect(twice.errors.contains("[listed-twice]"))
        try FileManager.default.createDirectory(atPath: folder.path + "/空", withIntermediateDirectories: true)
        let empty = try Program.annex.run(["print", folder.path + "/空", "-o", folder.path + "/job.pdf"])
        #expect(empty.code == 1)
        #expect(empty.errors.contains("[no-input]"))
    }

    // MARK: Refusals

    @Test func refusesDrafts() throws {
        let folder = try rendered(["--draft"])
        let refused = try printed(folder)
        #expect(refused.code == 1)
        #expect(refused.errors.components(separatedBy: "这是草稿").count == 3, "each draft is told")
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/job.pdf"))
    }

    @Test func refusesWhatTheDataInsideDoNotGive() throws {
        let folder = try rendered()
        let path = "\(folder.path)/out/\(Self.example).pdf"
        let bytes = try #require(FileManager.default.contents(atPath: path))
        try (bytes + Data("% 甲\n".utf8)).write(to: URL(fileURLWithPath: path))
        let extended = try printed(folder)
        #expect(extended.code == 1)
        #expect(extended.errors.contains("[archive-differs]"))
        let qpdf = try #require(Program.tool("qpdf"))
        let cut = try qpdf.run(["\(folder.path)/out/\(Self.other).pdf", "--pages", ".", "1-22", "--", path])
        #expect(cut.code == 0, "\(cut.errors)")
        let shortened = try printed(folder)
        #expect(shortened.code == 1)
        #expect(shortened.errors.contains("[archive-differs]"))
    }

    @Test func refusesWhatAnUpdateWasAddedTo() throws {
        let folder = try rendered()
        let path = "\(folder.path)/out/\(Self.example).pdf"
        let bytes = try #require(FileManager.default.contents(atPath: path))
        // The end of the file once more leads to the same objects.
        let end = try #require(bytes.range(of: Data("startxref".utf8), options: .backwards))
        try (bytes + bytes[end.lowerBound...]).write(to: URL(fileURLWithPath: path))
        let outcome = try printed(folder)
        #expect(outcome.code == 1)
        #expect(outcome.errors.contains("错误：文件生成后又增加了内容 [signed-in-job]"), "\(outcome.errors)")
    }

    @Test func refusesPDFsWithoutData() throws {
        let folder = try rendered(["--archive", "2a"])
        let outcome = try printed(folder)
        #expect(outcome.code == 1)
        #expect(outcome.errors.components(separatedBy: "[no-data-inside]").count == 3)
    }
}
