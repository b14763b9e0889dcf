import ArgumentParser
import Batch
import Diagnostics
import Rendering

/// `annex verify`
struct VerifyCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "verify",
            abstract: say(
                "用 PDF 中的原始数据重做一遍文件，逐个对象核对；除签名和写法外，凡不同都报出来。",
                "Makes PDFs anew from the data inside and compares every object: all but signatures and how it is written."
            ))
    }

    @Argument(
        help: ArgumentHelp(
            say("PDF 文件、其文件夹，或加引号的通配式。", "PDFs, folders of them, or quoted patterns."), valueName: "pdf"),
        completion: .pdf)
    var inputs: [String]

    @OptionGroup var common: SubmissionOptions

    /// How the files fared.
    private struct Totals {
        var same = 0
        var different = 0
    }

    func run() throws {
        let inspector = ArchiveInspector(RenderingContext(try common.resources()), showsPersons: common.showsPersons)
        var outcome = Outcome()
        var listed = ListedOutputs()
        var totals = Totals()
        for found in InputFiles.prints.files(inputs) {
            outcome.report(found.findings)
            for path in found.paths {
                guard !found.isExhaustive || !listed.isDraft(path) else {
                    print(say("\(path)：草稿里不存数据，没有核对", "\(path): a draft, which holds no data; not verified"))
                    continue
                }
                verify(path, listed: listed.hash(of: path), inspector, &totals, &outcome)
            }
            for folder in found.folders {
                outcome.report(listed.missing(from: folder, besides: found.paths).map(Self.missing))
            }
        }
        if totals.same + totals.different > 1 { print(summary(totals)) }
        try outcome.end()
    }

    private func verify(
        _ path: String, listed: String?, _ inspector: ArchiveInspector, _ totals: inout Totals, _ outcome: inout Outcome
    ) {
        var isSame = false
        outcome.attempt { () throws(RenderError) in
            let found = try inspector.verify(path: path, listed: listed)
            let report = VerificationReport(path: path, found)
            guard found.differences.isEmpty else { throw .rejected(report.diagnostics) }
            print(report.summary.text(in: Interface.language))
            isSame = true
        }
        if isSame { totals.same += 1 } else { totals.different += 1 }
    }

    private func summary(_ totals: Totals) -> String {
        let count = totals.same + totals.different
        return totals.different == 0
            ? say("共核对 \(count) 个文件，全部一致", "\(count) files, all as their data give them")
            : say(
                "共核对 \(count) 个文件：\(totals.same) 个一致，\(totals.different) 个不一致或无法核对",
                "\(count) files: \(totals.same) as their data give them, \(totals.different) not, or not to be verified"
            )
    }

    private static func missing(_ path: String) -> Diagnostic {
        Diagnostic(
            .error, id: "missing-output",
            LocalizedText(
                "清单 \(Manifest.fileName) 里有这个文件，文件夹里没有", en: "\(Manifest.fileName) lists this file, but it is not there"
            ),
            at: .whole(SourceFile(name: path, text: "")),
            hints: [LocalizedText("用 annex render 重新生成", en: "render it again")])
    }
}
