import Foundation
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// Which submissions a batch is made of: files are known by what they are, names by their bytes, and no office vanishes.
@Suite struct InputIdentityTests {
    /// The paths that `check` reads, below the county's folder.
    private func read(_ county: SmallCounty, _ inputs: String...) throws -> [String] {
        let outcome = try Program.annex.run(["check", "--format", "json"] + inputs.map { "\(county.path)/\($0)" })
        return outcome.output.matches(of: #/"path": "(.*?)"/#).map { String($0.1.dropFirst(county.path.count + 1)) }
    }

    // MARK: Names are bytes

    /// 金 as U+91D1 and as U+F90A, é in one and in two code points: equal to Unicode, but not to a file system.
    @Test(arguments: [("\u{91D1}", "\u{F90A}"), ("é", "e\u{301}"), ("Å", "\u{212B}")])
    func namesThatAreEqualToUnicodeGiveTwoOutputs(_ one: String, _ other: String) throws {
        let county = try SmallCounty(0)
        try county.write("in/\(one).yaml", "甲局")
        try county.write("in/\(other).yaml", "乙局")
        #expect(try county.render().code == 0)
        #expect(try county.pdfs().count == 2)
        #expect(try county.render().output.contains("未变 2 份"))
        #expect(try read(county, "in/\(one)*").count == 1, "patterns compare bytes, too")
        #expect(try read(county, "in/[\(other)]*").count == 1)
    }

    @Test func officesThatAreEqualToUnicodeGiveTwoOutputs() throws {
        let county = try SmallCounty(0)
        try county.write("in/a.yaml", "\u{91D1}局")
        try county.write("in/b.yaml", "\u{F90A}局") { $0.replacing("\u{F90A}局", with: "\"\\uF90A局\"") }
        let outcome = try county.render()
        #expect(outcome.output.contains("共 2 份"), "\(outcome.errors)")
        let names = try county.pdfs().keys.map { $0.decomposedStringWithCanonicalMapping }
        #expect(Set(names).count == 2, "told apart where systems take them for one")
    }

    @Test func imagesThatAreEqualToUnicodeAreTwoImages() throws {
        let county = try SmallCounty(0)
        for (name, width) in [("\u{91D1}.png", 30), ("\u{F90A}.png", 60)] {
            _ = try county.folder.write("in/\(name)", Data(PNGFile.stroke(width: width, height: 10)))
            try county.write("in/\(width).yaml", "第\(width)局") {
                $0.replacing("leader: 戊某某}", with: "leader: 戊某某, signature: \"\(name)\"}")
            }
        }
        #expect(try county.render().code == 0)
        let widths = try county.pdfs().keys.sorted().map { name in
            let list = try #require(Program.tool("pdfimages")).run(["-list", "\(county.path)/out/\(name)"]).output
            return list.split(separator: "\n").dropFirst(2).compactMap { $0.split(separator: " ").dropFirst(3).first }
        }
        #expect(Set(widths.map { Set($0) }) == [["30"], ["60"]])
    }

    // MARK: Files are known by what they are

    @Test func aFolderMayBeSpelledInManyWays() throws {
        let county = try SmallCounty(2)
        try county.write("in/2.yaml", "第2局")
        try county.write("in/bad.yaml", "坏局") { $0.replacing("year: 2023", with: "year: 1") }
        try county.link("other", to: "in")
        let shell = Program(path: "/bin/sh")
        let script = "cd \"$1\" && \"$0\" render \"$2\" -o \"$3\""
        var names = Set<String>()
        for (place, input, out) in [
            (".", "in", "out"), (".", "./in/", "./out"), (".", county.path + "/in", county.path + "/out"),
            ("in", ".", "../out"), ("out", "../in/../in", "."), (".", "other", "out"),
        ] {
            let outcome = try shell.run(["-c", script, Program.annex.path, "\(county.path)/\(place)", input, out])
            #expect(outcome.code == 1)
            #expect(outcome.output.contains("共 4 份"))
            #expect(names.isEmpty || outcome.output.contains("未变 3 份"), "\(input): \(outcome.output)")
            names = Set(try county.pdfs().keys)
            #expect(names.count == 3)
        }
        let manifest = Fixtures.text(county.path + "/out/manifest.json")
        #expect(manifest.components(separatedBy: "\"bad-number\"").count == 2, "the one that fails is listed once")
        #expect(manifest.contains("\"input\": \"../in/0.yaml\""))
        let table = Fixtures.text(county.path + "/out/report.csv")
        #expect(table.split(separator: "\r\n").count == 5)
        let job = county.path + "/job.pdf"
        #expect(try Program.annex.run(["print", county.path + "/out", "-o", job]).output.contains("共 3 个单位"))
    }

    @Test func aFileThatIsNamedInManyWaysIsReadOnce() throws {
        let county = try SmallCounty(1)
        try county.link("in/link.yaml", to: "0.yaml")
        try FileManager.default.linkItem(atPath: county.path + "/in/0.yaml", toPath: county.path + "/in/twin.yaml")
        #expect(try read(county, "in/0.yaml", "in/../in/0.yaml", "in/0.yaml") == ["in/0.yaml"])
        let outcome = try county.render(["in", "in/../in", "in/0.yaml"])
        #expect(outcome.code == 0)
        #expect(try county.pdfs().count == 1)
        for name in ["link", "twin"] {
            #expect(outcome.errors.contains("/in/\(name).yaml:1:1: 说明：与“\(county.path)/in/0.yaml”是同一个文件"))
        }
    }

    // MARK: Links and what is left out

    /// `in/b` leads to a folder beside it; `in/a/up` and `elsewhere/back` lead to where they come from.
    private func linked() throws -> SmallCounty {
        let county = try SmallCounty(0)
        for name in ["in/a", "elsewhere/deep"] { try county.makeFolder(name) }
        try county.write("in/a/1.yaml", "甲局")
        try county.write("elsewhere/deep/2.yaml", "乙局")
        try county.link("in/b", to: "../elsewhere")
        try county.link("in/a/up", to: "..")
        try county.link("in/a/top", to: "../..")
        try county.link("elsewhere/back", to: "../in/a")
        try county.link("elsewhere/self", to: ".")
        return county
    }

    @Test(arguments: ["in", "in/", "in/**/*.yaml", "in/**", "in/*", "i*"])
    func linksToFoldersAreFollowedOnce(_ input: String) throws {
        let county = try linked()
        #expect(try read(county, input).map { $0.replacing("//", with: "/") } == ["in/a/1.yaml", "in/b/deep/2.yaml"])
    }

    @Test func aFolderIsReadThroughALink() throws {
        let county = try linked()
        try county.link("way", to: "in")
        #expect(try read(county, "way") == ["way/a/1.yaml", "way/b/deep/2.yaml"])
        #expect(try read(county, "in/b/deep/*") == ["in/b/deep/2.yaml"])
    }

    @Test(arguments: [
        ("2.yaml.txt", "left-out", 1), ("2.txt", "left-out", 1), ("2", "left-out", 1), ("2.yaml.bak", "hidden-file", 0),
        ("2.yaml~", "hidden-file", 0), (".2.yaml", "hidden-file", 0), ("2.YAML", nil, 0), ("2.Yml", nil, 0),
    ])
    func tellsOfWhatLooksLikeASubmission(_ name: String, _ id: String?, _ code: Int32) throws {
        let county = try SmallCounty(1)
        try county.write("in/\(name)", "第2局")
        for input in ["in", "i*"] {
            let outcome = try county.render([input], to: "out-\(input.count)")
            #expect(outcome.code == code)
            #expect(try county.pdfs("out-\(input.count)").count == (id == nil ? 2 : 1), "the others are rendered")
            if let id { #expect(outcome.errors.contains("/in/\(name):1:1: ") && outcome.errors.contains("[\(id)]")) }
        }
        #expect(try Program.annex.run(["check", county.path + "/in"]).code == code)
    }

    @Test func saysNothingOfWhatIsNone() throws {
        let county = try SmallCounty(1)
        for (name, text) in [
            ("说明.txt", "材料说明"), ("README.md", "# 说明\n\n写法如下：\n\nformSet: hunan-2023\n"), ("._0.yaml", "\0\0Mac"),
            ("a.schema.json", "{\"properties\": {\"formSet\": {}}}"), ("Thumbs.db", "\0\u{1}\u{2}Root Entry"),
            (".0.yaml.swp", "b0VIM"),
        ] { _ = try county.folder.write("in/\(name)", text) }
        #expect(mkfifo(county.path + "/in/queue", 0o600) == 0)
        let outcome = try county.render()
        #expect(outcome.code == 0)
        #expect(outcome.errors.isEmpty, "\(outcome.errors)")
    }

    @Test func namesWhatIsOfOtherKindsButNotWhatItMade() throws {
        let county = try SmallCounty(2)
        _ = try county.folder.write("in/照片.jpg", "\u{1}")
        let first = try county.render(to: "in/out")
        #expect(first.code == 1)
        #expect(first.errors.hasPrefix("\(county.path)/in/照片.jpg:1:1: 错误：是图片（JPG），没有读 [not-read]\n"), "\(first.errors)")
        let again = try county.render(to: "in/out")
        #expect(again.errors == first.errors && again.output.contains("未变 2 份"))
    }

    @Test func tellsOfLinksToNowhereAndOfEmptyFolders() throws {
        let county = try SmallCounty(1)
        try county.link("in/gone", to: "../none")
        try county.link("in/lost.yaml", to: "../none.yaml")
        try county.link("in/round", to: "round")
        try county.makeFolder("in/空")
        let outcome = try county.render()
        #expect(outcome.code == 1)
        for name in ["gone", "lost.yaml", "round"] {
            #expect(outcome.errors.contains("/in/\(name):1:1: 错误："), "\(outcome.errors)")
        }
        #expect(outcome.errors.contains("/in/空:1:1: 警告：文件夹是空的 [empty-folder]"))
        #expect(try county.pdfs().count == 1)
    }

    @Test func tellsOfFoldersThatCannotBeOpened() throws {
        let county = try SmallCounty(1)
        try county.makeFolder("in/关")
        try county.write("in/关/1.yaml", "第1局")
        try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: county.path + "/in/关")
        defer {
            try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: county.path + "/in/关")
        }
        // Nothing is closed to root.
        guard !FileManager.default.isReadableFile(atPath: county.path + "/in/关/1.yaml") else { return }
        for input in ["in", "in/**/*.yaml", "in/*/*.yaml"] {
            let outcome = try county.render([input], to: "out-\(input.count)")
            #expect(outcome.code == 1)
            #expect(outcome.errors.contains("/in/关:1:1: 错误：文件夹打不开"), "\(outcome.errors)")
        }
    }

    // MARK: Names of outputs

    @Test func namesThatDifferInCaseOnlyAreToldApart() throws {
        let county = try SmallCounty(0)
        for (file, name) in [("a", "ABC局"), ("b", "abc局"), ("c", "ＡＢ局"), ("d", "ａｂ局"), ("e", "甲局")] {
            try county.write("in/\(file).yaml", name)
        }
        #expect(try county.render().code == 0)
        let names = Set(try county.pdfs().keys)
        #expect(Set(names.map { $0.lowercased() }).count == 5)
        #expect(names.count { $0.contains("（") } == 4)
        #expect(try county.render(["in/b.yaml"]).output.contains("没有变化"), "alone, too, it keeps its name")
        #expect(Set(try county.pdfs().keys) == names)
        #expect(try county.render(to: "again").code == 0)
        #expect(Set(try county.pdfs("again").keys) == names)
    }

    @Test func aSubmissionKeepsTheNameOfItsOutput() throws {
        let county = try SmallCounty(0)
        try county.write("in/a.yaml", "ABC局")
        #expect(try county.render(["in/a.yaml"]).code == 0)
        try county.write("in/b.yaml", "abc局")
        #expect(try county.render(["in/b.yaml"]).code == 0)
        let names = try county.pdfs().keys.sorted()
        try #require(names.count == 2)
        #expect(names[0] == "ABC局2023年度绩效自评.pdf")
        #expect(names[1].hasPrefix("abc局2023年度绩效自评（b-"))
        #expect(try county.render().output.contains("未变 2 份"))
        #expect(try county.pdfs().keys.sorted() == names)
    }

    @Test func takesTheNameOfNoSubmissionThatIsThere() throws {
        let county = try SmallCounty(0)
        try county.write("in/a.yaml", "甲局")
        #expect(try county.render(["in/a.yaml"]).code == 0)
        let first = try county.pdfs()
        try county.write("in/b.yaml", "甲局") { $0.replacing("2024-03-18", with: "2024-03-19") }
        let outcome = try county.render(["in/b.yaml"])
        #expect(outcome.code == 1)
        #expect(outcome.errors.contains("[output-of-another]"))
        #expect(try county.pdfs() == first)
        #expect(outcome.errors.contains("in/b.yaml:1:1: 错误：") && outcome.errors.contains("“\(county.path)/in/a.yaml”"))
        try FileManager.default.removeItem(atPath: county.path + "/in/a.yaml")
        try county.write("in/c.yaml", "甲局") { $0.replacing("2024-03-18", with: "2024-03-21") }
        let taken = try county.render(["in/c.yaml"])
        #expect(taken.code == 0, "it takes over what the one that is gone has left")
        #expect(taken.errors.contains("警告：“甲局2023年度绩效自评.pdf”原来由“\(county.path)/in/a.yaml”生成"), "\(taken.errors)")
        #expect(try county.render(["in/c.yaml"]).errors.isEmpty, "the same input once more is nothing to speak of")
        #expect(try county.pdfs().count == 1)
    }
}
