import ArgumentParser
import Diagnostics
import Files
import Logging
import Rendering

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Where form sets are looked for: what a command has that reads them.
struct FormSetOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            say(
                "另有表样的文件夹，先于环境变量 ANNEX_LAYOUTS 和程序自带的；可以写几次。",
                "A folder of form sets, before those of ANNEX_LAYOUTS and the program's own; may be repeated."),
            valueName: say("文件夹", "dir")), completion: .directory)
    var layouts: [String] = []

    @OptionGroup var messages: MessageOptions

    /// The resources beside the program, with the form sets that are named.
    func resources() throws -> Resources {
        var resources = try Interface.programResources()
        resources.ownLayouts = try LayoutFolderNames(layouts).folders(before: resources.layouts)
        Interface.report(resources.shadowedFormSets)
        return resources
    }
}

/// Which faces stand for the project's: what a command has that shows or uses them.
struct FaceOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            say("本单位自有字体的文件夹，按字体名接替相应角色。", "A folder of the office's own faces, which take roles over by family name."),
            valueName: say("文件夹", "dir")), completion: .directory)
    var fonts: String?

    /// `resources` with these faces.
    func added(to resources: Resources) -> Resources {
        var resources = resources
        resources.ownFonts = fonts
        return resources
    }
}

/// How a submission is checked and set: what a command has that does so.
struct SettingOptions: ParsableArguments {
    @OptionGroup var formSets: FormSetOptions

    @OptionGroup var faces: FaceOptions

    @Option(
        name: .long,
        help: ArgumentHelp(
            say("本县的规则文件，叠加在表样的规则上；可以写几次。", "A file of rules that is laid over the form set's own; may be repeated."),
            valueName: say("文件", "file")), completion: .file(extensions: ["yaml", "yml"]))
    var rules: [String] = []

    @Flag(name: .long, help: ArgumentHelp(say("在标准错误输出上记录每一步。", "Log each step to standard error.")))
    var verbose = false

    /// The resources beside the program, as the command line changes them. They are asked for first, so logging begins here.
    func resources() throws -> Resources {
        let level: Logger.Level = verbose ? .debug : .warning
        LoggingSystem.bootstrap { label in
            var handler = StreamLogHandler.standardError(label: label)
            handler.logLevel = level
            return handler
        }
        var resources = faces.added(to: try formSets.resources())
        resources.ownRules = rules
        return resources
    }
}

/// How a submission is checked and set, and whether what is said of it may name persons.
struct SubmissionOptions: ParsableArguments {
    @OptionGroup var setting: SettingOptions

    @Flag(
        name: .customLong("show-persons"),
        help: ArgumentHelp(say("提示中照印人名和电话（默认用＊代替）。", "Show persons' names and numbers in messages.")))
    var showsPersons = false

    /// The resources beside the program, as the command line changes them.
    func resources() throws -> Resources { try setting.resources() }

    /// A renderer of the resources beside the program.
    func renderer(creationDate: CreationDate? = nil) throws -> Renderer {
        Renderer(RenderingContext(try resources()), showsPersons: showsPersons, creationDate: creationDate)
    }
}
