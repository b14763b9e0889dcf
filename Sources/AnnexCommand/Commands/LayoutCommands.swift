import ArgumentParser
import Diagnostics
import Layout
import Rendering

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif
#if canImport(Glibc)
    import Glibc
#endif

/// `annex layout`
struct LayoutCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "layout", abstract: say("供编写表样的人使用。", "For those who write form sets."),
            subcommands: [LayoutCheckCommand.self])
    }
}

/// `annex layout check`
struct LayoutCheckCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "check", abstract: say("用表样自带的示例检验表样。", "Proves a form set against its example."))
    }

    @Argument(
        help: ArgumentHelp(say("表样的文件夹。", "The folder of a form set."), valueName: say("文件夹", "dir")),
        completion: .directory)
    var folder: String

    @OptionGroup var common: SettingOptions

    func run() throws {
        let resources = try common.resources()
        var outcome = Outcome()
        outcome.attempt { () throws(RenderError) in
            let (_, laidOut, findings) = try FormSetProof(folder: folder, resources: resources).layOut()
            Interface.report(findings)
            for section in laidOut.document.sections {
                print(say("第 \(section.page) 页起  \(section.title)", "from page \(section.page)  \(section.title)"))
            }
            let pages = laidOut.document.pages.count
            print(say("\(folder)：没有错误，示例 \(pages) 页", "\(folder): no errors, \(pages) pages"))
        }
        try outcome.end()
    }
}

/// `annex preview`
struct PreviewCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "preview",
            abstract: say(
                "把表样的示例画成图片；加 --watch 则文件一改就重画。",
                "Draws a form set's example as images; with --watch after every change."))
    }

    @Argument(
        help: ArgumentHelp(say("表样的文件夹。", "The folder of a form set."), valueName: say("文件夹", "dir")),
        completion: .directory)
    var folder: String

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(say("放图片的文件夹。", "The folder for the images."), valueName: say("文件夹", "dir")),
        completion: .directory)
    var output = "preview"

    @Option(name: .long, help: ArgumentHelp(say("图片的分辨率，每英寸点数。", "Resolution in dots per inch."), valueName: "dpi"))
    var dpi = 100

    @Flag(
        name: .long,
        help: ArgumentHelp(say("一直运行，文件一改就重画；按 Ctrl-C 结束。", "Go on and draw after every change; Ctrl-C ends it.")))
    var watch = false

    @OptionGroup var common: SettingOptions

    func validate() throws { try RenderCommand.validate(dpi: dpi) }

    func run() throws {
        let resources = try common.resources()
        var outcome = Outcome()
        var proof: FormSetProof?
        outcome.attempt { () throws(RenderError) in proof = try FormSetProof(folder: folder, resources: resources) }
        guard let proof else { return try outcome.end() }
        var state: [String: Date] = [:]
        repeat {
            let current = proof.state
            if current != state {
                state = current
                outcome = Outcome()
                outcome.attempt { () throws(RenderError) in try draw(proof) }
            }
            if watch { usleep(300_000) }
        } while watch
        try outcome.end()
    }

    private func draw(_ proof: FormSetProof) throws(RenderError) {
        let (renderer, laidOut, findings) = try proof.layOut()
        Interface.report(findings)
        let folder = OutputFolder(output)
        for page in laidOut.document.pages {
            let image = try renderer.png(page, of: laidOut, resolution: dpi, isUpright: true)
            try folder.write(image, to: OutputFolder.image(ofPage: page.number))
        }
        Interface.report(folder.removePages(behind: laidOut.document.pages.count))
        // Standard output is buffered where it is no terminal, and a watcher never ends.
        print(say("已画 \(laidOut.document.pages.count) 页", "drew \(laidOut.document.pages.count) pages"))
        fflush(nil)
    }
}
