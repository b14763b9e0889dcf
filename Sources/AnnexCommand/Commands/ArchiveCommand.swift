import ArchivePacks
import ArgumentParser
import Diagnostics
import Rendering

/// `annex archive`
struct ArchiveCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "archive",
            abstract: say(
                "把一年的材料编号、编目，连同元数据、检测报告装成归档包；--check 核对归档包。",
                "Packs a year's documents for the archive, numbered, with a catalogue, metadata and a report; --check checks one."
            ))
    }

    @Argument(
        help: ArgumentHelp(
            say(
                "annex render 的输出文件夹；用 --check 时是归档包。",
                "The folder that annex render wrote; with --check, a pack."), valueName: say("文件夹", "dir")),
        completion: .directory)
    var input: String

    @Flag(
        name: .long,
        help: ArgumentHelp(
            say(
                "核对归档包：文件有没有缺少、多出、改动，目录、件号、页数、元数据对不对。",
                "Check a pack: its files, catalogue, numbers, pages and metadata.")))
    var check = false

    @Option(
        name: .long,
        help: ArgumentHelp(
            say(
                "签字件的文件夹（annex stack --collect 的），文件名与输出相同；不写则收电子原件。",
                "The folder of signed copies, of annex stack --collect; without it the electronic originals are packed."
            ),
            valueName: say("文件夹", "dir")), completion: .directory)
    var scans: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            say(
                "归档数据：立档单位、全宗号、保管期限等；用 annex new archive-catalogue 写一份。",
                "The archive's data: the office, the fonds, the retention; begin with annex new archive-catalogue."),
            valueName: say("文件", "file")), completion: .file(extensions: ["yaml", "yml", "json"]))
    var data: String?

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(say("归档包的文件夹。", "The folder for the pack."), valueName: say("文件夹", "dir")),
        completion: .directory)
    var output: String?

    @OptionGroup var formSets: FormSetOptions

    func validate() throws {
        if check, scans != nil || data != nil || output != nil {
            throw ValidationError(say("--check 只要归档包的文件夹", "--check takes nothing but the folder of a pack"))
        }
        if !check, data == nil || output == nil {
            throw ValidationError(say("要写 --data 归档数据 和 -o 归档包的文件夹", "--data and -o are missing"))
        }
    }

    func run() throws {
        var outcome = Outcome()
        if check { checkPack(&outcome) } else { try pack(&outcome) }
        try outcome.end()
    }

    private func pack(_ outcome: inout Outcome) throws {
        guard let data, let output else { return }
        let packer = ArchivePack(RenderingContext(try formSets.resources()))
        let request = ArchivePack.Request(outputs: input, scans: scans, settings: data, pack: output)
        var summary: ArchivePack.Summary?
        outcome.attempt { () throws(RenderError) in summary = try packer.write(request) }
        guard let summary else { return }
        outcome.report(summary.notes + summary.findings)
        for range in summary.ranges { print(say("\(range.first) 至 \(range.last)", "\(range.first) to \(range.last)")) }
        print(
            say(
                "归档包 \(output)：\(summary.items) 件，\(summary.pages) 页",
                "\(output): \(summary.items) items, \(summary.pages) pages"))
        if !summary.findings.isEmpty {
            print(
                say(
                    "有 \(summary.findings.count) 处不完整，已写进检测报告：补齐后再做一次",
                    "\(summary.findings.count) faults, which the report tells of: mend them and pack again"))
        }
    }

    private func checkPack(_ outcome: inout Outcome) {
        let found = PackCheck(input)
        outcome.report(found.findings)
        if !found.findings.containsError {
            print(
                say(
                    "\(input)：\(found.items) 件，\(found.pages) 页，没有问题",
                    "\(input): \(found.items) items, \(found.pages) pages, sound"))
        }
    }
}
