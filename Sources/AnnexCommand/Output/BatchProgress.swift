import ArgumentParser
import Batch
import Diagnostics
import Rendering
import SourceTree

#if canImport(Glibc)
    import Glibc
#endif

/// Shows how far a batch is.
final class BatchProgress: Sendable {
    /// How it is shown.
    enum Style: String, ExpressibleByArgument, CaseIterable {
        /// A bar on a terminal, lines elsewhere.
        case auto
        /// A line for each submission.
        case plain
        /// A JSON object for each submission, one a line, on standard error.
        case json
        /// Not at all; findings are shown all the same.
        case none
    }

    private let total: Int
    private let folder: String
    private let style: Style
    private let hasBar: Bool

    /// Prepares to show a batch of `total` submissions into `folder`.
    init(_ style: Style, total: Int, folder: String) {
        self.total = total
        self.folder = folder
        hasBar = style == .auto && isatty(STDERR_FILENO) != 0
        self.style = style == .auto ? .plain : style
    }

    /// Shows a result. Results come in order, one at a time.
    func show(_ result: BatchResult) {
        if hasBar { Interface.complain("\r\u{1B}[K") }
        switch style {
        case .json: Interface.complain(Self.json(result, total))
        case .plain, .auto, .none:
            Interface.report(result.findings)
            if case .failed(let reason) = result.outcome {
                let place = DiagnosticPrinter.visible(result.input) + say("：", ": ")
                Interface.complain(place + say("错误：", "error: ") + say(reason) + "\n")
            }
            if style != .none, tells(result) { print(line(result)) }
        }
        if hasBar { Interface.complain(bar(result)) }
    }

    /// Whether a line says what became of a submission: beside a bar only where that is nothing, and where there is but one
    /// submission only where that is something, as its findings say enough.
    private func tells(_ result: BatchResult) -> Bool {
        let isMade = [.rendered, .confirmed, .unchanged].contains(result.outcome)
        // Those that had no turn are counted together.
        return isMade ? !hasBar : total > 1 && result.outcome != .skipped
    }

    /// Clears the bar.
    func end() {
        if hasBar { Interface.complain("\r\u{1B}[K") }
    }

    private func line(_ result: BatchResult) -> String {
        let place = "\(folder)/\(result.output)"
        let pages = say("（\(result.pages) 页）", " (\(result.pages) pages)")
        return switch result.outcome {
        case .rendered: say("已生成 \(place)\(pages)", "wrote \(place)\(pages)")
        case .confirmed: say("重新生成，与原来相同 \(place)\(pages)", "made again, the same \(place)\(pages)")
        case .unchanged: say("没有变化 \(place)\(pages)", "unchanged \(place)\(pages)")
        case .rejected: say("\(result.input)：有错误，没有生成", "\(result.input): errors, nothing written")
        case .failed: say("\(result.input)：没有生成", "\(result.input): nothing written")
        case .skipped: say("\(result.input)：还没有轮到", "\(result.input): not begun")
        }
    }

    private static let barWidth = 30

    private func bar(_ result: BatchResult) -> String {
        let done = result.index + 1
        let filled = done * Self.barWidth / max(1, total)
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: Self.barWidth - filled)
        return "\(bar) \(done)/\(total) \(DiagnosticPrinter.visible(String(result.output.prefix(24))))"
    }

    private static func json(_ result: BatchResult, _ total: Int) -> String {
        let counts = FindingCounts(result.findings)
        return "{\"index\": \(result.index), \"total\": \(total), \"input\": \(quoted(result.input)), "
            + "\"output\": \(quoted(result.output)), \"outcome\": \"\(result.outcome.name)\", \"pages\": \(result.pages), "
            + "\"errors\": \(counts.errors), \"warnings\": \(counts.warnings)}\n"
    }

    private static func quoted(_ text: String) -> String { JSONValue.quoted(text) }
}

extension BatchResult.Outcome {
    /// A stable name.
    fileprivate var name: String {
        switch self {
        case .rendered: "rendered"
        case .confirmed: "confirmed"
        case .unchanged: "unchanged"
        case .rejected: "rejected"
        case .failed: "failed"
        case .skipped: "skipped"
        }
    }
}

/// What a batch came to, in a few lines.
struct BatchSummaryText {
    let summary: BatchSummary

    /// The lines.
    var lines: [String] {
        let (rendered, failed) = (summary.rendered.count, summary.failed.count)
        var lines = [
            say(
                "共 \(summary.total) 份：生成 \(rendered) 份，未变 \(summary.unchanged) 份，失败 \(failed) 份；"
                    + "\(summary.pages) 页，双面 \(summary.sheets) 张",
                "\(summary.total) submissions: \(rendered) written, \(summary.unchanged) unchanged, \(failed) failed; "
                    + "\(summary.pages) pages on \(summary.sheets) sheets")
        ]
        if summary.skipped > 0 {
            lines.append(say("中途停止，还有 \(summary.skipped) 份没有轮到", "stopped; \(summary.skipped) were not begun"))
        }
        lines += list(say("需要重新打印：", "to be printed again: "), summary.rendered)
        lines += list(say("没有生成：", "not written: "), summary.failed)
        lines += list(say("材料已不在输入中，文件仍保留：", "kept, though their submissions are gone: "), summary.leftOver)
        return lines
    }
}

/// The files of folders that are no submissions, in a few lines.
struct PassedOver {
    /// The lines.
    let lines: [String]

    init(_ found: [InputFiles.Found]) {
        lines = list(say("不是材料，没有读：", "no submissions, not read: "), found.flatMap(\.others))
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
