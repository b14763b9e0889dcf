import Foundation
import TestSupport
import Testing

/// Form sets that lie outside the program's own folder.
@Suite struct FormSetsElsewhereTests {
    /// A folder in which `forms/our-form` is a form set that builds on the program's own by their names.
    private static func county() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try add("our-form", to: folder, "forms")
        _ = try folder.write("a.yaml", Example.text.replacing("formSet: hunan-2023", with: "formSet: our-form"))
        _ = try folder.write("b.yaml", Example.text.replacing("formSet: hunan-2023", with: "formSet: ./forms/our-form"))
        return folder
    }

    /// Writes a form set called `name` into the folder `place` of `folder`; its page shows `word`.
    private static func add(_ name: String, to folder: TemporaryFolder, _ place: String, word: String = "我县的表") throws {
        let path = "\(place)/\(name)"
        try FileManager.default.createDirectory(
            atPath: "\(folder.path)/\(path)/example", withIntermediateDirectories: true)
        _ = try folder.write("\(path)/model.yaml", "like: hunan-2023/model.yaml\n")
        _ = try folder.write("\(path)/rules.yaml", "like: hunan-2023/rules.yaml\nrules: []\n")
        _ = try folder.write(
            "\(path)/formset.yaml",
            """
            id: \(name)
            title: 我县的表样
            page: {margins: {top: 37mm, bottom: 35mm, inner: 28mm, outer: 26mm}}
            styles: {text: {role: song, size: 五号}}
            forms: [form.yaml]
            """)
        _ = try folder.write(
            "\(path)/form.yaml", "title: 表\nbody:\n  - {text: \"\(word)：{office.name}\", style: text}\n")
        _ = try folder.write(
            "\(path)/example/submission.yaml", Example.text.replacing("formSet: hunan-2023", with: "formSet: \(name)"))
    }

    private let folder: TemporaryFolder

    init() throws { folder = try Self.county() }

    private func annex(_ arguments: String..., environment: [String: String] = [:]) throws -> Program.Outcome {
        try Program.annex.run(arguments, environment: environment)
    }

    @Test func areFoundInFoldersOfTheCommandLineAndOfTheEnvironment() throws {
        let (file, forms) = (folder.path + "/a.yaml", folder.path + "/forms")
        let shown = try annex("inspect", file, "--layouts", forms)
        #expect(shown.code == 0 && shown.output.contains("我县的表"), "\(shown.errors)")
        #expect(try annex("inspect", file, environment: ["ANNEX_LAYOUTS": "/tmp:\(forms)"]).output == shown.output)
        #expect(try annex("check", file, "--layouts", forms).code == 0)
        #expect(try annex("schema", "our-form", "--layouts", forms).output.contains("我县的表样（our-form）"))
        #expect(try annex("new", "our-form", "--layouts", forms).output.contains("formSet: our-form"))
        let book = folder.path + "/填报.xlsx"
        #expect(try annex("new", "our-form", "--workbook", "-o", book, "--from", file, "--layouts", forms).code == 0)
        #expect(try annex("import", book, "--layouts", forms).output.contains("formSet: our-form"))
    }

    @Test func areFoundByTheirPaths() throws {
        let shown = try annex("inspect", folder.path + "/b.yaml")
        #expect(shown.code == 0 && shown.output.contains("我县的表"), "\(shown.errors)")
        let path = folder.path + "/forms/our-form"
        #expect(try annex("schema", path).output.contains("我县的表样（our-form）"))
        let checked = try annex("layout", "check", path)
        #expect(checked.code == 0, "\(checked.errors)")
        let drawn = try annex("preview", path, "-o", folder.path + "/preview")
        #expect(drawn.code == 0 && !folder.files(in: "preview").isEmpty, "\(drawn.errors)")
    }

    @Test func saysWhereItLookedForOne() throws {
        let outcome = try annex("check", folder.path + "/a.yaml", "--layouts", "/tmp")
        #expect(outcome.code == 1)
        #expect(outcome.output.contains("没有名为“our-form”的表样 [unknown-form-set]"))
        #expect(outcome.output.contains("已有的表样：\(FormSets.names.joined(separator: "、"))"))
        #expect(outcome.output.contains("查过的文件夹：/tmp、\(FormSets.layouts)；别处的表样用 --layouts"), "\(outcome.output)")
        let beside = try folder.write(
            "forms/c.yaml", Example.text.replacing("formSet: hunan-2023", with: "formSet: our-form"))
        #expect(try annex("check", beside).output.contains("写 ./our-form"))
        let wrong = try folder.write(
            "d.yaml", Example.text.replacing("formSet: hunan-2023", with: "formSet: ./nowhere"))
        #expect(try annex("check", wrong).output.contains("“./nowhere”不是表样的文件夹"))
    }

    @Test func refusesFoldersThatAreNone() throws {
        let forms = folder.path + "/forms"
        let missing = try annex("schema", "hunan-2023", "--layouts", forms + "/nowhere")
        #expect(missing.code == 2 && missing.errors.contains("nowhere”（--layouts）"))
        let environment = try annex("schema", "hunan-2023", environment: ["ANNEX_LAYOUTS": forms + "/nowhere"])
        #expect(environment.code == 2 && environment.errors.contains("nowhere”（ANNEX_LAYOUTS）"))
        let formSet = try annex("schema", "hunan-2023", "--layouts", forms + "/our-form")
        #expect(formSet.code == 2 && formSet.errors.contains("本身是一套表样"))
    }

    @Test func takesTheFirstOfTwoOfOneNameAndSaysSo() throws {
        try Self.add("our-form", to: folder, "others", word: "另一张表")
        let (first, second) = (folder.path + "/forms", folder.path + "/others")
        let outcome = try annex("inspect", folder.path + "/a.yaml", "--layouts", second, "--layouts", first)
        #expect(outcome.output.contains("另一张表"))
        #expect(
            outcome.errors.contains("名为“our-form”的表样不止一套：用 \(second)/our-form，不用 \(first)/our-form"),
            "\(outcome.errors)")
        let once = try annex("inspect", folder.path + "/a.yaml", "--layouts", first, "--layouts", first)
        #expect(!once.errors.contains("不止一套"), "\(once.errors)")
        #expect(try annex("schema", "--layouts", FormSets.layouts, "hunan-2023").errors.isEmpty)
    }

    /// A form set may build on the program's own of the same name.
    @Test func mayBuildOnTheOneThatTheyReplace() throws {
        try Self.add("hunan-2023", to: folder, "forms")
        let outcome = try annex("inspect", Example.path, "--layouts", folder.path + "/forms")
        #expect(outcome.code == 0 && outcome.output.contains("我县的表"), "\(outcome.errors)")
    }

    /// Fields of its own want rules and a starting point of its own.
    @Test func areToldWhatTheyTakeOverThatDoesNotFit() throws {
        let place = folder.path + "/forms/our-form"
        _ = try folder.write(
            "forms/our-form/model.yaml",
            Fixtures.text(FormSets.layouts + "/rectification/model.yaml")
                .replacing("../common", with: "common"))
        let formSet = Fixtures.text(place + "/formset.yaml")
        _ = try folder.write("forms/our-form/formset.yaml", formSet + "\nlike: hunan-2023\ndraft:\nprint:\nreport:\n")
        _ = try folder.write(
            "forms/our-form/example/submission.yaml",
            Fixtures.text(FormSets.layouts + "/rectification/example/submission.yaml")
                .replacing("formSet: rectification", with: "formSet: our-form"))
        try FileManager.default.removeItem(atPath: place + "/rules.yaml")
        let blank = try annex("layout", "check", place)
        #expect(blank.code == 1 && blank.errors.contains("写一个 \(place)/new.yaml"), "\(blank.errors)")
        _ = try folder.write("forms/our-form/new.yaml", "year: 2023\n")
        let rules = try annex("layout", "check", place)
        #expect(rules.code == 1 && rules.errors.contains("写一个 \(place)/rules.yaml"), "\(rules.errors)")
        _ = try folder.write("forms/our-form/rules.yaml", "rules: []\n")
        let mended = try annex("layout", "check", place)
        #expect(mended.code == 0, "\(mended.errors)")
    }

    @Test(arguments: ["a.yaml", "b.yaml"]) func areFoundAgainByWhatArchivedFilesHold(_ file: String) throws {
        try Self.add("our-form", to: folder, "others", word: "另一张表")
        let (forms, others, out) = (folder.path + "/forms", folder.path + "/others", folder.path + "/out")
        let made = try annex("render", folder.path + "/" + file, "-o", out, "--layouts", forms)
        #expect(made.code == 0, "\(made.errors)")
        let pdf = try #require(folder.onlyFile(in: "out"))
        // The first of the name is another, but not the one that the file was made with.
        let found = try annex("verify", pdf, "--layouts", others, "--layouts", forms)
        #expect(found.code == 0 && found.output.contains("文件逐字节相同"), "\(found.errors)")
        let missing = try annex("verify", pdf)
        #expect(missing.code == 1 && missing.errors.contains("没有名为“our-form”的表样"), "\(missing.errors)")
        let other = try annex("verify", pdf, "--layouts", others)
        #expect(other.code == 1 && other.errors.contains("不是生成时的那一套"), "\(other.errors)")
        let again = try annex("render", folder.path + "/" + file, "-o", out, "--layouts", forms, "--progress", "plain")
        #expect(again.errors.contains("没有变化") || again.output.contains("没有变化"), "\(again.output)\(again.errors)")
    }
}
