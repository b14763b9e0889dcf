import ArgumentParser
import Batch
import Diagnostics
import Rendering

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
            valueName: say("材料", "input")))
    var inputs: [String]

    @Option(
        name: .long,
        help: ArgumentHelp(
            say(
                "报告的格式：text 给人看；json、sarif 给别的程序读，写到标准输出。",
                "Form of the report: text for people; json and sarif, on standard output, for programs."),
            valueName: say("格式", "format")))
    var format = Format.text

    @OptionGroup var common: CommonOptions

    func run() throws {
        let renderer = try common.renderer()
        switch format {
        case .text:
            var text = CheckText()
            check(renderer) { text.add($0) }
            text.end()
            try end(text.totals)
        case .json: try write(JSONReport(), renderer)
        case .sarif: try write(SARIFReport(language: Interface.language), renderer)
        }
    }

    private func write(_ report: some CheckReport, _ renderer: Renderer) throws {
        var report = report
        var totals = CheckTotals()
        check(renderer) { file in
            report.add(file)
            totals.add(file)
        }
        print(report.text, terminator: "")
        try end(totals)
    }

    /// Checks every file that the inputs name; one that is at fault does not stop the others. What is left out of a folder
    /// is found in the file that is left out.
    private func check(_ renderer: Renderer, _ visit: (CheckedFile) -> Void) {
        for found in InputFiles.submissions.files(inputs) {
            for finding in found.findings {
                visit(CheckedFile(path: finding.span?.file.name ?? found.input, findings: [finding]))
            }
            for path in found.paths { visit(file(path, renderer)) }
        }
    }

    private func file(_ path: String, _ renderer: Renderer) -> CheckedFile {
        do throws(RenderError) {
            return CheckedFile(path: path, findings: try renderer.check(path: path))
        } catch {
            return CheckedFile(path: path, error)
        }
    }

    /// Ends with the exit code of the gravest thing that happened.
    private func end(_ totals: CheckTotals) throws {
        if totals.filesFailed > 0 { throw ExitCode(Interface.Exit.system) }
        if totals.filesWithErrors > 0 { throw ExitCode(Interface.Exit.input) }
    }
}

extension CheckedFile {
    /// A file that could not be checked to the end.
    fileprivate init(path: String, _ error: RenderError) {
        switch error {
        case .rejected(let findings): self.init(path: path, findings: findings)
        case .failed(let reason): self.init(path: path, findings: [], failure: reason.text(in: Interface.language))
        }
    }
}
