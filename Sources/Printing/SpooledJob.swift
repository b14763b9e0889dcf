#if canImport(Glibc)
    import Glibc
#endif

/// A job that the print server has.
package struct SpooledJob: Sendable {
    /// Its number on the server.
    package let id: Int
    /// The name of the printer.
    package let printer: String
    /// Where the server answers for the printer.
    let uri: String

    /// What `cancel` and the like call it.
    package var name: String { "\(printer)-\(id)" }

    /// How it stands; `nil` where the server does not answer or does not know it any more.
    package func status() -> JobStatus? {
        let printer = IPPRequest(printer: uri, attributes: PrinterState.attributes).answer()
        guard let printer else { return nil }
        let state = PrinterState(printer)
        let job = IPPRequest(printer: uri, job: Int32(id), attributes: JobStatus.attributes).answer()
        guard let job else { return nil }
        return JobStatus(job, printer: state)
    }

    /// How often the server is asked, in microseconds.
    private static let interval: UInt32 = 250_000
    /// How often in a row it may leave that without an answer.
    private static let maximumSilences = 20

    /// Waits until the job has ended, or nothing more happens to it by itself.
    /// - Parameters:
    ///   - isStopped: asked all the while; once it is true, nobody waits any longer, but the job goes on.
    ///   - onChange: is called with the status whenever it has changed.
    /// - Returns: how waiting ended, with what the server said last.
    package func wait(isStopped: () -> Bool, onChange: (JobStatus) -> Void) -> (JobEnd, JobStatus?) {
        var last: JobStatus?
        var silences = 0
        while true {
            if let status = status() {
                silences = 0
                if status != last { onChange(status) }
                last = status
                if let end = status.end { return (end, status) }
            } else {
                silences += 1
                if silences > Self.maximumSilences { return (.lost, last) }
            }
            if isStopped() { return (.left, last) }
            usleep(Self.interval)
        }
    }
}

extension PrinterState {
    static let attributes = ["printer-state", "printer-is-accepting-jobs", "printer-state-reasons"]

    init(_ answer: borrowing IPPAnswer) {
        activity = answer.number("printer-state").flatMap(Activity.init)
        isAccepting = answer.flag("printer-is-accepting-jobs") ?? true
        reasons = StateReason.all(answer.texts("printer-state-reasons"))
    }
}
