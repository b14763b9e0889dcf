import CCUPS
import Diagnostics

#if canImport(Glibc)
    import Glibc
#endif

/// The print server that the machine's settings name: `CUPS_SERVER` or `client.conf`, else the one of this machine.
package enum PrintServer {
    /// A queue as lists show it.
    package struct Queue: Sendable {
        /// Its name, by which jobs are sent.
        package let name: String
        /// What its owner says of it.
        package let description: String
        /// Whether programs use it where none is named.
        package let isDefault: Bool
        /// How it stands.
        package let state: PrinterState
    }

    /// The queues in the order of their names.
    /// - Throws: ``PrintingError`` where the server does not answer.
    package static func queues() throws(PrintingError) -> [Queue] {
        try reach()
        var list: UnsafeMutablePointer<cups_dest_t>?
        let count = cups.cupsGetDests2(nil, &list)
        defer { cups.cupsFreeDests(count, list) }
        let queues = UnsafeBufferPointer(start: list, count: Int(count)).filter { $0.instance == nil }
        return queues.map { Queue($0) }.sorted { $0.name < $1.name }
    }

    /// How long the server may take to answer a knock, in milliseconds.
    private static let patience: Int32 = 10_000

    /// Knocks at the server's door. Without it a server that is down looks like one that does not know a printer.
    static func reach() throws(PrintingError) {
        try CUPSLibrary.load()
        let connection = cups.httpConnect2(
            cups.cupsServer(), Int32(cups.ippPort()), nil, Int32(AF_UNSPEC), cups.cupsEncryption(), 1, patience, nil)
        guard let connection else {
            throw PrintingError(
                .system, id: "no-print-server",
                LocalizedText("连不上打印服务器 \(place)", en: "the print server \(place) does not answer"),
                hints: [
                    LocalizedText(
                        "看 CUPS 是否在运行（lpstat -r）；在别的机器上，用环境变量 CUPS_SERVER 写明",
                        en: "see whether CUPS is running (lpstat -r); name one elsewhere in CUPS_SERVER")
                ])
        }
        cups.httpClose(connection)
    }

    private static var place: String {
        let server = cups.cupsServer().map { String(cString: $0) } ?? ""
        return server.hasPrefix("/") ? server : "\(server):\(cups.ippPort())"
    }

    /// What the library says of the last failure.
    static var lastError: String { cups.cupsLastErrorString().map { String(cString: $0) } ?? "?" }
}

extension PrintServer.Queue {
    fileprivate init(_ destination: cups_dest_t) {
        name = String(cString: destination.name)
        description = destination.option("printer-info") ?? ""
        isDefault = destination.is_default != 0
        state = PrinterState(destination)
    }
}

extension PrinterState {
    init(_ destination: cups_dest_t) {
        activity = destination.option("printer-state").flatMap(Int.init).flatMap(Activity.init)
        isAccepting = destination.option("printer-is-accepting-jobs") != "false"
        let keywords = destination.option("printer-state-reasons") ?? ""
        reasons = StateReason.all(keywords.split(separator: ",").map(String.init))
    }
}

extension cups_dest_t {
    /// The value of the option called `name`.
    func option(_ name: String) -> String? {
        cups.cupsGetOption(name, num_options, options).map { String(cString: $0) }
    }
}
