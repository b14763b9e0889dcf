package import Diagnostics
import Rendering
import SourceTree

#if canImport(FoundationEssentials)
    package import FoundationEssentials
#else
    package import Foundation
#endif

/// What lies in a folder of outputs and what it was made from, so that the next run renders only what has changed.
package struct Manifest: Sendable {
    /// What a manifest calls its format.
    static let format = "annex-manifest"
    /// The name of its file.
    package static let fileName = "manifest.json"
    /// The version of its form.
    package static let version = 1

    /// What an output was made from: where all of it is the same, so is the output.
    package struct Origin: Sendable, Hashable {
        /// The SHA-256 of the submission's file.
        var input: String
        /// The SHA-256 of the images that it names, by their paths in it.
        var images: [Spelling: String]
        /// The SHA-256 of the form set's files.
        var formSet: String
        /// The SHA-256 of each file of rules that it was held against.
        var rules: [String]
        /// The SHA-256 of the faces.
        var fonts: String
        /// The program, as ``ProgramIdentity``: its version, its build, and the libraries that it was run with.
        var program: String
        /// How it was asked to render.
        var options: String
    }

    /// A form within an output.
    package struct Form: Sendable, Hashable {
        /// What it is called.
        package let title: String
        /// The number of its first page.
        package let page: Int
    }

    /// What the codes of an output's pages say.
    package struct PageCodes: Sendable, Hashable {
        /// The digest of the data, as ``PageMark/digest``.
        package let digest: String
        /// The pages that have no code, because they are blank.
        package let blankPages: [Int]
        /// What is filled by hand on the pages, in their order; empty in manifests of a time when that was not noted.
        package let blanks: [HandFilled]
    }

    /// One output.
    package struct Entry: Sendable {
        /// The name of its file.
        package var output: String
        /// The SHA-256 of the file.
        package var outputHash: String
        /// The path of the submission, seen from the manifest's folder.
        package var input: String
        /// The paths of its files, seen from there.
        package var files: [String]
        /// The full name of the office.
        package var office: String
        /// The form set.
        package var formSet: String
        /// Whether it is a draft.
        package var isDraft: Bool
        /// How many pages it has.
        package var pages: Int
        /// Its forms.
        package var forms: [Form]
        /// What the codes of its pages say; `nil` where they have none.
        package var codes: PageCodes?
        /// What it was made from.
        package var origin: Origin
        /// What was found, waived findings included.
        package var findings: [Diagnostic]
        /// What the form set is called; empty in manifests of a time when that was not noted.
        package var title = ""
        /// The year that is evaluated.
        package var year: Int?
        /// The day on which the submission was filled in, as `2024-06-02`, if it says so.
        package var date: String?
        /// The points that the office gives itself, as the form set counts them.
        package var score: Decimal?
        /// How much of its budget it has carried out, in percent.
        package var rate: Decimal?
        /// The amounts of money that it states, by the keys of ``MoneyColumns``.
        var amounts: [Money] = []
        /// Whether its submission has given another output since, or was last refused as another: a draft, a new name.
        package var isSuperseded = false
        /// Whether it belongs to the batch: the last run over a folder or a pattern, or one over single files since, made it
        /// or found it to be as it would make it.
        package var isCurrent = true

        /// How many sheets the manifest that was read states; `nil` for an entry of this run.
        var recordedSheets: Int?

        /// How many sheets it takes, printed on both sides.
        package var sheets: Int { recordedSheets ?? (pages + 1) / 2 }
    }

    /// A submission that gave no output when it was last rendered.
    package struct Failure: Sendable {
        /// The path of the submission, seen from the manifest's folder.
        package var input: String
        /// The paths of its files, seen from there.
        package var files: [String]
        /// The full name of the office; empty where it could not be told.
        package var office: String
        /// The name of the file that it would give. There may be one, of an earlier run.
        package var output: String
        /// Why the system failed, in Chinese; `nil` where it did not.
        package var reason: String?
        /// What was found.
        package var findings: [Diagnostic]
        /// The form set that it is most likely for; empty where it could not be told.
        var formSet = ""
        /// What is known of it all the same, as of an output.
        package var title = ""
        /// The year that is evaluated.
        package var year: Int?
        /// The day on which it was filled in, as `2024-06-02`.
        package var date: String?
        /// The points that the office gives itself.
        package var score: Decimal?
        /// How much of its budget the office has carried out, in percent.
        package var rate: Decimal?
        /// The amounts of money that it states, by the keys of ``MoneyColumns``, as far as they can be read.
        var amounts: [Money] = []
        /// The files of the letter to the office; none where there is no letter.
        var letter: [HashedFile] = []
    }

    /// A file that was written, or read.
    struct HashedFile: Sendable, Hashable {
        /// Its path.
        let path: String
        /// The SHA-256 of what it held.
        let hash: String
    }

    /// The outputs by the names of their files.
    package var entries: Entries
    /// The names of the outputs as their submissions were given, which is how they are printed.
    package var order: [String] = []
    /// The submissions without an output by their paths.
    package var failures: Failures
    /// The SHA-256 of each file of the report by its name; a file that has another one is not replaced.
    var reports: [String: String] = [:]

    /// The manifest of a folder without outputs.
    package init() { self.init(spool: nil) }

    /// The manifest of a folder without outputs, which keeps the texts of its entries in `spool`.
    init(spool: TextSpool?) {
        entries = Entries(spool: spool)
        failures = Failures(spool: spool)
    }

    // MARK: Writing

    /// The JSON text: the same for the same outputs, in whatever order they were made.
    package var text: String { json.text }

    /// The JSON of ``text``.
    var json: JSONValue { Self.keys.object(self) }

    /// The JSON Schema (2020-12) of the text.
    package static var schema: String {
        let head: [(key: String, value: JSONValue)] = [
            ("$schema", "https://json-schema.org/draft/2020-12/schema"),
            ("title", "annex render: manifest.json"),
            ("description", "一个输出文件夹里有哪些文件、各由什么生成。每个键都在；没有的内容为 null。"),
        ]
        return JSONValue.object(head + keys.schema()).text
    }

    private static var keys: [ReportKey<Manifest>] {
        [
            .constant("format", "文件格式的名称", value: .string(format)),
            .constant("version", "文件格式的版本", value: .integer(version)),
            .series("outputs", "生成的文件，按文件名", keys: entryKeys) { manifest in
                let names = manifest.entries.names
                return .series(names.count) { manifest.entries.json(names[$0]) }
            },
            .texts("order", "打印次序：各文件名，按材料给出的次序") { $0.order },
            .series("failures", "没有生成文件的材料，按路径", keys: failureKeys) { manifest in
                let inputs = manifest.failures.inputs
                return .series(inputs.count) { manifest.failures.json(inputs[$0]) }
            },
            .list("reports", "报告的各文件", keys: fileKeys) { manifest in
                manifest.reports.sorted { $0.key < $1.key }.map {
                    fileKeys.object(HashedFile(path: $0.key, hash: $0.value))
                }
            },
        ]
    }

    fileprivate static let entryKeys: [ReportKey<Entry>] = [
        .text("output", "文件名") { $0.output },
        .text("sha256", "文件的 SHA-256") { $0.outputHash },
        .text("input", "材料的路径，从本文件所在的文件夹写起；几个文件合成的，是它们的文件夹，或第一个文件") { $0.input },
        .texts("files", "材料的各文件，写法相同") { $0.files },
        .text("office", "单位全称") { $0.office },
        .text("formSet", "表样") { $0.formSet },
        .text("formSetTitle", "表样的名称") { $0.title },
        .number("year", "评价年度", isOptional: true) { $0.year },
        .optional("date", "填报日期") { $0.date },
        .flag("draft", "是否草稿") { $0.isDraft },
        .number("pages", "页数") { $0.pages },
        .number("sheets", "双面打印的张数") { $0.sheets },
        .list("forms", "各表及其首页", keys: formKeys) { $0.forms.map(formKeys.object) },
        .optional("pageCodes", "各页识别码", keys: codeKeys) { $0.codes },
        .optional("score", "总分，算法见表样的 report") { $0.score?.description },
        .optional("rate", "执行率，算法见表样的 report") { $0.rate.map { "\($0)%" } },
        .texts(
            "amounts", "金额，以 model.yaml 写的单位计，键是字段，如 baseData.spending[basic].final",
            byKey: {
                $0.amounts.map { ($0.key, $0.text) }
            }),
        .flag("superseded", "同一份材料后来是否改用别的文件名，如草稿定了稿、单位改了名") { $0.isSuperseded },
        .flag("current", "是否属于这一批：上次对文件夹或通配式的运行、或此后对单个文件的运行生成了它，或核对没有变化") { $0.isCurrent },
        .object("origin", "由什么生成：全都相同，文件就相同", keys: originKeys) { $0.origin },
        .list("findings", "发现的问题，含已豁免的", keys: FindingRecord.listedKeys) {
            $0.findings.map(FindingRecord.listedKeys.object)
        },
    ]

    private static let formKeys: [ReportKey<Form>] = [
        .text("title", "名称") { $0.title }, .number("page", "首页，从 1 起", from: 1) { $0.page },
    ]

    private static let codeKeys: [ReportKey<PageCodes>] = [
        .text("digest", "材料数据（submission.json）的 SHA-256 的前 16 位") { $0.digest },
        .numbers("blankPages", "没有识别码的空白页") { $0.blankPages },
        .list("blanks", "签字、盖章的地方，按页", keys: HandFilled.keys) { $0.blanks.map(HandFilled.keys.object) },
    ]

    private static let originKeys: [ReportKey<Origin>] = [
        .text("input", "材料文件的 SHA-256") { $0.input },
        .list("images", "材料所用图片", keys: imageKeys) { origin in
            origin.images.sorted { $0.key < $1.key }.map {
                imageKeys.object(HashedFile(path: $0.key.text, hash: $0.value))
            }
        },
        .text("formSet", "表样各文件的 SHA-256") { $0.formSet },
        .texts("rules", "各规则文件的 SHA-256") { $0.rules },
        .text("fonts", "字体的 SHA-256") { $0.fonts },
        .text("program", "程序：版本、构建，排版所用各库的版本") { $0.program },
        .text("options", "命令行的要求") { $0.options },
    ]

    private static let imageKeys: [ReportKey<HashedFile>] = [
        .text("path", "在材料中的路径") { $0.path }, .text("sha256", "SHA-256") { $0.hash },
    ]

    private static let fileKeys: [ReportKey<HashedFile>] = [
        .text("file", "文件名") { $0.path }, .text("sha256", "SHA-256") { $0.hash },
    ]

    fileprivate static let failureKeys: [ReportKey<Failure>] = [
        .text("input", "材料的路径，从本文件所在的文件夹写起；几个文件合成的，是它们的文件夹，或第一个文件") { $0.input },
        .texts("files", "材料的各文件，写法相同") { $0.files },
        .text("office", "单位全称；读不出的为空") { $0.office },
        .text("output", "本应生成的文件；以前生成的可能还在") { $0.output },
        .optional("failure", "系统故障的原因") { $0.reason },
        .text("formSet", "看来是哪套表样的；看不出的为空") { $0.formSet },
        .text("formSetTitle", "表样的名称；读不出的为空") { $0.title },
        .number("year", "评价年度；读不出的为 null", isOptional: true) { $0.year },
        .optional("date", "填报日期") { $0.date },
        .optional("score", "总分，算法见表样的 report") { $0.score?.description },
        .optional("rate", "执行率，算法见表样的 report") { $0.rate.map { "\($0)%" } },
        .list("findings", "发现的问题", keys: FindingRecord.listedKeys) {
            $0.findings.map(FindingRecord.listedKeys.object)
        },
        .texts("amounts", "读得出的金额，写法同上", byKey: { $0.amounts.map { ($0.key, $0.text) } }),
        .list("letter", "退回单的各文件", keys: fileKeys) { $0.letter.map(fileKeys.object) },
    ]
}

extension Manifest.Entry {
    /// The text of the entry within a manifest.
    var text: [UInt8] { Manifest.entryKeys.object(self).utf8(depth: 2) }
}

extension Manifest.Failure {
    /// The text of the failure within a manifest.
    var text: [UInt8] { Manifest.failureKeys.object(self).utf8(depth: 2) }
}
