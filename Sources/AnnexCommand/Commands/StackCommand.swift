import ArgumentParser
import Batch
import Diagnostics
import Files
import PrintJobs
import Rendering
import Scans

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
                "扫描件（PDF、TIFF、JPEG、PNG）或放扫描件的文件夹；也可以是别的程序读出的识别码，每行一个，- 为标准输入。",
                "Scans (PDF, TIFF, JPEG, PNG) or folders of them; or what another program read, a code a line, - for "
                    + "standard input."),
            valueName: say("扫描件", "scans")), completion: .scan)
    var scans: [String]

    @Option(
        name: .long,
        help: ArgumentHelp(
            say(
                "annex render --page-codes 的文件夹，或其中的 manifest.json。",
                "The folder of annex render --page-codes, or its manifest.json."),
            valueName: say("清单", "manifest")), completion: .file(extensions: ["json"]))
    var against: String

    @Flag(
        name: .long,
        help: ArgumentHelp(
            say("只是其中一部分：一页也没有的单位不算缺。", "It is only a part: those without any page are not missing.")))
    var partial = false

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            say("同时读几页，默认与处理器的核数相同。", "How many pages are read at once; as many as there are cores by default."),
            valueName: say("页数", "count")))
    var jobs: Int?

    @Option(
        name: .long,
        help: ArgumentHelp(
            say(
                "另存一份表（以制表符分隔），每张扫描的页一行：是哪一页，怎样认出的，歪斜几度。",
                "Also write a table with a line for each scanned page: which page it is, how that was told, and how it lies."
            ),
            valueName: say("文件", "file")), completion: .file())
    var list: String?

    @Flag(
        name: .long,
        help: ArgumentHelp(
            say(
                "纸还没有签字盖章：不看签字处和盖章处。",
                "The paper was not signed yet: places for signatures and seals are not looked at.")))
    var unsigned = false

    @Option(
        name: .long,
        help: ArgumentHelp(
            say(
                "把扫描件收成签字件，每个单位一个 PDF/A，放进这个文件夹：页序理好、摆正，能检索，数据附在里面。",
                "Also put the scans into this folder as signed copies, a PDF/A for each office: sorted, upright, searchable, "
                    + "with the data inside."),
            valueName: say("文件夹", "dir")), completion: .directory)
    var collect: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            say(
                "另写一份网页：每个签字处、盖章处和手写改动的图，连同量得的墨。",
                "Also write a page with pictures of all places for signatures and seals and of ink beyond the print."),
            valueName: say("文件", "file")), completion: .file(extensions: ["html"]))
    var report: String?

    @OptionGroup var messages: MessageOptions

    func validate() throws { try Workers.validate(jobs, within: ScannedStack.workers) }

    func run() throws {
        var outcome = Outcome()
        var inputs = ScanInputs(scans)
        if let collect { inputs.leaveOut(collect) }
        outcome.report(inputs.findings)
        var findings: [Diagnostic] = []
        outcome.attempt { () throws(RenderError) in
            let manifest = try StackCheck.manifest(against)
            let lists = try inputs.codeLists.map { (path) throws(RenderError) in try StackCheck.codes(path) }
            var sightings = lists.flatMap { $0 }
            let stack = inputs.scans.isEmpty ? nil : scanned(inputs.scans, manifest)
            findings = stack?.findings ?? []
            sightings += stack?.sightings ?? []
            let check = StackCheck(sightings, against: manifest)
            let notes = stack.map { ScanText(stack: $0).lines + InspectionText(stack: $0).lines } ?? []
            StackText(check: check, isPartial: partial, notes: notes).lines.forEach { print($0) }
            if let list, let stack { try OutputFolder.write(ScanTable(stack: stack).bytes, to: list) }
            if let report, let stack { try OutputFolder.write(InspectionPage(stack: stack).bytes, to: report) }
            if let collect, let stack { findings += try collected(check, stack, to: collect) }
            if !check.isComplete(isPartial: partial) || stack?.isFilledIn == false { throw .rejected([]) }
        }
        outcome.report(findings)
        try outcome.end()
    }

    private var handwriting: ScannedStack.Handwriting { unsigned ? .none : report == nil ? .blanks : .all }

    private func scanned(_ paths: [String], _ manifest: Manifest) -> ScannedStack {
        ScannedStack(
            paths, against: manifest, in: folder, handwriting,
            workers: Workers.count(jobs, within: ScannedStack.workers))
    }

    /// Where the outputs lie.
    private var folder: String {
        let folder = FilePath.isFolder(against) ? against : FilePath.parts(against).folder
        return folder.isEmpty ? "." : folder
    }

    private func collected(
        _ check: StackCheck, _ stack: ScannedStack, to target: String
    ) throws(RenderError) -> [Diagnostic] {
        let made = try SignedCopies(
            of: check, stack, in: folder, to: target, workers: Workers.count(jobs, within: ScannedStack.workers))
        SignedCopiesText(copies: made.copies, folder: target).lines.forEach { print($0) }
        return made.findings
    }
}
