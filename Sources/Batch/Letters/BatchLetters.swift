import Diagnostics
import Files
import Graphics
import Rendering

/// The letters of a batch to the offices whose submissions it refused: for each a PDF and a text, in a folder of their own beside
/// the outputs, and a list of all.
package struct BatchLetters: Sendable {
    /// When letters are written.
    package enum Kind: String, Sendable, CaseIterable {
        /// For more than one submission, or where there are letters already.
        case auto
        /// However many submissions there are.
        case full
        /// Never.
        case none
    }

    /// The name of the folder of letters, within that of the outputs.
    package static let folderName = "退回单"
    /// The path of the list of letters, within the folder of the outputs.
    static let listName = folderName + "/退回清单.txt"

    private let folder: String
    private let bureau: String
    private let profile: ArchiveProfile?
    private let language: Language
    /// The SHA-256 of the letters of earlier runs, by their paths.
    private let listed: [String: String]

    /// The letters on `count` submissions, whose outputs lie in `folder`; `nil` for none.
    /// - Parameters:
    ///   - bureau: the office that hands submissions back; empty where nobody said.
    ///   - profile: for which archival standard they are finished, as the outputs are.
    ///   - manifest: the one that the last run left.
    ///   - language: the language of the list.
    init?(
        _ kind: Kind, count: Int, in folder: String, bureau: String, for profile: ArchiveProfile?,
        after manifest: Manifest, language: Language
    ) {
        listed = Self.files(of: manifest)
        let isKept = !listed.isEmpty || manifest.reports[Self.listName] != nil
        guard kind == .full || kind == .auto && (count > 1 || isKept) else { return nil }
        self.folder = folder
        self.bureau = bureau
        self.profile = profile
        self.language = language
    }

    /// The files of the letter on `job`, which was refused for `findings`; `nil` where its office has nothing to mend, or cannot
    /// be told.
    /// - Throws: ``RenderError`` where the letter cannot be made.
    func letter(
        on job: BatchPlan.Job, _ findings: [Diagnostic], _ known: KnownSubmission, by renderer: Renderer
    ) throws(RenderError) -> [OutputWriter.File]? {
        let own = Self.own(findings, of: job)
        guard own.containsError else { return nil }
        let content = Letter.Content(
            findings: own, files: job.source.files.map { FilePath.parts($0).name }, bureau: bureau)
        guard let letter = try renderer.letter(content, on: known, for: profile) else { return nil }
        do throws(OutputFile.Failure) { try OutputFile.createFolder(FilePath.inside(folder, Self.folderName)) } catch {
            throw .unwritable(error)
        }
        let text = Array((TextFile.mark + TextFile.text(letter.lines)).utf8)
        let path = "\(Self.folderName)/\(job.letterName)"
        let names = (pdf: path + ".pdf", text: path + ".txt")
        return [
            OutputWriter.File(letter.pdf, name: names.pdf, listed: listed[names.pdf]),
            OutputWriter.File(
                name: names.text, bytes: text, hash: FileHash.sha256(of: text[...]), listed: listed[names.text]),
        ]
    }

    /// Whether `path` may be that of a file of the letter to an office whose submission would give the file `output`.
    static func isName(_ path: String, of output: String) -> Bool {
        let lead = "\(folderName)/\(output.dropLast(BatchPlan.Job.suffix.count))".utf8
        guard path.utf8.starts(with: lead), let rest = String(path.utf8.dropFirst(lead.count)) else { return false }
        return rest.wholeMatch(of: #/(（[0-9]{1,9}）)?退回单\.(pdf|txt)/#) != nil
    }

    /// Those of `findings` that the office is to mend or to look at: what is wrong with a form set or with the folder is none
    /// of its business.
    private static func own(_ findings: [Diagnostic], of job: BatchPlan.Job) -> [Diagnostic] {
        let files = Set(job.source.files)
        return findings.filter { finding in
            guard finding.waiver == nil, finding.severity != .note, let span = finding.span else { return false }
            return files.contains(span.place?.file ?? span.file.name)
        }
    }

    // MARK: At the end of a run

    /// Writes the list of letters, where there is a submission that gave no output.
    /// - Parameter listed: the SHA-256 of the list of the last run.
    /// - Returns: the SHA-256 of the list; `nil` where there is none.
    func writeList(
        _ manifest: Manifest, listed: String?, among files: OwnFiles
    ) throws(OutputFile.Failure) -> String? {
        guard !manifest.failures.isEmpty else { return nil }
        try OutputFile.createFolder(FilePath.inside(folder, Self.folderName))
        let list = LetterList(manifest, language: language)
        return try files.write(to: Self.listName, listed: listed) {
            (sink) throws(OutputFile.Failure) in
            try sink.write(list.beginning)
            for (index, failure) in manifest.failures.values.enumerated() {
                try sink.write(list.entry(failure, number: index + 1))
            }
        }
    }

    /// Removes the letters that `before` lists and `now` does not, such as on what has been mended, unless somebody has changed
    /// them; and their folder, if nothing is left in it.
    /// - Parameter kept: the letters that `now` lists.
    static func removeOutdated(
        after before: Manifest, _ now: Manifest, but kept: [String: String], in folder: String, among files: OwnFiles
    ) {
        var outdated = self.files(of: before).filter { kept[$0.key] == nil }
        if let hash = before.reports[listName], now.reports[listName] == nil { outdated[listName] = hash }
        guard !outdated.isEmpty else { return }
        for (name, hash) in outdated { files.remove(name, listed: hash) }
        OutputFile.removeFolders([FilePath.inside(folder, folderName)])
    }

    /// The SHA-256 of all letters that `manifest` lists, by their paths.
    static func files(of manifest: Manifest) -> [String: String] {
        manifest.failures.values.reduce(into: [:]) { files, failure in
            for file in failure.letter { files[file.path] = file.hash }
        }
    }
}
