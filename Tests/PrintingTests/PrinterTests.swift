import Foundation
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// What `annex print --printer` does with a real print server.
@Suite struct PrinterTests {
    private let server: PrintServer

    init() throws {
        server = try #require(
            PrintServer.shared, "no CUPS server starts: install cups-daemon and cups-filters-core-drivers")
        folder = try Self.shared.get()
    }

    /// A folder whose `out` holds the PDFs of two offices, one of two pages and one of a single page; all tests share it.
    private static let shared = Result { () throws -> TemporaryFolder in
        let folder = try TemporaryFolder()
        let text = Fixtures.text(Fixtures.project + "/layouts/national-project/example/submission.yaml")
        let second = try #require(text.range(of: "  - name: 乡村教师人才津贴"))
        let short = String(text[..<second.lowerBound]).replacing(
            "{name: 清岚县教育局, shortName: 县教育局}", with: "{name: 清岚县水利局, shortName: 县水利局}")
        let inputs = [try folder.write("a.yaml", text), try folder.write("b.yaml", short)]
        let outcome = try Program.annex.run(["render"] + inputs + ["-o", folder.path + "/out"])
        try #require(outcome.code == 0, "\(outcome.errors)")
        return folder
    }

    private let folder: TemporaryFolder
    private var out: String { folder.path + "/out" }

    private func print(to printer: String, _ options: String...) throws -> Program.Outcome {
        try Program.annex.run(
            ["print", out, "--printer", printer] + options, environment: server.environment)
    }

    /// The number of the job that `outcome` tells of.
    private func number(_ outcome: Program.Outcome) throws -> Int {
        let match = try #require(outcome.output.firstMatch(of: #/作业 [a-z]+-(\d+) 已送到/#))
        return try #require(Int(match.1))
    }

    // MARK: On paper

    @Test func printsThePagesOfTheFile() throws {
        let outcome = try print(to: "tray", "--output", folder.path + "/job.pdf")
        #expect(outcome.code == 0, "\(outcome.errors)")
        let number = try number(outcome)
        #expect(outcome.output.contains("作业 tray-\(number) 打印完成，服务器计 2 张"))
        let printed = try pageTexts(server.kept(number))
        #expect(printed.count == 4)
        #expect(try printed == pageTexts(folder.path + "/job.pdf"))
        let sizes = try #require(Program.tool("pdfinfo")).run(["-l", "99", server.kept(number)]).output
        #expect(sizes.components(separatedBy: "(A4)").count == 5)
        #expect(
            server.log.contains(
                " \(number) total 4 清岚县教育局等2个单位绩效自评材料打印作业 iso_a4_210x297mm two-sided-long-edge 1 1"), "\(server.log)")
    }

    @Test func makesTheCopiesItself() throws {
        let outcome = try print(to: "tray", "--copies", "2", "--sides", "short", "--job-name", "年底 补印")
        let number = try number(outcome)
        let printed = try pageTexts(server.kept(number))
        try #require(printed.count == 8)
        #expect(printed[0..<4] == printed[4..<8])
        #expect(
            server.log.contains(" \(number) total 8 年底 补印 iso_a4_210x297mm two-sided-short-edge 1 1"), "\(server.log)")
    }

    @Test func printsFrontsWithoutBlankPages() throws {
        let outcome = try print(to: "simplex", "--sides", "one", "--sheets", "2-")
        #expect(outcome.code == 0, "\(outcome.errors)")
        let number = try number(outcome)
        #expect(try pageTexts(server.kept(number)).allSatisfy { !$0.isEmpty })
        #expect(server.log.contains(" \(number) total 2 清岚县教育局等2个单位绩效自评材料打印作业（第2-张） iso_a4_210x297mm one-sided"))
    }

    // MARK: Not sent

    @Test(arguments: [
        ("trey", [], 1, ["没有名为“trey”的打印机 [no-such-printer]", "是不是“tray”", "simplex"]),
        ("", [], 1, ["[no-such-printer]"]),
        ("stopped", [], 3, ["打印机“stopped”已停止（已停用） [printer-stopped]", "cupsenable stopped"]),
        ("rejecting", [], 3, ["打印机“rejecting”现在不收作业 [printer-rejects]", "cupsaccept rejecting"]),
        ("simplex", [], 1, ["不能这样双面打印（two-sided-long-edge） [no-duplex]", "--sides one"]),
        ("tray", ["--media", "A5"], 1, ["没有 iso_a5_148x210mm 纸 [no-such-media]", "iso_a3_297x420mm"]),
        ("tray", ["--media", "a3"], 1, ["作业中有 210 × 297 mm 的页，纸是 iso_a3_297x420mm [wrong-media]"]),
        ("raw", [], 1, ["[raw-queue]"]),
    ])
    func sendsNothingThatWouldNotComeOutRight(
        _ printer: String, _ options: [String], _ code: Int32, _ words: [String]
    ) throws {
        let arguments = ["print", out, "--printer", printer] + options
        let outcome = try Program.annex.run(arguments, environment: server.environment)
        #expect(outcome.code == code)
        for word in words { #expect(outcome.errors.contains(word), "\(outcome.errors)") }
        #expect(!outcome.output.contains("已送到"))
        let english = try Program.annex.run(arguments + ["--lang", "en"], environment: server.environment)
        #expect(english.code == code)
        #expect(!english.errors.unicodeScalars.contains { $0.properties.isIdeographic })
    }

    @Test func tellsThatThereIsNoServer() throws {
        let port = PrintServer.freePort()
        for arguments in [["print", out, "--printer", "tray"], ["printers"]] {
            let outcome = try Program.annex.run(arguments, environment: ["CUPS_SERVER": "127.0.0.1:\(port)"])
            #expect(outcome.code == 3)
            #expect(outcome.errors.contains("连不上打印服务器 127.0.0.1:\(port) [no-print-server]"))
        }
    }

    // MARK: The end

    @Test(arguments: [
        ("failing", "失败，没有印完"), ("breaking", "停了（已停用），作业 breaking-"), ("cancelling", "被取消"),
        ("holding", "被扣住，还在队列里（要等到规定的时间）"),
    ])
    func tellsHowAJobEnds(_ printer: String, _ words: String) throws {
        let outcome = try print(to: printer)
        #expect(outcome.code == 3)
        #expect(outcome.errors.contains(words), "\(outcome.errors)")
        #expect(!outcome.output.contains("打印完成"))
        #expect(try !FileManager.default.fileExists(atPath: server.kept(number(outcome))))
    }

    @Test func leavesAJobThatNobodyWaitsFor() throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Program.annex.path)
        process.arguments = ["print", out, "--printer", "waiting"]
        process.environment = ProcessInfo.processInfo.environment.merging(server.environment) { $1 }
        let said = try TemporaryFolder()
        let output = Pipe()
        process.standardOutput = output
        process.standardError = try said.handle("errors")
        try process.runUnblocked()
        var told = Data()
        while !String(decoding: told, as: UTF8.self).contains("已送到") {
            let more = output.fileHandleForReading.availableData
            if more.isEmpty { break }
            told += more
        }
        kill(process.processIdentifier, SIGINT)
        process.waitUntilExit()
        #expect(process.terminationReason == .exit)
        #expect(process.terminationStatus == 128 + SIGINT)
        let errors = Fixtures.text(said.path + "/errors")
        #expect(errors.contains(#/不再等待；作业 waiting-\d+ 仍在继续/#), "\(errors)")
        #expect(errors.contains("cancel waiting-"))
    }

    @Test func listsThePrinters() throws {
        let outcome = try Program.annex.run(["printers"], environment: server.environment)
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(outcome.output.contains("\nrejecting  不收作业  rejecting\n"))
        #expect(outcome.output.contains("\nstopped  停止（已停用）  stopped\n"))
        let english = try Program.annex.run(["printers", "--lang", "en"], environment: server.environment)
        #expect(english.output.contains("\nstopped  stopped (paused)  stopped\n"))
    }

    @Test func offersThePrintersToAShell() throws {
        let request = ["---completion", "print", "--", "--printer", "3", "2", "annex", "print", "--printer", "st"]
        let environment = server.environment.merging(["SAP_SHELL": "bash"]) { $1 }
        let outcome = try Program.annex.run(request, environment: environment)
        #expect(outcome.code == 0, "\(outcome.errors)")
        let offered = outcome.output.split(separator: "\n")
        #expect(offered.contains("stopped") && offered.contains("tray") && offered.sorted() == offered)
    }
}
