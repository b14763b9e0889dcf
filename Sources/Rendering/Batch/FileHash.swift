import Archive
import Crypto

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// SHA-256 of files, in hexadecimal digits.
enum FileHash {
    /// Of the file at `path`; `nil` where it cannot be read.
    static func sha256(ofFile path: String) -> String? {
        FileManager.default.contents(atPath: path).map { SHA256.hash(data: $0).hexadecimal }
    }

    /// Of files together, in their order.
    static func files(_ paths: [String]) -> String {
        var hash = SHA256()
        for path in paths {
            hash.update(data: Array("\(sha256(ofFile: path) ?? "-")\n".utf8))
        }
        return hash.finalize().hexadecimal
    }

    /// Of the faces that `resources` name: those of the project and those of the office, with their catalog.
    static func fonts(_ resources: Resources) -> String {
        files([resources.fonts, resources.ownFonts].compactMap { $0 }.flatMap(faces))
    }

    private static func faces(in folder: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let kinds = [".ttf", ".otf", ".ttc", ".yaml", ".xml"]
        return names.filter { name in kinds.contains { name.lowercased().hasSuffix($0) } }.sorted()
            .map { "\(folder)/\($0)" }
    }
}
