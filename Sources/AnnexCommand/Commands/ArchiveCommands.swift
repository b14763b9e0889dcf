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

    @Argument(help: ArgumentHelp(say("PDF 文件。", "A PDF."), valueName: "pdf"), completion: .pdf)
    var input: String

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            say("放取出文件的文件夹，已有的文件不会改动。", "The folder for the files; files that are there are left alone."),
            valueName: say("文件夹", "dir")), completion: .directory)
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
