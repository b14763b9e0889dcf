import ArgumentParser
import Diagnostics
import Rendering

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif
#if canImport(Glibc)
    import Glibc
#endif

/// How the program speaks: results to standard output, everything else to standard error.
enum Interface {
    /// Exit codes.
    enum Exit {
        /// All done.
        static let success: Int32 = 0
        /// The input was at fault.
        static let input: Int32 = 1
        /// The command line was at fault.
        static let usage: Int32 = 2
        /// The system failed.
        static let system: Int32 = 3
        /// What shells add a signal's number to, where one ended a program.
        static let signal: Int32 = 128

        /// What the codes of a batch mean, for whoever runs it on an engine that tries again.
        static var meaning: String {
            say(
                """
                退出码：0 全部完成；1 材料或其他输入有问题，2 用法不对：重试也没有用；3 系统出了问题，如写不进磁盘、别的运行正在写，\
                128 以上（128 加信号的号码，如 Ctrl-C 是 130、SIGTERM 是 143）中途停下：可以重试，已经排好的不会重排。
                """,
                """
                Exit codes: 0 all done; 1 an input is at fault, 2 wrong usage: trying again does not help; 3 the system failed, \
                such as a full disk or another run in the folder, 128 and the number of a signal (130 for Ctrl-C, 143 for \
                SIGTERM) where it was stopped: try again, nothing that is finished is made again.
                """)
        }
    }

    /// The language that `--lang` asks for. It is needed before arguments are parsed: help is in it, too.
    static let language = option("--lang").flatMap(Language.init) ?? .zh

    /// For which standard `--archive` asks. It is needed before threads begin, and arguments are parsed beside one.
    static let archive = option("--archive").flatMap(RenderCommand.Archive.init) ?? .pdfA3a

    /// When diagnostics are coloured.
    enum Coloring: String, CaseIterable {
        case auto, always, never
    }

    /// When `--color` asks for colours.
    static let coloring = option("--color").flatMap(Coloring.init) ?? .auto

    /// Whether diagnostics are coloured that are written to `stream`: by default on a terminal that can, unless the user's
    /// environment forbids it (no-color.org).
    private static func isColored(on stream: Int32) -> Bool {
        switch coloring {
        case .always: return true
        case .never: return false
        case .auto:
            let environment = ProcessInfo.processInfo.environment
            return isatty(stream) == 1 && environment["NO_COLOR", default: ""].isEmpty && environment["TERM"] != "dumb"
        }
    }

    /// The first value that the command line gives the option called `name`.
    private static func option(_ name: String) -> String? {
        let arguments = CommandLine.arguments
        for (index, argument) in arguments.enumerated() {
            if argument == name, index + 1 < arguments.count { return arguments[index + 1] }
            if argument.hasPrefix(name + "=") { return String(argument.dropFirst(name.count + 1)) }
        }
        return nil
    }

    /// The resources beside the program.
    static let resources = Result { () throws(Rejection) in try Resources.beside(executable: executable) }

    /// The resources beside the program; ends the command where they cannot be read.
    static func programResources() throws -> Resources {
        do { return try resources.get() } catch {
            report(error.diagnostics)
            throw ExitCode(Exit.system)
        }
    }

    /// The path of the running program.
    private static var executable: String {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
    }

    /// Writes `text` to standard error.
    static func complain(_ text: String) {
        var text = text
        text.withUTF8 { bytes in
            var rest = UnsafeRawBufferPointer(bytes)
            while !rest.isEmpty {
                let count = write(STDERR_FILENO, rest.baseAddress, rest.count)
                guard count > 0 else { return }
                rest = UnsafeRawBufferPointer(rebasing: rest[count...])
            }
        }
    }

    /// The most findings that are written at once: a clerk reads no more, and a broken file may have a million.
    private static let maximumFindings = 500

    /// Writes diagnostics to standard error, errors first: faults of a run that was to give something else.
    static func report(_ diagnostics: [Diagnostic]) { complain(text(of: diagnostics, on: STDERR_FILENO)) }

    /// Writes diagnostics to standard output, errors first: where they are what was asked for.
    static func answer(_ diagnostics: [Diagnostic]) {
        print(text(of: diagnostics, on: STDOUT_FILENO), terminator: "")
    }

    /// Diagnostics as text, errors first.
    private static func text(of diagnostics: [Diagnostic], on stream: Int32) -> String {
        let printer = DiagnosticPrinter(language: language, isColored: isColored(on: stream))
        let ordered = diagnostics.filter { $0.severity == .error } + diagnostics.filter { $0.severity != .error }
        let rest = diagnostics.count - maximumFindings
        return ordered.prefix(maximumFindings).map(printer.text).joined()
            + (rest > 0 ? say("……还有 \(rest) 条，改正以上各处后再查\n", "… and \(rest) more\n") : "")
    }
}
