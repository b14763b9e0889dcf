import ArgumentParser
import Diagnostics
import Layout
import Rendering

/// `annex inspect`
struct InspectCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "inspect", abstract: say("把排好的页面写成文字，便于比较。", "Prints the laid-out pages as text."))
    }

    @Argument(
        help: ArgumentHelp(say("材料文件（YAML 或 JSON）。", "A submission (YAML or JSON)."), valueName: say("材料", "input")),
        completion: .submission)
    var input: String

    @Flag(
        name: .long,
        help: ArgumentHelp(say("改为写出给读屏软件的标记。", "Print the tags for assistive technology instead.")))
    var tags = false

    @Flag(name: .long, help: ArgumentHelp(say("每页带识别码。", "With a code on each page.")))
    var pageCodes = false

    @OptionGroup var common: SubmissionOptions

    func run() throws {
        let renderer = try common.renderer()
        var outcome = Outcome()
        outcome.attempt { () throws(RenderError) in
            let laidOut = try renderer.layOut(path: input, hasPageCodes: pageCodes)
            Interface.report(laidOut.findings)
            print(tags ? TagDump.text(laidOut.document) : PageDump.text(laidOut.document), terminator: "")
        }
        try outcome.end()
    }
}

/// `annex fonts`
struct FontsCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "fonts",
            abstract: say("列出字体角色、各角色的字体和所含汉字。", "Lists the roles, their faces and what they cover."))
    }

    @OptionGroup var faces: FaceOptions

    @OptionGroup var messages: MessageOptions

    func run() throws {
        let resources = faces.added(to: try Interface.programResources())
        var outcome = Outcome()
        outcome.attempt { () throws(RenderError) in
            print(try FontReport(resources).text(in: Interface.language), terminator: "")
        }
        try outcome.end()
    }
}
