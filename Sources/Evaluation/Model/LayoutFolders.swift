import Diagnostics
package import SourceTree

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The folders in which form sets lie, and what one file of a form set names in another (`like`).
///
/// A name such as `office.yaml` is that of a file beside the one that names it. `../common/office.yaml` lies in the folder beside;
/// where there is none, and for `common/office.yaml`, the folders of form sets are looked through in their order. What would
/// lead back into the folder of the one who asks is passed over: a form set may build on another one of its own name.
package struct LayoutFolders: Sendable {
    /// The folders, the first of which counts where several have what is asked for.
    package let paths: [String]

    /// No folders: files find what lies beside them.
    package static let none = LayoutFolders([])

    /// Creates folders, in their order.
    package init(_ paths: [String]) { self.paths = paths }

    private static let fileName = LocalizedText(
        "同一文件夹、../文件夹 或某套表样中的文件，如 ../common/office.yaml、common/office.yaml",
        en: "a file in the same folder, in one beside it or of a form set, such as ../common/office.yaml")
    private static let formSetName = LocalizedText(
        "一套表样的名字，如 hunan-2023、../hunan-2023", en: "the name of a form set, such as hunan-2023 or ../hunan-2023")

    /// The path of the file that `reference` names in the file at `path`.
    /// - Returns: `nil` where it names none; `reader` is told so.
    package func file(_ reference: Node, from path: String, _ reader: inout NodeReader) -> String? {
        let folder = Self.folder(of: path)
        let names = reader.value(reference, Self.fileName) { text in
            Self.names(text).flatMap { $0.last?.hasSuffix(".yaml") == true ? $0 : nil }
        }
        guard let names else { return nil }
        return first(of: places(of: names, from: folder, besides: names.count == 1), reference, &reader)
    }

    /// The path of the `formset.yaml` that `reference`, the name of a form set, means in the file at `path`.
    /// - Returns: `nil` where it means none; `reader` is told so.
    package func formSet(_ reference: Node, from path: String, _ reader: inout NodeReader) -> String? {
        let folder = Self.folder(of: path)
        let names = reader.value(reference, Self.formSetName) { text in
            Self.names(text).flatMap { $0.last != ".." ? $0 : nil }
        }
        guard let names else { return nil }
        return first(of: places(of: names + ["formset.yaml"], from: folder, besides: false), reference, &reader)
    }

    /// The path of the file called `name` of the form set in `folder`, or of the first one that it builds on which has such a file;
    /// `nil` where none has.
    package func path(of name: String, in folder: String) -> String? {
        var reader = NodeReader()
        var folders: [String] = []
        var next: String? = folder
        while let folder = next, !folders.contains(folder) {
            let path = "\(folder)/\(name)"
            if FileManager.default.fileExists(atPath: path) { return path }
            folders.append(folder)
            let root = reader.root(path: "\(folder)/formset.yaml")
            next = root?["like"].flatMap { formSet($0, from: "\(folder)/formset.yaml", &reader) }
                .map(Self.folder)
        }
        return nil
    }

    /// Where what is called `names` may be: their order is that in which they count.
    /// - Parameter besides: whether it lies in `folder` and nowhere else.
    private func places(of names: [String], from folder: String, besides: Bool) -> [String] {
        if besides { return ["\(folder)/\(names[0])"] }
        let parent = Self.parent(of: folder)
        let isRelative = names[0] == ".."
        let rest = (isRelative ? names.dropFirst() : names[...]).joined(separator: "/")
        let elsewhere = paths.map { "\($0)/\(rest)" }.filter { Self.folder(of: $0) != folder }
        if isRelative { return ["\(parent)/\(rest)"] + elsewhere }
        let beside = "\(parent)/\(rest)"
        return ["\(folder)/\(rest)"] + elsewhere + (Self.folder(of: beside) == folder ? [] : [beside])
    }

    /// The first of `places` that is there; the only one, whether it is there or not.
    private func first(of places: [String], _ reference: Node, _ reader: inout NodeReader) -> String? {
        if let found = places.first(where: FileManager.default.fileExists) { return found }
        guard places.count > 1 else { return places.first }
        let name = reference.scalar?.text ?? ""
        var seen = Set<String>()
        let searched = places.filter { seen.insert($0).inserted }
        reader.fault(
            "cannot-read", LocalizedText("没有找到“\(name)”", en: "“\(name)” was not found"), at: reference.span,
            hints: [
                LocalizedText(
                    "查过：\(searched.joined(separator: "、"))", en: "looked for \(searched.joined(separator: ", "))")
            ])
        return nil
    }

    /// The names in `text`: `..` stands at most once, at the beginning, and `.` not at all; `nil` where it is no such path.
    private static func names(_ text: String) -> [String]? {
        var names = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        if names.count > 1, names.first == "." { names.removeFirst() }
        let own = names.first == ".." ? names.dropFirst() : names[...]
        return own.isEmpty || own.contains { $0.isEmpty || $0.hasPrefix(".") } ? nil : names
    }

    /// The folder of the file at `path`.
    package static func folder(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    }

    /// The folder around `folder`, so that the same file has the same path whichever way leads to it.
    private static func parent(of folder: String) -> String {
        let last = folder.split(separator: "/").last
        guard let last, last != ".", last != "..", !folder.hasSuffix("/") else { return folder + "/.." }
        return folder.lastIndex(of: "/").map { String(folder[..<$0]) } ?? "."
    }
}
