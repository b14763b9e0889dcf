import Diagnostics
import SourceTree

/// Reads the files that declare a model: each may build on others (`like`), and adds to them, renames, changes and drops.
struct ModelReader {
    /// The whole numbers that a model may speak of.
    static let numbers = -1_000_000_000...1_000_000_000

    /// What was found so far.
    var findings: [Diagnostic] { reader.findings }
    var reader = NodeReader()
    /// The paths of the files that were read, in the order in which they were first asked for.
    private(set) var paths: [String] = []
    private var roots: [String: Node] = [:]
    /// The files that are being read, each because the one before it builds on it.
    private var open: [String] = []
    /// How many fields were declared so far.
    var fieldCount = 0

    /// Files build on each other no deeper than this.
    private static let deepest = 16

    /// What a file declares.
    struct Declared {
        var group = GroupDraft(title: "")
        /// The roles, with the group that states them last.
        var document: NodeReader.Group?
    }

    /// The model that the file at `path` declares; `nil` where it cannot be read.
    mutating func model(path: String) -> SubmissionModel? {
        guard let declared = file(path, namedBy: nil), let root = roots[path] else { return nil }
        if let taken = declared.group.index(of: SubmissionModel.formSetField) {
            reportTaken(SubmissionModel.formSetField, at: declared.group.fields[taken].span)
        }
        let type = ModelTypeReader.type(of: declared.group, &reader)
        guard let document = declared.document else {
            _ = reader.required("document", in: NodeReader.Group(entries: [:], span: root.span))
            return nil
        }
        guard let roles = DocumentRoles(document, type, &reader) else { return nil }
        return SubmissionModel(type: type, roles: roles, paths: paths)
    }

    // MARK: Files

    /// What the file at `path` declares, with what it builds on.
    private mutating func file(_ path: String, namedBy reference: Node?) -> Declared? {
        guard let root = root(path, namedBy: reference) else { return nil }
        open.append(path)
        defer { open.removeLast() }
        let group = reader.group(root, keys: ModelGroup.model.keys)
        var declared = Declared()
        if let like = group["like"] {
            guard let base = self.base(like) else { return nil }
            declared = base
        }
        if let title = reader.text(group["like"] == nil ? reader.required("title", in: group) : group["title"]) {
            declared.group.title = title
        }
        if let document = group["document"] { lay(document, over: &declared) }
        for node in reader.list(group["fields"]) { apply(node, to: &declared.group) }
        return declared
    }

    private mutating func lay(_ document: Node, over declared: inout Declared) {
        let own = reader.group(document, keys: ModelGroup.document.keys)
        let entries = (declared.document?.entries ?? [:]).merging(own.entries) { $1 }
        declared.document = NodeReader.Group(entries: entries, span: own.span)
    }

    private mutating func root(_ path: String, namedBy reference: Node?) -> Node? {
        if let known = roots[path] { return known }
        paths.append(path)
        let root = reader.root(path: path, namedBy: reference)
        roots[path] = root
        return root
    }

    /// What the file declares that `like` names.
    mutating func base(_ like: Node) -> Declared? {
        guard let path = path(like) else { return nil }
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

    /// The path that `like` names, seen from the file that is being read: one beside it, or in a folder beside its own.
    private mutating func path(_ like: Node) -> String? {
        let name = LocalizedText(
            "同一文件夹或 ../文件夹 中的文件，如 ../common/office.yaml",
            en: "a file in the same folder, or in one beside it, such as ../common/office.yaml")
        let folder = open.last.flatMap { path in path.lastIndex(of: "/").map { String(path[..<$0]) } } ?? "."
        return reader.value(like, name) { text in
            let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
            guard let file = parts.last, file.hasSuffix(".yaml"), !file.hasPrefix(".") else { return nil }
            if parts.count == 1 { return "\(folder)/\(file)" }
            guard parts.count == 3, parts[0] == "..", !parts[1].isEmpty, !parts[1].hasPrefix(".") else { return nil }
            return "\(Self.parent(of: folder))/\(parts[1])/\(file)"
        }
    }

    /// The folder around `folder`, so that the same file has the same path whichever way leads to it.
    private static func parent(of folder: String) -> String {
        let last = folder.split(separator: "/").last
        guard let last, last != ".", last != "..", !folder.hasSuffix("/") else { return folder + "/.." }
        return folder.lastIndex(of: "/").map { String(folder[..<$0]) } ?? "."
    }
}
