import ArgumentParser
import Diagnostics
import Printing

/// `annex printers`
struct PrintersCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "printers",
            abstract: say("列出打印服务器上的打印机。", "Lists the printers of the print server."))
    }

    @OptionGroup var messages: MessageOptions

    func run() throws {
        var outcome = Outcome()
        let queues = outcome.attemptPrinting { () throws(PrintingError) in try PrintServer.queues() }
        for queue in queues ?? [] {
            let mark = queue.isDefault ? say("（默认）", " (default)") : ""
            let about = queue.description.isEmpty ? "" : "  \(DiagnosticPrinter.visible(queue.description))"
            print("\(queue.name)\(mark)  \(queue.state.word)\(say(queue.state.reasons.text))\(about)")
        }
        if queues?.isEmpty == true { print(say("打印服务器上一台打印机也没有", "the print server has no printers")) }
        try outcome.end()
    }
}

extension PrinterState {
    /// In a word.
    fileprivate var word: String {
        switch activity {
        case .stopped: say("停止", "stopped")
        case .processing: say("正在打印", "printing")
        case .idle: isAccepting ? say("空闲", "idle") : say("不收作业", "takes no jobs")
        case nil: say("不明", "unknown")
        }
    }
}
