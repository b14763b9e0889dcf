import Archive
import Crypto

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Tells states of files apart by their SHA-256, in hexadecimal digits.
enum FileHash {
    /// The hash of the file at `path`; that of nothing where there is none.
    static func sha256(_ path: String) -> String {
        SHA256.hash(data: FileManager.default.contents(atPath: path) ?? Data()).hexadecimal
    }

    /// The hash of the YAML files of the form set in `folder`, with their names.
    static func sha256(ofFormSet folder: String) -> String {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let lines = names.sorted().filter { $0.hasSuffix(".yaml") }.map { "\(sha256("\(folder)/\($0)")) \($0)\n" }
        return SHA256.hash(data: Array(lines.joined().utf8)).hexadecimal
    }
}
