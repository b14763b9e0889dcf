import Foundation
import TestSupport

/// A guide whose steps stand in fenced blocks: one with a path behind its language is a file that the reader writes, one of
/// `console` holds commands behind `$ `, each followed by what it prints.
struct Guide {
    /// Where the guide says that the reader is.
    private static let home = "/home/xian"

    private let folder: TemporaryFolder
    private let text: String

    /// The guide that `text` is, for a reader with an empty folder.
    init(_ text: String) throws {
        self.text = text
        folder = try TemporaryFolder()
    }

    /// The text as it is after each step was taken: with what the commands print.
    func followed() throws -> String {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)[...]
        var written: [String] = []
        while let line = lines.popFirst() {
            written.append(line)
            guard line.hasPrefix("```") else { continue }
            let body = lines.prefix { $0 != "```" }
            lines = lines.dropFirst(body.count)
            written += try block(line.dropFirst(3).split(separator: " ").map(String.init), Array(body))
            if let end = lines.popFirst() { written.append(end) }
        }
        return written.joined(separator: "\n")
    }

    /// Takes the steps of a block and gives its lines.
    private func block(_ information: [String], _ body: [String]) throws -> [String] {
        if information.count == 2 {
            try write(information[1], body)
            return body
        }
        guard information == ["console"] else { return body }
        return try body.filter { $0.hasPrefix("$ ") }.flatMap { try [$0] + printed(by: String($0.dropFirst(2))) }
    }

    private func write(_ path: String, _ lines: [String]) throws {
        let parent = URL(fileURLWithPath: "\(folder.path)/\(path)").deletingLastPathComponent()
        try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
        _ = try folder.write(path, lines.joined(separator: "\n") + "\n")
    }

    /// What a command of the shell prints, where `annex` is the program of this build.
    private func printed(by command: String) throws -> [String] {
        let programs = URL(fileURLWithPath: Program.annex.path).deletingLastPathComponent().path
        let outcome = try Program(path: "/bin/sh").run(
            ["-c", "cd \"$GUIDE\" && { \(command); } 2>&1"],
            environment: ["GUIDE": folder.path, "PATH": "\(programs):/usr/bin:/bin"])
        let text = (outcome.output + outcome.errors).replacing(folder.path, with: Self.home)
        return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast(text.hasSuffix("\n") ? 1 : 0)
            .filter { !text.isEmpty || !$0.isEmpty }.map(String.init)
    }
}
