import Diagnostics
import Foundation
import SourceTree
import Synchronization
import TestSupport
import Testing

@testable import Batch
@testable import Files
@testable import Rendering

#if canImport(Glibc)
    import Glibc
#endif

/// A county at once: `annex render` of many submissions into one folder.
@Suite struct BatchTests {
    private static let small = Fixtures.text(Fixtures.project + "/layouts/national-project/example/submission.yaml")

    /// A folder `in` of submissions, small ones, each of an office of its own.
    private func county(_ count: Int) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: folder.path + "/in", withIntermediateDirectories: false)
        for index in 0..<count { try write(index, to: folder) }
        return folder
    }

    private func write(_ index: Int, to folder: TemporaryFolder, _ change: (String) -> String = { $0 }) throws {
        let text = Self.small.replacing("name: 清岚县教育局,", with: "name: 清岚县第\(index)局,")
        _ = try folder.write("in/office-\(index).yaml", change(text))
    }

    private func render(_ folder: TemporaryFolder, _ out: String = "out", _ options: [String] = []) throws
        -> Program.Outcome
    {
        try Program.annex.run(["render", folder.path + "/in", "-o", "\(folder.path)/\(out)"] + options)
    }

    /// The outputs in `out` with their bytes.
    private func bytes(_ folder: TemporaryFolder, _ out: String = "out") throws -> [String: Data] {
        try folder.outputs(in: out).reduce(into: [:]) { files, name in
            files[name] = try Data(contentsOf: URL(fileURLWithPath: "\(folder.path)/\(out)/\(name)"))
        }
    }

    @Test func keepsWhatTellsOutputsApartInLongNames() throws {
        let folder = try TemporaryFolder()
        let office = String(repeating: "县发展服务中心", count: 30)
        let inputs = try [2022, 2023].map { year in
            try folder.write("\(year)\(office.prefix(20)).yaml", "office: {name: \(office)}\nyear: \(year)\n")
        }
        let formSets = FormSetCache(Resources(layouts: FormSets.layouts, fonts: Fixtures.project + "/fonts"))
        let names = BatchPlan(inputs: inputs, isDraft: true, formSets: formSets).jobs.map(\.name)
        #expect(names.map { $0.suffix(14) } == ["2022年度绩效自评（草稿）", "2023年度绩效自评（草稿）"])
        #expect(names.allSatisfy { $0.utf8.count <= 180 })
        let text = "office: {name: \(office)}\n"
        let twins = try ["a", "b"].map { try folder.write("\($0)\(office.prefix(20)).yaml", text) }
        let twinNames = BatchPlan(inputs: twins, isDraft: false, formSets: formSets).jobs.map(\.name)
        #expect(Set(twinNames).count == 2)
        #expect(twinNames.allSatisfy { $0.utf8.count <= 240 }, "a file system takes 255")
    }

    @Test func givesTheSameBytesWhateverTheWorkersAndTheOrder() throws {
        let folder = try county(6)
        #expect(try render(folder, "one", ["--jobs", "1"]).code == 0)
        let one = try bytes(folder, "one")
        #expect(one.count == 6)
        for jobs in [2, 8] {
            #expect(try render(folder, "out\(jobs)", ["--jobs", "\(jobs)"]).code == 0)
            #expect(try bytes(folder, "out\(jobs)") == one)
        }
        let reversed = folder.files(in: "in").reversed().map { "\(folder.path)/in/\($0)" }
        #expect(try Program.annex.run(["render"] + reversed + ["-o", folder.path + "/reversed"]).code == 0)
        #expect(try bytes(folder, "reversed") == one)
        let manifests = ["one", "out2", "out8", "reversed"].map { Fixtures.text("\(folder.path)/\($0)/manifest.json") }
        #expect(Set(manifests.dropLast()).count == 1)
        let parts = manifests.map { $0.components(separatedBy: "\"order\": [") }
        #expect(try parts[at: 0].count == 2)
        #expect(try parts[at: 0][at: 0] == parts[at: 3][at: 0], "but for the order of the inputs")
        #expect(try parts[at: 0][at: 1] != parts[at: 3][at: 1])
    }

    /// A lone submission is drawn while it is laid out, where there is a core for that.
    @Test(arguments: FormSets.names, [[], ["--draft"], ["--page-codes"], ["--archive", "none"], ["--archive", "2u"]])
    func givesTheSameBytesWhereACoreIsFree(_ formSet: String, _ options: [String]) throws {
        let folder = try TemporaryFolder()
        let example = "\(FormSets.layouts)/\(formSet)/example/submission.yaml"
        for jobs in ["1", "2"] {
            let out = "\(folder.path)/\(jobs)"
            #expect(try Program.annex.run(["render", example, "-o", out, "--jobs", jobs] + options).code == 0)
        }
        let alone = try bytes(folder, "1")
        #expect(alone.count == 1)
        #expect(try bytes(folder, "2") == alone)
    }

    @Test func rendersOnlyWhatHasChanged() throws {
        let folder = try county(3)
        #expect(try render(folder).code == 0)
        let first = try bytes(folder)
        let again = try render(folder)
        #expect(again.output.contains("生成 0 份，未变 3 份"))
        #expect(!again.output.contains("需要重新打印"))

        try write(1, to: folder) { $0.replacing("date: 2024-03-18", with: "date: 2024-03-19") }
        let changed = try render(folder)
        #expect(changed.output.contains("生成 1 份，未变 2 份"))
        #expect(changed.output.contains("需要重新打印：\n  清岚县第1局2023年度绩效自评.pdf"))
        #expect(try bytes(folder).filter { first[$0.key] != $0.value }.count == 1)

        try FileManager.default.removeItem(atPath: folder.path + "/out/清岚县第2局2023年度绩效自评.pdf")
        #expect(try render(folder).output.contains("重新生成，与原来相同"))
    }

    @Test func replacesNoFileThatWasSigned() throws {
        let folder = try county(1)
        #expect(try render(folder).code == 0)
        let path = try #require(folder.onlyFile(in: "out"))
        let signed = try Data(contentsOf: URL(fileURLWithPath: path)) + Data("1 0 obj\n<<>>\nendobj\n%%EOF\n".utf8)
        try signed.write(to: URL(fileURLWithPath: path))
        #expect(try render(folder).code == 0)
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == signed, "what has not changed stays signed")
        try write(0, to: folder) { $0.replacing("丁某某", with: "丙某某") }
        let changed = try render(folder)
        #expect(changed.code == 1)
        #expect(changed.errors.contains("[signed-output]"))
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == signed)
        try FileManager.default.removeItem(atPath: path)
        #expect(try render(folder).code == 0)
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) != signed)
    }

    @Test func aFileMayBeWrittenByTwoAtOnce() throws {
        let folder = try TemporaryFolder()
        let failures = Mutex(0)
        DispatchQueue.concurrentPerform(iterations: 4) { _ in
            for _ in 0..<50 {
                do throws(OutputFile.Failure) {
                    try OutputFile.write([1, 2, 3], to: folder.path + "/a")
                } catch {
                    failures.withLock { $0 += 1 }
                }
            }
        }
        #expect(failures.withLock { $0 } == 0)
        #expect(folder.outputs(in: "") == ["a"])
    }

    /// The manifest of 11,000 submissions is larger than a submission may be.
    @Test func aLargeManifestIsReadAgain() throws {
        let folder = try county(1)
        #expect(try render(folder).code == 0)
        let manifest = Fixtures.text(folder.path + "/out/manifest.json")
        _ = try folder.write("out/manifest.json", manifest + String(repeating: "\n", count: 33 << 20))
        #expect(try render(folder).output.contains("没有变化"))
    }

    @Test(arguments: [("\"version\": 1", "\"version\": 2"), ("\"outputs\": [", "\"outputs\": [,")])
    func aManifestThatCannotBeReadIsKept(_ what: String, _ other: String) throws {
        let folder = try county(2)
        #expect(try render(folder).code == 0)
        let text = Fixtures.text(folder.path + "/out/manifest.json")
        #expect(text.contains(what))
        let manifest = try folder.write("out/manifest.json", text.replacing(what, with: other))
        let kept = Fixtures.text(manifest)
        let outcome = try Program.annex.run(
            ["render", folder.path + "/in/office-0.yaml", "-o", folder.path + "/out", "--draft"])
        #expect(outcome.code == 1)
        #expect(outcome.errors.contains("\(manifest):1:1: 错误：清单读不懂"), "\(outcome.errors)")
        #expect(outcome.errors.contains("[bad-manifest]"))
        #expect(Fixtures.text(manifest) == kept)
        #expect(folder.outputs(in: "out").count == 2, "nothing is rendered")
        try FileManager.default.removeItem(atPath: manifest)
        #expect(try render(folder).code == 0)
    }

    @Test func aChangedImageRuleOrOptionCountsAsAChange() throws {
        let folder = try county(1)
        _ = try folder.write("in/sign.png", Data(PNGFile.stroke(width: 300, height: 100)))
        try write(0, to: folder) { $0.replacing("leader: 戊某某}", with: "leader: 戊某某, signature: sign.png}") }
        #expect(try render(folder).output.contains("已生成"))
        #expect(try render(folder).output.contains("没有变化"))
        _ = try folder.write("in/sign.png", Data(PNGFile.stroke(width: 200, height: 100)))
        #expect(try render(folder).output.contains("已生成"))
        #expect(try render(folder, "out", ["--signature-field"]).output.contains("已生成"))
        #expect(try render(folder, "out", ["--signature-field"]).output.contains("没有变化"))
        let rules = try folder.write("rules.yaml", "rules: [{id: unit-missing, severity: off}]\n")
        let other = try render(folder, "out", ["--signature-field", "--rules", rules])
        #expect(other.output.contains("已生成"), "the file records which rules it was held against")
        _ = try folder.write("rules.yaml", "rules: [{id: unit-missing, severity: note}]\n")
        let again = try render(folder, "out", ["--signature-field", "--rules", rules])
        #expect(again.output.contains("已生成"))
    }

    @Test func oneThatIsAtFaultDoesNotStopTheOthers() throws {
        let folder = try county(3)
        try write(1, to: folder) {
            $0.replacing("total: {weight: 100, score: 100}", with: "total: {weight: 90, score: 100}")
        }
        let outcome = try render(folder)
        #expect(outcome.code == 1)
        #expect(outcome.errors.contains("weights-total"))
        #expect(outcome.output.contains("生成 2 份，未变 0 份，失败 1 份"))
        #expect(try bytes(folder).count == 2)
        #expect(Fixtures.text(folder.path + "/out/manifest.json").contains("weights-total"))
    }

    @Test func namesTheSubmissionOfWhichNoPicturesCanBeKept() throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: folder.path + "/out", withIntermediateDirectories: false)
        let pictures = try folder.write("out/.thumbnails", "甲")
        let outcome = try Program.annex.run(["render", Example.path, "-o", folder.path + "/out", "--report", "full"])
        #expect(outcome.code == 3)
        #expect(outcome.errors == "\(Example.path)：错误：不能写入 \(pictures)：不是文件夹\n")
    }

    @Test func anOutputThatCannotBeWrittenDoesNotStopTheOthers() throws {
        let folder = try county(5)
        #expect(try render(folder, "one").code == 0)
        let names = try bytes(folder, "one").keys.sorted()
        let taken = try names[at: 2]
        try FileManager.default.createDirectory(
            atPath: "\(folder.path)/out/\(taken)/folder", withIntermediateDirectories: true)
        let outcome = try render(folder)
        #expect(outcome.code == 3)
        #expect(outcome.errors.contains("不能写入 \(folder.path)/out/\(taken)"))
        #expect(outcome.output.contains("生成 4 份，未变 0 份，失败 1 份"))
        #expect(folder.files(in: "out").filter { $0.hasSuffix(".part") } == [])
        let others = names.filter { $0 != taken }
        #expect(others.allSatisfy { folder.files(in: "out").contains($0) })
        let manifest = Fixtures.text(folder.path + "/out/manifest.json")
        #expect(others.allSatisfy(manifest.contains))
    }

    @Test func theManifestFollowsItsSchema() throws {
        let folder = try county(3)
        try write(1, to: folder) { $0.replacing("score: 9.65, deviation", with: "score: 9.7, deviation") }
        try write(2, to: folder) { $0.replacing("year: 2023", with: "year: 二〇二三") }
        #expect(try render(folder).code == 1)
        let schema = try folder.write("manifest.schema.json", Program.annex.run(["schema", "--manifest"]).output)
        let outcome = try Program.schemaCheck.run(["--schema", schema, folder.path + "/out/manifest.json"])
        #expect(outcome.code == 0, "\(outcome.output)\(outcome.errors)")
        let manifest = Fixtures.text(folder.path + "/out/manifest.json")
        #expect(manifest.contains("\"id\": \"bad-number\""), "the failure")
        #expect(try render(folder).code == 1)
        #expect(
            Fixtures.text(folder.path + "/out/manifest.json") == manifest,
            "entries that are kept are written as they were")
    }

    @Test func keepsOutputsWhoseSubmissionsAreGone() throws {
        let folder = try county(2)
        #expect(try render(folder).code == 0)
        try FileManager.default.removeItem(atPath: folder.path + "/in/office-1.yaml")
        let outcome = try render(folder)
        #expect(outcome.code == 0)
        #expect(try bytes(folder).count == 2)
        #expect(Fixtures.text(folder.path + "/out/manifest.json").contains("清岚县第1局"))
    }

    @Test func reportsProgressAsJSON() throws {
        let folder = try county(2)
        let outcome = try render(folder, "out", ["--progress", "json"])
        let lines = outcome.errors.split(separator: "\n").map { Data($0.utf8) }
        let events = try lines.map { try JSONSerialization.jsonObject(with: $0) as? [String: Any] }
        #expect(events.map { $0?["index"] as? Int } == [0, 1])
        #expect(events.allSatisfy { $0?["outcome"] as? String == "rendered" && $0?["pages"] as? Int == 2 })
    }

    @Test func aSecondRunOnTheSameFolderStops() throws {
        let folder = try county(1)
        #expect(try render(folder).code == 0)
        let lock = open(folder.path + "/out/.annex.lock", O_RDWR)
        defer { close(lock) }
        #expect(flock(lock, LOCK_EX | LOCK_NB) == 0)
        let outcome = try render(folder)
        #expect(outcome.code == 1)
        #expect(outcome.errors.contains("folder-in-use"))
    }

    @Test func aRunThatMadeNothingLeavesFoldersAsTheyWere() throws {
        let folder = try county(1)
        try write(0, to: folder) { $0.replacing("year: 2023", with: "year: 二〇二三") }
        #expect(try render(folder).code == 1)
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/out"))
        try FileManager.default.createDirectory(atPath: folder.path + "/out", withIntermediateDirectories: false)
        #expect(try render(folder).code == 1)
        #expect(FileManager.default.fileExists(atPath: folder.path + "/out"))
        #expect(folder.outputs(in: "out").isEmpty)
    }

    @Test func aRunThatIsKilledLeavesNothingHalfWritten() throws {
        let folder = try county(8)
        #expect(try render(folder, "whole").code == 0)
        let whole = try bytes(folder, "whole")
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<6 {
            try kill(folder, afterResults: .random(in: 0...6, using: &generator), with: SIGKILL)
            for (name, data) in try bytes(folder) { #expect(whole[name] == data) }
        }
        #expect(try render(folder).code == 0)
        #expect(try bytes(folder) == whole)
    }

    @Test func aManifestIsReadAsOneText() throws {
        let folder = try TemporaryFolder()
        let long = String(repeating: "甲", count: 100_000)
        #expect(try RegularFile.text(folder.write("a", long)) == long)
        #expect(try RegularFile.text(folder.write("b", "")).isEmpty)
        #expect(throws: RegularFile.Failure.self) { try RegularFile.text(folder.path) }
        #expect(throws: RegularFile.Failure.self) { try RegularFile.text(folder.path + "/none") }
    }

    @Test(arguments: [SIGINT, SIGTERM, SIGHUP]) func aRunThatIsAskedToStopEndsWhole(_ signal: Int32) throws {
        let folder = try county(12)
        try kill(folder, afterResults: 1, with: signal)
        try endsWhole(folder)
    }

    @Test func aRunThatNobodyListensToAnyMoreEndsWhole() throws {
        let folder = try county(12)
        try run(folder, untilResult: 1) { _, results in try results.fileHandleForReading.close() }
        try endsWhole(folder)
    }

    /// A run that was stopped has left whole outputs and a manifest that lists them; the next one makes the rest.
    private func endsWhole(_ folder: TemporaryFolder) throws {
        #expect(folder.outputs(in: "out").allSatisfy { $0.hasSuffix(".pdf") })
        let made = folder.outputs(in: "out").count
        #expect(made >= 1)
        #expect(Fixtures.text(folder.path + "/out/manifest.json").contains("annex-manifest"))
        #expect(try render(folder).output.contains("未变 \(made) 份"))
        #expect(folder.outputs(in: "out").count == 12)
    }

    /// Begins a run and sends it a signal as soon as it has told of so many results, or has ended.
    private func kill(_ folder: TemporaryFolder, afterResults count: Int, with signal: Int32) throws {
        try run(folder, untilResult: count) { process, _ in Glibc.kill(process.processIdentifier, signal) }
    }

    /// Begins a run, which tells of each result through a pipe, and calls `body` once it has told of so many, or has ended.
    private func run(
        _ folder: TemporaryFolder, untilResult count: Int, _ body: (Process, Pipe) throws -> Void
    ) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Program.annex.path)
        process.arguments = [
            "render", folder.path + "/in", "-o", folder.path + "/out", "--jobs", "2", "--progress", "json",
        ]
        process.standardOutput = FileHandle.nullDevice
        let results = Pipe()
        process.standardError = results
        try process.runUnblocked()
        var lines = 0
        while lines < count {
            let data = results.fileHandleForReading.availableData
            if data.isEmpty { break }
            lines += data.count { $0 == UInt8(ascii: "\n") }
        }
        try body(process, results)
        process.waitUntilExit()
    }
}
