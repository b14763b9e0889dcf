import Foundation
import TestSupport
import Testing

/// What `annex render`, `extract` and `verify` do with archival PDFs.
@Suite struct ArchiveCommandTests {
    /// Renders the example; the PDF is the only file in `out`.
    private func rendered(
        _ text: String = Example.text, _ options: [String] = [], environment: [String: String] = [:]
    ) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        let path = try folder.write("材料.yaml", text)
        let outcome = try Program.annex.run(
            ["render", path, "-o", folder.path + "/out"] + options, environment: environment)
        #expect(outcome.code == 0, "\(outcome.errors)")
        return folder
    }

    private func bytes(_ folder: TemporaryFolder) throws -> Data {
        try Data(contentsOf: URL(fileURLWithPath: try #require(folder.onlyFile(in: "out"))))
    }

    @Test func holdsAFileAgainstTheManifestBesideIt() throws {
        let folder = try rendered()
        let path = try #require(folder.onlyFile(in: "out"))
        #expect(try Program.annex.run(["verify", path]).output.contains("与 manifest.json 相符"))
        let manifest = folder.path + "/out/manifest.json"
        let other = Fixtures.text(manifest).replacing(
            try Regex("\"sha256\": \"....", as: Substring.self), with: "\"sha256\": \"zzzz")
        try Data(other.utf8).write(to: URL(fileURLWithPath: manifest))
        let outcome = try Program.annex.run(["verify", path])
        #expect(outcome.code == 1)
        #expect(outcome.errors.contains("manifest.json"))
        try FileManager.default.removeItem(atPath: manifest)
        let alone = try Program.annex.run(["verify", path])
        #expect(alone.code == 0)
        #expect(!alone.output.contains("manifest.json"))
    }

    @Test func givesTheDataBackFromWhichTheSamePDFFollows() throws {
        let folder = try rendered()
        let data = folder.path + "/data"
        let extracted = try Program.annex.run(["extract", try #require(folder.onlyFile(in: "out")), "-o", data])
        #expect(extracted.code == 0)
        #expect(folder.files(in: "data") == ["record.json", "submission.json"])
        let again = try Program.annex.run(["render", data + "/submission.json", "-o", folder.path + "/again"])
        #expect(again.code == 0)
        #expect(folder.outputs(in: "again") == folder.outputs(in: "out"))
        let path = try #require(folder.onlyFile(in: "again"))
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == bytes(folder))
    }

    /// What is noticed of how a file is written does not follow from its data, in which nothing of it is left.
    @Test func provesWhatWasWrittenInAnotherWayThanItIsKept() throws {
        let heading = "    ## （一）职能职责\n"
        let text = Fixtures.text(Fixtures.project + "/layouts/hunan-2023/example/submission.yaml")
        try #require(text.contains(heading))
        let odd = text.replacing(heading, with: "    ## 3# 楼和 5# 楼\n    项目\t金额\n    甲\t1\n" + heading)
        let folder = try rendered(odd)
        let outcome = try Program.annex.run(["verify", try #require(folder.onlyFile(in: "out"))])
        #expect(outcome.code == 0, "\(outcome.errors)")
    }

    @Test func extractsOverNoOtherFile() throws {
        let folder = try rendered()
        let arguments = ["extract", try #require(folder.onlyFile(in: "out")), "-o", folder.path + "/data"]
        let first = try Program.annex.run(arguments)
        #expect(try Program.annex.run(arguments).output == first.output)
        let record = try folder.write("data/record.json", "甲")
        try FileManager.default.removeItem(atPath: folder.path + "/data/submission.json")
        let outcome = try Program.annex.run(arguments)
        #expect(outcome.code == 1)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.contains("已有文件“\(record)”，没有改动它 [file-exists]"))
        #expect(Fixtures.text(record) == "甲")
        #expect(folder.files(in: "data") == ["record.json"])
    }

    @Test func recordsWhatWasNoticedAndNotWhere() throws {
        let folder = try rendered(
            Example.text.replacing("authorized: 36", with: "authorized: ３６").replacing("444.04", with: "４44.04"))
        _ = try Program.annex.run(["extract", try #require(folder.onlyFile(in: "out")), "-o", folder.path + "/data"])
        let record = Fixtures.text(folder.path + "/data/record.json")
        #expect(record.contains("\"id\": \"full-width-number\""))
        #expect(record.contains("\"formSet\": {\n    \"id\": \"hunan-2023\""))
        #expect(!record.contains(folder.path))
    }

    @Test func verifiesWhatItMade() throws {
        for options in [[], ["--signature-field"]] {
            let folder = try rendered(Example.text, options, environment: ["SOURCE_DATE_EPOCH": "1700000000"])
            let outcome = try Program.annex.run(["verify", try #require(folder.onlyFile(in: "out"))])
            #expect(outcome.code == 0, "\(outcome.errors)")
            #expect(outcome.output.contains("23 页的内容、文字和标记与其中的数据一致；文件逐字节相同，与 manifest.json 相符。由 Annex "))
        }
    }

    @Test func saysWhatWasAddedBehindTheFile() throws {
        let folder = try rendered()
        let bytes = try bytes(folder)
        let end = try #require(bytes.range(of: Data("startxref".utf8), options: .backwards))
        let path = try folder.write("b.pdf", bytes + bytes[end.lowerBound...])
        let outcome = try Program.annex.run(["verify", path])
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(outcome.output.contains("又增加了 \(bytes.count - end.lowerBound) 字节，没有改变内容"), "\(outcome.output)")
    }

    @Test(arguments: ["2a", "2u", "none"]) func findsNoDataInOtherFiles(_ archive: String) throws {
        let folder = try rendered(Example.text, ["--archive", archive])
        for command in ["extract", "verify"] {
            let outcome = try Program.annex.run([command, try #require(folder.onlyFile(in: "out"))])
            #expect(outcome.code == 1)
            #expect(outcome.errors.contains("[no-data-inside]"))
        }
    }

    @Test func refusesWhatIsNoPDF() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("a.pdf", "甲")
        for command in ["extract", "verify"] {
            #expect(try Program.annex.run([command, path]).errors.contains("[bad-pdf]"))
            #expect(try Program.annex.run([command, path + "x"]).errors.contains("[cannot-read]"))
        }
    }

    @Test func takesTheDateFromTheEnvironmentWhereItIsSet() throws {
        let tool = try #require(Program.tool("pdfinfo"))
        let folder = try rendered(environment: ["SOURCE_DATE_EPOCH": "86400", "TZ": "Asia/Shanghai"])
        let information = try tool.run(
            ["-isodates", try #require(folder.onlyFile(in: "out"))], environment: ["TZ": "UTC"])
        #expect(information.output.contains("CreationDate:    1970-01-02T00:00:00Z"))
        let bad = try Program.annex.run(
            ["render", Example.path, "-o", folder.path + "/no"], environment: ["SOURCE_DATE_EPOCH": "gestern"])
        #expect(bad.code == 2)
        #expect(folder.files(in: "no").isEmpty)
    }

    @Test func givesTheSameBytesInAnyFolder() throws {
        let first = try rendered()
        let second = try rendered(environment: [
            "HOME": "/", "USER": "nobody", "LC_ALL": "zh_CN.GBK", "TZ": "Asia/Tokyo",
        ])
        #expect(first.path != second.path)
        #expect(try bytes(first) == bytes(second))
    }

    @Test func statesTheArchiveMark() throws {
        let mark = "archive: {fonds: A001, item: \"12\", retention: 永久}\n"
        let folder = try rendered(Example.text + mark)
        let tool = try #require(Program.tool("pdfinfo"))
        let metadata = try tool.run(["-meta", try #require(folder.onlyFile(in: "out"))]).output
        for part in [
            "<annex:fonds>A001</annex:fonds>", "<annex:item>12</annex:item>", "<annex:retention>永久</annex:retention>",
        ] {
            #expect(metadata.contains(part))
        }
        #expect(!metadata.contains("<annex:category>"))
    }

    @Test func refusesSignatureFieldsWhereThereCanBeNone() throws {
        for options in [["--archive", "none"], ["--format", "png"]] {
            let arguments = ["render", Example.path, "-o", "/tmp/no", "--signature-field"]
            #expect(try Program.annex.run(arguments + options).code == 2)
        }
    }

    @Test func givesImagesBackWhereTheSubmissionNamesThem() throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: folder.path + "/签名", withIntermediateDirectories: true)
        _ = try folder.write("签名/sign 1.png", Data(PNGFile.stroke(width: 60, height: 30)))
        let text = Example.text.replacing("  leader: 乙某某", with: "  leader: 乙某某\n  signature: 签名/sign 1.png")
        let path = try folder.write("材料.yaml", text)
        #expect(try Program.annex.run(["render", path, "-o", folder.path + "/out"]).code == 0)
        let pdf = try #require(folder.onlyFile(in: "out"))
        #expect(try Program.annex.run(["verify", pdf]).output.contains("逐字节相同"))
        #expect(try Program.annex.run(["extract", pdf, "-o", folder.path + "/data"]).code == 0)
        #expect(folder.files(in: "data") == ["record.json", "submission.json", "签名", "签名/sign 1.png"])
        let again = folder.path + "/again"
        #expect(try Program.annex.run(["render", folder.path + "/data/submission.json", "-o", again]).code == 0)
        let copy = try Data(contentsOf: URL(fileURLWithPath: try #require(folder.onlyFile(in: "again"))))
        #expect(try copy == bytes(folder))
    }

    /// The example with a sum that is wrong, rendered by a county that does without every sum that the form set asks for.
    private func renderedByOtherRules() throws -> (folder: TemporaryFolder, pdf: String, rules: String) {
        let folder = try TemporaryFolder()
        let path = try folder.write(
            "材料.yaml", Example.text.replacing("rate: 100%, score: 10}", with: "rate: 100%, score: 9}"))
        let errors = try Program.annex.run(["check", path]).output
        let ids = Set(errors.matches(of: #/(?:错误|由此也不符)：.*\[([a-z-]+)\]/#).map { String($0.1) })
        #expect(!ids.isEmpty)
        let rules = ids.sorted().map { "  - {id: \($0), severity: off}\n" }.joined()
        let county = try folder.write("county.yaml", "rules:\n" + rules)
        let rendered = try Program.annex.run(["render", path, "-o", folder.path + "/out", "--rules", county])
        #expect(rendered.code == 0, "\(rendered.errors)")
        return (folder, try #require(folder.onlyFile(in: "out")), county)
    }

    @Test func holdsTheDataAgainstTheRulesInForce() throws {
        let (folder, pdf, rules) = try renderedByOtherRules()
        let outcome = try Program.annex.run(["verify", pdf])
        #expect(outcome.code == 1)
        #expect(outcome.errors.contains("错误：其中的原始数据违反现行规则 [archive-differs]"))
        #expect(outcome.errors.contains("\(pdf)/submission.json:"), "each rule that is broken is told")
        #expect(outcome.errors.contains("请用 --rules 给出"))
        let same = try Program.annex.run(["verify", pdf, "--rules", rules])
        #expect(same.code == 0, "\(same.errors)")
        #expect(same.output.contains("逐字节相同"))
        #expect(!same.output.contains("未核对"))
        // A folder's manifest says that its files were held against rules when they were made.
        let job = try Program.annex.run(["print", folder.path + "/out", "-o", folder.path + "/job.pdf"])
        #expect(job.code == 0, "\(job.errors)")
        let alone = try folder.write("alone.pdf", try Data(contentsOf: URL(fileURLWithPath: pdf)))
        let refused = try Program.annex.run(["print", alone, "-o", folder.path + "/job-alone.pdf"])
        #expect(refused.code == 1)
        #expect(refused.errors.contains("[archive-differs]"))
    }

    @Test func saysThatRulesAreOthersThanThen() throws {
        let folder = try rendered()
        let county = try folder.write("county.yaml", "rules:\n  - {id: execution-score, severity: warning}\n")
        let pdf = try #require(folder.onlyFile(in: "out"))
        let outcome = try Program.annex.run(["verify", pdf, "--rules", county])
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(outcome.output.contains("未核对：规则与生成时的不同"), "\(outcome.output)")
    }

    @Test func saysWhatTheRecordTellsOfTheOriginalFile() throws {
        let folder = try rendered(Example.text.replacing("authorized: 36", with: "authorized: ３６"))
        let outcome = try Program.annex.run(["verify", try #require(folder.onlyFile(in: "out"))])
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(outcome.output.contains("未核对：记录中有 1 条说的是原文件的写法"), "\(outcome.output)")
    }

    @Test func recordsNoPersons() throws {
        let first = try rendered()
        let second = try rendered(Example.text, ["--show-persons"])
        #expect(try bytes(first) == bytes(second))
    }

    @Test func keepsNoDataInADraft() throws {
        let folder = try rendered(Example.text.replacing("initial: 660.44", with: "initial: 若干"), ["--draft"])
        let outcome = try Program.annex.run(["verify", try #require(folder.onlyFile(in: "out"))])
        #expect(outcome.code == 1)
        #expect(outcome.errors.contains("[no-data-inside]"))
    }
}
