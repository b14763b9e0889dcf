import ArgumentParser
import Diagnostics
import Rendering

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// How a command fared over its inputs; one that is at fault does not stop the others.
struct Outcome {
    private var code = Interface.Exit.success

    /// Runs `body`, reports its faults and remembers the gravest.
    mutating func attempt(_ body: () throws(RenderError) -> Void) {
        do throws(RenderError) {
            try body()
        } catch {
            switch error {
            case .rejected(let diagnostics):
                Interface.report(diagnostics)
                code = max(code, Interface.Exit.input)
            case .failed(let reason):
                Interface.complain(say("错误：", "error: ") + reason.text(in: Interface.language) + "\n")
                code = Interface.Exit.system
            }
        }
    }

    /// Remembers how a batch fared.
    mutating func note(_ summary: BatchSummary) {
        if !summary.failed.isEmpty || summary.skipped > 0 { code = max(code, Interface.Exit.input) }
        if summary.hasSystemFailure { code = Interface.Exit.system }
        for reason in [summary.manifestFailure, summary.reportFailure].compactMap({ $0 }) {
            attempt { () throws(RenderError) in throw .failed(reason) }
        }
    }

    /// Ends the command with its exit code.
    func end() throws {
        if code != Interface.Exit.success { throw ExitCode(code) }
    }

    /// The submissions that `inputs` name: files as they are, and the YAML and JSON files below folders, by name. A
    /// JSON Schema beside them is none.
    mutating func submissions(in inputs: [String]) -> [String] {
        inputs.flatMap { input -> [String] in
            var found: [String] = []
            attempt { () throws(RenderError) in found = try Self.submissions(in: input) }
            return found
        }
    }

    /// The submissions that `input` names.
    /// - Throws: ``RenderError/rejected(_:)`` for a folder without any.
    static func submissions(in input: String) throws(RenderError) -> [String] {
        var isFolder = false
        guard FileManager.default.fileExists(atPath: input, isDirectory: &isFolder), isFolder else { return [input] }
        let found = files(below: input)
        if found.isEmpty { throw .rejected([emptyFolder(input)]) }
        return found
    }

    private static func files(below folder: String) -> [String] {
        let names = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
        return names.filter { name in
            !name.split(separator: "/").contains { $0.hasPrefix(".") }
                && [".yaml", ".yml", ".json"].contains { name.lowercased().hasSuffix($0) }
                && !name.lowercased().hasSuffix(".schema.json")
        }.sorted().map { folder.hasSuffix("/") ? folder + $0 : "\(folder)/\($0)" }
    }

    private static func emptyFolder(_ folder: String) -> Diagnostic {
        Diagnostic(
            .error, id: "no-input",
            LocalizedText("文件夹“\(folder)”中没有 YAML 或 JSON 文件", en: "folder “\(folder)” has no YAML or JSON files"))
    }
}
