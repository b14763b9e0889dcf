import Evaluation
import Files
package import Forms

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension FileHash {
    /// The hash of the YAML files of `formSet` in `folder`, with their names, of those elsewhere that it builds on, and of the
    /// faces that it brings.
    package static func sha256(of formSet: FormSet, in folder: String) -> String {
        let faces = formSet.fontsFolder.map { files(in: $0, kinds: ofFaces) } ?? []
        let own = files(in: folder, kinds: [".yaml"])
        var known = Set(own)
        let others = (formSet.model.paths + formSet.paths).filter { known.insert($0).inserted }
        return sha256(ofFiles: own + others + faces)
    }

    /// The hash of the faces that `resources` name, with their catalogs. The project's catalog states the hash of each of its
    /// faces, nearly a hundred megabytes together; the office's own are read.
    package static func sha256(ofFonts resources: Resources) -> String {
        let own = resources.ownFonts.map { files(in: $0, kinds: ofFaces) } ?? []
        return sha256(ofFiles: files(in: resources.fonts, kinds: [".yaml"]) + own)
    }

    /// The files of a folder of faces: faces and their catalog.
    private static let ofFaces = [".ttf", ".otf", ".ttc", ".yaml"]

    private static func files(in folder: String, kinds: [String]) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { name in kinds.contains { name.lowercased().hasSuffix($0) } }.sorted()
            .map { "\(folder)/\($0)" }
    }
}
