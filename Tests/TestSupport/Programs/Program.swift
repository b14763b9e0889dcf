package import Foundation
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// Runs programs: the built `annex`, and the PDF tools that look at what it made.
package struct Program {
    /// What a run gave.
    package struct Outcome {
        /// The exit status; a signal that ended the program with a minus before it.
        package let code: Int32
        /// What it wrote on its standard output.
        package let output: String
        /// What it wrote on its standard error.
        package let errors: String
    }

    /// Where the program lies.
    package let path: String
    /// The arguments that stand before those of each run.
    private let leading: [String]

    /// The program at `path`, whose arguments begin with `leading`.
    package init(path: String, leading: [String] = []) {
        self.path = path
        self.leading = leading
    }

    /// The program of this build: it lies beside the test bundle.
    package static let annex = Program(
        path: Bundle.main.bundleURL.appendingPathComponent("annex").path)

    /// The tool called `name`, if the system has it.
    package static func tool(_ name: String) -> Program? {
        ["/usr/bin/", "/usr/local/bin/"].map { Program(path: $0 + name) }
            .first { FileManager.default.isExecutableFile(atPath: $0.path) }
    }

    /// Checks documents against the JSON Schemas that they name, or the one that `--schema` names.
    package static let schemaCheck = Program(
        path: "/usr/bin/python3", leading: [Fixtures.project + "/Tools/check-schema.py"])

    /// Runs the program to its end.
    /// - Parameters:
    ///   - input: the path of what it reads as its standard input.
    ///   - output: the path of what is its standard output; a file that the outcome tells of where there is none.
    package func run(
        _ arguments: [String], environment: [String: String] = [:], input: String = "/dev/null", output: String? = nil
    ) throws -> Outcome {
        let folder = try TemporaryFolder()
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = leading + arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        let printed = try folder.handle("output")
        let errors = try folder.handle("errors")
        process.standardOutput = try output.map { try FileHandle(forWritingTo: URL(fileURLWithPath: $0)) } ?? printed
        process.standardError = errors
        process.standardInput = try FileHandle(forReadingFrom: URL(fileURLWithPath: input))
        try process.run()
        process.waitUntilExit()
        return Outcome(
            code: process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus,
            output: Fixtures.text(folder.path + "/output"), errors: Fixtures.text(folder.path + "/errors"))
    }
}

extension Process {
    /// Starts the program so that signals reach it: the threads of tests block them, and who started the tests may have them
    /// ignored, as shells do for what runs in the background. A program inherits both.
    package func runUnblocked() throws {
        for number in [SIGINT, SIGTERM, SIGHUP] { signal(number, SIG_DFL) }
        var (none, before) = (sigset_t(), sigset_t())
        sigemptyset(&none)
        pthread_sigmask(SIG_SETMASK, &none, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
        try run()
    }
}

/// The text of each page of the PDF at `path`, without spaces.
package func pageTexts(_ path: String) throws -> [String] {
    let text = try #require(Program.tool("pdftotext")).run(["-layout", path, "-"]).output
    return text.split(separator: "\u{C}", omittingEmptySubsequences: false).dropLast().map {
        $0.filter { !$0.isWhitespace }
    }
}
