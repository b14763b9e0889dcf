import ArgumentParser
import Batch
import Diagnostics
import Files
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

    private let isDraft: Bool

    /// Prepares to show a batch of `total` submissions into `folder`.
    init(_ style: Style, total: Int, folder: String, isDraft: Bool) {
        self.total = total
        self.isDraft = isDraft
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
            if total == 1, result.outcome == .rejected { Interface.complain(verdict(result)) }
        }
        if hasBar { Interface.complain(bar(result)) }
    }

    /// Whether a line says what became of a submission: beside a bar only where that is nothing, and where there is but one
    /// submission only where that is something, as the verdict on it says enough. Those that had no turn are counted together.
    private func tells(_ result: BatchResult) -> Bool {
        switch result.outcome {
        case .rendered, .confirmed, .unchanged: !hasBar
        case .rejected, .failed: total > 1
        case .skipped: false
        }
    }

    private func verdict(_ result: BatchResult) -> String {
        RefusalText.verdict(result.findings, canBeDrafted: !isDraft && result.facts?.canBeDrafted == true)
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
        case .rejected:
            say(
                "\(result.input)：退回，\(FindingCounts(result.findings).errors) 处错误",
                "\(result.input): refused, \(FindingCounts(result.findings).errors) errors")
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
