public import Diagnostics
import SourceTree

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Which faces there are and which roles they serve, from a folder's `fonts.yaml`, before any is loaded.
public struct FontCatalog: Sendable {
    /// A typeface in a file.
    public struct Face: Sendable {
        /// The family name by which roles name it.
        public let family: String
        /// The file.
        public let path: String
        /// Whether hardly any text needs it, so that it is not loaded before one does.
        public let isRare: Bool

        init(family: String, path: String, isRare: Bool = false) {
            self.family = family
            self.path = path
            self.isRare = isRare
        }
    }

    /// The faces; their positions are the ids of ``FaceID``.
    public private(set) var faces: [Face]
    /// For each role its faces, the one that is tried first at the front.
    public private(set) var roles: [String: [Int]]

    /// Reads `fonts.yaml` in `folder`: `roles` maps each role to family names in order, `faces` names each family's file,
    /// and says of those that hold rare characters only that they are `rare`.
    /// - Throws: ``Rejection`` with every fault.
    public static func load(folder: String) throws(Rejection) -> FontCatalog {
        let file = try SourceFile.read(path: folder + "/fonts.yaml")
        let (root, findings) = try NodeComposer.compose(file)
        var reader = CatalogReader(folder: folder, findings: findings)
        let catalog = reader.read(root)
        if reader.findings.containsError { throw Rejection(reader.findings) }
        return catalog
    }

    init(faces: [Face], roles: [String: [Int]]) {
        self.faces = faces
        self.roles = roles
    }

    /// Lets the faces of an office's own folder take roles over: by its `fonts.yaml`, or by well-known family names.
    ///
    /// The Latin face keeps its place before them: in Chinese faces digits and letters are an afterthought.
    /// - Throws: ``Rejection`` where the folder has no face that takes a role, or something else is called like a font.
    public mutating func adopt(folder: String, families: (String) -> [String]) throws(Rejection) {
        if FileManager.default.fileExists(atPath: folder + "/fonts.yaml") {
            let own = try FontCatalog.load(folder: folder)
            for (role, chain) in own.roles.sorted(by: { $0.key < $1.key }) {
                chain.reversed().forEach { takeOver(role, own.faces[$0]) }
            }
            return
        }
        let files = Self.fontFiles(in: folder)
        let faults = files.compactMap { path in
            RegularFile.irregularity(of: path).map { fault in
                Diagnostic(.error, id: fault.id, fault.message, at: .whole(SourceFile(name: path, text: "")))
            }
        }
        guard faults.isEmpty else { throw Rejection(faults) }
        var taken = 0
        for path in files {
            for family in families(path) {
                guard let role = Self.wellKnown[family] else { continue }
                takeOver(role, Face(family: family, path: path))
                taken += 1
                break
            }
        }
        guard taken == 0 else { return }
        let names = Self.wellKnown.keys.sorted().joined(separator: "、")
        throw Rejection(
            Diagnostic(
                .error, id: "no-own-face",
                LocalizedText("“\(folder)”中没有能接替字体角色的字体", en: "no face in “\(folder)” takes a role over"),
                hints: [
                    LocalizedText(
                        "认识的字体名：\(names)；其他字体请写一个 fonts.yaml",
                        en: "known families: \(names); name others in a fonts.yaml")
                ]))
    }

    private mutating func takeOver(_ role: String, _ face: Face) {
        let index = faces.firstIndex { $0.path == face.path && $0.family == face.family } ?? faces.count
        if index == faces.count { faces.append(face) }
        var chain = roles[role] ?? []
        chain.removeAll { $0 == index }
        let isLatinFirst = chain.first.map { faces[$0].family.contains("Latin") } ?? false
        chain.insert(index, at: isLatinFirst ? 1 : 0)
        roles[role] = chain
    }

    static func fontFiles(in folder: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.sorted().filter { name in
            [".ttf", ".otf", ".ttc", ".TTF", ".OTF", ".TTC"].contains { name.hasSuffix($0) }
        }.map { folder + "/" + $0 }
    }

    /// Families that offices own, and the roles that GB/T 9704-2012 gives them.
    static let wellKnown = [
        "FangSong_GB2312": "body", "仿宋_GB2312": "body", "FangSong": "body", "仿宋": "body",
        "FZFangSong-Z02S": "body", "方正仿宋_GBK": "body", "方正仿宋简体": "body",
        "FZXiaoBiaoSong-B05S": "title", "方正小标宋简体": "title", "FZXiaoBiaoSong-B05": "title", "方正小标宋_GBK": "title",
        "KaiTi_GB2312": "kai", "楷体_GB2312": "kai", "KaiTi": "kai", "楷体": "kai",
        "SimHei": "hei", "黑体": "hei", "SimSun": "song", "宋体": "song",
    ]
}

/// Reads the nodes of a `fonts.yaml`.
private struct CatalogReader {
    let folder: String
    var findings: [Diagnostic]

    mutating func read(_ root: Node) -> FontCatalog {
        var faces: [FontCatalog.Face] = []
        var roles: [String: [Int]] = [:]
        for element in value("faces", in: root)?.sequence ?? [] {
            guard let family = text("family", in: element), let file = text("file", in: element) else { continue }
            guard !file.contains("/"), file != ".." else {
                fault(
                    "bad-face", LocalizedText("字体文件应在同一文件夹中", en: "a face's file must be in the same folder"), element)
                continue
            }
            let path = folder + "/" + file
            if let reason = RegularFile.irregularity(of: path)?.message {
                fault(
                    "no-face",
                    LocalizedText("字体文件“\(path)”：\(reason.zh)", en: "font file “\(path)”: \(reason.en)"), element)
            }
            let isRare = element["rare"]?.scalar?.text == "true"
            faces.append(FontCatalog.Face(family: family, path: path, isRare: isRare))
        }
        for entry in value("roles", in: root)?.mapping ?? [] {
            roles[entry.key] = (entry.value.sequence ?? []).compactMap { node in
                let name = node.scalar?.text ?? ""
                let index = faces.firstIndex { $0.family == name }
                if index == nil {
                    fault(
                        "unknown-face", LocalizedText("faces 中没有“\(name)”", en: "“\(name)” is not among the faces"),
                        node)
                }
                return index
            }
        }
        return FontCatalog(faces: faces, roles: roles)
    }

    private mutating func value(_ key: String, in node: Node) -> Node? {
        let found = node[key]
        if found == nil {
            fault("missing-key", LocalizedText("缺少“\(key)”", en: "missing key “\(key)”"), node)
        }
        return found
    }

    private mutating func text(_ key: String, in node: Node) -> String? {
        guard let node = value(key, in: node), let text = node.scalar?.text else { return nil }
        guard let scalar = text.unicodeScalars.first(where: \.isControlOrNoncharacter) else { return text }
        fault(
            "bad-face",
            LocalizedText("名称中有控制字符 \(scalar.codePoint)", en: "a name holds the control \(scalar.codePoint)"), node)
        return nil
    }

    private mutating func fault(_ id: String, _ message: LocalizedText, _ node: Node) {
        findings.append(Diagnostic(.error, id: id, message, at: node.span))
    }
}
