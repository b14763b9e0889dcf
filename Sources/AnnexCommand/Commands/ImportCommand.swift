import ArgumentParser
import Batch
import Diagnostics
import Files
import Rendering

/// `annex import`
struct ImportCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "import",
            abstract: say(
                "把单位自己的工作簿、Word 文件读成材料（YAML），注明每一项的出处。",
                "Reads an office's workbooks and Word files as a submission (YAML), saying where each value stood."))
    }

    @Argument(
        help: ArgumentHelp(
            say(
                "同一单位的文件：.xlsx、.docx、.xls、.doc、.et、.wps，或放着它们的文件夹；几个文件合成一份材料。",
                "Files of one office, or the folder that holds them, which make one submission."),
            valueName: say("文件", "file")), completion: .submission)
    var files: [String]

    @Option(name: .shortAndLong, help: .newFile, completion: .file())
    var output: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            say(
                "表样的名字或文件夹；不写则由文件里的表来认。", "A form set or its folder; without it, the one that the files fit best."),
            valueName: say("表样", "formset")), completion: .formSet)
    var formSet: String?

    @OptionGroup var formSets: FormSetOptions

    func run() throws {
        let submissions = OfficeSubmissions(FormSetCache(try formSets.resources()))
        var outcome = Outcome()
        let paths = outcome.submissions(in: files).flatMap(\.paths)
        guard !paths.isEmpty else { return try outcome.end() }
        outcome.attempt { () throws(RenderError) in
            let read: SubmissionFile
            do throws(Rejection) { read = try submissions.read(paths: paths, as: formSet) } catch {
                throw .rejected(error.diagnostics)
            }
            if let output {
                try OutputFile.create(read.file.text, at: output)
                print(say("已写好 \(output)", "wrote \(output)"))
            } else {
                print(read.file.text, terminator: "")
            }
            // What could not be read is an error of the input, though all else was written.
            guard read.findings.containsError else { return Interface.report(read.findings) }
            throw .rejected(read.findings)
        }
        try outcome.end()
    }
}
