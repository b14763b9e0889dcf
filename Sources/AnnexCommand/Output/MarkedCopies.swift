import ArgumentParser
import Batch
import Diagnostics
import Files
import Rendering

/// The copies of workbooks with their findings as comments that `--mark` asks for.
struct MarkedCopies {
    private let output: String
    /// Whether each copy is put into the folder `output`, named as its workbook is.
    private let isFolder: Bool
    /// What names each file.
    private let inputs: [String: InputFiles.Found]

    /// - Parameters:
    ///   - output: the value of the option.
    ///   - inputs: the inputs of the command.
    /// - Throws: `ValidationError` where several copies would be one file.
    init(_ output: String, for inputs: [InputFiles.Found]) throws {
        self.output = output
        let isMany = inputs.count > 1 || inputs.contains(where: \.isExhaustive)
        self.inputs = Dictionary(
            inputs.flatMap { input in input.paths.map { ($0, input) } }, uniquingKeysWith: { first, _ in first })
        isFolder = isMany || FilePath.isFolder(output) || output.hasSuffix("/")
        guard isFolder, OutputFile.exists(output), !FilePath.isFolder(output) else { return }
        throw ValidationError(
            say("--mark 应是文件夹，“\(output)”是文件。", "--mark must be a folder here, “\(output)” is a file."))
    }

    /// Writes copies of the files of a submission in which something was found, over no other files.
    /// - Parameter tell: takes what is to be said of each.
    func add(_ submission: CheckedFile, _ outcome: inout Outcome, _ tell: (String) -> Void) {
        for file in submission.parts {
            outcome.attempt { () throws(RenderError) in
                if let line = try add(file) { tell(line) }
            }
        }
    }

    /// Writes the copy of a file.
    /// - Returns: what is to be said of it.
    private func add(_ file: CheckedFile) throws(RenderError) -> String? {
        guard file.failure == nil, let input = inputs[file.path] else { return nil }
        guard !file.findings.isEmpty else {
            return isFolder ? nil : say("没有要标注的，没有写 \(output)", "nothing to mark; \(output) was not written")
        }
        let copy = isFolder ? FilePath.inside(output, Self.name(of: file.path, in: input)) : output
        try Self.check(copy, for: file.path)
        let marked: MarkedWorkbook
        do throws(Rejection) {
            marked = try MarkedWorkbook(path: file.path, findings: file.findings, language: Interface.language)
        } catch {
            throw .rejected(error.diagnostics.map { self.lessened($0, input) })
        }
        do throws(OutputFile.Failure) {
            try OutputFile.createFolder(of: copy)
        } catch {
            throw .unwritable(error)
        }
        try OutputFile.createNew(marked.bytes, at: copy)
        return say("已标注 \(copy)", "marked \(copy)")
    }

    /// Writes copies of those of `submissions` in which something was found that is about themselves, not about what was made
    /// of them.
    func add(_ submissions: [CheckedFile], _ outcome: inout Outcome) {
        for submission in submissions
        where submission.findings.contains(where: { $0.span.map { submission.files.contains($0.file.name) } ?? false })
        {
            add(submission, &outcome) { print($0) }
        }
    }

    /// A finding of marking. That a folder holds files of other kinds, too, is no fault.
    private func lessened(_ finding: Diagnostic, _ input: InputFiles.Found) -> Diagnostic {
        var finding = finding
        if finding.id == "not-marked", input.isExhaustive { finding.severity = .warning }
        return finding
    }

    /// Makes sure that a copy is called as a file of its kind: Excel opens no workbook with macros that is called .xlsx.
    private static func check(_ copy: String, for path: String) throws(RenderError) {
        let endings = [path, copy].map { $0.lowercased().split(separator: ".").last.map(String.init) ?? "" }
        guard ["xlsx", "xlsm"].contains(endings[0]), endings[0] != endings[1] else { return }
        throw .rejected([
            Diagnostic(
                .error, id: "wrong-ending",
                LocalizedText(
                    "标注后的文件应和原文件一样以 .\(endings[0]) 结尾",
                    en: "the marked file must end in .\(endings[0]) as the file does"),
                at: .whole(SourceFile(name: copy, text: "")))
        ])
    }

    /// What the copy of the file at `path` is called: as that is called in the folder that was named, with the folders between.
    private static func name(of path: String, in input: InputFiles.Found) -> String {
        func pieces(_ path: String) -> [Substring] { FilePath.pieces(path).filter { $0 != "." } }
        let base = pieces(input.input).prefix {
            FilePath.isFolder(input.input) || !NamePattern.isNeeded(for: String($0))
        }
        let names = pieces(path)
        guard input.isExhaustive, names.count > base.count, names.starts(with: base) else {
            return FilePath.parts(path).name
        }
        return names.dropFirst(base.count).joined(separator: "/")
    }
}
