public import ArgumentParser
import Diagnostics
public import Layout
import Rendering

/// `annex print`
struct PrintCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "print",
            abstract: say("把生成的 PDF 合成一个双面打印作业。", "Puts finished PDFs together for one run of a duplex printer."))
    }

    @Argument(
        help: ArgumentHelp(
            say(
                "annex render 生成的 PDF，或其文件夹（按文件名排序）。",
                "PDFs that annex render made, or folders of them, taken by name."),
            valueName: "pdf"))
    var inputs: [String]

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(say("作业的 PDF 文件。", "The PDF of the job."), valueName: say("文件", "file")))
    var output: String

    @Option(
        name: .long,
        help: ArgumentHelp(
            say("次序：文本文件，每行一个输入的文件名。", "The order: a text file with the file name of an input a line."),
            valueName: say("清单", "list")))
    var order: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            say(
                "从新的一张纸开始的：document 每个单位，form 每个表。不够双面的补空白页。",
                "What begins on a new sheet: each document or each form. Blank pages fill sheets up."),
            valueName: say("单元", "unit")))
    var newSheet = PrintJob.SheetStart.document

    @Flag(
        name: .long,
        help: ArgumentHelp(say("在补的空白页上印“此页无正文”。", "Print on the blank pages that fill sheets up that they are blank."))
    )
    var blankNote = false

    @Flag(
        name: .long,
        help: ArgumentHelp(
            say(
                "每个单位前加一张分隔页：单位、各表页数、应有张数和接收人栏。",
                "Put a sheet before each office: its forms with their pages, its sheets, a box for the receiver.")))
    var separators = false

    @Option(
        name: .long,
        help: ArgumentHelp(
            say(
                "把整个作业重复几份，逐份排好。打印机自己印几份的，不用这一项。",
                "Repeat the whole job, collated. Leave it out where the printer makes the copies."),
            valueName: say("份数", "count")))
    var copies = 1

    @Option(
        name: .long,
        help: ArgumentHelp(
            say("只要这些张，用于补印：1-40，或 3,7,20-。", "Only these sheets, for a reprint: 1-40, or 3,7,20-."),
            valueName: say("张号", "sheets")))
    var sheets: String?

    @OptionGroup var common: CommonOptions

    /// The most copies: more are surely a slip.
    private static let mostCopies = 999

    func validate() throws {
        guard (1...Self.mostCopies).contains(copies) else {
            throw ValidationError(
                say("--copies 应在 1 到 \(Self.mostCopies) 之间", "--copies must lie between 1 and \(Self.mostCopies)"))
        }
        guard let sheets, SheetSelection(sheets) == nil else { return }
        throw ValidationError(say("--sheets 应写成 1-40 或 3,7,20-", "--sheets is written as 1-40 or 3,7,20-"))
    }

    func run() throws {
        let renderer = PrintJobRenderer(Workshop(try common.resources()), options: options)
        var outcome = Outcome()
        outcome.attempt { () throws(RenderError) in
            let found = try PrintInputs(inputs, output: output)
            let paths = if let order { try found.ordered(byList: order) } else { try found.inGivenOrder() }
            let job = try renderer.render(paths)
            do throws(OutputFile.Failure) {
                try OutputFile.write(job.bytes, to: output)
            } catch {
                throw .unwritable(error)
            }
            print(
                say(
                    "已生成 \(output)：\(job.offices) 个单位，双面 \(job.sheets) 张，\(job.pages) 页",
                    "wrote \(output): \(job.offices) offices, \(job.sheets) sheets on both sides, \(job.pages) pages"))
        }
        try outcome.end()
    }

    private var options: PrintJobRenderer.Options {
        var options = PrintJobRenderer.Options()
        options.start = newSheet
        options.copies = copies
        options.hasSeparators = separators
        options.notesBlankPages = blankNote
        options.sheets = sheets.flatMap { SheetSelection($0) }
        return options
    }
}

extension PrintJob.SheetStart: ExpressibleByArgument {}
