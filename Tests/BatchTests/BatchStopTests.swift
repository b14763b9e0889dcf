import Foundation
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// Runs that are killed, asked to stop, or listened to by nobody any more.
@Suite struct BatchStopTests {
    @Test func aRunThatIsKilledLeavesNothingHalfWritten() throws {
        let county = try SmallCounty(8)
        #expect(try county.render(to: "whole").code == 0)
        let whole = try county.pdfs("whole")
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<6 {
            try kill(county, afterResults: .random(in: 0...6, using: &generator), with: SIGKILL)
            #expect(county.folder.outputs(in: "out").allSatisfy { $0.hasSuffix(".pdf") })
            for (name, data) in try county.pdfs() { #expect(whole[name] == data) }
        }
        #expect(try county.render().code == 0)
        #expect(try county.pdfs() == whole)
    }

    @Test func halfAnEntryOfTheJournalIsNone() throws {
        let county = try SmallCounty(3)
        let out = try #require(realpath(county.path, nil).map { String(cString: $0) }) + "/out"
        let environment = try SystemCalls(folder: out).environment("rename:1:/manifest.json", .kill)
        #expect(try county.render(environment: environment).code == -9)
        let journal = try Data(contentsOf: URL(fileURLWithPath: out + "/.annex.finished"))
        try journal.dropLast(40).write(to: URL(fileURLWithPath: out + "/.annex.finished"))
        #expect(try county.render(environment: environment).code == -9)
        #expect(try county.render().output.contains("生成 0 份，未变 3 份"), "what stands behind half an entry is read")
        try Data("annex-finished 1\nab 9999999999999999999\n".utf8).write(
            to: URL(fileURLWithPath: out + "/.annex.finished"))
        #expect(try county.render().code == 0)
    }

    @Test(arguments: [SIGINT, SIGTERM, SIGHUP]) func aRunThatIsAskedToStopEndsWhole(_ signal: Int32) throws {
        let county = try SmallCounty(12)
        #expect(try kill(county, afterResults: 1, with: signal) == 128 + signal, "it is worth another try")
        try endsWhole(county)
    }

    /// What shells say of a program that a signal ended; and those that had no turn are counted, not listed.
    @Test func saysInOneLineThatItWasStopped() throws {
        let county = try SmallCounty(30)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Program.annex.path)
        process.arguments = [
            "render", county.path + "/in", "-o", county.path + "/out", "--jobs", "1", "--progress", "plain",
        ]
        let said = try county.folder.handle("said")
        process.standardOutput = said
        let errors = Pipe()
        process.standardError = errors
        try county.write("in/0.yaml", "第0局") { $0.replacing("score: 100}", with: "score: 99}") }
        try process.runUnblocked()
        // The first is refused, which is told at once.
        _ = errors.fileHandleForReading.availableData
        Glibc.kill(process.processIdentifier, SIGINT)
        process.waitUntilExit()
        #expect(process.terminationReason == .exit)
        #expect(process.terminationStatus == 128 + SIGINT)
        let lines = Fixtures.text(county.path + "/said").split(separator: "\n")
        #expect(lines.count { $0.contains("没有轮到") } == 1, "\(lines)")
    }

    @Test func aRunThatNobodyListensToAnyMoreEndsWhole() throws {
        let county = try SmallCounty(12)
        try run(county, untilResult: 1) { _, results in try results.fileHandleForReading.close() }
        try endsWhole(county)
    }

    /// A run that was stopped has left whole outputs and a manifest that lists them; the next one makes the rest.
    private func endsWhole(_ county: SmallCounty) throws {
        #expect(county.folder.outputs(in: "out").allSatisfy { $0.hasSuffix(".pdf") })
        let made = county.folder.outputs(in: "out").count
        #expect(made >= 1)
        #expect(Fixtures.text(county.path + "/out/manifest.json").contains("annex-manifest"))
        #expect(try county.render().output.contains("未变 \(made) 份"))
        #expect(county.folder.outputs(in: "out").count == 12)
    }

    /// Begins a run and sends it a signal as soon as it has told of so many results, or has ended.
    /// - Returns: its exit code, or the signal that ended it.
    @discardableResult
    private func kill(_ county: SmallCounty, afterResults count: Int, with signal: Int32) throws -> Int32 {
        try run(county, untilResult: count) { process, _ in Glibc.kill(process.processIdentifier, signal) }
    }

    /// Begins a run, which tells of each result through a pipe, and calls `body` once it has told of so many, or has ended.
    @discardableResult
    private func run(
        _ county: SmallCounty, untilResult count: Int, _ body: (Process, Pipe) throws -> Void
    ) throws -> Int32 {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Program.annex.path)
        process.arguments = [
            "render", county.path + "/in", "-o", county.path + "/out", "--jobs", "2", "--progress", "json",
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
        return process.terminationStatus
    }
}
