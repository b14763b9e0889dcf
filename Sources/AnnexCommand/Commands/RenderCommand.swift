import Archive
import ArgumentParser
import Batch
import Diagnostics
import Files
import Graphics
import Layout
import Rendering
import Synchronization

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// `annex render`
struct RenderCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "render", abstract: say("把材料排成 PDF 或图片，每份材料一个文件。", "Renders submissions, one file each."),
            discussion: Interface.Exit.meaning)
    }

    /// What files are made.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case pdf, png
    }

    @Argument(
        help: ArgumentHelp(
            say(
                "材料文件（YAML 或 JSON）、其文件夹，或加引号的通配式，如 'county/**/*.yaml'。",
                "Submissions (YAML or JSON), folders of them, or quoted patterns such as 'county/**/*.yaml'."),
            valueName: say("材料", "input")), completion: .submission)
    var inputs: [String] = []

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            say(
                "放生成文件的文件夹；用 --plan 时，各片的文件夹 shard-… 放在这里面。",
                "The folder for the files; with --plan the one in which the folders shard-… of the shards lie."),
            valueName: say("文件夹", "dir")), completion: .directory)
    var output: String

    @Option(
        name: .long,
        help: ArgumentHelp(
            say("文件格式：pdf，或每页一张 png。", "pdf, or png for an image a page."), valueName: say("格式", "format")))
    var format = Format.pdf

    @Option(
        name: .long,
        help: ArgumentHelp(say("图片的分辨率，每英寸点数。", "Resolution of images in dots per inch."), valueName: "dpi"))
    var dpi = 150

    @Flag(
        name: .long,
        help: ArgumentHelp(
            say(
                "排成草稿：有错误也排，每页印“草稿”字样，各表后面附一张问题清单。",
                "Render as a draft: in spite of errors, marked on every page, with a sheet of findings behind the forms."
            )))
    var draft = false
    @Option(
        name: .long,
        help: ArgumentHelp(
            say(
                "归档标准：3a 带标记和原始数据，2a 只带标记，2u 只保证文字能提取，none 不作处理。",
                "Archival standard: 3a tagged with the data inside, 2a tagged, 2u text only, none as drawn."),
            valueName: say("标准", "standard")))
    var archive = Interface.archive

    @Flag(
        name: .long,
        help: ArgumentHelp(say("在签字处加电子签名域。", "Put a signature field over each blank that is signed.")))
    var signatureField = false

    @Flag(
        name: .long,
        help: ArgumentHelp(
            say(
                "每页下边印识别码（二维码）和单位、表、页次、校验值，签字后的纸质材料可用 annex stack 清点。",
                "Print a code on each page that says which it is, so that annex stack can check signed paper.")))
    var pageCodes = false

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            say("同时排几份，默认与处理器核数相同。", "How many submissions are rendered at once; as many as there are cores."),
            valueName: say("份数", "n")))
    var jobs: Int?

    @Option(
        name: .long,
        help: ArgumentHelp(
            say(
                "进度：auto 在终端上用进度条，plain 每份一行，json 每份一个对象（标准错误输出），none 不显示。",
                "Progress: auto for a bar on a terminal, plain for lines, json for objects on standard error, none."),
            valueName: say("形式", "style")))
    var progress = BatchProgress.Style.auto

    @Option(
        name: .long,
        help: ArgumentHelp(
            say(
                "没有生成的工作簿另存一份，问题写成格子上的批注：一个工作簿写成这个文件，文件夹或几个文件写进这个文件夹；已有的文件不会改动。",
                "Write a copy of each workbook that is refused, with its findings as comments: to this file, or into this folder for folders and several files; never over another file."
            ),
            valueName: say("文件或文件夹", "output")), completion: .workbook)
    var mark: String?

    @OptionGroup var told: ReportOptions

    @Option(
        name: .long,
        help: ArgumentHelp(
            say("退回单上退回材料的单位，如 清岚县财政局；不写则空着。", "The office that letters say hands submissions back; blank without it."),
            valueName: say("单位", "office")))
    var bureau: String?

    @OptionGroup var planned: ShardOptions

    @OptionGroup var results: ResultOptions

    @OptionGroup var offices: GroupingOptions

    @OptionGroup var common: SubmissionOptions

    /// For which archival standard a PDF is finished.
    enum Archive: String, ExpressibleByArgument, CaseIterable {
        case pdfA3a = "3a"
        case pdfA2a = "2a"
        case pdfA2u = "2u"
        case none

        /// The standard, if there is one.
        var profile: ArchiveProfile? { ArchiveProfile(rawValue: rawValue) }
    }

    func validate() throws {
        try Self.validate(dpi: dpi)
        try Self.validate(folder: output)
        try Workers.validate(jobs, within: BatchRenderer.workers)
        if signatureField, archive == .none || format == .png {
            throw ValidationError(
                say("--signature-field 要求 --archive 为 3a、2a 或 2u，格式为 pdf", "--signature-field needs an archival PDF"))
        }
        if mark != nil, format == .png {
            throw ValidationError(say("--mark 要求格式为 pdf", "--mark needs the format pdf"))
        }
        guard planned.plan == nil else { return try validateShard() }
        guard inputs.isEmpty else { return }
        throw ValidationError(say("要写材料，或用 --plan 写计划", "name submissions, or a plan with --plan"))
    }

    /// What the plan says already is not asked for again.
    private func validateShard() throws {
        let isAskedAgain = !inputs.isEmpty || draft || offices.grouping != .none
        guard isAskedAgain || mark != nil || format == .png else { return }
        throw ValidationError(
            say(
                "--plan 已经写明材料、草稿和单位的分法，不能再写，也不能用 --mark 和 png",
                "--plan says which submissions, drafts and offices are meant, and goes without --mark and png"))
    }

    /// Refuses resolutions that images cannot have.
    static func validate(dpi: Int) throws {
        let range = Renderer.resolutions
        guard !range.contains(dpi) else { return }
        throw ValidationError(
            say(
                "--dpi 应在 \(range.lowerBound) 到 \(range.upperBound) 之间",
                "--dpi must lie between \(range.lowerBound) and \(range.upperBound)"))
    }

    /// Refuses what is the name of a file: a folder is asked for, and the form set says what files in it are called.
    private static func validate(folder: String) throws {
        guard Format.allCases.contains(where: { folder.lowercased().hasSuffix(".\($0)") }), !OutputFile.exists(folder)
        else { return }
        throw ValidationError(
            say(
                "-o 后面写文件夹，如 -o out；里面的文件叫什么由表样定",
                "-o names a folder, as in -o out; the form set says what files in it are called"))
    }

    /// How many submissions are rendered at once.
    private var workers: Int { Workers.count(jobs, within: BatchRenderer.workers) }

    /// The date that `SOURCE_DATE_EPOCH` asks for, if it is set.
    private static var creationDate: CreationDate? {
        get throws {
            guard let epoch = ProcessInfo.processInfo.environment["SOURCE_DATE_EPOCH"] else { return nil }
            if let date = CreationDate(epoch: epoch) { return date }
            throw ValidationError(
                say("SOURCE_DATE_EPOCH 应为 1970 年以来的秒数", "SOURCE_DATE_EPOCH must be a number of seconds since 1970"))
        }
    }

    func run() throws {
        var outcome = Outcome()
        guard planned.plan == nil else {
            try renderShard(&outcome)
            return try outcome.end()
        }
        let found = outcome.submissions(in: inputs)
        switch format {
        case .pdf: try renderFiles(found, &outcome)
        case .png: try renderImages(submissions(found), &outcome)
        }
        try outcome.end()
    }

    private func submissions(_ found: [InputFiles.Found]) -> [SubmissionFiles] {
        found.submissions(offices.grouping).flatMap(\.submissions)
    }

    private func renderFiles(_ found: [InputFiles.Found], _ outcome: inout Outcome) throws {
        let copies = try mark.map { try MarkedCopies($0, for: found) }
        let submissions = submissions(found)
        guard !submissions.isEmpty else { return }
        let resources = try common.resources()
        let formSets = FormSetCache(resources)
        let plan = BatchPlan(
            submissions, isDraft: draft, isExhaustive: found.contains(where: \.isExhaustive), workers: workers,
            formSets: formSets)
        try render(plan, of: found, into: output, resources, formSets, copies, &outcome)
    }

    /// Renders one shard of a plan into a folder of its own.
    private func renderShard(_ outcome: inout Outcome) throws {
        let number = try planned.number
        var shard: PlannedShard?
        outcome.attempt { () throws(RenderError) in
            do throws(Rejection) {
                shard = try PlannedShard(number, ofPlan: planned.plan ?? "")
            } catch {
                throw .rejected(error.diagnostics)
            }
        }
        guard let shard else { return }
        let resources = try common.resources()
        let formSets = FormSetCache(resources)
        let plan = BatchPlan(shard, workers: workers, formSets: formSets)
        let folder = FilePath.inside(output, shard.folderName)
        try render(plan, of: [], into: folder, resources, formSets, nil, &outcome)
    }

    /// - Parameter found: where submissions were looked for.
    private func render(
        _ plan: BatchPlan, of found: [InputFiles.Found], into folder: String, _ resources: Resources,
        _ formSets: FormSetCache, _ copies: MarkedCopies?, _ outcome: inout Outcome
    ) throws {
        let options = BatchRenderer.Options(
            profile: archive.profile, hasSignatureFields: signatureField, hasPageCodes: pageCodes,
            isDraft: plan.isDraft, creationDate: try Self.creationDate, showsPersons: common.showsPersons,
            report: told.report, county: told.county, letters: told.letters, bureau: bureau ?? "",
            language: Interface.language)
        let batch = BatchRenderer(resources, options: options, folder: folder, workers: workers, sharing: formSets)
        let shown = BatchProgress(progress, total: plan.jobs.count, folder: folder, isDraft: plan.isDraft)
        StopSignal.listen()
        var summary: BatchSummary?
        let refused = Mutex<[CheckedFile]>([])
        let named = Mutex(NamedImages())
        outcome.attempt { () throws(RenderError) in
            summary = try batch.run(plan, isStopped: { StopSignal.isOn }) { result in
                shown.show(result)
                named.withLock { $0.add(result.images, of: result.source) }
                guard copies != nil, result.outcome == .rejected else { return }
                refused.withLock { $0.append(CheckedFile(result.source, findings: result.findings)) }
            }
        }
        shown.end()
        guard let summary else { return }
        outcome.report(found.flatMap { found in named.withLock { found.pictures(besides: $0) } })
        copies?.add(refused.withLock { $0 }, &outcome)
        let text = BatchSummaryText(summary: summary, isDraft: plan.isDraft)
        if plan.jobs.count > 1 { text.lines.forEach { print($0) } }
        for name in summary.reports where plan.jobs.count > 1 { print(say("报告：", "report: ") + "\(folder)/\(name)") }
        if let letters = text.letters(in: folder) { print(letters) }
        PassedOver(found).lines.forEach { print($0) }
        outcome.note(summary, faultsAreResults: results.faultsAreResults)
    }

    private func renderImages(_ submissions: [SubmissionFiles], _ outcome: inout Outcome) throws {
        let resources = try common.resources()
        let formSets = FormSetCache(resources)
        let renderer = Renderer(
            RenderingContext(resources, sharing: formSets), showsPersons: common.showsPersons,
            creationDate: try Self.creationDate)
        let planned = BatchPlan(submissions, isDraft: draft, formSets: formSets).jobs
        for job in planned {
            Interface.report(job.remarks)
            var refusal: String?
            outcome.attempt { () throws(RenderError) in
                if let conflict = job.conflict { throw .rejected([conflict]) }
                var checked: CheckedSubmission?
                do throws(RenderError) {
                    checked = try renderer.checked(job.takeContent())
                    if let checked { try renderImages(of: checked, called: job.name, renderer) }
                } catch {
                    guard case .rejected(let findings) = error else { throw error }
                    let canBeDrafted = !draft && checked?.facts.canBeDrafted == true
                    refusal = RefusalText.verdict(findings, canBeDrafted: canBeDrafted)
                    throw error
                }
            }
            if let refusal, planned.count == 1 { Interface.complain(refusal) }
        }
    }

    private func renderImages(
        of checked: CheckedSubmission, called name: String, _ renderer: Renderer
    ) throws(RenderError) {
        let laidOut = try renderer.layOut(checked, isDraft: draft, hasPageCodes: pageCodes)
        Interface.report(laidOut.findings)
        let folder = OutputFolder(output)
        for page in laidOut.document.pages {
            let image = try renderer.png(page, of: laidOut, resolution: dpi)
            try folder.write(image, to: "\(name)-\(OutputFolder.number(page.number)).png")
        }
        let pages = laidOut.document.pages.count
        let files = "\(output)/\(name)-*.png"
        print(say("已生成 \(files)（\(pages) 页）", "wrote \(files) (\(pages) pages)"))
    }
}
