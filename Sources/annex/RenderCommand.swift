import Archive
import ArgumentParser
import Diagnostics
import Layout
import Rendering

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// `annex render`
struct RenderCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "render", abstract: say("把材料排成 PDF 或图片，每份材料一个文件。", "Renders submissions, one file each."))
    }

    /// What files are made.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case pdf, png
    }

    @Argument(
        help: ArgumentHelp(
            say("材料文件（YAML 或 JSON）或其文件夹。", "Submissions (YAML or JSON) or folders of them."),
            valueName: say("材料", "input")))
    var inputs: [String]

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(say("放生成文件的文件夹。", "The folder for the files."), valueName: say("文件夹", "dir")))
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
                "排成草稿：有错误也排，每页印“草稿”字样，前面附一张问题清单。",
                "Render as a draft: in spite of errors, marked on every page, with a leading sheet of findings.")))
    var draft = false
    @Option(
        name: .long,
        help: ArgumentHelp(
            say(
                "归档标准：3a 带标记和原始数据，2a 只带标记，2u 只保证文字能提取，none 不作处理。",
                "Archival standard: 3a tagged with the data inside, 2a tagged, 2u text only, none as drawn."),
            valueName: say("标准", "standard")))
    var archive = Archive.pdfA3a

    @Flag(
        name: .long,
        help: ArgumentHelp(say("在签字处加电子签名域。", "Put a signature field over each blank that is signed.")))
    var signatureField = false

    @OptionGroup var common: CommonOptions

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
        guard signatureField, archive == .none || format == .png else { return }
        throw ValidationError(
            say("--signature-field 要求 --archive 为 3a、2a 或 2u，格式为 pdf", "--signature-field needs an archival PDF"))
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

    /// The date that `SOURCE_DATE_EPOCH` asks for, if it is set.
    private static var creationDate: String? {
        get throws {
            guard let epoch = ProcessInfo.processInfo.environment["SOURCE_DATE_EPOCH"] else { return nil }
            if let date = CreationDate.ofEpoch(epoch) { return date }
            throw ValidationError(
                say("SOURCE_DATE_EPOCH 应为 1970 年以来的秒数", "SOURCE_DATE_EPOCH must be a number of seconds since 1970"))
        }
    }

    func run() throws {
        let renderer = try common.renderer(creationDate: try Self.creationDate)
        var outcome = Outcome()
        var names = FileNames()
        for path in outcome.submissions(in: inputs) {
            outcome.attempt { () throws(RenderError) in
                let laidOut = try renderer.layOut(path: path, isDraft: draft)
                Interface.report(laidOut.diagnostics)
                let name = names.next(
                    OutputFile.safeName("\(laidOut.office)\(laidOut.year)年度绩效自评" + (laidOut.isDraft ? "（草稿）" : "")))
                switch format {
                case .pdf:
                    try OutputFolder(output).write(try pdf(laidOut, renderer), to: "\(name).pdf")
                    announce("\(output)/\(name).pdf", pages: laidOut.document.pages.count)
                case .png:
                    for page in laidOut.document.pages {
                        let image = try renderer.png(page, of: laidOut, resolution: dpi)
                        let number = OutputFolder.number(page.number)
                        try OutputFolder(output).write(image, to: "\(name)-\(number).png")
                    }
                    announce("\(output)/\(name)-*.png", pages: laidOut.document.pages.count)
                }
            }
        }
        try outcome.end()
    }

    private func pdf(_ laidOut: Renderer.LaidOut, _ renderer: Renderer) throws(RenderError) -> [UInt8] {
        try renderer.pdf(laidOut, for: archive.profile, hasSignatureFields: signatureField)
    }

    private func announce(_ path: String, pages: Int) {
        print(say("已生成 \(path)（\(pages) 页）", "wrote \(path) (\(pages) pages)"))
    }
}

/// Keeps two submissions of one run from writing one file.
private struct FileNames {
    private var taken: Set<String> = []

    /// `name`, or `name-2` and so on where it is taken.
    mutating func next(_ name: String) -> String {
        var candidate = name
        var number = 1
        while !taken.insert(candidate).inserted {
            number += 1
            candidate = "\(name)-\(number)"
        }
        return candidate
    }
}
