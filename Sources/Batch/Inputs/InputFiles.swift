package import Diagnostics
import Files
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
package struct InputFiles: Sendable {
    /// Submissions: workbooks, Word files, YAML and JSON, in folders and all below them. A JSON Schema beside them is none, nor is a manifest or a plan.
    package static let submissions = InputFiles(
        extensions: submissionExtensions, exceptions: [".schema.json"], isRecursive: true,
        called: LocalizedText("工作簿、Word、YAML 或 JSON 文件", en: "workbooks, Word, YAML or JSON files"))
    /// What offices have filed: submissions, and the PDFs made of them.
    package static let filed = InputFiles(
        extensions: submissionExtensions + [".pdf"], exceptions: [".schema.json"], isRecursive: true,
        called: LocalizedText("PDF、工作簿、Word、YAML 或 JSON 文件", en: "PDFs, workbooks, Word, YAML or JSON files"))
    /// Finished PDFs, in folders but not below them.
    package static let prints = InputFiles(
        extensions: [".pdf"], exceptions: [], isRecursive: false, called: LocalizedText("PDF", en: "PDFs"))

    private static let submissionExtensions = [
        ".yaml", ".yml", ".json", ".xlsx", ".xlsm", ".docx", ".docm", ".xls", ".doc", ".et", ".wps", ".rtf",
        // They are not read, and whoever reads them says so.
        ".xlsb", ".ods", ".odt",
    ]

    /// How the names of the files end, dots included.
    package let extensions: [String]
    private let exceptions: [String]
    private let isRecursive: Bool
    private let called: LocalizedText

    private init(extensions: [String], exceptions: [String], isRecursive: Bool, called: LocalizedText) {
        self.extensions = extensions
        self.exceptions = exceptions
        self.isRecursive = isRecursive
        self.called = called
    }

    /// What an argument names.
    package struct Found: Sendable {
        /// The argument.
        package let input: String
        /// Whether it is a folder or a pattern: all that there is, and not one file of others.
        package let isExhaustive: Bool
        /// The folders among what it names, each with a slash behind it.
        package fileprivate(set) var folders: [String] = []
        /// The paths of the files that no argument before it names, each once.
        package fileprivate(set) var paths: [String] = []
        /// What was not read though it may have been meant, and what is one file under two names.
        package fileprivate(set) var findings: [Diagnostic] = []
        /// The paths of the files of folders that are of other kinds, such as notes, and lie beside no outputs.
        package fileprivate(set) var others: [String] = []
        /// The pictures of folders, which submissions may name.
        fileprivate(set) var pictures: [UnreadFile] = []
        /// The files of folders that are not read.
        fileprivate var unread: [UnreadFile] = []

        /// The paths of the pictures.
        package var picturePaths: [String] { pictures.map(\.path) }

        /// Says of what is not read what it is.
        fileprivate mutating func tellUnread() {
            findings += unread.filter { !$0.isPicture }.compactMap(\.finding)
            pictures = unread.filter(\.isPicture)
            others = unread.filter { $0.kind == nil }.map(\.path)
            unread = []
        }
    }

    /// What `inputs` name; a folder without any file of the kind, and a pattern that nothing matches, are faults.
    package func files(_ inputs: [String]) -> [Found] {
        var known: [FileIdentity: String] = [:]
        var missing = Set<Spelling>()
        return inputs.map { input in
            var found = files(input)
            found.paths = found.paths.filter { path in
                guard let identity = FileIdentity(path) else { return missing.insert(Spelling(path)).inserted }
                guard let first = known[identity] else {
                    known[identity] = path
                    return true
                }
                let isOneEntry = Spelling(FilePath.entry(first)) == Spelling(FilePath.entry(path))
                if !isOneEntry { found.findings.append(Self.sameFile(path, first)) }
                return false
            }
            return found
        }
    }

    private func files(_ input: String) -> Found {
        let isPattern = !OutputFile.exists(input) && NamePattern.isNeeded(for: input)
        var found = Found(input: input, isExhaustive: FilePath.isFolder(input) || isPattern)
        if FilePath.isFolder(input) {
            add(input, &found)
            if found.paths.isEmpty { found.findings.append(emptyFolder(input)) }
        } else if isPattern, let pattern = PathPattern(input) {
            found.findings += pattern.findings
            for path in pattern.matches {
                if FilePath.isFolder(path) { add(path, &found) } else { add(path, isHidden: false, &found) }
            }
            leaveOutOutputs(beside: pattern.matches, &found)
            if found.paths.isEmpty { found.findings.append(unmatched(input)) }
        } else if Self.isLock(input) {
            found.findings.append(Self.openElsewhere(input))
        } else {
            found.paths = [input]
        }
        found.tellUnread()
        return found
    }

    // MARK: Folders

    private func add(_ folder: String, _ found: inout Found) {
        let walk = FolderWalk(folder, isDeep: isRecursive)
        found.folders.append(folder.hasSuffix("/") ? folder : folder + "/")
        found.findings += walk.findings
        for path in walk.files { add(path, isHidden: false, &found) }
        for path in walk.hidden { add(path, isHidden: true, &found) }
        leaveOutOutputs(beside: walk.files, &found)
    }

    /// What lies beside manifests among `files` was made, not handed in; so were letters on submissions.
    private func leaveOutOutputs(beside files: [String], _ found: inout Found) {
        let outputs = files.filter(isManifest).map { FilePath.parts($0).folder }
        found.unread.removeAll { other in outputs.contains { other.path.hasPrefix($0) } }
        found.paths.removeAll { path in outputs.contains { path.hasPrefix($0 + BatchLetters.folderName + "/") } }
    }

    /// Takes the file at `path`, or says what is left out.
    private func add(_ path: String, isHidden: Bool, _ found: inout Found) {
        guard !Self.isLock(path) else { return found.findings.append(Self.openElsewhere(path)) }
        guard !isOfKind(path) || isHidden else {
            if !isRecord(path) { found.paths.append(path) }
            return
        }
        guard isRecursive, !isException(path) else { return }
        if !isHidden, FileIdentity(path) == nil {
            found.findings.append(Self.leadsNowhere(path))
        } else if LikelySubmission.isThere(path) {
            found.findings.append(leftOut(path, isHidden: isHidden || Self.isBackup(path)))
        } else if !isHidden {
            found.unread.append(UnreadFile(path))
        }
    }

    /// Whether the file at `path` is what a batch has left beside its outputs, which may lie below its submissions.
    private func isManifest(_ path: String) -> Bool {
        path.hasSuffix("/" + Manifest.fileName) && begins(path, withOneOf: [Manifest.format])
    }

    /// Whether the file at `path` was written by the program to keep the books: a manifest, a plan, or what says which shard
    /// lies in a folder.
    private func isRecord(_ path: String) -> Bool {
        path.hasSuffix(".json") && begins(path, withOneOf: [Manifest.format, ShardPlan.format, ShardRecord.format])
    }

    /// Whether the file at `path` says at its beginning that it has one of `formats`.
    private func begins(_ path: String, withOneOf formats: [String]) -> Bool {
        guard RegularFile.irregularity(of: path) == nil,
            let file = try? Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe)
        else { return false }
        let text = String(decoding: file.prefix(256), as: UTF8.self)
        return formats.contains { text.contains("\"\($0)\"") }
    }

    private func isOfKind(_ name: String) -> Bool {
        let name = name.lowercased()
        return extensions.contains(where: name.hasSuffix) && !isException(name)
    }

    private func isException(_ name: String) -> Bool {
        let name = name.lowercased()
        return exceptions.contains(where: name.hasSuffix)
    }

    /// Whether Excel and Word call a file like this that says who has another one open.
    private static func isLock(_ path: String) -> Bool { FilePath.parts(path).name.hasPrefix("~$") }

    /// Whether editors and tools call copies of earlier contents like this.
    private static func isBackup(_ name: String) -> Bool {
        let name = name.lowercased()
        return ["~", ".bak", ".old", ".orig", ".swp", ".tmp"].contains(where: name.hasSuffix)
    }

    // MARK: Findings

    private static func place(_ path: String) -> SourceSpan { .whole(SourceFile(name: path, text: "")) }

    private func leftOut(_ path: String, isHidden: Bool) -> Diagnostic {
        let endings = extensions.joined(separator: "、")
        return isHidden
            ? Diagnostic(
                .warning, id: "hidden-file",
                LocalizedText(
                    "像是材料，但是隐藏文件或备份，没有读", en: "looks like a submission, but is hidden or a backup; it was not read"),
                at: Self.place(path))
            : Diagnostic(
                .error, id: "left-out",
                LocalizedText(
                    "像是材料，但文件名不是以 \(endings) 结尾，没有读",
                    en:
                        "looks like a submission, but is not called \(extensions.joined(separator: ", ")); it was not read"
                ),
                at: Self.place(path),
                hints: [
                    LocalizedText("是材料的，改文件名；不是的，移到别的文件夹", en: "rename it, or move it away if it is none")
                ])
    }

    private static func openElsewhere(_ path: String) -> Diagnostic {
        Diagnostic(
            .note, id: "open-elsewhere",
            LocalizedText(
                "这个文件表示有人正在 Excel 或 Word 里开着旁边的文件；还没有保存的改动读不到",
                en:
                    "this file says that somebody has the one beside it open in Excel or Word; changes that are not saved are not read"
            ),
            at: place(path))
    }

    private static func leadsNowhere(_ path: String) -> Diagnostic {
        Diagnostic(
            .error, id: "cannot-read",
            LocalizedText("链接指向的文件或文件夹不在，没有读", en: "the link leads to nothing that can be read"), at: place(path))
    }

    private static func sameFile(_ path: String, _ first: String) -> Diagnostic {
        Diagnostic(
            .note, id: "same-file",
            LocalizedText("与“\(first)”是同一个文件，只算一份", en: "the same file as “\(first)”, taken once"), at: place(path))
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
