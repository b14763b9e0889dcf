import Foundation
import TestSupport
import Testing

@Suite struct CommandTests {
    /// A file that cannot be rendered.
    struct BadInput: Sendable, CustomTestStringConvertible {
        let id: String
        /// What the message says.
        let words: String
        /// What the file holds; no file without it.
        let bytes: Data?
        var testDescription: String { id + " " + words }

        init(_ id: String, _ words: String, _ bytes: Data?) {
            self.id = id
            self.words = words
            self.bytes = bytes
        }

        init(_ id: String, _ words: String, _ text: String) { self.init(id, words, Data(text.utf8)) }
    }

    private static let least = "year: 2023\noffice: {name: 甲, shortName: 乙}\nfiling: {}\n"

    static let badInputs = [
        BadInput("cannot-read", "找不到文件", nil), BadInput("empty-file", "文件是空的", ""),
        BadInput("empty-file", "没有内容", "# 说明\n"),
        BadInput("binary-file", "不是文本", Data([0x7F, 0x45, 0x4C, 0x46, 0, 1, 2, 0xFF])),
        BadInput("binary-file", "取出材料用 annex extract", Data([0x25, 0x50, 0x44, 0x46, 0x2D, 0, 0xFF])),
        BadInput("wrong-encoding", "GBK", Data([0x61, 0x3A, 0x20, 0xC3, 0xFB, 0xB3, 0xC6, 0x0A])),
        BadInput("wrong-encoding", "UTF-16", Data([0xFF, 0xFE, 0x61, 0, 0x3A, 0])),
        BadInput("wrong-encoding", "UTF-16", Data([0xFE, 0xFF, 0, 0x61, 0, 0x3A])),
        BadInput("wrong-encoding", "UTF-8", Data([0x61, 0x3A, 0x20, 0xE5, 0x8E, 0x0A])),
        BadInput("too-large", "50 MiB", Data(count: 50 << 20)), BadInput("syntax", "YAML", "a: [1\nb: \"\n"),
        BadInput("wrong-type", "列表", "- 1\n"), BadInput("missing-key", "formSet", least),
        BadInput("unknown-form-set", "hunan-2032", "formSet: hunan-2032\n" + least),
        BadInput("missing-key", "narrative", "formSet: hunan-2023\n" + least),
    ]

    @Test(arguments: badInputs) func writesNothingForABadInput(_ input: BadInput) throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/材料 1.yaml"
        if let bytes = input.bytes { _ = try folder.write("材料 1.yaml", bytes) }
        let outcome = try Program.annex.run(["render", path, "-o", folder.path + "/out"])
        #expect(outcome.code == 1)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.contains(path + ":"))
        #expect(outcome.errors.contains("[\(input.id)]"))
        #expect(outcome.errors.contains(input.words))
        #expect(outcome.errors.contains("\n没有生成：有 "), "a verdict is the last word")
        #expect(folder.outputs(in: "out").isEmpty)
    }

    @Test func refusesAFolderWithoutSubmissions() throws {
        let folder = try TemporaryFolder()
        _ = try folder.write("readme.txt", "甲")
        let outcome = try Program.annex.run(["render", folder.path, "-o", folder.path + "/out"])
        #expect(outcome.code == 1)
        #expect(outcome.errors.contains("\(folder.path)”中没有 工作簿、Word、YAML 或 JSON 文件"))
        #expect(folder.outputs(in: "out").isEmpty)
    }

    @Test func refusesWhatIsNoRegularFile() throws {
        let outcome = try Program.annex.run(["check", "/dev/null"])
        #expect(outcome.code == 1)
        #expect(outcome.output.contains("/dev/null:1:1: 错误：不是普通文件"))
    }

    @Test func saysWhyAFileCannotBeRead() throws {
        let folder = try TemporaryFolder()
        let loop = folder.path + "/a"
        try FileManager.default.createSymbolicLink(atPath: loop, withDestinationPath: loop)
        let long = folder.path + "/" + String(repeating: "甲", count: 100)
        for command in ["inspect", "verify"] {
            func error(_ path: String) throws -> String { try Program.annex.run([command, path]).errors }
            #expect(try error(loop).hasSuffix("错误：无法读取：符号链接绕成了圈 [cannot-read]\n"))
            let ofFolder = command == "verify" ? "中没有 PDF [no-input]\n" : "错误：无法读取：是文件夹，不是文件 [cannot-read]\n"
            #expect(try error(folder.path).hasSuffix(ofFolder))
            #expect(try error(long).hasSuffix("错误：无法读取：文件名太长 [cannot-read]\n"))
            #expect(try error(Example.path + "/a").hasSuffix("错误：无法读取：不是文件夹 [cannot-read]\n"))
            #expect(try error(folder.path + "/b").hasSuffix("错误：找不到文件 [cannot-read]\n"))
        }
    }

    @Test func saysThatTheNameOfAFileIsNotUTF8() throws {
        let folder = try TemporaryFolder()
        let script = "name=\"$1/$(printf '\\262\\342')\"; echo > \"$name\"; \"$0\" check \"$name\""
        let outcome = try Program(path: "/bin/sh").run(["-c", script, Program.annex.path, folder.path])
        #expect(outcome.code == 1)
        #expect(outcome.output.contains("找不到文件：文件名不是 UTF-8 编码，请改名"))
    }

    @Test func suggestsTheFormSetThatWasMeant() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("a.yaml", "formSet: hunan-2032\n" + Self.least)
        #expect(try Program.annex.run(["render", path, "-o", folder.path]).errors.contains("是不是“hunan-2023”？"))
    }

    @Test(arguments: [("𓀀", "U+13000"), ("😀", "U+1F600"), ("한", "U+D55C"), ("ก", "U+0E01")])
    func namesACharacterThatNoFaceHas(_ character: String, _ code: String) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("a.yaml", Example.text.replacing("name: 丙某某", with: "name: 丙\(character)某"))
        let outcome = try Program.annex.run(["render", path, "-o", folder.path + "/out"])
        #expect(outcome.code == 1)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.contains("\(path):\(try Example.line(of: "name: 丙某某")):"))
        #expect(outcome.errors.contains("附件6 负责人名册 › 人员 › 第1项 › 姓名：字体中没有“\(character)”"))
        #expect(outcome.errors.contains("  字段：roster.people[0].name\n"))
        #expect(folder.outputs(in: "out").isEmpty)
        #expect(outcome.errors.contains("（\(code)）"))
    }

    @Test func namesEveryMissingCharacterAtOnce() throws {
        let folder = try TemporaryFolder()
        let text = Example.text.replacing("name: 丙某某", with: "name: 丙𓀀𓀁某").replacing("duty: 联络员", with: "duty: 联😀络员")
        let path = try folder.write("a.yaml", text)
        let outcome = try Program.annex.run(["render", path, "-o", folder.path + "/out"])
        #expect(["U+13000", "U+13001", "U+1F600"].allSatisfy(outcome.errors.contains))
    }

    @Test func namesTheLineOfAMissingCharacterInALongText() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("a.yaml", Example.text.replacing("14.指导乡镇", with: "14.指导𓀀乡镇"))
        let errors = try Program.annex.run(["render", path, "-o", folder.path + "/out"]).errors
        #expect(errors.contains("U+13000"))
        #expect(errors.contains("\(path):\(try Example.line(of: "14.指导乡镇")):"))
    }

    @Test func tellsAMissingCharacterOfTheFilingOnce() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("a.yaml", Example.text.replacing("preparer: 甲某某", with: "preparer: 甲𓀀某"))
        let errors = try Program.annex.run(["render", path, "-o", folder.path + "/out"]).errors
        #expect(errors.split(separator: "U+13000").count == 2)
        #expect(errors.contains("字段：filing.preparer\n"))
    }

    @Test func rendersTheGoodInputsBesideABadOne() throws {
        let folder = try TemporaryFolder()
        let bad = try folder.write("a.yaml", "- 1\n")
        let outcome = try Program.annex.run(["render", bad, Example.path, "-o", folder.path + "/out"])
        #expect(outcome.code == 1)
        #expect(folder.outputs(in: "out") == ["中共清岚县委办公室2023年度绩效自评.pdf"])
        #expect(outcome.output.contains("23 页"))
    }

    @Test(arguments: ["file", "file/out", "file/a/b"])
    func saysThatTheOutputFolderCannotBeWritten(_ name: String) throws {
        let folder = try TemporaryFolder()
        _ = try folder.write("file", "甲")
        let outcome = try Program.annex.run(["render", Example.path, "-o", "\(folder.path)/\(name)"])
        #expect(outcome.code == 3)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.contains("不能写入 \(folder.path)/file：不是文件夹\n"))
        #expect(folder.files(in: "") == ["file"])
    }

    @Test func givesTheReasonOfTheSystemInTheLanguageThatIsAskedFor() throws {
        let arguments = ["new", "hunan-2023", "-o", "/no/such/folder.yaml"]
        let outcome = try Program.annex.run(arguments)
        #expect(outcome.code == 3)
        #expect(outcome.errors == "错误：不能写入 /no/such/folder.yaml：没有这个文件或文件夹\n")
        let english = try Program.annex.run(arguments + ["--lang", "en"])
        #expect(english.errors == "error: cannot write /no/such/folder.yaml: No such file or directory\n")
    }

    @Test func leavesAnOldFileWhereTheInputIsBad() throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: folder.path + "/out", withIntermediateDirectories: true)
        let old = try folder.write("out/中共清岚县委办公室2023年度绩效自评.pdf", "旧")
        let path = try folder.write("a.yaml", Example.text.replacing("year: 2023 ", with: "year: 二〇二三 "))
        #expect(try Program.annex.run(["render", path, "-o", folder.path + "/out"]).code == 1)
        #expect(folder.outputs(in: "out").count == 1)
        #expect(Fixtures.text(old) == "旧")
    }

    @Test func checksTheExample() throws {
        let outcome = try Program.annex.run(["check", Example.path])
        #expect(outcome.code == 0)
        #expect(outcome.output == "\(Example.path)：没有错误\n")
        #expect(outcome.errors.isEmpty)
    }

    @Test(arguments: [
        ("formSet: hunan-2023", "formSet: hunan-2032"), ("name: 丙某某", "name: 丙𓀀某"), ("baseData:", "# baseData:"),
    ])
    func checksWhatRenderingWouldFind(_ old: String, _ new: String) throws {
        let folder = try TemporaryFolder()
        var text = Example.text.replacing(old, with: new)
        if new.hasPrefix("#") { text = text.replacing(#/# baseData:\n(?:  .*\n)+/#, with: "") }
        let path = try folder.write("a.yaml", text)
        #expect(try Program.annex.run(["check", path]).code == 1)
    }

    /// A title that leaves its pages no room is found before anything is drawn.
    @Test func checksWhatPagesHaveRoomFor() throws {
        let folder = try TemporaryFolder()
        let name = String(repeating: "县委办运转工作经费", count: 300)
        let path = try folder.write("a.yaml", Example.text.replacing("name: 县委办运转工作经费", with: "name: \(name)"))
        let checked = try Program.annex.run(["check", path])
        #expect(checked.code == 1)
        #expect(checked.output.contains("[header-too-tall]"))
        #expect(checked.output.contains("字段：projects[0].name"), "it is the name that has no room")
        #expect(try Program.annex.run(["render", path, "-o", folder.path + "/out"]).code == 1)
    }

    @Test func setsAWordOf150LettersOnItsLines() throws {
        let folder = try TemporaryFolder()
        let word = String(repeating: "a", count: 150)
        let goal = "  expectedGoal: |\n    "
        let path = try folder.write(
            "a.yaml", Example.text.replacing(goal, with: "\(goal)\(word)\n    ", maxReplacements: 1))
        #expect(try Program.annex.run(["check", path]).code == 0)
        let shown = try Program.annex.run(["inspect", path])
        #expect(shown.code == 0)
        let lines = shown.output.matches(of: #/pt  (a+)\n/#).map(\.1)
        #expect(lines.count > 1)
        #expect(lines.joined() == word)
    }

    @Test func provesWatermarksAndSeparatorsOfAFormSet() throws {
        let folder = try FormSets.copy { path in
            let file = path + "/formset.yaml"
            let text = Fixtures.text(file).replacing("watermark: 草稿,", with: "watermark: 草稿不得外传仅供内部,")
            try Data(text.utf8).write(to: URL(fileURLWithPath: file))
        }
        let outcome = try Program.annex.run(["layout", "check", folder.path + "/hunan-2023"])
        #expect(outcome.code == 1)
        #expect(outcome.errors.contains("[off-page]"))
    }

    @Test func listsWhatTheFacesCover() throws {
        let outcome = try Program.annex.run(["fonts"])
        #expect(outcome.code == 0)
        #expect(outcome.errors.isEmpty)
        let lines = outcome.output.split(separator: "\n").map { $0.drop { $0 == " " } }
        #expect(lines.filter { $0.hasPrefix("角色 ") } == ["角色 body", "角色 hei", "角色 kai", "角色 song", "角色 title"])
        for line in ["GB 2312：6763/6763", "通用规范汉字表：8105/8105", "级别3：88115/88115"] {
            #expect(lines.count { $0 == line } == 5)
        }
    }
}
