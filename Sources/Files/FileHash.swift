import Crypto
package import Diagnostics
import SourceTree

/// Tells states of files apart by their SHA-256, in hexadecimal digits.
package enum FileHash {
    /// The hash of the file at `path`; `nil` where it cannot be read.
    package static func sha256(ofFile path: String) -> String? {
        (try? RegularFile.read(path, atMost: .max)).map { SHA256.hash(data: $0).hexadecimal }
    }

    /// The hash of `bytes`.
    package static func sha256(of bytes: ArraySlice<UInt8>) -> String {
        SHA256.hash(data: Array(bytes)).hexadecimal
    }

    /// The hash of a file that has been read, without a byte order mark.
    package static func sha256(of file: SourceFile) -> String { SHA256.hash(data: Array(file.text.utf8)).hexadecimal }

    /// The hash of files together, in their order, with their names but not their folders.
    package static func sha256(ofFiles paths: [String]) -> String {
        let lines = paths.map { path in
            "\(sha256(ofFile: path) ?? "-") \(path.split(separator: "/").last ?? "")\n"
        }
        return SHA256.hash(data: Array(lines.joined().utf8)).hexadecimal
    }
}

extension Sequence where Element == UInt8 {
    /// The bytes in hexadecimal digits.
    package var hexadecimal: String {
        map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
