import Foundation
import Testing

/// A program that waits within a call until it is let go.
package final class WaitingProgram {
    private let process = Process()
    private let (input, output) = (Pipe(), Pipe())
    private let errors: FileHandle
    private let folder: TemporaryFolder

    /// Starts `annex` and returns when it waits, or has ended.
    package init(_ arguments: [String], environment: [String: String]) throws {
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
    package func end() throws -> (code: Int32, errors: String) {
        try input.fileHandleForWriting.write(contentsOf: Data("!".utf8))
        _ = try output.fileHandleForReading.readToEnd()
        process.waitUntilExit()
        return (process.terminationStatus, Fixtures.text(folder.path + "/errors"))
    }
}
