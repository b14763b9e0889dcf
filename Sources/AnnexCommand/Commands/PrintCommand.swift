import ArgumentParser
import Diagnostics
import Layout
import PrintJobs
package import Printing
import Rendering

/// `annex print`
struct PrintCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "print",
            abstract: say(
                "把生成的 PDF 合成一个打印作业，送到打印机或存成文件。", "Puts finished PDFs together for one run of a printer, or into a file."
            ))
    }

    @Argument(
        help: ArgumentHelp(
            say(
                "annex render 生成的 PDF、其文件夹（按清单的次序，没有清单的按文件名），或加引号的通配式。",
                "PDFs that annex render made, folders of them in the order of their manifests, or quoted patterns."),
            valueName: "pdf"), completion: .pdf)
    var inputs: [String]

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(say("把作业存成 PDF 文件。", "Write the job to a PDF."), valueName: say("文件", "file")),
        completion: .pdf)
    var output: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            say(
                "把作业送到这台打印机（CUPS 的队列，用 annex printers 列出），等它打完。",
                "Send the job to this printer, a queue of CUPS as annex printers lists them, and wait for its end."),
            valueName: say("打印机", "printer")), completion: .printer)
    var printer: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            say(
                "long 双面，沿长边翻；short 双面，沿短边翻；one 单面，不补空白页。",
                "long for both sides, turned like a book; short, like a pad; one for fronts only, without blank pages."),
            valueName: say("面", "sides")))
    var sides = PrintTicket.Sides.long

    @Option(
        name: .long,
        help: ArgumentHelp(
            say("打印机用的纸，默认 A4；各页都应是这样大小。", "The printer's paper, A4 if left out; all pages must have its size."),
            valueName: say("纸", "media")))
    var media: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            say("作业在打印队列中的名称。", "What the job is called in the printer's queue."), valueName: say("名称", "name")))
    var jobName: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            say(
                "次序：文本文件，每行一个输入的文件名；或 render 写的 manifest.json，即材料给出的次序。",
                "The order: a text file with the file name of an input a line, or a manifest.json that render wrote."),
            valueName: say("清单", "list")), completion: .file())
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
                "把整个作业重复几份，逐份排好；送到打印机也是这样，打印机自己只印一份。",
                "Repeat the whole job, collated, inside it: the printer itself is asked for one copy."),
            valueName: say("份数", "count")))
    var copies = 1

    @Option(
        name: .long,
        help: ArgumentHelp(
            say("只要这些张，用于补印：1-40，或 3,7,20-。", "Only these sheets, for a reprint: 1-40, or 3,7,20-."),
            valueName: say("张号", "sheets")))
    var sheets: String?

    @Flag(
        name: .long,
        help: ArgumentHelp(
            say(
                "文件夹里上次没有生成的文件也印：材料已不在输入中、没有排成或排成了别的文件的。",
                "Print of folders, too, what the last batch did not make.")))
    var includeOld = false

    @OptionGroup var common: SettingOptions

    func validate() throws {
        let range = PrintJobRenderer.copies
        guard range.contains(copies) else {
            throw ValidationError(
                say(
                    "--copies 应在 \(range.lowerBound) 到 \(range.upperBound) 之间",
                    "--copies must lie between \(range.lowerBound) and \(range.upperBound)"))
        }
        if let sheets, SheetSelection(sheets) == nil {
            throw ValidationError(say("--sheets 应写成 1-40 或 3,7,20-", "--sheets is written as 1-40 or 3,7,20-"))
        }
        guard output != nil || printer != nil else {
            throw ValidationError(say("要写 --output 或 --printer，或者两个都写", "--output or --printer is needed, or both"))
        }
        if let media, isUnknown(media) {
            throw ValidationError(
                say(
                    "--media 不认识“\(media)”，应写成 A4、A3 这样",
                    "--media does not know “\(media)”; write A4 or A3, for example"))
        }
        guard printer == nil, media != nil || jobName != nil else { return }
        throw ValidationError(say("--media 和 --job-name 要和 --printer 一起用", "--media and --job-name need --printer"))
    }

    /// Whether there is no such paper. A machine without libcups is told of when the printer is asked for.
    private func isUnknown(_ media: String) -> Bool {
        do throws(PrintingError) { return try Media(media) == nil } catch { return false }
    }

    func run() throws {
        let renderer = PrintJobRenderer(RenderingContext(try common.resources()), options: options)
        var outcome = Outcome()
        // Whatever keeps the printer from taking the job is told before anything is made.
        let delivery = try printer.map {
            try PrintDelivery(to: $0, sides: sides, media: media ?? "A4", name: jobName, &outcome)
        }
        var made: PrintJobRenderer.Job?
        outcome.attempt { () throws(RenderError) in made = try job(renderer) }
        if let made {
            PrintJobText(job: made, copies: options.copies, isSelection: sheets != nil).lines.forEach { print($0) }
            if let delivery { delivery.deliver(made, selection: sheets, &outcome) }
        }
        try outcome.end()
    }

    /// Puts the job together and writes it to its file, if there shall be one.
    private func job(_ renderer: PrintJobRenderer) throws(RenderError) -> PrintJobRenderer.Job {
        let found = try PrintInputs(inputs, output: output, takesLeftOver: includeOld)
        Interface.report(found.warnings)
        let ordered = if let order { try found.ordered(byList: order) } else { try found.inGivenOrder() }
        let job = try renderer.render(ordered)
        guard let output else { return job }
        try OutputFolder.write(job.bytes, to: output)
        print(say("已生成 \(output)", "wrote \(output)"))
        return job
    }

    private var options: PrintJobRenderer.Options {
        var options = PrintJobRenderer.Options()
        options.start = newSheet
        options.sides = sides == .one ? .front : .both
        options.copies = copies
        options.hasSeparators = separators
        options.notesBlankPages = blankNote
        options.sheets = sheets.flatMap { SheetSelection($0) }
        return options
    }
}

extension PrintJob.SheetStart: ExpressibleByArgument {}

extension PrintTicket.Sides: ExpressibleByArgument {}
