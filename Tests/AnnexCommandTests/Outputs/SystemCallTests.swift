import Foundation
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// What the program asks of the system when it writes a folder, in which order, and what it makes of what goes wrong.
@Suite struct SystemCallTests {
    private func out(_ county: SmallCounty) throws -> SystemCalls {
        // The paths of open files have no links.
        SystemCalls(folder: try #require(realpath(county.path, nil).map { String(cString: $0) }) + "/out")
    }

    @Test func syncsFilesBeforeTheyTakeTheirPlacesAndTheFolderAfterThat() throws {
        let county = try SmallCounty(3)
        let log = county.path + "/log"
        #expect(try county.render(environment: out(county).environment(log: log)).code == 0)
        let calls = Fixtures.text(log).split(separator: "\n").map(String.init)
        let renames = calls.indices.filter { calls[$0].hasPrefix("rename ") }
        #expect(renames.count { calls[$0].hasSuffix(".pdf") } == 3)
        for index in renames {
            let temporary = try #require(calls[index].split(separator: " ").dropFirst().first)
            let written = try #require(calls[..<index].lastIndex { $0 == "write \(temporary)" })
            #expect(calls[written..<index].contains("fsync \(temporary)"), "\(calls[index])")
        }
        let manifest = try #require(renames.last)
        #expect(calls[manifest].hasSuffix("/manifest.json"), "it stands for all others")
        let folder = try out(county).folder
        #expect(calls[manifest...].contains("fsync \(folder)"))
    }

    @Test func syncsTheFolderOfASingleFile() throws {
        let county = try SmallCounty(0)
        try county.makeFolder("out")
        let log = county.path + "/log"
        let outcome = try Program.annex.run(
            ["new", "hunan-2023", "-o", county.path + "/out/a.yaml"], environment: out(county).environment(log: log))
        #expect(outcome.code == 0)
        let calls = Fixtures.text(log).split(separator: "\n").map(String.init)
        let place = try #require(calls.firstIndex { $0.hasPrefix("link ") })
        #expect(calls[..<place].last?.hasPrefix("fsync ") == true)
        #expect(try calls[place...].contains("fsync \(out(county).folder)"))
    }

    // MARK: Two runs at once

    @Test func aSecondRunIsKeptOutWhileTheFirstOneWrites() throws {
        let county = try SmallCounty(2)
        let first = try WaitingProgram(
            ["render", county.path + "/in", "-o", county.path + "/out"],
            environment: out(county).environment("rename:1:.pdf", .wait))
        let second = try county.render()
        #expect(second.code == 3)
        #expect(second.errors.contains("[folder-in-use]"))
        #expect(try first.end().code == 0)
        #expect(try county.render().output.contains("未变 2 份"))
    }

    /// The run before takes its new folder along, and with it the lock that this one is about to get.
    @Test func aLockFileThatIsRemovedCountsNoMore() throws {
        let county = try SmallCounty(1)
        #expect(try county.render().code == 0)
        let run = try WaitingProgram(
            ["render", county.path + "/in", "-o", county.path + "/out"],
            environment: out(county).environment("flock:1:.annex.lock", .wait))
        try FileManager.default.removeItem(atPath: county.path + "/out/.annex.lock")
        let outcome = try run.end()
        #expect(outcome.code == 3)
        #expect(outcome.errors.contains("[folder-in-use]"))
    }

    // MARK: Failures

    @Test func aWriteThatIsInterruptedGoesOn() throws {
        let county = try SmallCounty(2)
        #expect(try county.render(to: "whole").code == 0)
        let log = county.path + "/log"
        let outcome = try county.render(environment: out(county).environment("write:0:", .interrupt, log: log))
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(Fixtures.text(log).contains("write "))
        #expect(try county.pdfs() == county.pdfs("whole"))
    }

    @Test func tellsThatTheManifestCannotBeWrittenAndKnowsItsFilesAllTheSame() throws {
        let county = try SmallCounty(2)
        let outcome = try county.render(environment: out(county).environment("rename:1:/manifest.json", .fail))
        #expect(outcome.code == 3)
        #expect(outcome.errors.contains("不能写入 \(county.path)/out/manifest.json：读写出错"), "\(outcome.errors)")
        #expect(try county.pdfs().count == 2)
        #expect(!county.folder.files(in: "out").contains("manifest.json"))
        try county.change(to: "2024-03-20")
        let again = try county.render()
        #expect(again.code == 0, "\(again.errors)")
        #expect(!county.folder.files(in: "out").contains(".annex.written"), "the manifest lists them now")
    }

    /// Killed wherever it may be, a run leaves files that the next one knows for the program's, though all submissions have
    /// changed since.
    @Test(arguments: [
        "write:1:", "write:4:", "fsync:1:", "fsync:3:", "rename:1:.pdf", "rename:2:.pdf", "rename:4:.pdf",
        "rename:1:/report.csv", "rename:1:/report.html", "rename:1:/manifest.json", "fsync:5:",
    ])
    func aRunThatIsKilledDoesNotKeepTheNextOneFromItsFiles(_ call: String) throws {
        let county = try SmallCounty(4)
        // Reports say nothing of dates: the second time they stay.
        for date in call.contains("/report") ? ["2024-03-20"] : ["2024-03-20", "2024-03-21"] {
            let outcome = try county.render(environment: out(county).environment(call, .kill))
            #expect(outcome.code == -9, "it is killed")
            try county.change(to: date)
            let again = try county.render()
            #expect(again.code == 0, "\(again.errors)")
            #expect(try county.render(to: "fresh-\(date)").code == 0)
            #expect(try county.pdfs() == county.pdfs("fresh-\(date)"))
            #expect(county.folder.files(in: "out").filter { $0.hasSuffix(".part") } == [])
            try county.change(to: "2024-03-1\(date.last ?? "0")")
        }
    }
}
