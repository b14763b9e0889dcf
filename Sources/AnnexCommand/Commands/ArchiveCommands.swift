import ArgumentParser
import Batch
import Diagnostics
import Rendering

/// `annex extract`
struct ExtractCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "extract",
            abstract: say("取出 PDF 中的原始数据和生成记录。", "Gives back the data inside an archival PDF."))
    }

    @Argument(help: ArgumentHelp(say("PDF 文件。", "A PDF."), valueName: "pdf"))
    var input: String

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            say("放取出文件的文件夹，已有的文件不会改动。", "The folder for the files; files that are there are left alone."),
            valueName: say("文件夹", "dir")))
    var output = "."

    @OptionGroup var messages: MessageOptions

    func run() throws {
        var outcome = Outcome()
        outcome.attempt { () throws(RenderError) in
            let files = try ArchiveInspector.files(path: input)
            try ArchiveInspector.write(files, into: output).forEach { print($0) }
        }
        try outcome.end()
    }
}

/// `annex verify`
struct VerifyCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "verify",
            abstract: say(
                "用 PDF 中的原始数据重做一遍文件，逐个对象核对；除签名和写法外，凡不同都报出来。",
                "Makes PDFs anew from the data inside and compares every object: all but signatures and how it is written."
            ))
    }

    @Argument(help: ArgumentHelp(say("PDF 文件。", "PDFs."), valueName: "pdf"))
    var inputs: [String]

    @OptionGroup var common: SubmissionOptions

    func run() throws {
        let inspector = ArchiveInspector(RenderingContext(try common.resources()), showsPersons: common.showsPersons)
        var outcome = Outcome()
        for path in inputs {
            outcome.attempt { () throws(RenderError) in
                let found = try inspector.verify(path: path, listed: Manifest.listedHash(of: path))
                let report = VerificationReport(path: path, found)
                guard found.differences.isEmpty else { throw .rejected(report.diagnostics) }
                print(report.summary.text(in: Interface.language))
            }
        }
        try outcome.end()
    }
}
