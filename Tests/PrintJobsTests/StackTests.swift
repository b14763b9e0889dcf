import Foundation
import Layout
import Rendering
import TestSupport
import Testing

/// Stacks of paper, checked against the manifest: `annex stack`.
@Suite struct StackTests {
    private static let small = Fixtures.text(Fixtures.project + "/layouts/national-project/example/submission.yaml")

    /// A folder whose `out` holds two offices with two pages each, with codes, and the codes of their pages in order.
    private func rendered(_ options: [String] = ["--page-codes"]) throws -> (TemporaryFolder, [String]) {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: folder.path + "/in", withIntermediateDirectories: false)
        for name in ["甲", "乙"] {
            let text = Self.small.replacing("name: 清岚县教育局,", with: "name: 清岚县\(name)局,")
            _ = try folder.write("in/\(name).yaml", text)
        }
        let outcome = try Program.annex.run(["render", folder.path + "/in", "-o", folder.path + "/out"] + options)
        #expect(outcome.code == 0, "\(outcome.errors)")
        return (folder, try codes(folder))
    }

    /// The codes of `in`, office by office.
    private func codes(_ folder: TemporaryFolder, isDraft: Bool = false) throws -> [String] {
        let renderer = Renderer(
            RenderingContext(Resources(layouts: FormSets.layouts, fonts: FormSets.fonts)))
        return try ["乙", "甲"].flatMap { name in
            try renderer.layOut(path: "\(folder.path)/in/\(name).yaml", isDraft: isDraft, hasPageCodes: true).document
                .pages.compactMap { $0.code?.text }
        }
    }

    private func check(_ folder: TemporaryFolder, _ codes: [String], _ options: String...) throws -> Program.Outcome {
        let path = try folder.write("codes.txt", codes.joined(separator: "\n"))
        return try Program.annex.run(["stack", path, "--against", folder.path + "/out"] + options)
    }

    @Test func saysThatAStackIsWholeInAnyOrder() throws {
        let (folder, codes) = try rendered()
        #expect(codes.count == 4)
        for stack in [codes, codes.reversed(), codes.map { "QR-Code:" + $0.lowercased() + "\r" }] {
            let outcome = try check(folder, stack)
            #expect(outcome.code == 0)
            #expect(
                outcome.output == """
                    清岚县乙局2023年度绩效自评.pdf：2 页，齐
                    清岚县甲局2023年度绩效自评.pdf：2 页，齐
                    齐：2 份，4 页\n
                    """)
        }
    }

    @Test func saysWhatIsMissingAndDouble() throws {
        let (folder, codes) = try rendered()
        let outcome = try check(folder, [codes[at: 0], codes[at: 2], codes[at: 3], codes[at: 3], codes[at: 3]])
        #expect(outcome.code == 1)
        #expect(
            outcome.output == """
                清岚县乙局2023年度绩效自评.pdf：2 页中缺 1 页
                  缺第 2 页（项目支出绩效自评表（乡村教师人才津贴））
                清岚县甲局2023年度绩效自评.pdf：2 页都有，但有重的
                  第 2 页有 3 张
                不齐：应有 4 页，扫到 5 页，缺 1 页，重 2 张，不该有的 0 张\n
                """)
    }

    @Test func aPartOfTheStackMayBeCheckedAlone() throws {
        let (folder, codes) = try rendered()
        let part = Array(codes.prefix(2))
        let whole = try check(folder, part)
        #expect(whole.code == 1 && whole.output.contains("清岚县甲局2023年度绩效自评.pdf：全缺，2 页"))
        let partial = try check(folder, part, "--partial")
        #expect(partial.code == 0 && partial.output.hasSuffix("齐：1 份，2 页\n"))
        #expect(try check(folder, [], "--partial").code == 1, "nothing is not a part")
    }

    @Test func saysWhichPagesAreOfAnotherVersion() throws {
        let (folder, old) = try rendered()
        let text = Fixtures.text(folder.path + "/in/甲.yaml")
        _ = try folder.write("in/甲.yaml", text.replacing("date: 2024-03-18", with: "date: 2024-03-19"))
        #expect(
            try Program.annex.run(["render", folder.path + "/in", "-o", folder.path + "/out", "--page-codes"]).code == 0
        )
        let new = try codes(folder)
        #expect(try check(folder, new).code == 0)
        let mixed = try check(folder, [new[at: 0], new[at: 1], old[at: 2], new[at: 3]])
        #expect(mixed.code == 1)
        #expect(mixed.output.contains("  缺第 1 页"))
        let digest = try #require(try PageMark(old[at: 2])).groupedDigest
        #expect(mixed.output.contains("清岚县甲局：第 1 页（共 2 页）是别的版本（校验值 \(digest)，识别码第 3 行）"))
    }

    @Test func doesNotTakeADraftForWhatIsSigned() throws {
        let (folder, codes) = try rendered()
        let draft = try self.codes(folder, isDraft: true)
        let outcome = try check(folder, codes + [draft[at: 1]])
        #expect(outcome.code == 1)
        #expect(outcome.output.contains("清岚县乙局：第 2 页（共 3 页）是草稿"))
    }

    @Test func leavesOtherCodesOut() throws {
        let (folder, codes) = try rendered()
        let foreign = PageMark(
            digest: "0123456789ABCDEF", office: "89ABCD", place: PagePlace(form: 1, page: 1, pages: 1)
        ).text
        let outcome = try check(folder, codes + ["https://example.org/发票", "", "ANX2-7", foreign])
        #expect(outcome.code == 1)
        #expect(outcome.output.contains("清单以外的单位：第 1 页（共 1 页）"))
        #expect(outcome.output.contains("不是本程序的识别码，没有计入：第 5、7 行"))
        #expect(try check(folder, codes + ["https://example.org"]).code == 0)
    }

    @Test func readsWhatPowerShellWrites() throws {
        let (folder, codes) = try rendered()
        let text = try #require(codes.joined(separator: "\r\n").data(using: .utf16))
        let path = try folder.write("codes.txt", text)
        #expect(try Program.annex.run(["stack", path, "--against", folder.path + "/out/manifest.json"]).code == 0)
    }

    @Test func readsStandardInputWholeOrSaysWhyNot() throws {
        let (folder, codes) = try rendered()
        func check(_ input: String) throws -> Program.Outcome {
            try Program.annex.run(["stack", "-", "--against", folder.path + "/out"], input: input)
        }
        let text = codes.joined(separator: "\n") + "\n"
        let filler = String(repeating: "\n", count: (32 << 20) - text.utf8.count)
        #expect(try check(folder.write("whole", filler + text)).code == 0)
        let large = try check(folder.write("large", text + filler + "\n"))
        #expect(large.code == 1)
        #expect(large.errors.contains("-:1:1: 错误：标准输入超过 32 MiB [too-large]"), "\(large.errors)")
        let unreadable = try check(folder.path)
        #expect(unreadable.code == 1)
        #expect(unreadable.errors.contains("标准输入读不出"), "\(unreadable.errors)")
        #expect(unreadable.errors.contains("[cannot-read]"))
    }

    @Test func saysWhatCannotBeChecked() throws {
        let (folder, codes) = try rendered([])
        let without = try check(folder, codes)
        #expect(without.code == 1 && without.errors.contains("[no-codes]"))
        let path = try folder.write("codes.txt", "")
        let missing = try Program.annex.run(["stack", path, "--against", folder.path + "/none"])
        #expect(missing.code == 1 && missing.errors.contains("[cannot-read]"))
        let other = try Program.annex.run(["stack", path, "--against", path])
        #expect(other.code == 1 && other.errors.contains("[empty-file]"))
        let bad = try folder.write("bad.json", "{}")
        let refused = try Program.annex.run(["stack", path, "--against", bad])
        #expect(refused.code == 1 && refused.errors.contains("[bad-manifest]"))
    }

    @Test func theManifestFollowsItsSchema() throws {
        let (folder, _) = try rendered()
        let schema = try folder.write("manifest.schema.json", Program.annex.run(["schema", "--manifest"]).output)
        let outcome = try Program.schemaCheck.run(["--schema", schema, folder.path + "/out/manifest.json"])
        #expect(outcome.code == 0, "\(outcome.output)\(outcome.errors)")
        let again = try Program.annex.run(
            ["render", folder.path + "/in", "-o", folder.path + "/out", "--page-codes"])
        #expect(again.output.contains("未变 2 份"))
        let without = try Program.annex.run(["render", folder.path + "/in", "-o", folder.path + "/out"])
        #expect(without.output.contains("生成 2 份"), "codes count as a change")
    }

    /// The whole way on paper: rendered, scanned at 200 dots an inch in grey, 2° askew, read and checked.
    @Test func readsEveryPageOfAScanBack() throws {
        let folder = try TemporaryFolder()
        let out = folder.path + "/out"
        #expect(try Program.annex.run(["render", Example.path, "-o", out, "--page-codes"]).code == 0)
        let scans = try Scans(of: try #require(folder.onlyFile(in: "out")))
        let codes = try scans.codes()
        #expect(scans.images.count == 23 && codes.count == 23)
        #expect(try codes.map { try #require(PageMark($0)).place.page } == Array(1...23))
        let whole = try check(folder, codes)
        #expect(whole.code == 0 && whole.output.hasSuffix("齐：1 份，23 页\n"))
        var short = codes
        short.remove(at: 11)
        let missing = try check(folder, short)
        #expect(missing.code == 1 && missing.output.contains("  缺第 12 页（"))
    }
}
