import Batch
import Diagnostics
import Files

/// The manifests beside the PDFs of a print job, against which the job is held: what lies in a folder is what was made.
struct FolderManifests {
    /// By folder; `nil` for one without.
    private var known: [Spelling: Manifest?] = [:]
    /// The folders whose PDFs are printed.
    private var printedFolders: [String] = []
    /// The PDFs of those folders that are not printed, because they do not belong to the batch.
    private var leftOver: [String] = []
    private var unreadable: [Diagnostic] = []
    /// Whether they are printed, too.
    private let takesLeftOver: Bool

    /// - Parameter takesLeftOver: whether of a folder is printed, too, what does not belong to its batch any more.
    init(takesLeftOver: Bool = false) {
        self.takesLeftOver = takesLeftOver
    }

    private static func parts(_ path: String) -> (folder: String, name: String) { FilePath.parts(path) }

    /// Those of the `paths` of all PDFs in a folder that are printed, as its manifest orders them; those that it does not list
    /// stand at the end.
    mutating func arranged(_ paths: [String]) -> [String] {
        guard let first = paths.first else { return [] }
        let folder = Self.parts(first).folder
        printedFolders.append(folder)
        guard let manifest = manifest(in: folder) else { return paths }
        let places = Dictionary(manifest.order.enumerated().map { (Spelling($1), $0) }) { first, _ in first }
        let ranked = paths.map { (place: places[Spelling(Self.parts($0).name)] ?? Int.max, path: $0) }
        let ordered = ranked.sorted { ($0.place, Spelling($0.path)) < ($1.place, Spelling($1.path)) }.map(\.path)
        leftOver += ordered.filter { isLeftOver(Self.parts($0).name, manifest) }
        return ordered.filter { !isLeftOver(Self.parts($0).name, manifest) }
    }

    private func isLeftOver(_ name: String, _ manifest: Manifest) -> Bool {
        !takesLeftOver && manifest.entries.isCurrent(name) == false
    }

    /// What the manifest beside the file at `path` says of it.
    func entry(of path: String) -> Manifest.Entry? {
        let (folder, name) = Self.parts(path)
        return known[Spelling(folder)]??.entries[name]
    }

    /// Whether a manifest lies beside the file at `path`, be there such a file or not.
    static func hasManifest(besides path: String) -> Bool {
        (try? Manifest.read(in: parts(path).folder)) != nil
    }

    private mutating func manifest(in folder: String) -> Manifest? {
        if let manifest = known[Spelling(folder)] { return manifest }
        var manifest: Manifest?
        do throws(Rejection) { manifest = try Manifest.read(in: folder) } catch { unreadable += error.diagnostics }
        known[Spelling(folder)] = .some(manifest)
        return manifest
    }

    // MARK: Faults

    /// Where the PDFs at `paths` are not those that their manifests list, and where whole folders lack some.
    mutating func faults(of paths: [String]) -> [Diagnostic] {
        var faults: [Diagnostic] = []
        for path in paths {
            let (folder, name) = Self.parts(path)
            guard let manifest = manifest(in: folder), !manifest.entries.contains(name) else { continue }
            // What cannot be read is told of when it is laid out.
            if OutputFile.exists(path) { faults.append(Self.unlisted(path)) }
        }
        let given = Set(paths.map(Spelling.init))
        for folder in printedFolders {
            guard let manifest = manifest(in: folder) else { continue }
            let wanted = manifest.order.filter { !isLeftOver($0, manifest) }
            let missing = wanted.filter { !given.contains(Spelling(folder + $0)) }
            faults += missing.map { Self.missing(folder + $0) }
        }
        return unreadable + faults
    }

    /// The submissions of which nothing is printed, or something old; and the PDFs that are left out.
    func warnings(for paths: [String]) -> [Diagnostic] {
        let given = Set(paths.map(Spelling.init))
        let left = Set(leftOver.map(Spelling.init))
        let folders = Set(printedFolders.map(Spelling.init)).sorted().map(\.text)
        return folders.flatMap { warnings(of: $0, given, left) }
    }

    private func warnings(of folder: String, _ given: Set<Spelling>, _ left: Set<Spelling>) -> [Diagnostic] {
        guard let manifest = known[Spelling(folder)] ?? nil else { return [] }
        let there = manifest.entries.values.filter {
            given.contains(Spelling(folder + $0.output)) || left.contains(Spelling(folder + $0.output))
        }
        let outputs = there.map { Output(entry: $0, folder, isPrinted: given.contains(Spelling(folder + $0.output))) }
        let others = outputs.filter { !$0.isPrinted && !$0.isSuperseded && manifest.failures[$0.input] == nil }
        return outputs.filter(\.isSuperseded).map(Self.old) + others.map(Self.leftOut)
            + manifest.failures.values.map { failure in
                let old = outputs.first { $0.input == Spelling(failure.input) && !$0.isSuperseded }
                return old.map(Self.old) ?? Self.absent(FilePath.joined(folder, failure.input))
            }
    }

    /// A PDF of a folder that is told of.
    private struct Output {
        let path: String
        let input: Spelling
        /// The path of the submission, for people.
        let source: String
        let isSuperseded: Bool
        let isPrinted: Bool

        init(entry: Manifest.Entry, _ folder: String, isPrinted: Bool) {
            path = folder + entry.output
            input = Spelling(entry.input)
            source = FilePath.joined(folder, entry.input)
            isSuperseded = entry.isSuperseded
            self.isPrinted = isPrinted
        }

        var hints: [LocalizedText] {
            isPrinted
                ? []
                : [
                    LocalizedText(
                        "没有印；要印的，用 --include-old，或写它的文件名；不要的，移走",
                        en: "it is not printed; print it with --include-old or by its name, or move it away")
                ]
        }
    }

    private static func place(_ path: String) -> SourceSpan { .whole(SourceFile(name: path, text: "")) }

    private static func unlisted(_ path: String) -> Diagnostic {
        Diagnostic(
            .error, id: "not-in-manifest",
            LocalizedText("清单 \(Manifest.fileName) 里没有这个文件", en: "\(Manifest.fileName) does not list this file"),
            at: place(path),
            hints: [
                LocalizedText(
                    "不是这一批的，移到别的文件夹；是的，用 annex render 生成", en: "move it elsewhere, or render its submission here")
            ])
    }

    private static func missing(_ path: String) -> Diagnostic {
        Diagnostic(
            .error, id: "missing-output",
            LocalizedText(
                "清单 \(Manifest.fileName) 里有这个文件，文件夹里没有", en: "\(Manifest.fileName) lists this file, but it is not there"
            ),
            at: place(path),
            hints: [
                LocalizedText(
                    "用 annex render 重新生成；只印一部分的，逐个写文件名", en: "render it again; to print only some, name the files")
            ])
    }

    private static func old(_ output: Output) -> Diagnostic {
        Diagnostic(
            .warning, id: "old-output",
            LocalizedText(
                "这是材料“\(output.source)”以前的文件：它后来没有排成，或排成了别的文件",
                en: "a file of earlier of submission “\(output.source)”, which has failed or given another one since"),
            at: place(output.path), hints: output.hints)
    }

    private static func leftOut(_ output: Output) -> Diagnostic {
        Diagnostic(
            .warning, id: "left-over",
            LocalizedText(
                "上次生成这一批时没有这个文件：材料“\(output.source)”不在输入中",
                en: "the last batch did not make this file: submission “\(output.source)” was no input"),
            at: place(output.path), hints: output.hints)
    }

    private static func absent(_ input: String) -> Diagnostic {
        Diagnostic(
            .warning, id: "no-output",
            LocalizedText("这份材料上次没有排成，作业里没有它", en: "this submission failed; the job is without it"), at: place(input))
    }
}
