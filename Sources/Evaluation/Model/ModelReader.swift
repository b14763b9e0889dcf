import Diagnostics
import SourceTree

/// Reads the files that declare a model: each may build on others (`like`), and adds to them, renames, changes and drops.
struct ModelReader {
    /// The whole numbers that a model may speak of.
    static let numbers = -1_000_000_000...1_000_000_000

    /// What was found so far.
    var findings: [Diagnostic] { reader.findings }
    var reader = NodeReader()
    /// Where files that others build on are looked for.
    private let folders: LayoutFolders
    /// What those files declare; `nil` where one cannot be read.
    private var known: [String: Declared?] = [:]
    /// The files that are being read, each because the one before it builds on it.
    private var open: [String] = []
    /// How many fields were declared so far; one more than there may be where there are more.
    private var fieldCount = 0
    /// The names of fields that are missing because their declarations are at fault: what names them is not.
    var lostFields: Set<String> = []

    /// Files build on each other no deeper than this.
    private static let deepest = 16
    /// So many fields a model may have, those of the files that it builds on included each time.
    private static let mostFields = 10_000

    /// Creates a reader that finds what files build on in `folders`.
    init(_ folders: LayoutFolders) {
        self.folders = folders
    }

    /// What a file declares.
    struct Declared {
        /// Where the file says so.
        var span: SourceSpan
        var group = GroupDraft(title: "")
        /// The roles, with the group that states them last.
        var document: NodeReader.Group?
        /// How many fields it and the files that it builds on declare, each time.
        var fieldCount = 0
    }

    /// The model that the file at `path` declares; `nil` where it cannot be read.
    mutating func model(path: String) -> SubmissionModel? {
        guard let declared = file(path, namedBy: nil) else { return nil }
        guard fieldCount <= Self.mostFields else {
            let most = Self.mostFields
            reader.fault(
                "too-many-fields", LocalizedText("字段超过 \(most) 个", en: "more than \(most) fields"), at: declared.span)
            return nil
        }
        if let taken = declared.group.index(of: SubmissionModel.formSetField) {
            reportTaken(SubmissionModel.formSetField, at: declared.group.fields[taken].span)
        }
        let type = ModelTypeReader.type(of: declared.group, &reader)
        guard let document = declared.document else {
            _ = reader.required("document", in: NodeReader.Group(entries: [:], span: declared.span))
            return nil
        }
        var roleReader = NodeReader()
        let roles = DocumentRoles(document, type: type, &roleReader)
        reader.add(roleReader.findings.filter { !namesLostField($0, document) })
        return roles.map { SubmissionModel(type: type, roles: $0, paths: reader.paths) }
    }

    /// Whether `finding` is of a role that names a field which is missing because its declaration is at fault.
    private func namesLostField(_ finding: Diagnostic, _ document: NodeReader.Group) -> Bool {
        guard let place = finding.span?.start else { return false }
        let role = document.entries.values.first { $0.span.start <= place && place < $0.span.end }
        return role?.scalar.map { scalar in lostFields.contains { scalar.text.contains($0) } } ?? false
    }

    // MARK: Files

    /// What the file at `path` declares, with what it builds on. A file that many build on is read once.
    private mutating func file(_ path: String, namedBy reference: Node?) -> Declared? {
        if let known = known[path] {
            count(known?.fieldCount ?? 0)
            return known
        }
        let before = fieldCount
        var declared = reader.root(path: path, namedBy: reference).flatMap { read($0, path) }
        declared?.fieldCount = fieldCount - before
        known[path] = .some(declared)
        return declared
    }

    private mutating func read(_ root: Node, _ path: String) -> Declared? {
        open.append(path)
        defer { open.removeLast() }
        let group = reader.group(root, keys: ModelGroup.model.keys)
        var declared = Declared(span: root.span)
        if let like = group["like"] {
            guard let base = self.base(like) else { return nil }
            (declared.group, declared.document) = (base.group, base.document)
        }
        if let title = reader.text(group["like"] == nil ? reader.required("title", in: group) : group["title"]) {
            declared.group.title = title
        }
        if let document = group["document"] { lay(document, over: &declared) }
        for node in reader.list(group["fields"]) { apply(node, to: &declared.group) }
        return declared
    }

    /// Counts fields that are declared.
    mutating func count(_ fields: Int) { fieldCount = min(fieldCount + fields, Self.mostFields + 1) }

    private mutating func lay(_ document: Node, over declared: inout Declared) {
        let own = reader.group(document, keys: ModelGroup.document.keys)
        let entries = (declared.document?.entries ?? [:]).merging(own.entries) { $1 }
        declared.document = NodeReader.Group(entries: entries, span: own.span)
    }

    /// What the file declares that `like` names.
    mutating func base(_ like: Node) -> Declared? {
        guard let path = folders.file(like, from: open.last ?? "", &reader) else { return nil }
        if open.contains(path) {
            reportRing(from: path, at: like)
            return nil
        }
        guard open.count < Self.deepest else {
            let most = Self.deepest
            reader.fault(
                "cyclic-like",
                LocalizedText("like 一层套一层，超过 \(most) 层", en: "files build on each other deeper than \(most)"),
                at: like.span)
            return nil
        }
        return file(path, namedBy: like)
    }

    /// Reports that `like` leads back to the file at `path`, which is being read.
    private mutating func reportRing(from path: String, at like: Node) {
        let files = open.drop { $0 != path } + [path]
        let ring = files.map { $0.split(separator: "/").suffix(2).joined(separator: "/") }.joined(separator: " → ")
        reader.fault(
            "cyclic-like",
            LocalizedText("like 绕了一圈又回到自己：\(ring)", en: "like leads back to where it began: \(ring)"), at: like.span)
    }
}
