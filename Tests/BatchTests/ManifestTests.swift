import Foundation
import SourceTree
import Synchronization
import TestSupport
import Testing

@testable import Files

/// The manifest of a folder, written and read again.
@Suite struct ManifestTests {
    /// The manifest of 11,000 submissions is larger than a submission may be.
    @Test func aLargeManifestIsReadAgain() throws {
        let county = try SmallCounty(1)
        #expect(try county.render().code == 0)
        let manifest = Fixtures.text(county.path + "/out/manifest.json")
        _ = try county.folder.write("out/manifest.json", manifest + String(repeating: "\n", count: 33 << 20))
        #expect(try county.render().output.contains("没有变化"))
    }

    @Test(arguments: [("\"version\": 1", "\"version\": 2"), ("\"outputs\": [", "\"outputs\": [,")])
    func aManifestThatCannotBeReadIsKept(_ what: String, _ other: String) throws {
        let county = try SmallCounty(2)
        #expect(try county.render().code == 0)
        let text = Fixtures.text(county.path + "/out/manifest.json")
        #expect(text.contains(what))
        let manifest = try county.folder.write("out/manifest.json", text.replacing(what, with: other))
        let kept = Fixtures.text(manifest)
        let outcome = try Program.annex.run(
            ["render", county.path + "/in/0.yaml", "-o", county.path + "/out", "--draft"])
        #expect(outcome.code == 1)
        #expect(outcome.errors.contains("\(manifest):1:1: 错误：清单读不懂"), "\(outcome.errors)")
        #expect(outcome.errors.contains("[bad-manifest]"))
        #expect(Fixtures.text(manifest) == kept)
        #expect(county.folder.outputs(in: "out").count == 2, "nothing is rendered")
        try FileManager.default.removeItem(atPath: manifest)
        #expect(try county.render().code == 0)
    }

    @Test func theManifestFollowsItsSchema() throws {
        let county = try SmallCounty(3)
        try county.change(1) { $0.replacing("score: 9.65, deviation", with: "score: 9.7, deviation") }
        try county.change(2) { $0.replacing("year: 2023", with: "year: 二〇二三") }
        #expect(try county.render().code == 1)
        let schema = try county.folder.write(
            "manifest.schema.json", Program.annex.run(["schema", "--manifest"]).output)
        let outcome = try Program.schemaCheck.run(["--schema", schema, county.path + "/out/manifest.json"])
        #expect(outcome.code == 0, "\(outcome.output)\(outcome.errors)")
        let manifest = Fixtures.text(county.path + "/out/manifest.json")
        #expect(manifest.contains("\"id\": \"bad-number\""), "the failure")
        #expect(try county.render().code == 1)
        #expect(
            Fixtures.text(county.path + "/out/manifest.json") == manifest,
            "entries that are kept are written as they were")
    }

    @Test func aManifestIsReadAsOneText() throws {
        let folder = try TemporaryFolder()
        let long = String(repeating: "甲", count: 100_000)
        #expect(try RegularFile.text(folder.write("a", long)) == long)
        #expect(try RegularFile.text(folder.write("b", "")).isEmpty)
        #expect(throws: RegularFile.Failure.self) { try RegularFile.text(folder.path) }
        #expect(throws: RegularFile.Failure.self) { try RegularFile.text(folder.path + "/none") }
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
}
