import CCUPS
import Diagnostics

/// A queue of the print server that jobs are sent to.
package struct Printer: ~Copyable {
    /// Its name.
    package let name: String
    /// Where the server answers for it.
    private let uri: String
    private let destination: UnsafeMutablePointer<cups_dest_t>
    private let information: OpaquePointer

    /// The queue called `name`, ready to take a job.
    /// - Throws: ``PrintingError`` where the server does not answer, knows no such queue, or the queue is stopped or takes
    ///   no jobs.
    package init(named name: String) throws(PrintingError) {
        try PrintServer.reach()
        guard let destination = cups.cupsGetNamedDest(nil, name, nil) else {
            throw Self.unknown(name, among: try PrintServer.queues().map(\.name))
        }
        if let fault = Self.fault(of: PrinterState(destination.pointee), name) {
            cups.cupsFreeDests(1, destination)
            throw fault
        }
        guard let information = cups.cupsCopyDestInfo(nil, destination) else {
            cups.cupsFreeDests(1, destination)
            throw Self.failure(name)
        }
        self.name = name
        self.destination = destination
        self.information = information
        uri = destination.pointee.option("printer-uri-supported") ?? ""
    }

    deinit {
        cups.cupsFreeDestInfo(information)
        cups.cupsFreeDests(1, destination)
    }

    // MARK: What it can do

    /// Holds what is asked for against what the printer can do.
    /// - Throws: ``PrintingError`` for paper, sides or a format that it does not have.
    package func check(_ ticket: PrintTicket) throws(PrintingError) {
        guard supports("document-format", CUPS_FORMAT_PDF) else {
            throw PrintingError(
                .request, id: "no-pdf-printer",
                LocalizedText("打印机“\(name)”不收 PDF", en: "printer “\(name)” takes no PDF"))
        }
        guard supports(CUPS_MEDIA, ticket.media.name) else { throw noMedia(ticket.media) }
        guard ticket.sides == .one || supports(CUPS_SIDES, ticket.sides.keyword) else {
            throw noSides(ticket.sides)
        }
    }

    private func supports(_ option: String, _ value: String) -> Bool {
        cups.cupsCheckDestSupported(nil, destination, information, option, value) != 0
    }

    /// The values that the printer has for `option`.
    private func values(_ option: String) -> [String] {
        guard let attribute = cups.cupsFindDestSupported(nil, destination, information, option) else { return [] }
        return (0..<cups.ippGetCount(attribute)).compactMap { index in
            cups.ippGetString(attribute, index, nil).map { String(cString: $0) }
        }
    }

    private func noMedia(_ media: Media) -> PrintingError {
        let known = values(CUPS_MEDIA).filter { !$0.hasPrefix("custom_") }
        guard !known.isEmpty else { return silent }
        let maximum = 12
        let more = known.count > maximum ? LocalizedText("等", en: " and others") : LocalizedText("", en: "")
        let names = known.prefix(maximum)
        return PrintingError(
            .request, id: "no-such-media",
            LocalizedText("打印机“\(name)”没有 \(media.name) 纸", en: "printer “\(name)” has no \(media.name)"),
            hints: [
                LocalizedText(
                    "它有：\(names.joined(separator: "、"))\(more.zh)",
                    en: "it has \(names.joined(separator: ", "))\(more.en)"
                )
            ])
    }

    private func noSides(_ sides: PrintTicket.Sides) -> PrintingError {
        let known = values(CUPS_SIDES)
        guard !known.isEmpty else { return silent }
        return PrintingError(
            .request, id: "no-duplex",
            LocalizedText(
                "打印机“\(name)”不能这样双面打印（\(sides.keyword)）", en: "printer “\(name)” does not print \(sides.keyword)"),
            hints: [
                LocalizedText("它能：\(known.joined(separator: "、"))", en: "it prints \(known.joined(separator: ", "))"),
                LocalizedText("单面打印，用 --sides one", en: "for one side only, use --sides one"),
            ])
    }

    /// A queue without a driver passes options by, so that nobody knows what comes out.
    private var silent: PrintingError {
        PrintingError(
            .request, id: "raw-queue",
            LocalizedText(
                "打印机“\(name)”没有说明有什么纸、能否双面，张数无法保证", en: "printer “\(name)” does not say what paper and sides it prints"),
            hints: [
                LocalizedText(
                    "这大概是没有驱动的队列，请管理员按 IPP Everywhere 重新添加", en: "it seems to have no driver; add it as IPP Everywhere"),
                LocalizedText(
                    "也可以用 --output 生成文件，再从别的程序打印", en: "or write a file with --output and print it from another program"
                ),
            ])
    }

    // MARK: Sending

    /// Sends a PDF.
    /// - Returns: the job, which the server has whole.
    /// - Throws: ``PrintingError`` where it has not; then nothing is printed.
    package func send(_ bytes: [UInt8], _ ticket: PrintTicket) throws(PrintingError) -> SpooledJob {
        var options: UnsafeMutablePointer<cups_option_t>?
        var count: Int32 = 0
        for option in ticket.options { count = cups.cupsAddOption(option.name, option.value, count, &options) }
        defer { cups.cupsFreeOptions(count, options) }
        var id: Int32 = 0
        let status = cups.cupsCreateDestJob(nil, destination, information, &id, ticket.shortName, count, options)
        guard Self.isSuccess(status) else { throw Self.failure(name) }
        guard deliver(bytes, as: ticket.shortName, toJob: id, optionCount: count, options: options) else {
            let failure = Self.failure(name)
            _ = cups.cupsCancelDestJob(nil, destination, id)
            throw failure
        }
        return SpooledJob(id: Int(id), printer: name, uri: uri)
    }

    /// Sends the only document of a job; false where the server does not take all of it.
    private func deliver(
        _ bytes: [UInt8], as title: String, toJob id: Int32, optionCount: Int32,
        options: UnsafeMutablePointer<cups_option_t>?
    ) -> Bool {
        var status = cups.cupsStartDestDocument(
            nil, destination, information, id, title, CUPS_FORMAT_PDF, optionCount, options, 1)
        var rest = bytes[...]
        while status == HTTP_STATUS_CONTINUE, !rest.isEmpty {
            let piece = rest.prefix(Self.pieceSize)
            status = piece.withUnsafeBytes {
                cups.cupsWriteRequestData(nil, $0.baseAddress?.assumingMemoryBound(to: CChar.self), $0.count)
            }
            rest = rest.dropFirst(piece.count)
        }
        let isSent = status == HTTP_STATUS_CONTINUE
        return Self.isSuccess(cups.cupsFinishDestDocument(nil, destination, information)) && isSent
    }

    private static let pieceSize = 1 << 16

    private static func isSuccess(_ status: ipp_status_t) -> Bool {
        (IPP_STATUS_OK.rawValue...IPP_STATUS_OK_EVENTS_COMPLETE.rawValue).contains(status.rawValue)
    }

    // MARK: Faults

    private static func unknown(_ name: String, among names: [String]) -> PrintingError {
        let list = LocalizedText(
            names.isEmpty ? "打印服务器上一台打印机也没有" : "有：\(names.joined(separator: "、"))",
            en: names.isEmpty ? "the print server has no printers" : "there are \(names.joined(separator: ", "))")
        return PrintingError(
            .request, id: "no-such-printer",
            LocalizedText("没有名为“\(name)”的打印机", en: "no printer is called “\(name)”"),
            hints: [name.suggestion(among: names), list].compactMap { $0 })
    }

    private static func fault(of state: PrinterState, _ name: String) -> PrintingError? {
        let reasons = state.reasons.text
        if state.activity == .stopped {
            return PrintingError(
                .system, id: "printer-stopped",
                LocalizedText("打印机“\(name)”已停止\(reasons.zh)", en: "printer “\(name)” is stopped\(reasons.en)"),
                hints: [
                    LocalizedText("排除故障后启用它：cupsenable \(name)", en: "once it is seen to, start it: cupsenable \(name)")
                ])
        }
        guard !state.isAccepting else { return nil }
        return PrintingError(
            .system, id: "printer-rejects",
            LocalizedText("打印机“\(name)”现在不收作业", en: "printer “\(name)” takes no jobs now"),
            hints: [LocalizedText("要它收，用 cupsaccept \(name)", en: "to let it take them: cupsaccept \(name)")])
    }

    /// What the library says of the last failure.
    private static func failure(_ name: String) -> PrintingError {
        let reason = PrintServer.lastError
        return PrintingError(
            .system, id: "not-sent",
            LocalizedText(
                "作业没有送到打印机“\(name)”；CUPS 的原话是“\(reason)”",
                en: "the job did not reach printer “\(name)”; CUPS says “\(reason)”"))
    }
}
