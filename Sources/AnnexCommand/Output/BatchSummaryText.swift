import Batch
import Diagnostics
import Files

/// What a batch came to, in a few lines.
struct BatchSummaryText {
    let summary: BatchSummary
    /// Whether drafts were made, which nobody prints to sign.
    let isDraft: Bool

    /// The lines.
    var lines: [String] {
        var lines = [total]
        if summary.skipped > 0 {
            lines.append(
                say(
                    "中途停止，还有 \(summary.skipped) 份没有轮到；再运行一次就接着排",
                    "stopped; \(summary.skipped) were not begun, another run makes them"))
        }
        // In a folder that holds nothing else, all is new.
        let isFirstRun = summary.changed.isEmpty && summary.unchanged == 0
        if !isFirstRun { lines += list(say("新生成的：", "new: "), summary.new) }
        if !isDraft {
            lines += list(say("内容变了，以前印过的要重新打印：", "changed; print again where printed before: "), summary.changed)
        }
        lines += list(Self.refusedTitle, summary.refused)
        lines += list(Self.failedTitle, summary.failed)
        lines += list(say("材料已不在输入中，文件仍保留：", "kept, though their submissions are gone: "), summary.leftOver)
        return lines
    }

    /// The lines about shards that were merged into the folder `output`.
    func lines(ofMerging shards: Int, into output: String) -> [String] {
        let (refused, failed) = (summary.refused.count, summary.failed.count)
        let made = summary.total - refused - failed
        func places(_ inputs: [String]) -> [String] { inputs.map { FilePath.joined(output, $0) } }
        return [
            say(
                "合并 \(shards) 片，共 \(summary.total) 份：文件 \(made) 个，退回 \(refused) 份"
                    + (failed > 0 ? "，失败 \(failed) 份" : "") + "；\(summary.pages) 页，双面 \(summary.sheets) 张",
                "merged \(shards) shards, \(summary.total) submissions: \(made) files, \(refused) refused"
                    + (failed > 0 ? ", \(failed) failed" : "") + "; \(summary.pages) pages on \(summary.sheets) sheets")
        ] + list(Self.refusedTitle, places(summary.refused)) + list(Self.failedTitle, places(summary.failed))
    }

    private static var refusedTitle: String { say("退回：", "refused: ") }
    private static var failedTitle: String { say("系统故障，没有生成：", "not written, the system failed: ") }

    /// Where in the folder `output` the list of letters is; `nil` where there is none.
    func letters(in output: String) -> String? {
        summary.letterList.map { list in
            say("退回单：", "letters: ") + "\(output)/\(list)"
                + say("（本次 \(summary.letters) 份）", " (\(summary.letters) in this run)")
        }
    }

    private var total: String {
        let made = summary.new.count + summary.changed.count
        let (refused, failed) = (summary.refused.count, summary.failed.count)
        return say(
            "共 \(summary.total) 份：生成 \(made) 份，未变 \(summary.unchanged) 份，退回 \(refused) 份"
                + (failed > 0 ? "，失败 \(failed) 份" : "") + "；\(summary.pages) 页，双面 \(summary.sheets) 张",
            "\(summary.total) submissions: \(made) written, \(summary.unchanged) unchanged, \(refused) refused"
                + (failed > 0 ? ", \(failed) failed" : "") + "; \(summary.pages) pages on \(summary.sheets) sheets")
    }
}

/// The files of folders that are no submissions, in a few lines.
struct PassedOver {
    /// The lines.
    let lines: [String]

    /// - Parameter namesPictures: whether pictures are among them, because nobody looks which of them submissions name.
    init(_ found: [InputFiles.Found], namesPictures: Bool = false) {
        lines =
            list(say("不是材料，没有读：", "no submissions, not read: "), found.flatMap(\.others))
            + (namesPictures
                ? list(
                    say("图片，没有看是不是哪份材料里的：", "pictures, of which nobody has seen whether submissions name them: "),
                    found.flatMap(\.picturePaths)) : [])
    }
}

/// What a refused submission came to.
enum RefusalText {
    /// The verdict on a submission that was refused.
    /// - Parameter canBeDrafted: whether a draft can be made of it.
    static func verdict(_ findings: [Diagnostic], canBeDrafted: Bool) -> String {
        let errors = FindingCounts(findings).errors
        let draft =
            canBeDrafted
            ? say("。改正以后再排；要先看样子，加 --draft 排成草稿", ". Mend them and render again; --draft prints it as a draft")
            : say("。改正以后再排", ". Mend them and render again")
        return say("没有生成：有 \(errors) 处错误", "nothing written: \(errors) error\(errors == 1 ? "" : "s")") + draft + "\n"
    }
}

/// `title` and below it at most twenty of `names`; nothing where there is none.
private func list(_ title: String, _ names: [String]) -> [String] {
    let maximum = 20
    guard !names.isEmpty else { return [] }
    let rest = names.count - maximum
    let shown = names.prefix(maximum).map(DiagnosticPrinter.visible)
    return [title] + shown.map { "  \($0)" } + (rest > 0 ? [say("  ……还有 \(rest) 份", "  … and \(rest) more")] : [])
}
