import ArgumentParser
import PrintJobs
import Rendering

/// `annex stack`
struct StackCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "stack",
            abstract: say(
                "清点一叠印有识别码的纸：缺哪页、重哪页、哪页是别的版本。",
                "Checks a stack of paper with codes: what is missing, double or of another version."))
    }

    @Argument(
        help: ArgumentHelp(
            say(
                "扫描程序读出的识别码，每行一个（如 zbarimg --raw -q 扫描件 > 文件）；- 为标准输入。",
                "What a scanner program read, a code a line (zbarimg --raw -q SCANS > FILE); - for standard input."),
            valueName: say("识别码", "codes")))
    var codes: String

    @Option(
        name: .long,
        help: ArgumentHelp(
            say(
                "annex render --page-codes 的文件夹，或其中的 manifest.json。",
                "The folder of annex render --page-codes, or its manifest.json."),
            valueName: say("清单", "manifest")))
    var against: String

    @Flag(
        name: .long,
        help: ArgumentHelp(
            say("只是其中一部分：一页也没有的单位不算缺。", "It is only a part: those without any page are not missing.")))
    var partial = false

    @OptionGroup var messages: MessageOptions

    func run() throws {
        var outcome = Outcome()
        outcome.attempt { () throws(RenderError) in
            let check = try StackCheck(codes: codes, against: against)
            StackText(check: check, isPartial: partial).lines.forEach { print($0) }
            if !check.isComplete(isPartial: partial) { throw .rejected([]) }
        }
        try outcome.end()
    }
}
