package import Diagnostics
import SourceTree

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Which faces there are and which roles they serve, from a folder's `fonts.yaml`, before any is loaded.
package struct FontCatalog: Sendable {
    /// A typeface in a file.
    package struct Face: Sendable {
        /// The family name by which roles name it.
        package let family: String
        /// The file.
        package let path: String
        /// Whether hardly any text needs it, so that it is not loaded before one does.
        package let isRare: Bool
        /// Whether it is an office's own, whose glyphs nobody has looked at.
        package fileprivate(set) var isOwn = false

        init(family: String, path: String, isRare: Bool = false) {
            self.family = family
            self.path = path
            self.isRare = isRare
        }
    }

    /// The faces; their positions are the ids of ``FaceID``.
    package private(set) var faces: [Face]
    /// For each role its faces, the one that is tried first at the front.
    package private(set) var roles: [String: [Int]]

    /// Reads `fonts.yaml` in `folder`: `roles` maps each role to family names in order, `faces` names each family's file,
    /// and says of those that hold rare characters only that they are `rare`.
    /// - Throws: ``Rejection`` with every fault.
    package static func load(folder: String) throws(Rejection) -> FontCatalog {
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
    /// - Parameter faces: the faces in a file, none where it is not a font.
    /// - Throws: ``Rejection`` where the folder has no face that takes a role, one may not be embedded, or something else is
    ///   called like a font.
    package mutating func adopt(folder: String, faces: (String) -> [FaceDescription]) throws(Rejection) {
        let hasList = FileManager.default.fileExists(atPath: folder + "/fonts.yaml")
        let irregular = hasList ? [] : Self.irregularFiles(in: folder)
        guard irregular.isEmpty else { throw Rejection(irregular) }
        let own = hasList ? try FontCatalog.load(folder: folder) : Self.wellKnownFaces(in: folder, faces)
        let faults = own.faces.flatMap { $0.faults(faces($0.path)) }
        guard faults.isEmpty else { throw Rejection(faults) }
        for (role, chain) in own.roles.sorted(by: { $0.key < $1.key }) {
            chain.reversed().forEach { takeOver(role, own.faces[$0]) }
        }
        if own.faces.isEmpty { throw Self.noOwnFace(in: folder) }
    }

    /// What is called like a font in `folder` and is no file that can be read.
    private static func irregularFiles(in folder: String) -> [Diagnostic] {
        fontFiles(in: folder).compactMap { path in
            RegularFile.irregularity(of: path).map { fault in
                Diagnostic(.error, id: fault.id, fault.message, at: .whole(SourceFile(name: path, text: "")))
            }
        }
    }

    /// The faces in the files of `folder` whose names are well known; of two for one role the last comes first.
    private static func wellKnownFaces(in folder: String, _ faces: (String) -> [FaceDescription]) -> FontCatalog {
        var catalog = FontCatalog(faces: [], roles: [:])
        for path in fontFiles(in: folder) {
            for face in faces(path) {
                guard let family = face.families.first(where: { wellKnown[$0] != nil }), let role = wellKnown[family]
                else { continue }
                catalog.roles[role, default: []].insert(catalog.faces.count, at: 0)
                catalog.faces.append(Face(family: family, path: path))
            }
        }
        return catalog
    }

    private static func noOwnFace(in folder: String) -> Rejection {
        let names = wellKnown.keys.sorted().joined(separator: "、")
        return Rejection(
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
        faces[index].isOwn = true
        var chain = roles[role] ?? []
        chain.removeAll { $0 == index }
        let isLatinFirst = chain.first.map { faces[$0].family.contains("Latin") } ?? false
        chain.insert(index, at: isLatinFirst ? 1 : 0)
        roles[role] = chain
    }

    static func fontFiles(in folder: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.sorted().filter { name in
            [".ttf", ".otf", ".ttc", ".otc"].contains { name.lowercased().hasSuffix($0) }
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

extension FontCatalog.Face {
    /// What keeps it from being used, of an office's own faces.
    /// - Parameter known: the faces in its file; none where that is not a font, which is told when it is loaded.
    fileprivate func faults(_ known: [FaceDescription]) -> [Diagnostic] {
        guard let face = known.first(where: { $0.families.contains(family) }) else {
            return known.isEmpty ? [] : [noFamily(known)]
        }
        let permission = OpenFace(OpenFace.Place(path: path, index: face.place))?.permission
        return [permission?.finding(family, path: path)].compactMap { $0 }
    }

    private func noFamily(_ known: [FaceDescription]) -> Diagnostic {
        let names = known.flatMap(\.families).joined(separator: "、")
        return Diagnostic(
            .error, id: "unknown-family",
            LocalizedText("字体文件“\(path)”中没有“\(family)”", en: "no face in “\(path)” is called “\(family)”"),
            hints: [LocalizedText("其中有：\(names)", en: "it holds: \(names)")])
    }
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
                    "bad-face", LocalizedText("字体文件应在同一文件夹中", en: "a face's file must be in the same folder"),
                    at: element)
                continue
            }
            let path = folder + "/" + file
            if let reason = RegularFile.irregularity(of: path)?.message {
                fault(
                    "no-face",
                    LocalizedText("字体文件“\(path)”：\(reason.zh)", en: "font file “\(path)”: \(reason.en)"), at: element)
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
                        at: node)
                }
                return index
            }
        }
        return FontCatalog(faces: faces, roles: roles)
    }

    private mutating func value(_ key: String, in node: Node) -> Node? {
        let found = node[key]
        if found == nil {
            fault("missing-key", LocalizedText("缺少“\(key)”", en: "missing key “\(key)”"), at: node)
        }
        return found
    }

    private mutating func text(_ key: String, in node: Node) -> String? {
        guard let node = value(key, in: node), let text = node.scalar?.text else { return nil }
        guard let scalar = text.unicodeScalars.first(where: \.isControlOrNoncharacter) else { return text }
        fault(
            "bad-face",
            LocalizedText("名称中有控制字符 \(scalar.codePoint)", en: "a name holds the control \(scalar.codePoint)"), at: node)
        return nil
    }

    private mutating func fault(_ id: String, _ message: LocalizedText, at node: Node) {
        findings.append(Diagnostic(.error, id: id, message, at: node.span))
    }
}
