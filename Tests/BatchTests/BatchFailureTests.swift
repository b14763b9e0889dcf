import Foundation
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// What a fault or a failure in one submission means for the others.
@Suite struct BatchFailureTests {
    @Test func oneThatIsAtFaultDoesNotStopTheOthers() throws {
        let county = try SmallCounty(3)
        try county.change(1) {
            $0.replacing("total: {weight: 100, score: 100}", with: "total: {weight: 90, score: 100}")
        }
        let outcome = try county.render()
        #expect(outcome.code == 1)
        #expect(outcome.errors.contains("weights-total"))
        #expect(outcome.output.contains("生成 2 份，未变 0 份，退回 1 份；"))
        #expect(try county.pdfs().count == 2)
        #expect(Fixtures.text(county.path + "/out/manifest.json").contains("weights-total"))
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
        let county = try SmallCounty(5)
        #expect(try county.render(to: "one").code == 0)
        let names = try county.pdfs("one").keys.sorted()
        let taken = try names[at: 2]
        try FileManager.default.createDirectory(
            atPath: "\(county.path)/out/\(taken)/folder", withIntermediateDirectories: true)
        let outcome = try county.render()
        #expect(outcome.code == 3)
        #expect(outcome.errors.contains("不能写入 \(county.path)/out/\(taken)"))
        #expect(outcome.output.contains("生成 4 份，未变 0 份，退回 0 份，失败 1 份；"))
        #expect(county.folder.files(in: "out").filter { $0.hasSuffix(".part") } == [])
        let others = names.filter { $0 != taken }
        #expect(others.allSatisfy { county.folder.files(in: "out").contains($0) })
        let manifest = Fixtures.text(county.path + "/out/manifest.json")
        #expect(others.allSatisfy(manifest.contains))
    }

    @Test func aSecondRunOnTheSameFolderStops() throws {
        let county = try SmallCounty(1)
        #expect(try county.render().code == 0)
        let lock = open(county.path + "/out/.annex.lock", O_RDWR)
        defer { close(lock) }
        #expect(flock(lock, LOCK_EX | LOCK_NB) == 0)
        let outcome = try county.render()
        #expect(outcome.code == 3, "it passes by itself")
        #expect(outcome.errors.contains("folder-in-use"))
    }

    @Test func aRunThatMadeNothingLeavesFoldersAsTheyWere() throws {
        let county = try SmallCounty(1)
        try county.change(0) { $0.replacing("year: 2023", with: "year: 二〇二三") }
        #expect(try county.render().code == 1)
        #expect(!FileManager.default.fileExists(atPath: county.path + "/out"))
        try FileManager.default.createDirectory(atPath: county.path + "/out", withIntermediateDirectories: false)
        #expect(try county.render().code == 1)
        #expect(FileManager.default.fileExists(atPath: county.path + "/out"))
        #expect(county.folder.outputs(in: "out").isEmpty)
    }
}
