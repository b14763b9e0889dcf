import ArgumentParser
import Diagnostics
import Rendering

/// `annex extract`
struct ExtractCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "extract",
            abstract: say("取出 PDF 中的原始数据和生成记录。", "Gives back the data inside an archival PDF."))
    }

    @Argument(help: ArgumentHelp(say("PDF 文件。", "A PDF."), valueName: "pdf"))
    var input: String

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            say("放取出文件的文件夹，已有的文件不会改动。", "The folder for the files; files that are there are left alone."),
            valueName: say("文件夹", "dir")))
    var output = "."

    @OptionGroup var common: CommonOptions

    func run() throws {
        var outcome = Outcome()
        outcome.attempt { () throws(RenderError) in
            let files = try ArchiveInspector.files(path: input)
            try ArchiveInspector.write(files, into: output).forEach { print($0) }
        }
        try outcome.end()
    }
}

/// `annex verify`
struct VerifyCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "verify",
            abstract: say(
                "用 PDF 中的原始数据重排一遍，核对页面是否相同。",
                "Renders the data inside PDFs anew and proves that the pages are the same."))
    }

    @Argument(help: ArgumentHelp(say("PDF 文件。", "PDFs."), valueName: "pdf"))
    var inputs: [String]

    @OptionGroup var common: CommonOptions

    func run() throws {
        let inspector = ArchiveInspector(Workshop(try common.resources()))
        var outcome = Outcome()
        for path in inputs {
            outcome.attempt { () throws(RenderError) in
                let found = try inspector.verify(path: path)
                let report = VerificationReport(path: path, found)
                guard found.differences.isEmpty else { throw .rejected(report.diagnostics) }
                print(report.text)
            }
        }
        try outcome.end()
    }
}

/// A verification in words.
private struct VerificationReport {
    private let path: String
    private let found: ArchiveVerification

    init(path: String, _ found: ArchiveVerification) {
        self.path = path
        self.found = found
    }

    /// The good news.
    var text: String {
        say(
            "\(path)：\(found.pages) 页的内容、文字和标记与其中的数据一致；\(extent.zh)\(listed.zh)。由 Annex \(found.version) 按表样 \(found.formSet) 生成",
            "\(path): content, text and tags of \(found.pages) pages are what the data inside give; \(extent.en)\(listed.en). "
                + "Made by Annex \(found.version) with form set \(found.formSet)")
    }

    private var listed: LocalizedText {
        found.isListed
            ? LocalizedText("，与 manifest.json 相符", en: ", as manifest.json lists it") : LocalizedText("", en: "")
    }

    private var extent: LocalizedText {
        switch found.extent {
        case .identical: LocalizedText("文件逐字节相同", en: "the file is the same byte for byte")
        case .extended(let count):
            LocalizedText("文件生成后又增加了 \(count) 字节（如电子签名）", en: "\(count) bytes were added since, such as a signature")
        case .different: LocalizedText("文件的写法不同", en: "the file is written differently")
        }
    }

    /// What differs, a finding each.
    var diagnostics: [Diagnostic] {
        var hints: [LocalizedText] = []
        if found.version != Renderer.version {
            hints.append(
                LocalizedText(
                    "文件由 Annex \(found.version) 生成，现在是 \(Renderer.version)，请用原版本核对",
                    en: "the file was made by Annex \(found.version), this is \(Renderer.version): verify with that"))
        }
        if !found.hasSameFormSet {
            hints.append(
                LocalizedText("表样 \(found.formSet) 已经改过，请用原表样核对", en: "form set \(found.formSet) has changed since"))
        }
        let place = SourceSpan.whole(SourceFile(name: path, text: ""))
        return found.differences.map {
            Diagnostic(.error, id: "archive-differs", Self.message($0), at: place, hints: hints)
        }
    }

    private static func message(_ difference: ArchiveVerification.Difference) -> LocalizedText {
        switch difference {
        case .manifest:
            LocalizedText("与同一文件夹 manifest.json 中的校验值不符", en: "the file is not the one that manifest.json lists")
        case .data: LocalizedText("原始数据与记录的校验值不符", en: "the data do not have the hash that the record states")
        case .pageCount(let expected, let found):
            LocalizedText("应有 \(expected) 页，实有 \(found) 页", en: "expected \(expected) pages, found \(found)")
        case .content(let page): LocalizedText("第 \(page) 页画的内容不同", en: "page \(page) draws something else")
        case .resources(let page):
            LocalizedText("第 \(page) 页的字体、文字或纸张不同", en: "page \(page) has other faces, text or paper")
        case .annotation(let page): LocalizedText("第 \(page) 页有注释", en: "page \(page) has annotations")
        case .structure: LocalizedText("给读屏软件的标记不同", en: "the tags differ")
        case .document: LocalizedText("语言、书签或页码不同", en: "language, outline or page labels differ")
        case .attachments:
            LocalizedText("附件多了、少了或改过", en: "files inside were added, removed or changed")
        case .information: LocalizedText("文件信息（标题、作者等）不同", en: "title, author or other information differs")
        case .metadata: LocalizedText("元数据（含归档标准的声明）不同", en: "the metadata (XMP) differ")
        case .encryption: LocalizedText("文件加了密", en: "the file is encrypted")
        }
    }
}
