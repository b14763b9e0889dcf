import Foundation
import TestSupport
import Testing

/// Watches what the program asks of the system in a folder, and lets it go wrong: a library that is loaded before all others.
struct SystemCalls {
    /// How a call goes wrong.
    enum Action: String {
        case kill, fail, interrupt, wait
    }

    /// The folder that is watched, without links on the way.
    let folder: String

    /// The library, built once.
    private static let library: Result<TemporaryFolder, any Error> = Result {
        let folder = try TemporaryFolder()
        let source = Fixtures.folder("Fixtures") + "/system-calls.c"
        let compiler = try #require(Program.tool("cc"))
        let outcome = try compiler.run(["-shared", "-fPIC", "-O1", "-o", folder.path + "/calls.so", source, "-ldl"])
        #expect(outcome.code == 0, "\(outcome.errors)")
        return folder
    }

    /// The environment of a program on a machine that seems to have no library whose name begins with `library`.
    static func environment(without library: String) throws -> [String: String] {
        ["LD_PRELOAD": try Self.library.get().path + "/calls.so", "CALLS_FOLDER": "/none", "CALLS_HIDDEN": library]
    }

    /// The environment of a program that is watched.
    /// - Parameter call: which call goes wrong: its name, which of them, from 1, or 0 for all, and words that its paths hold.
    func environment(_ call: String? = nil, _ action: Action = .kill, log: String? = nil) throws -> [String: String] {
        var environment = ["LD_PRELOAD": try Self.library.get().path + "/calls.so", "CALLS_FOLDER": folder]
        environment["CALLS_AT"] = call
        environment["CALLS_ACTION"] = action.rawValue
        environment["CALLS_LOG"] = log
        return environment
    }
}

/// A program that waits within a call until it is let go.
final class WaitingProgram {
    private let process = Process()
    private let (input, output) = (Pipe(), Pipe())
    private let errors: FileHandle
    private let folder: TemporaryFolder

    /// Starts `annex` and returns when it waits, or has ended.
    init(_ arguments: [String], environment: [String: String]) throws {
        folder = try TemporaryFolder()
        errors = try folder.handle("errors")
        process.executableURL = URL(fileURLWithPath: Program.annex.path)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardInput = input
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        let mark = try output.fileHandleForReading.read(upToCount: 1)
        #expect(mark == Data("!".utf8), "it waits")
    }

    /// Lets the program go on; its exit code and errors.
    func end() throws -> (code: Int32, errors: String) {
        try input.fileHandleForWriting.write(contentsOf: Data("!".utf8))
        _ = try output.fileHandleForReading.readToEnd()
        process.waitUntilExit()
        return (process.terminationStatus, Fixtures.text(folder.path + "/errors"))
    }
}
