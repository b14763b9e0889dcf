package import Diagnostics
import Evaluation
import Files
import Rendering
import SourceTree

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension Manifest {
    /// The manifest in `folder`, whose path ends with a slash; `nil` where there is none.
    /// - Parameter spool: where the texts of the entries are kept instead of in memory.
    /// - Throws: ``Rejection`` where there is one that cannot be read: what it says must not be lost.
    package static func read(in folder: String, spool: TextSpool? = nil) throws(Rejection) -> Manifest? {
        let path = folder + fileName
        do throws(RegularFile.Failure) {
            if let manifest = Manifest(text: try RegularFile.text(path), spool: spool) { return manifest }
        } catch {
            if !OutputFile.exists(path) { return nil }
        }
        throw Rejection(unreadable(path))
    }

    private static func unreadable(_ path: String) -> Diagnostic {
        Diagnostic(
            .error, id: "bad-manifest",
            LocalizedText(
                "清单读不懂：没有权限、内容有误，或出自别的版本",
                en: "the manifest cannot be read: no permission, damaged, or of another version"),
            at: .whole(SourceFile(name: path, text: "")),
            hints: [
                LocalizedText(
                    "从备份恢复它，或换一个新文件夹生成；不要删它：没有它，就认不出哪些文件是生成后没有动过的",
                    en:
                        "restore it from a copy, or render into a new folder; do not remove it: only it tells which files are as they were made"
                )
            ])
    }

    /// Reads a manifest; `nil` where `text` is none of this version.
    package init?(text: String) { self.init(text: text, spool: nil) }

    /// - Parameter spool: where the texts of the entries are kept instead of in memory.
    init?(text: String, spool: TextSpool?) {
        self.init(spool: spool)
        let isRead = Self.readParts(of: text) { part in
            switch part {
            case .entry(let entry): entries[entry.output] = entry
            case .order(let name): order.append(name)
            case .failure(let failure): failures[Spelling(failure.input)] = failure
            case .report(let file): reports[file.path] = file.hash
            }
        }
        guard isRead else { return nil }
        var rest = Set(entries.names.map(Spelling.init))
        order = order.filter { rest.remove(Spelling($0)) != nil }
        order += rest.sorted().map(\.text)
    }

    /// A part of a manifest.
    enum Part {
        /// An output.
        case entry(Entry)
        /// The name of the next output in order.
        case order(String)
        /// A submission without an output.
        case failure(Failure)
        /// A file of the report.
        case report(HashedFile)
    }

    /// Gives `visit` the parts of a manifest one by one.
    /// - Returns: whether `text` is a manifest of this version; otherwise `visit` was given what stands before the fault.
    static func readParts(of text: String, _ visit: (Part) -> Void) -> Bool {
        var stated: [String: String] = [:]
        var isUnderstood = true
        let isComplete = NodeComposer.composeParts(of: SourceFile(name: fileName, text: text)) { key, node in
            switch key {
            case "outputs":
                guard let entry = Entry(node) else { isUnderstood = false; break }
                visit(.entry(entry))
            case "order": node.text.map { visit(.order($0)) }
            case "failures":
                guard let failure = Failure(node) else { isUnderstood = false; break }
                visit(.failure(failure))
            case "reports": HashedFile(node).map { visit(.report($0)) }
            default: stated[key] = node.text
            }
            return isUnderstood
        }
        return isComplete && isUnderstood && stated["format"] == format && stated["version"] == String(version)
    }
}

extension Manifest.Entry {
    /// Reads the text of an entry; `nil` where it is none.
    init?(_ text: [UInt8]) {
        let file = SourceFile(name: Manifest.fileName, text: String(decoding: text, as: UTF8.self))
        guard let (root, _) = try? NodeComposer.compose(file) else { return nil }
        self.init(root)
    }

    fileprivate init?(_ node: Node) {
        guard let output = node["output"]?.text, let hash = node["sha256"]?.text, let input = node["input"]?.text,
            let pages = node["pages"].flatMap(Self.count), let origin = node["origin"].flatMap(Manifest.Origin.init)
        else { return nil }
        self.output = output
        outputHash = hash
        self.input = input
        files = node.files ?? [input]
        office = node["office"]?.text ?? ""
        formSet = node["formSet"]?.text ?? ""
        isDraft = node["draft"]?.text == "true"
        self.pages = pages
        if let sheets = node["sheets"] {
            guard let count = Self.count(sheets) else { return nil }
            recordedSheets = count
        }
        forms = (node["forms"]?.sequence ?? []).compactMap { form in
            guard let title = form["title"]?.text, let page = form["page"].flatMap(Self.count) else { return nil }
            return Manifest.Form(title: title, page: page)
        }
        codes = node["pageCodes"].flatMap(Manifest.PageCodes.init)
        self.origin = origin
        isSuperseded = node["superseded"]?.text == "true"
        isCurrent = node["current"]?.text != "false"
        findings = [Diagnostic](recorded: node["findings"], in: input)
        title = node["formSetTitle"]?.text ?? ""
        year = node["year"]?.text.flatMap(Int.init)
        date = node["date"]?.text
        score = node["score"]?.text.flatMap { Amount($0)?.value }
        rate = node["rate"]?.text.flatMap { Amount($0)?.value }
        amounts = node.amounts
    }

    /// How many pages or sheets there are; `nil` where an output cannot have as many.
    private static func count(_ node: Node) -> Int? {
        node.text.flatMap(Int.init).flatMap { (0...1_000_000).contains($0) ? $0 : nil }
    }
}

extension Manifest.Failure {
    /// Reads the text of a failure; `nil` where it is none.
    init?(_ text: [UInt8]) {
        let file = SourceFile(name: Manifest.fileName, text: String(decoding: text, as: UTF8.self))
        guard let (root, _) = try? NodeComposer.compose(file) else { return nil }
        self.init(root)
    }

    fileprivate init?(_ node: Node) {
        guard let input = node["input"]?.text else { return nil }
        self.init(
            input: input, files: node.files ?? [input], office: node["office"]?.text ?? "",
            output: node["output"]?.text ?? "",
            reason: node["failure"]?.text, findings: [Diagnostic](recorded: node["findings"], in: input),
            formSet: node["formSet"]?.text ?? "", title: node["formSetTitle"]?.text ?? "",
            year: node["year"]?.text.flatMap(Int.init), date: node["date"]?.text,
            score: node["score"]?.text.flatMap { Amount($0)?.value },
            rate: node["rate"]?.text.flatMap { Amount($0)?.value }, amounts: node.amounts,
            letter: (node["letter"]?.sequence ?? []).compactMap(Manifest.HashedFile.init))
    }
}

extension Manifest.HashedFile {
    fileprivate init?(_ node: Node) {
        guard let path = node["file"]?.text, let hash = node["sha256"]?.text else { return nil }
        self.init(path: path, hash: hash)
    }
}

extension Node {
    /// The amounts that a submission states.
    fileprivate var amounts: [Manifest.Money] {
        (self["amounts"]?.mapping ?? []).compactMap { entry in
            entry.value.text.flatMap { Manifest.Money(entry.key, stated: $0) }
        }
    }

    /// The files of a submission; `nil` where the manifest is of a time when each had one.
    fileprivate var files: [String]? { self["files"]?.sequence?.compactMap(\.text) }
}

extension Manifest.PageCodes {
    fileprivate init?(_ node: Node) {
        guard let digest = node["digest"]?.text, let blank = node["blankPages"]?.sequence else { return nil }
        self.init(
            digest: digest, blankPages: blank.compactMap { $0.text.flatMap(Int.init) },
            blanks: (node["blanks"]?.sequence ?? []).compactMap(HandFilled.init))
    }
}

extension Manifest.Origin {
    fileprivate init?(_ node: Node) {
        guard let input = node["input"]?.text, let formSet = node["formSet"]?.text, let rules = node["rules"]?.sequence,
            let fonts = node["fonts"]?.text, let program = node["program"]?.text, let options = node["options"]?.text
        else { return nil }
        let images = (node["images"]?.sequence ?? []).compactMap { image -> (Spelling, String)? in
            guard let path = image["path"]?.text, let hash = image["sha256"]?.text else { return nil }
            return (Spelling(path), hash)
        }
        self.init(
            input: input, images: Dictionary(images) { first, _ in first }, formSet: formSet,
            rules: rules.compactMap { $0.scalar?.text }, fonts: fonts, program: program, options: options)
    }
}
