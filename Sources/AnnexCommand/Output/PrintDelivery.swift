import ArgumentParser
import Diagnostics
import Layout
import PrintJobs
import Printing
import Rendering

#if canImport(Glibc)
    import Glibc
#endif

/// Brings a print job to a printer and waits for its end.
struct PrintDelivery: ~Copyable {
    private let printer: Printer
    private let ticket: PrintTicket
    private let isNamed: Bool

    /// Asks the print server whether the printer takes a job and has what is asked for.
    /// - Throws: `ExitCode` where not; why, is said.
    init(
        to name: String, sides: PrintTicket.Sides, media: String, name jobName: String?, _ outcome: inout Outcome
    ) throws {
        let known = outcome.attemptPrinting { () throws(PrintingError) in try Media(media) }
        guard let known else {
            try outcome.end()
            preconditionFailure("a failure has an exit code")
        }
        guard let media = known else { preconditionFailure("the paper is checked with the arguments") }
        let ticket = PrintTicket(sides: sides, media: media, name: jobName ?? "")
        let found = outcome.attemptPrinting { () throws(PrintingError) -> Printer in
            let printer = try Printer(named: name)
            try printer.check(ticket)
            return printer
        }
        guard let found else {
            try outcome.end()
            preconditionFailure("a failure has an exit code")
        }
        printer = found
        self.ticket = ticket
        isNamed = jobName != nil
    }

    /// Sends the job and tells what becomes of it.
    /// - Parameter selection: which sheets are printed, as the user wrote it.
    func deliver(_ job: PrintJobRenderer.Job, selection: String?, _ outcome: inout Outcome) {
        let media = ticket.media
        if let other = job.papers.first(where: { !media.fits($0.sides) }) {
            outcome.attempt { () throws(RenderError) in throw .rejected([wrongMedia(other)]) }
            return
        }
        let named = named(job, selection)
        StopSignal.listen()
        let sent = outcome.attemptPrinting { () throws(PrintingError) in try printer.send(job.bytes, named) }
        guard let sent else { return }
        print(
            say(
                "作业 \(sent.name) 已送到打印机“\(printer.name)”：\(named.name)",
                "job \(sent.name) is with printer “\(printer.name)”: \(named.name)"))
        // Whoever ends the program while it waits must know which job it was.
        fflush(nil)
        let progress = PrintProgress(sheets: job.sheets)
        let (end, status) = sent.wait(isStopped: { StopSignal.isOn }, onChange: { progress.show($0) })
        progress.end()
        tell(end, status: status, of: sent, &outcome)
    }

    /// The ticket, with the name of what is printed where the user gives none.
    private func named(_ job: PrintJobRenderer.Job, _ selection: String?) -> PrintTicket {
        guard !isNamed else { return ticket }
        var named = ticket
        named.name = job.title + (selection.map { "（第\($0)张）" } ?? "")
        return named
    }

    private func wrongMedia(_ page: Size) -> Diagnostic {
        let (width, height) = page.sides
        let size = "\((width + 50) / 100) × \((height + 50) / 100) mm"
        return Diagnostic(
            .error, id: "wrong-media",
            LocalizedText(
                "作业中有 \(size) 的页，纸是 \(ticket.media.name)",
                en: "the job has pages of \(size), the paper is \(ticket.media.name)"),
            hints: [
                LocalizedText(
                    "用 --media 写明纸；几种大小的页分几次印，不要缩放",
                    en: "name the paper with --media; print pages of other sizes by themselves")
            ])
    }

    // MARK: The end

    private func tell(_ end: JobEnd, status: JobStatus?, of job: SpooledJob, _ outcome: inout Outcome) {
        let message = status.flatMap { $0.message.isEmpty ? nil : DiagnosticPrinter.visible($0.message) }
        let reasons =
            say(status?.reasons.text ?? LocalizedText("", en: "")) + (message.map { say("：", ": ") + $0 } ?? "")
        guard end != .completed else {
            let counted = status?.sheets.map { say("，服务器计 \($0) 张", ", \($0) sheets by the server's count") } ?? ""
            print(say("作业 \(job.name) 打印完成\(counted)", "job \(job.name) is printed\(counted)"))
            return
        }
        if end == .left, let signal = StopSignal.number {
            outcome.noteSignal(signal)
        } else {
            outcome.noteSystemFailure()
        }
        Interface.complain(say("错误：", "error: ") + Self.words(end, of: job, reasons: reasons, status: status) + "\n")
        if let hint = Self.hint(end, job) { Interface.complain(say("  提示：", "  hint: ") + hint + "\n") }
    }

    private static func words(_ end: JobEnd, of job: SpooledJob, reasons: String, status: JobStatus?) -> String {
        let name = job.name
        switch end {
        case .completed: return say("作业 \(name) 打印完成", "job \(name) is printed")
        case .cancelled: return say("作业 \(name) 被取消\(reasons)", "job \(name) was cancelled\(reasons)")
        case .aborted: return say("作业 \(name) 失败，没有印完\(reasons)", "job \(name) failed before its end\(reasons)")
        case .held: return say("作业 \(name) 被扣住，还在队列里\(reasons)", "job \(name) is held in the queue\(reasons)")
        case .stopped:
            let why = say(status?.printer.reasons.text ?? LocalizedText("", en: ""))
            return say(
                "打印机“\(job.printer)”停了\(why)，作业 \(name) 还在队列里",
                "printer “\(job.printer)” has stopped\(why); job \(name) waits")
        case .left: return say("不再等待；作业 \(name) 仍在继续", "no longer waiting; job \(name) goes on")
        case .lost:
            return say(
                "打印服务器不再应答，或不再知道作业 \(name)，不知道印了没有", "the print server no longer tells what became of job \(name)")
        }
    }

    private static func hint(_ end: JobEnd, _ job: SpooledJob) -> String? {
        switch end {
        case .completed, .cancelled: nil
        case .aborted, .lost:
            say("数一数已印的纸，再用 --sheets 补印其余的", "count the sheets that are there, and print the rest with --sheets")
        case .held:
            say(
                "放行用 lp -i \(job.name) -H resume，取消用 cancel \(job.name)",
                "lp -i \(job.name) -H resume lets it go on, cancel \(job.name) takes it away")
        case .stopped:
            say(
                "排除故障后用 cupsenable \(job.printer)，作业会接着印；取消用 cancel \(job.name)",
                "once it is seen to, cupsenable \(job.printer); cancel \(job.name) takes the job away")
        case .left: say("看它用 lpstat，取消用 cancel \(job.name)", "see it with lpstat, cancel \(job.name) takes it away")
        }
    }
}

extension Size {
    /// Width and height in hundredths of a millimetre.
    fileprivate var sides: (Int, Int) {
        func hundredths(_ length: Length) -> Int { Int((length.points * 2540 / 72).rounded()) }
        return (hundredths(width), hundredths(height))
    }
}
