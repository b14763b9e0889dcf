import ArgumentParser
import Batch
package import Diagnostics
import Files
import Logging
import Rendering

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The root command.
struct AnnexCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "annex",
            abstract: say(
                "把预算绩效自评材料排成可以签字、盖章、归档的表格。", "Typesets budget performance self-evaluations for signing and archiving."),
            version: Renderer.version,
            subcommands: [
                RenderCommand.self, PlanCommand.self, MergeCommand.self, CheckCommand.self, ImportCommand.self,
                SchemaCommand.self, NewCommand.self,
                InspectCommand.self,
                ExtractCommand.self, VerifyCommand.self, PrintCommand.self, PrintersCommand.self,
                StackCommand.self, FontsCommand.self,
                LayoutCommand.self,
                PreviewCommand.self,
            ])
    }
}

/// Options that every command has.
struct CommonOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(say("提示语言：zh 或 en。", "Language of messages: zh or en."), valueName: say("语言", "lang")))
    var lang = Interface.language

    @Option(
        name: .long,
        help: ArgumentHelp(
            say(
                "另有表样的文件夹，先于环境变量 ANNEX_LAYOUTS 和程序自带的；可以写几次。",
                "A folder of form sets, before those of ANNEX_LAYOUTS and the program's own; may be repeated."),
            valueName: say("文件夹", "dir")), completion: .directory)
    var layouts: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp(
            say("本单位自有字体的文件夹，按字体名接替相应角色。", "A folder of the office's own faces, which take roles over by family name."),
            valueName: say("文件夹", "dir")), completion: .directory)
    var fonts: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            say(
                "提示的颜色：auto 在终端上用，always 总用，never 不用。",
                "Colours in messages: auto, that is on a terminal, always or never."),
            valueName: say("何时", "when")))
    var color = Interface.coloring

    @Option(
        name: .long,
        help: ArgumentHelp(
            say("本县的规则文件，叠加在表样的规则上；可以写几次。", "A file of rules that is laid over the form set's own; may be repeated."),
            valueName: say("文件", "file")), completion: .file(extensions: ["yaml", "yml"]))
    var rules: [String] = []

    @Flag(
        name: .customLong("show-persons"),
        help: ArgumentHelp(say("提示中照印人名和电话（默认用＊代替）。", "Show persons' names and numbers in messages.")))
    var showsPersons = false

    @Flag(name: .long, help: ArgumentHelp(say("在标准错误输出上记录每一步。", "Log each step to standard error.")))
    var verbose = false

    /// The resources beside the program. Every command asks for them first, so logging begins here.
    func resources() throws -> Resources {
        let level: Logger.Level = verbose ? .debug : .warning
        LoggingSystem.bootstrap { label in
            var handler = StreamLogHandler.standardError(label: label)
            handler.logLevel = level
            return handler
        }
        do {
            var resources = try Interface.resources.get()
            resources.ownLayouts = try LayoutFolderNames(layouts).folders(before: resources.layouts)
            resources.ownFonts = fonts
            resources.ownRules = rules
            Interface.report(resources.shadowedFormSets)
            return resources
        } catch let error as Rejection {
            Interface.report(error.diagnostics)
            throw ExitCode(Interface.Exit.system)
        }
    }
}

extension CommonOptions {
    /// A renderer of the resources beside the program.
    func renderer(creationDate: CreationDate? = nil) throws -> Renderer {
        Renderer(RenderingContext(try resources()), showsPersons: showsPersons, creationDate: creationDate)
    }
}

extension Language: ExpressibleByArgument {}

extension BatchReport.Kind: ExpressibleByArgument {}

extension BatchLetters.Kind: ExpressibleByArgument {}

extension Interface.Coloring: ExpressibleByArgument {}

/// One of two wordings, by the language that the command line asks for.
func say(_ zh: String, _ en: String) -> String {
    LocalizedText(zh, en: en).text(in: Interface.language)
}

/// `text` in the language that the command line asks for.
func say(_ text: LocalizedText) -> String { text.text(in: Interface.language) }
