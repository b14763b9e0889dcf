import Foundation
import TestSupport
import Testing

/// `annex archive` packs what was rendered.
@Suite struct ArchivePackTests {
    private typealias County = PackedCounty

    @Test func packsSignedCopiesNumberedAndListed() throws {
        let county = try County(3)
        let outcome = try county.archive(["--scans", county.path + "/signed"])
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(outcome.output.contains("\(County.prefix)0001 至 \(County.prefix)0003"))
        let names = Set(county.files().keys)
        let stems = (1...3).map { County.records + "0086-WS.2024-D30-JXK-000\($0)" }
        #expect(names.isSuperset(of: stems.flatMap { [$0 + ".pdf", $0 + ".xml"] }))
        #expect(names.isSuperset(of: ["说明文件.TXT", "文件目录.XML", "data/report/report.pdf"]))
        #expect(names.filter { $0.hasPrefix("data/") }.allSatisfy { $0.utf8.allSatisfy { $0 < 127 } })
        let catalogue = county.text("文件目录.XML")
        #expect(catalogue.contains("<文件 顺序号=\"3\"><档号>\(County.prefix)0003</档号>"))
        #expect(catalogue.contains("<日期>20240318</日期>"))
        #expect(catalogue.contains("<合计 件数=\"3\""))
        let check = try county.check()
        #expect(check.code == 0, "\(check.errors)")
        #expect(check.output.contains("3 件"))
    }

    @Test func givesTheSameBytesAgain() throws {
        let county = try County(2)
        try county.archive()
        let first = county.files()
        try county.archive(to: "again")
        #expect(county.files("again") == first)
        // Over the pack that is there.
        #expect(try county.archive().code == 0)
        #expect(county.files() == first)
    }

    @Test func putsTheMarkOnTheFirstPageAndKeepsTheOriginalsBytes() throws {
        let county = try County(1)
        try county.archive()
        let pdf = "\(county.pack)/\(County.records)0086-WS.2024-D30-JXK-0001.pdf"
        let pages = try pageTexts(pdf)
        #expect(pages[0].contains("绩效管理股"))
        #expect(pages[0].contains("008620240001"))
        #expect(pages.dropFirst().allSatisfy { !$0.contains("绩效管理股") })
        let original = try Data(contentsOf: URL(fileURLWithPath: try #require(county.folder.onlyFile(in: "out"))))
        let packed = try Data(contentsOf: URL(fileURLWithPath: pdf))
        #expect(packed.starts(with: original))
        #expect(packed.count > original.count)
        #expect(try #require(Program.tool("qpdf")).run(["--check", pdf]).code == 0)
    }

    /// Scans come turned in every way.
    @Test(arguments: [0, 90, 180, 270]) func theMarkStandsUprightInTheMiddleOfTheUpperEdge(_ angle: Int) throws {
        let county = try County(1)
        let copy = try #require(county.folder.onlyFile(in: "signed"))
        let qpdf = try #require(Program.tool("qpdf"))
        #expect(try qpdf.run([copy, "--rotate=\(angle)", "--replace-input"]).code == 0)
        #expect(try county.archive(["--scans", county.path + "/signed"]).code == 0)
        let pdf = "\(county.pack)/\(County.records)0086-WS.2024-D30-JXK-0001.pdf"
        let boxes = try #require(Program.tool("pdftotext")).run(["-bbox", "-l", "1", pdf, "-"]).output
        // It states the size of the page before that is turned.
        let page = try #require(boxes.firstMatch(of: #/<page width="([0-9.]+)" height="([0-9.]+)"/#))
        let word = try #require(
            boxes.firstMatch(of: #/<word xMin="([0-9.]+)" yMin="([0-9.]+)" xMax="([0-9.]+)" yMax="([0-9.]+)">0086</#))
        let (left, top, right, bottom) = (Double(word.1), Double(word.2), Double(word.3), Double(word.4))
        let middle = try #require(Double(angle.isMultiple(of: 180) ? page.1 : page.2)) / 2
        // The first of three columns of 15 mm, in a row of 8 mm below 4 mm.
        #expect(try #require(left) > middle - 64 && #require(right) < middle - 21)
        #expect(try #require(top) > 11 && #require(bottom) < 35)
    }

    @Test func aMarkThatIsPrintedIsNotPrintedTwice() throws {
        let folder = try TemporaryFolder()
        let mark = "archive: {fonds: \"0086\", retention: D30, category: 绩效管理股}\n"
        let input = try folder.write(
            "a.yaml", Example.text.replacing(#/\narchive:[^\n]*(\n +[^\n]*)*/#, with: "") + "\n" + mark)
        #expect(try Program.annex.run(["render", input, "-o", folder.path + "/out"]).code == 0)
        let data = try folder.write("archive.yaml", County.data())
        let outcome = try Program.annex.run(
            ["archive", folder.path + "/out", "--data", data, "-o", folder.path + "/pack"])
        #expect(outcome.code == 0, "\(outcome.errors)")
        let names = folder.files(in: "pack").filter { $0.hasPrefix(County.records) && $0.hasSuffix(".pdf") }
        let pdf = try #require(names.first)
        let packed = try Data(contentsOf: URL(fileURLWithPath: "\(folder.path)/pack/\(pdf)"))
        let original = try Data(contentsOf: URL(fileURLWithPath: try #require(folder.onlyFile(in: "out"))))
        #expect(packed == original)
        #expect(Fixtures.text("\(folder.path)/pack/说明文件.TXT").contains("原件已印 1 件"))
    }

    @Test func saysWhereASignedCopyIsMissingOrLacksPages() throws {
        let county = try County(3)
        let names = county.folder.outputs(in: "signed")
        try FileManager.default.removeItem(atPath: "\(county.path)/signed/\(names[0])")
        let short = "\(county.path)/signed/\(names[1])"
        let qpdf = try #require(Program.tool("qpdf"))
        #expect(try qpdf.run([short, "--pages", short, "1-1", "--", "--replace-input"]).code == 0)
        let outcome = try county.archive(["--scans", county.path + "/signed"])
        #expect(outcome.code == 1)
        #expect(outcome.errors.contains("[archive-signed-copies]"))
        #expect(outcome.errors.contains("[archive-pages]"))
        #expect(county.text("文件目录.XML").contains("<备注>缺签字件</备注>"))
        let report = try pageTexts("\(county.pack)/data/report/report.pdf").joined()
        #expect(report.contains("没有签字件"))
        #expect(report.contains("这里是1页"))
        #expect(try county.check().code == 0, "the pack itself is sound")
    }

    @Test func numbersThatAnOfficeStatesAreKeptAndTheOthersFillTheGaps() throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: folder.path + "/in", withIntermediateDirectories: false)
        for (index, item) in ["", ", item: \"0001\"", ""].enumerated() {
            let text = SmallCounty.text.replacing("name: 清岚县教育局,", with: "name: 第\(index)局,")
            _ = try folder.write("in/\(index).yaml", text + "\narchive: {fonds: \"0086\"\(item)}\n")
        }
        #expect(try Program.annex.run(["render", folder.path + "/in", "-o", folder.path + "/out"]).code == 0)
        let data = try folder.write("archive.yaml", County.data())
        let arguments = ["archive", folder.path + "/out", "--data", data, "-o", folder.path + "/pack"]
        #expect(try Program.annex.run(arguments).code == 0)
        let catalogue = Fixtures.text(folder.path + "/pack/文件目录.XML")
        let offices = catalogue.matches(of: #/<责任者>(第.局)</#).map { String($0.1) }
        #expect(offices == ["第1局", "第0局", "第2局"])
        _ = try folder.write("archive.yaml", County.data("first: 5\n"))
        let outcome = try Program.annex.run(arguments)
        #expect(outcome.code == 1)
        #expect(outcome.errors.contains("[item-number]"))
        _ = try folder.write("archive.yaml", County.data().replacing("0086", with: "0087"))
        #expect(try Program.annex.run(arguments).errors.components(separatedBy: "[other-archive-mark]").count == 4)
    }

    @Test func numbersEachRetentionByItself() throws {
        let county = try County(
            3, data: "exceptions:\n  - {office: 第1局, retention: Y, document: 一字〔2024〕1号}\nfirst: 7\n")
        #expect(try county.archive().code == 0)
        let catalogue = county.text("文件目录.XML")
        for code in ["0086-WS·2024-D30-JXK-0007", "0086-WS·2024-D30-JXK-0008", "0086-WS·2024-Y-JXK-0007"] {
            #expect(catalogue.contains("<档号>\(code)</档号>"))
        }
        #expect(catalogue.contains("<文号>一字〔2024〕1号</文号><责任者>第1局</责任者>"))
        #expect(try county.check().code == 0)
    }

    @Test func theSchemasOfAPackAreThoseOfTheDocumentation() throws {
        let county = try County(1)
        try county.archive()
        for name in ["catalogue", "metadata"] {
            let schema = county.text("data/schema/\(name).xsd")
            #expect(schema.hasPrefix("<?xml"))
            #expect(Golden.matches(schema, "\(Fixtures.project)/docs/archive-\(name).xsd"))
        }
    }

    @Test func leavesOtherFoldersAlone() throws {
        let county = try County(1)
        try FileManager.default.createDirectory(atPath: county.pack, withIntermediateDirectories: false)
        _ = try county.folder.write("pack/mine.txt", "mine")
        let outcome = try county.archive()
        #expect(outcome.code == 1)
        #expect(outcome.errors.contains("[pack-place-taken]"))
        #expect(county.folder.files(in: "pack") == ["mine.txt"])
        try FileManager.default.removeItem(atPath: county.pack)
        try county.archive()
        _ = try county.folder.write("pack/mine.txt", "mine")
        #expect(try county.archive().code == 1, "a pack with something added is not replaced")
        #expect(county.text("mine.txt") == "mine")
    }

    @Test func refusesWhatMustNotBePacked() throws {
        let county = try County(2)
        let name = try #require(county.folder.outputs(in: "out").first)
        let path = "\(county.path)/out/\(name)"
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        try (bytes.dropLast(9) + Data("%%EOF!!!\n".utf8)).write(to: URL(fileURLWithPath: path))
        let outcome = try county.archive()
        #expect(outcome.code == 1)
        #expect(outcome.errors.contains("[changed-output]"))
        #expect(county.folder.files(in: "pack").isEmpty)
        #expect(!FileManager.default.fileExists(atPath: county.pack))
    }

    @Test func tellsEveryFaultOfTheArchivesData() throws {
        let county = try County(1)
        _ = try county.folder.write(
            "archive.yaml", County.data().replacing("type: WS", with: "type: 文书").replacing("D30", with: "30年"))
        let outcome = try county.archive()
        #expect(outcome.code == 1)
        #expect(outcome.errors.components(separatedBy: "[archive-code]").count == 3)
        #expect(outcome.errors.contains("archive.yaml:5:7"))
        _ = try county.folder.write("archive.yaml", County.data("exceptions:\n  - {office: 别的局, retention: Y}\n"))
        #expect(try county.archive().errors.contains("archive.yaml:10:14"))
    }
}
