import Archive
import Crypto

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Tells states of a form set apart.
enum FormSetHash {
    /// The SHA-256 of the YAML files in `folder`, with their names, in hexadecimal digits.
    static func sha256(ofFolder folder: String) -> String {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        var hash = SHA256()
        for name in names.sorted() where name.hasSuffix(".yaml") {
            let bytes = FileManager.default.contents(atPath: "\(folder)/\(name)") ?? Data()
            // The length between name and contents keeps bytes from moving from one into the other.
            hash.update(data: Array("\(name)\n\(bytes.count)\n".utf8))
            hash.update(data: bytes)
        }
        return hash.finalize().hexadecimal
    }
}
