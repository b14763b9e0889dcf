import Diagnostics

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
    }

    /// The language that `--lang` asks for. It is needed before arguments are parsed: help is in it, too.
    static let language: Language = {
        let arguments = CommandLine.arguments
        for (index, argument) in arguments.enumerated() {
            if argument == "--lang", index + 1 < arguments.count {
                return Language(rawValue: arguments[index + 1]) ?? .zh
            }
            if argument.hasPrefix("--lang=") { return Language(rawValue: String(argument.dropFirst(7))) ?? .zh }
        }
        return .zh
    }()

    /// The path of the running program.
    static var executable: String {
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
    private static let mostFindings = 500

    /// Writes diagnostics to standard error, errors first.
    static func report(_ diagnostics: [Diagnostic]) {
        let printer = DiagnosticPrinter(language: language)
        let ordered = diagnostics.filter { $0.severity == .error } + diagnostics.filter { $0.severity != .error }
        complain(ordered.prefix(mostFindings).map(printer.text).joined())
        let rest = diagnostics.count - mostFindings
        if rest > 0 { complain(say("……还有 \(rest) 条，改正以上各处后再查\n", "… and \(rest) more\n")) }
    }
}
