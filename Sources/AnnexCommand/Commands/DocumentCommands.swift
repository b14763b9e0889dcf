import ArgumentParser
import Batch
import Diagnostics
import Files
import Rendering

/// `annex schema`
struct SchemaCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "schema",
            abstract: say(
                "写出材料的 JSON Schema，供编辑器提示和检查。", "Prints the JSON Schema of submissions, for editors."))
    }

    @Argument(help: .formSet) var formSet: String?

    @Flag(
        name: .long,
        help: ArgumentHelp(
            say("改写 check --format json 所出报告的 JSON Schema。", "Print that of check --format json instead.")))
    var report = false

    @Flag(
        name: .long,
        help: ArgumentHelp(
            say("改写 annex render 所出 manifest.json 的 JSON Schema。", "Print that of manifest.json instead.")))
    var manifest = false

    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard [report, manifest, formSet != nil].count(where: { $0 }) > 1 else { return }
        throw ValidationError(
            say("表样、--report、--manifest 只能用其一", "a form set, --report and --manifest exclude each other"))
    }

    /// The schema that is asked for.
    private func schema(_ resources: Resources) throws(RenderError) -> String {
        if report { return JSONReport.schema }
        if manifest { return Manifest.schema }
        return try FormSetDocuments(formSet: formSet, resources: resources).schema
    }

    func run() throws {
        let resources = try common.resources()
        var outcome = Outcome()
        outcome.attempt { () throws(RenderError) in
            print(try schema(resources), terminator: "")
        }
        try outcome.end()
    }
}

/// `annex new`
struct NewCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "new",
            abstract: say("写出一份有说明的空白材料（YAML），供填写。", "Writes a submission to be filled in, with comments (YAML)."))
    }

    @Argument(help: .formSet) var formSet: String?

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            say("写到这个文件，已有的文件不会改动；不写则写到标准输出。", "The file to write, never over another; standard output without."),
            valueName: say("文件", "file")))
    var output: String?

    @OptionGroup var common: CommonOptions

    func run() throws {
        let resources = try common.resources()
        var outcome = Outcome()
        outcome.attempt { () throws(RenderError) in
            let template = try FormSetDocuments(formSet: formSet, resources: resources).template()
            guard let output else { return print(template, terminator: "") }
            try OutputFile.create(template, at: output)
            print(say("已写好 \(output)", "wrote \(output)"))
        }
        try outcome.end()
    }
}

extension OutputFile {
    /// Writes a file that was not there.
    /// - Throws: ``RenderError`` where it was, or cannot be written.
    static func create(_ text: String, at path: String) throws(RenderError) {
        do throws(OutputFile.Failure) {
            try OutputFile.create(Array(text.utf8), at: path)
        } catch {
            guard error.isTaken else { throw .unwritable(error) }
            throw .rejected([.taken(path, hint: LocalizedText("换一个文件名", en: "choose another name"))])
        }
    }
}

extension ArgumentHelp {
    /// The help on the name of a form set.
    fileprivate static var formSet: ArgumentHelp {
        ArgumentHelp(
            say("表样的名字，如 hunan-2023；只有一套时可省。", "The name of a form set, as hunan-2023; needless where there is one."),
            valueName: say("表样", "formset"))
    }
}
