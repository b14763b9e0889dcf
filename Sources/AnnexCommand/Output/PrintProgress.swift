import Diagnostics
import Printing

#if canImport(Glibc)
    import Glibc
#endif

/// Shows how far a job on a printer is: a line that changes on a terminal, a line for each change elsewhere.
struct PrintProgress {
    /// How many sheets the job has.
    let sheets: Int
    private let isTerminal = isatty(STDERR_FILENO) != 0

    init(sheets: Int) {
        self.sheets = sheets
    }

    /// Shows how the job stands; its end is told by others.
    func show(_ status: JobStatus) {
        guard status.end == nil else { return }
        Interface.complain(isTerminal ? "\r\u{1B}[K" + text(status) : text(status) + "\n")
    }

    /// Clears the line.
    func end() {
        if isTerminal { Interface.complain("\r\u{1B}[K") }
    }

    private func text(_ status: JobStatus) -> String {
        let count =
            status.sheets.map { say("，服务器计 \($0)/\(sheets) 张", ", \($0)/\(sheets) sheets by the server's count") } ?? ""
        let reasons = say(status.printer.reasons.text)
        let message =
            status.message.isEmpty ? "" : say("：", ": ") + DiagnosticPrinter.visible(String(status.message.prefix(60)))
        return Self.word(status.state) + count + reasons + message
    }

    private static func word(_ state: JobStatus.State) -> String {
        switch state {
        case .pending: say("等待打印", "waiting")
        case .held: say("被扣住", "held")
        case .processing: say("正在打印", "printing")
        case .stopped: say("停了", "stopped")
        case .cancelled: say("被取消", "cancelled")
        case .aborted: say("失败", "failed")
        case .completed: say("打印完成", "printed")
        }
    }
}
