import Diagnostics

/// The manifests beside the PDFs of a print job, against which the job is held: what lies in a folder is what was made.
struct FolderManifests {
    /// By folder; `nil` for one without.
    private var known: [String: Manifest?] = [:]
    /// The folders whose PDFs are all printed.
    private var wholeFolders: [String] = []
    private var unreadable: [Diagnostic] = []

    /// The folder of the file at `path`, with a slash, and the file's name.
    private static func parts(_ path: String) -> (folder: String, name: String) {
        let end = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
        return (String(path[..<end]), String(path[end...]))
    }

    /// The `paths` of all PDFs in a folder as its manifest orders them; those that it does not list stand at the end.
    mutating func arranged(_ paths: [String]) -> [String] {
        guard let first = paths.first else { return [] }
        let folder = Self.parts(first).folder
        wholeFolders.append(folder)
        guard let order = manifest(in: folder)?.order else { return paths }
        let places = Dictionary(order.enumerated().map { ($1, $0) }) { first, _ in first }
        let ranked = paths.map { (place: places[Self.parts($0).name] ?? Int.max, path: $0) }
        return ranked.sorted { ($0.place, $0.path) < ($1.place, $1.path) }.map(\.path)
    }

    /// What the manifest beside the file at `path` says of it.
    func entry(of path: String) -> Manifest.Entry? {
        let (folder, name) = Self.parts(path)
        return known[folder]??.entries[name]
    }

    /// What the manifest beside the file at `path` says of it, read for the first time.
    mutating func entry(besides path: String) -> Manifest.Entry? {
        _ = manifest(in: Self.parts(path).folder)
        return entry(of: path)
    }

    /// Whether a manifest lies beside the file at `path`, be there such a file or not.
    static func hasManifest(besides path: String) -> Bool {
        (try? Manifest.read(in: parts(path).folder)) != nil
    }

    private mutating func manifest(in folder: String) -> Manifest? {
        if let manifest = known[folder] { return manifest }
        var manifest: Manifest?
        do throws(Rejection) { manifest = try Manifest.read(in: folder) } catch { unreadable += error.diagnostics }
        known[folder] = .some(manifest)
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
        let given = Set(paths)
        for folder in wholeFolders {
            let missing = (manifest(in: folder)?.order ?? []).filter { !given.contains(folder + $0) }
            faults += missing.map { Self.missing(folder + $0) }
        }
        return unreadable + faults
    }

    /// The submissions of which nothing is printed, or something old.
    func warnings(for paths: [String]) -> [Diagnostic] {
        let given = Set(paths)
        return Set(wholeFolders).sorted().flatMap { folder -> [Diagnostic] in
            guard let manifest = known[folder] ?? nil else { return [] }
            let outputs = Dictionary(manifest.entries.values.map { ($0.input, folder + $0.output) }) { min($0, $1) }
            let superseded = manifest.entries.values.filter { $0.isSuperseded && given.contains(folder + $0.output) }
            let failures = manifest.failures.values.sorted { $0.input < $1.input }
            return superseded.sorted { $0.output < $1.output }.map { Self.old(folder + $0.output, $0.input) }
                + failures.map { failure in
                    guard let output = outputs[failure.input], given.contains(output) else {
                        return Self.absent(failure.input)
                    }
                    return Self.old(output, failure.input)
                }
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

    private static func old(_ path: String, _ input: String) -> Diagnostic {
        Diagnostic(
            .warning, id: "old-output",
            LocalizedText(
                "这是材料“\(input)”以前的文件：它后来没有排成，或排成了别的文件",
                en: "a file of earlier of submission “\(input)”, which has failed or given another one since"),
            at: place(path))
    }

    private static func absent(_ input: String) -> Diagnostic {
        Diagnostic(
            .warning, id: "no-output",
            LocalizedText("这份材料上次没有排成，作业里没有它", en: "this submission failed; the job is without it"), at: place(input))
    }
}
