import Foundation
import TestSupport

#if canImport(Glibc)
    import Glibc
#endif

/// A CUPS server on the loopback, with queues of all kinds, whose printers keep what they are given.
///
/// A shell stands between: it ends the server and removes its folder as soon as its input ends, which it does when the test
/// process is gone, however that ends.
final class PrintServer: Sendable {
    /// The server of all tests; `nil` where the machine has none, or it does not start.
    static let shared = (try? PrintServer(port: freePort())) ?? (try? PrintServer(port: freePort()))

    /// What printers do with a job.
    private static let backend = """
        #!/bin/sh
        [ $# = 0 ] && exit 0
        case "$DEVICE_URI" in
        *:fail) echo "ERROR: broken" >&2; exit 1;;
        *:cancel) exit 5;;
        *:wait) while [ -d /proc/$PPID ]; do sleep 1; done; exit 0;;
        esac
        cat > "${DEVICE_URI#tray:}/$1.pdf"

        """

    /// The queues: their names, printers and settings.
    private static let queues = [
        (name: "tray", printer: "", settings: ""),
        (name: "simplex", printer: "", settings: ""),
        (name: "raw", printer: "", settings: ""),
        (name: "stopped", printer: "", settings: "State Stopped\nStateMessage out\nReason paused\n"),
        (name: "rejecting", printer: "", settings: "Accepting No\n"),
        (name: "failing", printer: "fail", settings: "ErrorPolicy abort-job\n"),
        (name: "breaking", printer: "fail", settings: "ErrorPolicy stop-printer\n"),
        (name: "cancelling", printer: "cancel", settings: ""),
        (name: "waiting", printer: "wait", settings: ""),
        (name: "holding", printer: "", settings: "Option job-hold-until indefinite\n"),
    ]

    /// Where it keeps everything.
    private let folder: String
    /// What programs must know to find it.
    let environment: [String: String]
    private let shell: Process
    private let input: Pipe

    /// Starts a server and waits until it answers.
    private init(port: UInt16) throws {
        folder = FileManager.default.temporaryDirectory.path + "/annex-cups-\(UUID().uuidString)"
        environment = ["CUPS_SERVER": "127.0.0.1:\(port)"]
        shell = Process()
        input = Pipe()
        try Self.furnish(folder, port)
        shell.executableURL = URL(fileURLWithPath: "/bin/sh")
        shell.arguments = [
            "-c",
            """
            cd / && exec 3<&0
            /usr/sbin/cupsd -f -c "$1/cupsd.conf" -s "$1/cups-files.conf" < /dev/null > "$1/log" 2>&1 3<&- & server=$!
            { cat <&3 > /dev/null; kill $server; } & wait $server; rm -rf "$1"
            """, "sh", folder,
        ]
        shell.standardInput = input
        shell.standardOutput = FileHandle.nullDevice
        shell.standardError = FileHandle.nullDevice
        try shell.runUnblocked()
        // The shell ends where the server does.
        while !Self.answers(port), shell.isRunning { usleep(50_000) }
        guard Self.answers(port) else {
            try input.fileHandleForWriting.close()
            throw CocoaError(.fileNoSuchFile)
        }
    }

    /// The PDF that a printer got as job `number`.
    func kept(_ number: Int) -> String { "\(folder)/out/\(number).pdf" }

    /// A line for each job that was printed: printer, job, `total`, sheets or pages, name, paper, sides, copies.
    var log: String { Fixtures.text(folder + "/page_log") }

    // MARK: Furniture

    private static func furnish(_ folder: String, _ port: UInt16) throws {
        let manager = FileManager.default
        for name in ["spool/temp", "run", "cache", "bin/backend", "ppd", "out"] {
            try manager.createDirectory(atPath: "\(folder)/\(name)", withIntermediateDirectories: true)
        }
        // The system's user for printing writes there.
        try manager.setAttributes([.posixPermissions: 0o777], ofItemAtPath: folder + "/out")
        for name in ["filter", "daemon", "notifier"] {
            try manager.createSymbolicLink(
                atPath: "\(folder)/bin/\(name)", withDestinationPath: "/usr/lib/cups/\(name)")
        }
        try write(backend, folder + "/bin/backend/tray")
        try manager.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder + "/bin/backend/tray")
        try write(files(folder), folder + "/cups-files.conf")
        try write(settings(port), folder + "/cupsd.conf")
        try write(printers(folder), folder + "/printers.conf")
        let driver = Fixtures.text(Fixtures.folder("Fixtures") + "/tray.ppd")
        let front = driver.split(separator: "\n").filter { !$0.contains("Duplex") }.joined(separator: "\n") + "\n"
        for queue in queues where queue.name != "raw" {
            try write(queue.name == "simplex" ? front : driver, "\(folder)/ppd/\(queue.name).ppd")
        }
    }

    private static func write(_ text: String, _ path: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    }

    /// Printing as another user than the server's is for the superuser.
    private static func files(_ folder: String) -> String {
        let user = getuid() == 0 ? "" : "User \(getuid())\nGroup \(getgid())\n"
        return """
            ServerRoot \(folder)
            ServerBin \(folder)/bin
            StateDir \(folder)/run
            CacheDir \(folder)/cache
            RequestRoot \(folder)/spool
            TempDir \(folder)/spool/temp
            AccessLog \(folder)/access_log
            ErrorLog \(folder)/error_log
            PageLog \(folder)/page_log
            \(user)
            """
    }

    private static func settings(_ port: UInt16) -> String {
        """
        Listen 127.0.0.1:\(port)
        Browsing No
        WebInterface No
        DefaultAuthType None
        PageLogFormat %p %j %P %C %{job-name} %{media} %{sides} %{copies} %{number-up}
        <Policy default>
        JobPrivateAccess all
        JobPrivateValues none
        SubscriptionPrivateAccess all
        SubscriptionPrivateValues none
        <Limit All>
        Order allow,deny
        Allow all
        </Limit>
        </Policy>

        """
    }

    private static func printers(_ folder: String) -> String {
        queues.map { queue in
            let settings =
                (queue.settings.contains("State ") ? "" : "State Idle\n")
                + (queue.settings.contains("Accepting ") ? "" : "Accepting Yes\n") + queue.settings
            let device = queue.printer.isEmpty ? folder + "/out" : queue.printer
            return "<Printer \(queue.name)>\nInfo \(queue.name)\nDeviceURI tray:\(device)\n\(settings)</Printer>\n"
        }.joined()
    }

    // MARK: Ports

    /// A port that nobody listens at.
    static func freePort() -> UInt16 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = loopback(0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = bind(descriptor, $0, length)
                _ = getsockname(descriptor, $0, &length)
            }
        }
        return UInt16(bigEndian: address.sin_port)
    }

    private static func answers(_ port: UInt16) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = loopback(port)
        return withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }

    private static func loopback(_ port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        return address
    }
}
