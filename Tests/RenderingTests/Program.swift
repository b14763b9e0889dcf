import Foundation
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// Runs programs: the built `annex`, and the PDF tools that look at what it made.
struct Program {
    /// What a run gave.
    struct Outcome {
        let code: Int32
        let output: String
        let errors: String
    }

    let path: String
    /// The arguments that stand before those of each run.
    var leading: [String] = []

    /// The program of this build: it lies beside the test bundle.
    static let annex = Program(
        path: Bundle.main.bundleURL.appendingPathComponent("annex").path)

    /// The tool called `name`, if the system has it.
    static func tool(_ name: String) -> Program? {
        ["/usr/bin/", "/usr/local/bin/"].map { Program(path: $0 + name) }
            .first { FileManager.default.isExecutableFile(atPath: $0.path) }
    }

    /// Checks documents against the JSON Schemas that they name, or the one that `--schema` names.
    static let schemaCheck = Program(path: "/usr/bin/python3", leading: [Fixtures.project + "/Tools/check-schema.py"])

    /// Runs the program to its end.
    /// - Parameters:
    ///   - input: the path of what it reads as its standard input.
    ///   - output: the path of what is its standard output; a file that the outcome tells of where there is none.
    func run(
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
    func runUnblocked() throws {
        for number in [SIGINT, SIGTERM, SIGHUP] { signal(number, SIG_DFL) }
        var (none, before) = (sigset_t(), sigset_t())
        sigemptyset(&none)
        pthread_sigmask(SIG_SETMASK, &none, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
        try run()
    }
}

/// A folder that goes when the test is over.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("annex-\(UUID().uuidString)")
        path = folder.path
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Writes a file and gives its path.
    func write(_ name: String, _ data: Data) throws -> String {
        try data.write(to: URL(fileURLWithPath: "\(path)/\(name)"))
        return "\(path)/\(name)"
    }

    /// Writes a text and gives its path.
    func write(_ name: String, _ text: String) throws -> String { try write(name, Data(text.utf8)) }

    /// A new file that is open for writing.
    func handle(_ name: String) throws -> FileHandle {
        try FileHandle(forWritingTo: URL(fileURLWithPath: try write(name, "")))
    }

    /// The names of all files below `name`; none if there is no such folder.
    func files(in name: String) -> [String] {
        ((try? FileManager.default.subpathsOfDirectory(atPath: "\(path)/\(name)")) ?? []).sorted()
    }

    /// The outputs in `name`, without the manifest, the report and the lock.
    func outputs(in name: String) -> [String] {
        files(in: name).filter { !["manifest.json", "report.html", "report.csv"].contains($0) && !$0.hasPrefix(".") }
    }

    /// The path of the only output in `name`, beside the manifest.
    func onlyFile(in name: String) -> String? {
        let names = outputs(in: name)
        return names.count == 1 ? "\(path)/\(name)/\(names[0])" : nil
    }
}

/// The text of each page of the PDF at `path`, without spaces.
func pageTexts(_ path: String) throws -> [String] {
    let text = try #require(Program.tool("pdftotext")).run(["-layout", path, "-"]).output
    return text.split(separator: "\u{C}", omittingEmptySubsequences: false).dropLast().map {
        $0.filter { !$0.isWhitespace }
    }
}

/// The example of the form set for Hunan.
enum Example {
    static let path = Fixtures.project + "/layouts/hunan-2023/example/submission.yaml"
    static let text = Fixtures.text(path)

    /// The number of the first line that holds `words`.
    static func line(of words: String) throws -> Int {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return try #require(lines.firstIndex { $0.contains(words) }) + 1
    }
}
