import ArgumentParser
import Batch
import Diagnostics
import Rendering

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// `annex check`
struct CheckCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "check", abstract: say("检查材料，不生成文件。", "Checks submissions without rendering."))
    }

    /// How the findings are written.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json, sarif
    }

    @Argument(
        help: ArgumentHelp(
            say(
                "材料文件（YAML 或 JSON）、其文件夹，或加引号的通配式，如 'county/**/*.yaml'。",
                "Submissions (YAML or JSON), folders of them, or quoted patterns such as 'county/**/*.yaml'."),
            valueName: say("材料", "input")), completion: .submission)
    var inputs: [String]

    @Option(
        name: .long,
        help: ArgumentHelp(
            say(
                "报告的格式：text 给人看；json、sarif 给别的程序读，写到标准输出。",
                "Form of the report: text for people; json and sarif, on standard output, for programs."),
            valueName: say("格式", "format")))
    var format = Format.text

    @Option(
        name: .long,
        help: ArgumentHelp(
            say(
                "把有问题的工作簿另存一份，问题写成格子上的批注：一个工作簿写成这个文件，文件夹或几个文件写进这个文件夹；已有的文件不会改动。",
                "Write a copy of each workbook with findings, as comments on its cells: to this file, or into this folder for folders and several files; never over another file."
            ),
            valueName: say("文件或文件夹", "output")), completion: .workbook)
    var mark: String?

    @Option(
        name: .customLong("with"),
        help: ArgumentHelp(
            say(
                "本单位以前报过的材料，如绩效目标申报表、运行监控表，或上年的自评：文件、PDF 或其文件夹；按表样的规则与它们对照。可以写几次。",
                "What the offices have filed before, such as their targets or last year's evaluation: files, PDFs or folders of them, which the submissions are held against. May be repeated."
            ),
            valueName: say("材料", "input")), completion: .filed)
    var filed: [String] = []

    @OptionGroup var offices: GroupingOptions

    @OptionGroup var common: SubmissionOptions

    func run() throws {
        let checker = SubmissionChecker(
            try common.resources(), showsPersons: common.showsPersons, filed: InputFiles.filed.files(filed))
        switch format {
        case .text:
            var text = CheckText()
            let inputs = InputFiles.submissions.files(self.inputs)
            let outcome = try check(inputs, checker) {
                text.add($0)
            } marked: {
                text.add(line: $0)
            }
            text.end(PassedOver(inputs))
            try end(text.totals, outcome)
        case .json: try write(JSONReport(), checker)
        case .sarif: try write(SARIFReport(language: Interface.language), checker)
        }
    }

    private func write(_ report: some CheckReport, _ checker: SubmissionChecker) throws {
        var report = report
        var totals = CheckTotals()
        let outcome = try check(InputFiles.submissions.files(inputs), checker) { file in
            report.add(file)
            totals.add(file)
        } marked: {
            Interface.complain($0 + "\n")
        }
        print(report.text, terminator: "")
        try end(totals, outcome)
    }

    /// Checks every file that the inputs name; one that is at fault does not stop the others. What is left out of a folder
    /// is found in the file that is left out.
    /// - Parameters:
    ///   - visit: takes what was found in a file.
    ///   - marked: takes what is said of its marked copy.
    /// - Returns: how marking fared.
    private func check(
        _ inputs: [InputFiles.Found], _ checker: SubmissionChecker, _ visit: (CheckedFile) -> Void,
        marked: (String) -> Void
    ) throws -> Outcome {
        let copies = try mark.map { try MarkedCopies($0, for: inputs) }
        var outcome = Outcome()
        var named = NamedImages()
        checker.visitFiled(visit)
        let groups = inputs.submissions(offices.grouping)
        var jobs = checker.plan(groups.flatMap(\.submissions)).jobs[...]
        for (found, submissions) in groups {
            found.visitFindings(visit)
            for job in jobs.prefix(submissions.count) {
                let (file, images) = checker.check(job)
                named.add(images, of: job.source)
                visit(file)
                copies?.add(file, &outcome, marked)
            }
            jobs = jobs.dropFirst(submissions.count)
        }
        for found in inputs { CheckedFile.each(of: found.pictures(besides: named), in: found, visit) }
        return outcome
    }

    /// Ends with the exit code of the gravest thing that happened.
    private func end(_ totals: CheckTotals, _ outcome: Outcome) throws {
        var outcome = outcome
        if totals.filesFailed > 0 { outcome.noteSystemFailure() }
        if totals.filesWithErrors > 0 { outcome.noteInputFault() }
        try outcome.end()
    }
}

/// Checks submissions one after the other.
private struct SubmissionChecker {
    private let formSets: FormSetCache
    private let renderer: Renderer
    /// What offices have filed before, which the submissions are held against.
    private let filed: [InputFiles.Found]

    init(_ resources: Resources, showsPersons: Bool, filed: [InputFiles.Found]) {
        formSets = FormSetCache(resources)
        self.filed = filed
        var renderer = Renderer(RenderingContext(resources, sharing: formSets), showsPersons: showsPersons)
        if !filed.isEmpty { renderer.related = RelatedSubmissions(paths: filed.flatMap(\.paths), renderer) }
        self.renderer = renderer
    }

    /// Gives `visit` what is at fault in what was filed before.
    func visitFiled(_ visit: (CheckedFile) -> Void) {
        filed.forEach { $0.visitFindings(visit) }
        for (path, reason) in renderer.related?.refused ?? [] { visit(CheckedFile(SubmissionFiles(path), reason)) }
    }

    /// The submissions in their order, with what is to be said of those that are of one office.
    func plan(_ submissions: [SubmissionFiles]) -> BatchPlan {
        BatchPlan(
            submissions, isDraft: false, workers: ProcessInfo.processInfo.activeProcessorCount, formSets: formSets)
    }

    /// What is found in a submission, and beside the others; and the images that it names.
    func check(_ job: BatchPlan.Job) -> (file: CheckedFile, images: [String]) {
        let beside = [job.conflict].compactMap { $0 } + job.remarks
        var images: [String] = []
        do throws(RenderError) {
            let checked = try renderer.checked(job.takeContent())
            images = checked.facts.images
            return (CheckedFile(job.source, findings: beside + (try renderer.findings(in: checked))), images)
        } catch {
            return (CheckedFile(job.source, error, besides: beside), images)
        }
    }
}

extension InputFiles.Found {
    /// Gives `visit` what is left out, found in the file that is left out.
    fileprivate func visitFindings(_ visit: (CheckedFile) -> Void) {
        CheckedFile.each(of: findings, in: self, visit)
    }
}

extension CheckedFile {
    /// Gives `visit` each of `findings` in the file that it is about.
    fileprivate static func each(
        of findings: [Diagnostic], in found: InputFiles.Found, _ visit: (CheckedFile) -> Void
    ) {
        for finding in findings {
            visit(CheckedFile(path: finding.span?.file.name ?? found.input, findings: [finding]))
        }
    }

    /// A submission that could not be checked to the end.
    fileprivate init(_ submission: SubmissionFiles, _ error: RenderError, besides others: [Diagnostic] = []) {
        switch error {
        case .rejected(let findings): self.init(submission, findings: others + findings)
        case .failed(let reason): self.init(submission, findings: others, failure: reason.text(in: Interface.language))
        }
    }
}
