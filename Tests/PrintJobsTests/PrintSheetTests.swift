import Foundation
import TestSupport
import Testing

/// What `annex print` makes of what the manifest says: sheets, order, and which files there are.
@Suite struct PrintSheetTests {
    private static let small = Fixtures.text(Fixtures.project + "/layouts/national-project/example/submission.yaml")

    /// A folder `in` of submissions and what was made of them in `out`: those with an odd number have a single page.
    private func county(_ count: Int) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: folder.path + "/in", withIntermediateDirectories: false)
        let second = try #require(Self.small.range(of: "  - name: 乡村教师人才津贴"))
        for index in 0..<count {
            let text = index.isMultiple(of: 2) ? Self.small : String(Self.small[..<second.lowerBound])
            // Codes of names run against those of numbers.
            let name = ["丁", "丙", "乙", "甲"][index % 4]
            _ = try folder.write(
                "in/\(index).yaml", text.replacing("name: 清岚县教育局,", with: "name: 清岚县\(name)局,"))
        }
        let outcome = try Program.annex.run(["render", folder.path + "/in", "-o", folder.path + "/out"])
        #expect(outcome.code == 0, "\(outcome.errors)")
        return folder
    }

    private func print(_ folder: TemporaryFolder, _ options: String...) throws -> Program.Outcome {
        try Program.annex.run(["print", folder.path + "/out", "-o", folder.path + "/job.pdf"] + options)
    }

    private func path(_ folder: TemporaryFolder, _ name: String) -> String {
        "\(folder.path)/out/清岚县\(name)局2023年度绩效自评.pdf"
    }

    // MARK: Sheets

    @Test func theSheetsOfTheManifestAreThoseOfTheJob() throws {
        let folder = try county(4)
        let outcome = try print(folder)
        let manifest = Fixtures.text(folder.path + "/out/manifest.json")
        let sheets = manifest.matches(of: #/"sheets": (\d+)/#).compactMap { Int($0.1) }
        #expect(sheets.count == 4)
        let info = try #require(Program.tool("pdfinfo")).run([folder.path + "/job.pdf"]).output
        let pages = try #require(info.firstMatch(of: #/Pages: +(\d+)/#).flatMap { Int($0.1) })
        #expect(pages == 8)
        #expect(sheets.reduce(0, +) == pages / 2)
        #expect(
            outcome.output == """
                已生成 \(folder.path)/job.pdf
                张号  张数  表  单位
                 1–1     1   2  清岚县丁局
                 2–2     1   1  清岚县丙局
                 3–3     1   2  清岚县乙局
                 4–4     1   1  清岚县甲局
                共 4 个单位，4 张，8 页

                """)
    }

    @Test func countsWhatIsPrintedAgain() throws {
        let folder = try county(2)
        let outcome = try print(folder, "--separators", "--copies", "2", "--sheets", "2-5", "--lang", "en")
        #expect(
            outcome.output == """
                wrote \(folder.path)/job.pdf
                sheets  count  forms  office
                   1–2      2      2  清岚县丁局
                   3–4      2      1  清岚县丙局
                2 offices on 4 sheets, 8 pages; 4 sheets a copy, 2 copies

                """)
    }

    @Test func printsFrontsOnSheetsOfTheirOwn() throws {
        let folder = try county(2)
        #expect(try print(folder, "--sides", "one").output.contains("共 2 个单位，3 张，3 页"))
        #expect(try pageTexts(folder.path + "/job.pdf").allSatisfy { !$0.isEmpty })
    }

    // MARK: Against the manifest

    @Test func refusesWhatTheManifestDoesNotList() throws {
        let folder = try county(2)
        try FileManager.default.moveItem(atPath: path(folder, "丙"), toPath: path(folder, "戊"))
        let outcome = try print(folder)
        #expect(outcome.code == 1)
        #expect(outcome.errors.contains("戊局2023年度绩效自评.pdf:1:1: 错误：清单 manifest.json 里没有这个文件 [not-in-manifest]"))
        #expect(outcome.errors.contains("丙局2023年度绩效自评.pdf:1:1: 错误：清单 manifest.json 里有这个文件，文件夹里没有 [missing-output]"))
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/job.pdf"))
    }

    @Test func putsNoJobBesideAManifest() throws {
        let folder = try county(2)
        for input in [folder.path + "/out", path(folder, "丙")] {
            let job = folder.path + "/out/job.pdf"
            let outcome = try Program.annex.run(["print", input, "-o", job])
            #expect(outcome.code == 1)
            #expect(outcome.errors.contains("\(job):1:1: 错误：这个文件夹有清单 manifest.json，作业不能放在里面"))
            #expect(outcome.errors.contains("提示：请把作业存到别的文件夹"))
            #expect(!FileManager.default.fileExists(atPath: job))
        }
        #expect(try print(folder).code == 0)
    }

    @Test func refusesAnotherFileUnderTheSameName() throws {
        let folder = try county(1)
        let (path, other) = (path(folder, "丁"), folder.path + "/other")
        let source = try folder.write(
            "other.yaml", Fixtures.text(folder.path + "/in/0.yaml").replacing("2024-03-18", with: "2024-03-19"))
        #expect(try Program.annex.run(["render", source, "-o", other]).code == 0)
        try FileManager.default.removeItem(atPath: path)
        try FileManager.default.copyItem(atPath: other + "/清岚县丁局2023年度绩效自评.pdf", toPath: path)
        let outcome = try print(folder)
        #expect(outcome.code == 1)
        #expect(outcome.errors.contains("这不是清单 manifest.json 所记的那个文件 [manifest-differs]"))
    }

    @Test(arguments: [
        ("\"sheets\": 1", "\"sheets\": 3", "清单记的是 2 页、3 张，文件是 2 页、1 张 [sheets-differ]"),
        ("\"pages\": 2", "\"pages\": 4", "清单记的是 4 页、1 张，文件是 2 页、1 张 [sheets-differ]"),
        ("annex-manifest", "other", "[bad-manifest]"),
    ])
    func refusesAManifestThatSaysSomethingElse(_ what: String, _ other: String, _ words: String) throws {
        let folder = try county(1)
        let text = Fixtures.text(folder.path + "/out/manifest.json")
        #expect(text.contains(what))
        _ = try folder.write("out/manifest.json", text.replacing(what, with: other))
        let outcome = try print(folder)
        #expect(outcome.code == 1)
        #expect(outcome.errors.contains(words), "\(outcome.errors)")
    }

    @Test func tellsOfSubmissionsThatAreNotInTheJob() throws {
        let folder = try county(2)
        _ = try folder.write(
            "in/1.yaml", Fixtures.text(folder.path + "/in/1.yaml").replacing("year: 2023", with: "year: 2023\nyaer: 1"))
        _ = try folder.write("in/9.yaml", "坏")
        #expect(try Program.annex.run(["render", folder.path + "/in", "-o", folder.path + "/out"]).code == 1)
        let outcome = try print(folder)
        #expect(outcome.code == 0)
        #expect(outcome.errors.contains("/in/1.yaml”以前的文件：它后来没有排成，或排成了别的文件 [old-output]"))
        #expect(outcome.errors.contains("提示：没有印；要印的，用 --include-old"))
        #expect(offices(outcome) == "丁")
        #expect(try offices(print(folder, "--include-old")) == "丁丙")
        #expect(outcome.errors.contains("/in/9.yaml:1:1: 警告：这份材料上次没有排成，作业里没有它 [no-output]"))
    }

    @Test func printsNothingThatTheLastBatchLeftOver() throws {
        let folder = try county(4)
        let out = folder.path + "/out"
        try FileManager.default.moveItem(atPath: folder.path + "/in/3.yaml", toPath: folder.path + "/3.yaml")
        #expect(try Program.annex.run(["render", folder.path + "/in", "-o", out]).code == 0)
        let printed = try print(folder)
        #expect(printed.code == 0)
        #expect(offices(printed) == "丁丙乙")
        #expect(printed.errors.contains("/out/清岚县甲局2023年度绩效自评.pdf:1:1: 警告：上次生成这一批时没有这个文件"), "\(printed.errors)")
        #expect(try offices(print(folder, "--include-old")) == "丁丙乙甲")
        let named = try Program.annex.run(["print", path(folder, "甲"), "-o", folder.path + "/job.pdf"])
        #expect(offices(named) == "甲", "what is named is asked for")

        #expect(try Program.annex.run(["render", folder.path + "/in/0.yaml", "-o", out]).code == 0)
        #expect(try offices(print(folder)) == "丁丙乙", "a run over a single file is no other batch")
        #expect(try Program.annex.run(["render", folder.path + "/in/0.y*", "-o", out]).code == 0)
        #expect(try offices(print(folder)) == "丁")
        try FileManager.default.removeItem(atPath: folder.path + "/in/0.yaml")
        #expect(try Program.annex.run(["render", folder.path + "/in/1.yaml", "-o", out]).code == 0)
        #expect(try offices(print(folder)) == "丙")
        _ = try folder.write("in/1.yaml", "坏")
        #expect(try Program.annex.run(["render", folder.path + "/in/1.yaml", "-o", out]).code == 1)
        let none = try print(folder)
        #expect(none.code == 1)
        #expect(none.errors.contains("[only-left-over]"))
    }

    // MARK: Order

    /// The offices of a job in its order.
    private func offices(_ outcome: Program.Outcome) -> String {
        outcome.output.matches(of: #/清岚县(.)局/#).map { String($0.1) }.joined()
    }

    @Test func followsTheInputsOfTheBatch() throws {
        let folder = try county(4)
        #expect(try offices(print(folder)) == "丁丙乙甲")
        let reversed = (0..<4).reversed().map { "\(folder.path)/in/\($0).yaml" }
        #expect(try Program.annex.run(["render"] + reversed + ["-o", folder.path + "/out"]).code == 0)
        #expect(try offices(print(folder)) == "甲乙丙丁")
        // Some of them again change places among themselves only.
        let two = [reversed[2], reversed[0]]
        #expect(try Program.annex.run(["render"] + two + ["-o", folder.path + "/out"]).code == 0)
        #expect(try offices(print(folder)) == "丙乙甲丁")
        let manifest = try print(folder, "--order", folder.path + "/out/manifest.json")
        #expect(offices(manifest) == "丙乙甲丁")
    }

    @Test func newOnesStandWhereTheirInputsDo() throws {
        let folder = try county(4)
        let inputs = (0..<4).map { "\(folder.path)/in/\($0).yaml" }
        for (run, order) in [([1, 3], "丙甲"), ([1, 2, 3], "丙乙甲"), ([0, 1], "丁丙乙甲")] {
            #expect(
                try Program.annex.run(["render"] + run.map { inputs[$0] } + ["-o", folder.path + "/new"]).code == 0)
            let outcome = try Program.annex.run(["print", folder.path + "/new", "-o", folder.path + "/job.pdf"])
            #expect(offices(outcome) == order)
        }
    }

    @Test func filesAndPatternsKeepTheirOwnOrder() throws {
        let folder = try county(4)
        let (first, second) = (path(folder, "甲"), path(folder, "丁"))
        let files = try Program.annex.run(["print", first, second, "-o", folder.path + "/job.pdf"])
        #expect(offices(files) == "甲丁")
        let pattern = try Program.annex.run(["print", folder.path + "/out/*[丁乙]局*", "-o", folder.path + "/job.pdf"])
        #expect(offices(pattern) == "丁乙")
        let ordered = try Program.annex.run([
            "print", first, second, "-o", folder.path + "/job.pdf", "--order", folder.path + "/out/manifest.json",
        ])
        #expect(offices(ordered) == "丁甲")
    }
}
