import Batch
package import Diagnostics
import Evaluation
import Files
package import Rendering
import SourceTree

/// A PDF of a print job.
package struct PrintInput: Sendable {
    /// The path of the file.
    package let path: String
    /// What the manifest beside it says of it; `nil` where there is no manifest.
    let listed: Manifest.Entry?
}

/// Which PDFs a print job is made of, and in what order.
package struct PrintInputs {
    private let paths: [String]
    private let manifests: FolderManifests
    private let notes: [Diagnostic]

    /// The PDFs that `inputs` name: files as they are, those of folders in the order of their manifests, or by name where
    /// there is none.
    /// - Parameters:
    ///   - output: where the job is written, if it is; a job of earlier is no input of a later one.
    ///   - takesLeftOver: whether of a folder is printed, too, what does not belong to its batch any more.
    /// - Throws: ``RenderError/rejected(_:)`` for each folder without any, where a folder is not what its manifest says, and
    ///   where the job would take the place of a PDF that holds data, or lie beside a manifest, which does not list it.
    ///   ``RenderError/failed(_:)`` where the system fails.
    package init(_ inputs: [String], output: String? = nil, takesLeftOver: Bool) throws(RenderError) {
        if let output, try Self.holdsData(output) {
            throw .rejected([Self.wouldBeLost(output)])
        }
        if let output, FolderManifests.hasManifest(besides: output) {
            throw .rejected([Self.wouldLieAmongOutputs(output)])
        }
        var manifests = FolderManifests(takesLeftOver: takesLeftOver)
        let own = output.flatMap(FileIdentity.init)
        var paths: [String] = []
        var findings: [Diagnostic] = []
        for found in inputs.flatMap({ InputFiles.prints.files([$0]) }) {
            findings += found.findings
            guard !found.paths.isEmpty else { continue }
            guard FilePath.isFolder(found.input) else {
                paths += found.paths
                continue
            }
            let others = found.paths.filter { own == nil || FileIdentity($0) != own }
            if others.isEmpty { findings.append(Self.onlyJob(found.input)) }
            let printed = manifests.arranged(others)
            if printed.isEmpty, !others.isEmpty { findings.append(Self.onlyLeftOver(found.input)) }
            paths += printed
        }
        findings += manifests.faults(of: paths)
        guard !findings.containsError else { throw .rejected(findings) }
        self.paths = paths
        self.manifests = manifests
        notes = findings
    }

    /// What does not keep the job from being printed.
    package var warnings: [Diagnostic] { notes + manifests.warnings(for: paths) }

    /// Whether the file at `path` is a PDF with data inside.
    /// - Throws: ``RenderError/failed(_:)`` where that cannot be told.
    private static func holdsData(_ path: String) throws(RenderError) -> Bool {
        do throws(RenderError) {
            return try !ArchiveInspector.files(path: path).isEmpty
        } catch {
            guard case .rejected = error else { throw error }
            return false
        }
    }

    private static func wouldBeLost(_ output: String) -> Diagnostic {
        Diagnostic(
            .error, id: "output-holds-data",
            LocalizedText("这是存有原始数据的 PDF，不能用打印作业覆盖", en: "this PDF holds data, which a print job must not replace"),
            at: .whole(SourceFile(name: output, text: "")),
            hints: [LocalizedText("请给作业另起一个文件名", en: "give the job another name")])
    }

    private static func wouldLieAmongOutputs(_ output: String) -> Diagnostic {
        Diagnostic(
            .error, id: "output-among-listed",
            LocalizedText(
                "这个文件夹有清单 \(Manifest.fileName)，作业不能放在里面：清单里没有它，文件夹就不能再打印",
                en: "\(Manifest.fileName) of this folder would not list the job: the folder could be printed no more"),
            at: .whole(SourceFile(name: output, text: "")),
            hints: [LocalizedText("请把作业存到别的文件夹", en: "write the job to another folder")])
    }

    private static func onlyJob(_ input: String) -> Diagnostic {
        Diagnostic(
            .error, id: "no-input",
            LocalizedText("“\(input)”中除了作业本身没有别的 PDF", en: "“\(input)” has no PDFs but the job itself"))
    }

    private static func onlyLeftOver(_ input: String) -> Diagnostic {
        Diagnostic(
            .error, id: "only-left-over",
            LocalizedText(
                "“\(input)”中的 PDF 都不是上次生成的这一批的", en: "the last batch made none of the PDFs in “\(input)”"),
            hints: [LocalizedText("要印的，用 --include-old", en: "print them with --include-old")])
    }

    private func inputs(_ paths: [String]) -> [PrintInput] {
        paths.map { PrintInput(path: $0, listed: manifests.entry(of: $0)) }
    }

    /// The PDFs in the order in which folders and the command line give them.
    /// - Throws: ``RenderError/rejected(_:)`` where a file is named twice.
    package func inGivenOrder() throws(RenderError) -> [PrintInput] {
        var seen: Set<FileIdentity> = []
        let twice = paths.filter { path in FileIdentity(path).map { !seen.insert($0).inserted } ?? false }
        guard twice.isEmpty else { throw .rejected(twice.map(Self.listedTwice)) }
        return inputs(paths)
    }

    private static func listedTwice(_ path: String) -> Diagnostic {
        Diagnostic(
            .error, id: "listed-twice", LocalizedText("这个文件写了两次", en: "this file is named twice"),
            at: .whole(SourceFile(name: path, text: "")),
            hints: [LocalizedText("要印几份，请用 --copies", en: "for several copies, use --copies")])
    }

    /// The PDFs in the order in which the text file at `list` names them: a file name a line, with or without `.pdf`; or in
    /// that of the manifest at `list`, which may name others, too.
    /// - Throws: ``RenderError/rejected(_:)`` with every line that names no input or one that is named already, and every
    ///   input that no line names.
    package func ordered(byList list: String) throws(RenderError) -> [PrintInput] {
        let file: SourceFile
        do throws(Rejection) { file = try SourceFile.read(path: list) } catch { throw .rejected(error.diagnostics) }
        var rest = Dictionary(grouping: try inGivenOrder().map(\.path)) { Spelling(Self.name($0)) }
        let names = rest.keys.sorted().map(\.text)
        var ordered: [String] = []
        var faults: [Diagnostic] = []
        let manifest = Manifest(text: file.text)
        let lines =
            manifest?.order
            ?? file.text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init)
        for (index, line) in lines.enumerated() {
            let name = Self.name(line.trimmed)
            if name.isEmpty { continue }
            if let paths = rest.removeValue(forKey: Spelling(name)) {
                ordered += paths
            } else if manifest == nil {
                let place = SourcePosition(line: index + 1, column: 1)
                let span = SourceSpan(file: file, start: place, end: place)
                faults.append(
                    names.contains { Spelling($0) == Spelling(name) }
                        ? Self.repeated(name, span) : Self.unknown(name, span, among: names))
            }
        }
        faults += rest.values.joined().sortedBySpelling().map { Self.unlisted($0, list) }
        guard faults.isEmpty else { throw .rejected(faults) }
        return inputs(ordered)
    }

    /// The name of the file at `path`, without `.pdf`.
    private static func name(_ path: String) -> String {
        let name = FilePath.parts(path).name
        return name.lowercased().hasSuffix(".pdf") ? String(name.dropLast(4)) : name
    }

    private static func repeated(_ name: String, _ span: SourceSpan) -> Diagnostic {
        Diagnostic(
            .error, id: "listed-twice", LocalizedText("“\(name)”在前面已经列过", en: "“\(name)” is listed before"), at: span)
    }

    private static func unknown(_ name: String, _ span: SourceSpan, among names: [String]) -> Diagnostic {
        Diagnostic(
            .error, id: "no-such-input",
            LocalizedText("输入中没有名为“\(name)”的 PDF", en: "no PDF of the inputs is called “\(name)”"), at: span,
            hints: name.suggestion(among: names).map { [$0] } ?? [])
    }

    private static func unlisted(_ path: String, _ list: String) -> Diagnostic {
        Diagnostic(
            .error, id: "not-listed",
            LocalizedText("“\(list)”没有列这个文件", en: "“\(list)” does not list this file"),
            at: .whole(SourceFile(name: path, text: "")),
            hints: [LocalizedText("加一行它的文件名，或者不要把它写进输入", en: "add a line with its name, or leave it out of the inputs")]
        )
    }
}
