import Archive
import Crypto
import Diagnostics
import Forms
import SourceTree

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Tells states of files apart by their SHA-256, in hexadecimal digits.
enum FileHash {
    /// The hash of the file at `path`; `nil` where it cannot be read.
    static func sha256(ofFile path: String) -> String? {
        (try? RegularFile.read(path, atMost: .max)).map { SHA256.hash(data: $0).hexadecimal }
    }

    /// The hash of `bytes`.
    static func sha256(of bytes: ArraySlice<UInt8>) -> String {
        SHA256.hash(data: Array(bytes)).hexadecimal
    }

    /// The hash of a file that has been read, without a byte order mark.
    static func sha256(of file: SourceFile) -> String { SHA256.hash(data: Array(file.text.utf8)).hexadecimal }

    /// The hash of the YAML files of `formSet` in `folder`, with their names, and of the faces that it brings.
    static func sha256(of formSet: FormSet, in folder: String) -> String {
        let faces = formSet.fontsFolder.map { files(in: $0, kinds: ofFaces) } ?? []
        return sha256(ofFiles: files(in: folder, kinds: [".yaml"]) + faces)
    }

    /// The hash of the faces that `resources` name, with their catalogs. The project's catalog states the hash of each of its
    /// faces, nearly a hundred megabytes together; the office's own are read.
    static func sha256(ofFonts resources: Resources) -> String {
        let own = resources.ownFonts.map { files(in: $0, kinds: ofFaces) } ?? []
        return sha256(ofFiles: files(in: resources.fonts, kinds: [".yaml"]) + own)
    }

    /// The hash of files together, in their order, with their names but not their folders.
    static func sha256(ofFiles paths: [String]) -> String {
        let lines = paths.map { path in
            "\(sha256(ofFile: path) ?? "-") \(path.split(separator: "/").last ?? "")\n"
        }
        return SHA256.hash(data: Array(lines.joined().utf8)).hexadecimal
    }

    /// The files of a folder of faces: faces and their catalog.
    private static let ofFaces = [".ttf", ".otf", ".ttc", ".yaml"]

    private static func files(in folder: String, kinds: [String]) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { name in kinds.contains { name.lowercased().hasSuffix($0) } }.sorted()
            .map { "\(folder)/\($0)" }
    }
}
