import Diagnostics
import Evaluation
import SourceTree

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Reads layout files, each laid over the one that it builds on (`like`).
struct LayoutFiles {
    let folders: LayoutFolders

    /// Files build on each other no deeper than this.
    private static let deepest = 16

    /// A `formset.yaml` with all that it builds on.
    struct WholeFormSet {
        /// What they state together.
        var root: Node
        /// The folders of their form sets, the form set's own first.
        var folders: [String]
    }

    /// The `formset.yaml` at `path`; `nil` where it cannot be read.
    func formSet(path: String, _ reader: inout NodeReader) -> WholeFormSet? {
        formSet(path: path, namedBy: nil, open: [], &reader)
    }

    private func formSet(
        path: String, namedBy reference: Node?, open: [String], _ reader: inout NodeReader
    ) -> WholeFormSet? {
        guard let root = reader.root(path: path, namedBy: reference) else { return nil }
        let folder = LayoutFolders.folder(of: path)
        guard let like = root["like"], !like.isNull else { return WholeFormSet(root: root, folders: [folder]) }
        guard let other = folders.formSet(like, from: path, &reader),
            isNew(other, at: like, open: open + [path], &reader),
            let base = formSet(path: other, namedBy: like, open: open + [path], &reader)
        else { return nil }
        return WholeFormSet(
            root: root.laid(over: base.root.without("id"), adding: ["words"]), folders: [folder] + base.folders)
    }

    /// The form at `path`; `nil` where it cannot be read.
    func form(
        path: String, namedBy reference: Node?, open: [String] = [], _ reader: inout NodeReader
    ) -> Node? {
        guard let root = reader.root(path: path, namedBy: reference) else { return nil }
        guard let like = root["like"], !like.isNull else { return root }
        guard let other = folders.file(like, from: path, &reader),
            isNew(other, at: like, open: open + [path], &reader),
            let base = form(path: other, namedBy: like, open: open + [path], &reader)
        else { return nil }
        return root.laid(over: base)
    }

    /// The words that all form sets keep whole, for the form set in `folder`.
    func commonWords(for folder: String, _ reader: inout NodeReader) -> [String] {
        let name = "common/words.yaml"
        let places = (folders.paths + ["\(folder)/.."]).map { "\($0)/\(name)" }
        guard let path = places.first(where: FileManager.default.fileExists) else { return [] }
        guard let root = reader.root(path: path) else { return [] }
        let group = reader.group(root, .words)
        return reader.list(reader.required("words", in: group)).compactMap { reader.text($0) }
    }

    /// Whether the file at `path`, which `like` names, is none of those that are being read, and they are not too many; where
    /// it is not so, `reader` is told.
    func isNew(_ path: String, at like: Node, open: [String], _ reader: inout NodeReader) -> Bool {
        guard let first = open.firstIndex(of: path) else {
            guard open.count >= Self.deepest else { return true }
            let most = Self.deepest
            reader.fault(
                "cyclic-like",
                LocalizedText("like 一层套一层，超过 \(most) 层", en: "files build on each other deeper than \(most)"),
                at: like.span)
            return false
        }
        let files = open[first...] + [path]
        let ring = files.map { $0.split(separator: "/").suffix(2).joined(separator: "/") }.joined(separator: " → ")
        reader.fault(
            "cyclic-like",
            LocalizedText("like 绕了一圈又回到自己：\(ring)", en: "like leads back to where it began: \(ring)"), at: like.span)
        return false
    }
}

extension Node {
    /// The group without `key`.
    fileprivate func without(_ key: String) -> Node {
        guard let mapping else { return self }
        return Node(content: .mapping(mapping.filter { $0.key != key }), span: span)
    }

    /// The group laid over `base`, without its `like`: of groups that both state, each key that the upper one states counts, and
    /// all of an upper group that says itself what it is like.
    /// - Parameter lists: the keys whose lists go on where those of `base` end.
    fileprivate func laid(over base: Node, adding lists: Set<String> = []) -> Node {
        without("like").laid(over: base) { key, own, below in
            if let more = own.sequence, let first = below.sequence, lists.contains(key) {
                return Node(content: .sequence(first + more), span: own.span)
            }
            return own.mapping != nil && own["like"] == nil ? own.laid(over: below) : own
        }
    }
}
