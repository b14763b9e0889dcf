import ArgumentParser
import Batch
import Diagnostics
import Files
import Forms
import Intake
import Rendering

/// `annex schema`
struct SchemaCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "schema",
            abstract: say(
                "写出材料的 JSON Schema，供编辑器提示和检查。", "Prints the JSON Schema of submissions, for editors."))
    }

    @Argument(help: .formSet, completion: .formSet) var formSet: String?

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

    @OptionGroup var formSets: FormSetOptions

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
        let resources = try formSets.resources()
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
            abstract: say(
                "写出一份空白材料，供填写：有说明的 YAML，或者电子表格。",
                "Writes a submission to be filled in: YAML with comments, or a workbook."))
    }

    @Argument(help: .formSet, completion: .formSet) var formSet: String?

    @Option(name: .shortAndLong, help: .newFile, completion: .file())
    var output: String?

    @Flag(
        name: .long,
        help: ArgumentHelp(
            say("写电子表格（.xlsx），样子同各表，用 Excel、WPS 填写。", "Write a workbook (.xlsx) that looks like the forms.")))
    var workbook = false

    @Option(
        name: .long,
        help: ArgumentHelp(
            say(
                "从以前的材料（YAML、JSON、工作簿、Word 文件或生成的 PDF）接着填：表样写明了沿用哪些内容的（单位、指标、上年决算数等）只沿用这些，没有写明的全部照抄。",
                "A submission of before, or a PDF made of one, to go on from: what the form set takes over from it, or all of it."
            ),
            valueName: say("材料", "input")), completion: .filed)
    var from: String?

    @Flag(
        name: .long,
        help: ArgumentHelp(say("--from 的材料全部照抄，不论表样沿用哪些。", "State all of the submission that --from names.")))
    var whole = false

    @OptionGroup var formSets: FormSetOptions

    func validate() throws {
        if workbook, output == nil { throw ValidationError(say("--workbook 要用 -o 写明文件", "--workbook wants -o")) }
        if whole, from == nil { throw ValidationError(say("--whole 与 --from 同用", "--whole goes with --from")) }
    }

    /// What the submission begins with.
    private var beginning: FormSetDocuments.Beginning {
        guard let from else { return .blank }
        return whole ? .copy(from) : .after(from)
    }

    func run() throws {
        let resources = try formSets.resources()
        var outcome = Outcome()
        outcome.attempt { () throws(RenderError) in
            let documents = try FormSetDocuments(formSet: formSet, resources: resources)
            guard let output else { return print(try documents.template(beginning), terminator: "") }
            if workbook {
                try OutputFile.create(try documents.workbook(beginning), at: output)
            } else {
                try OutputFile.create((documents.schemaLine ?? "") + documents.template(beginning), at: output)
            }
            print(say("已写好 \(output)", "wrote \(output)"))
        }
        try outcome.end()
    }
}

extension OutputFile {
    /// Writes a file that was not there.
    /// - Throws: ``RenderError`` where it was, or cannot be written.
    static func create(_ text: String, at path: String) throws(RenderError) {
        try createNew(Array(text.utf8), at: path)
    }

    /// Writes a file that was not there.
    /// - Throws: ``RenderError`` where it was, or cannot be written.
    static func createNew(_ bytes: [UInt8], at path: String) throws(RenderError) {
        do throws(OutputFile.Failure) {
            try OutputFile.create(bytes, at: path)
        } catch {
            throw failure(error, path)
        }
    }

    fileprivate static func create(_ workbook: FormWorkbook, at path: String) throws(RenderError) {
        do throws(WorkbookWriter.Failure) {
            try WorkbookWriter.create(workbook, at: path)
        } catch {
            switch error {
            case .file(let error): throw failure(error, path)
            case .library(let reason):
                throw .failed(
                    LocalizedText("不能写出电子表格 \(path)：\(reason)", en: "cannot write the workbook \(path): \(reason)"))
            case .noLibrary(let name):
                throw .failed(
                    LocalizedText("这台机器没有 \(name)，写不了电子表格", en: "this machine has no \(name), which writes workbooks"))
            }
        }
    }

    private static func failure(_ error: OutputFile.Failure, _ path: String) -> RenderError {
        guard error.isTaken else { return .unwritable(error) }
        return .rejected([.taken(path, hint: LocalizedText("换一个文件名", en: "choose another name"))])
    }
}

extension ArgumentHelp {
    /// The help on a file that is written where there was none.
    static var newFile: ArgumentHelp {
        ArgumentHelp(
            say("写到这个文件，已有的文件不会改动；不写则写到标准输出。", "The file to write, never over another; standard output without."),
            valueName: say("文件", "file"))
    }

    /// The help on the name of a form set.
    fileprivate static var formSet: ArgumentHelp {
        ArgumentHelp(
            say(
                "表样的名字，如 hunan-2023，或它的文件夹，如 ./our-form；只有一套时可省。",
                "The name of a form set, as hunan-2023, or its folder, as ./our-form; needless where there is one."),
            valueName: say("表样", "formset"))
    }
}
