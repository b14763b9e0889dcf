import Diagnostics
import SourceTree

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The files that an argument of the command line names.
///
/// A file is taken as it is, whatever it is called. A folder stands for its files of the kind, by name. What is neither and
/// holds `*`, `?` or `[` is a pattern that the shell has left alone: it stands for the files and folders that match it.
public struct InputFiles: Sendable {
    /// Submissions: YAML and JSON, in folders and all below them. A JSON Schema beside them is none, nor is a manifest.
    public static let submissions = InputFiles(
        extensions: [".yaml", ".yml", ".json"], exceptions: [".schema.json"], isRecursive: true,
        called: LocalizedText("YAML 或 JSON 文件", en: "YAML or JSON files"))
    /// Finished PDFs, in folders but not below them.
    public static let prints = InputFiles(
        extensions: [".pdf"], exceptions: [], isRecursive: false, called: LocalizedText("PDF", en: "PDFs"))

    private let extensions: [String]
    private let exceptions: [String]
    private let isRecursive: Bool
    private let called: LocalizedText

    private init(extensions: [String], exceptions: [String], isRecursive: Bool, called: LocalizedText) {
        self.extensions = extensions
        self.exceptions = exceptions
        self.isRecursive = isRecursive
        self.called = called
    }

    /// The paths that `input` names, each once.
    /// - Throws: ``RenderError/rejected(_:)`` for a folder without any and for a pattern that nothing matches.
    public func paths(_ input: String) throws(RenderError) -> [String] {
        if Resources.isFolder(input) {
            let found = files(in: input)
            if found.isEmpty { throw .rejected([emptyFolder(input)]) }
            return found
        }
        guard !FileManager.default.fileExists(atPath: input), let pattern = PathPattern(input) else { return [input] }
        var seen = Set<String>()
        let found = pattern.matches().flatMap { match in
            Resources.isFolder(match) ? files(in: match) : isOfKind(match) ? [match] : []
        }.filter { seen.insert($0).inserted }
        if found.isEmpty { throw .rejected([unmatched(input)]) }
        return found
    }

    private func files(in folder: String) -> [String] {
        let manager = FileManager.default
        let names =
            isRecursive
            ? try? manager.subpathsOfDirectory(atPath: folder) : try? manager.contentsOfDirectory(atPath: folder)
        return (names ?? []).filter { name in
            isOfKind(name) && !name.split(separator: "/").contains { $0.hasPrefix(".") }
        }.sorted().map { folder.hasSuffix("/") ? folder + $0 : "\(folder)/\($0)" }.filter { !isManifest($0) }
    }

    /// Whether the file at `path` is what a batch has left beside its outputs, which may lie below its submissions.
    private func isManifest(_ path: String) -> Bool {
        guard path.hasSuffix("/" + Manifest.fileName), RegularFile.irregularity(of: path) == nil,
            let file = try? Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe)
        else { return false }
        return String(decoding: file.prefix(256), as: UTF8.self).contains("\"\(Manifest.format)\"")
    }

    private func isOfKind(_ name: String) -> Bool {
        let name = name.lowercased()
        return extensions.contains(where: name.hasSuffix) && !exceptions.contains(where: name.hasSuffix)
    }

    private func emptyFolder(_ folder: String) -> Diagnostic {
        Diagnostic(
            .error, id: "no-input",
            LocalizedText("文件夹“\(folder)”中没有 \(called.zh)", en: "folder “\(folder)” has no \(called.en)"))
    }

    private func unmatched(_ pattern: String) -> Diagnostic {
        Diagnostic(
            .error, id: "no-match",
            LocalizedText("没有与“\(pattern)”相符的 \(called.zh)", en: "no \(called.en) match “\(pattern)”"),
            hints: [
                LocalizedText(
                    "* 代表一个名称中的任意字，? 代表一个字，** 代表任意层文件夹",
                    en: "* stands for any part of a name, ? for one character, ** for any number of folders")
            ])
    }
}
