import Crypto
package import Diagnostics
import SourceTree

#if canImport(Glibc)
    import Glibc
#endif

/// Tells states of files apart by their SHA-256, in hexadecimal digits.
package enum FileHash {
    /// The hash of the file at `path`; `nil` where it cannot be read.
    package static func sha256(ofFile path: String) -> String? {
        guard RegularFile.irregularity(of: path) == nil else { return nil }
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var hash = SHA256()
        while true {
            var length = 0
            let piece = [UInt8](unsafeUninitializedCapacity: pieceSize) { buffer, count in
                length = read(file, buffer.baseAddress, buffer.count)
                count = max(0, length)
            }
            guard length >= 0 else { return nil }
            guard length > 0 else { return hash.finalize().hexadecimal }
            hash.update(data: piece)
        }
    }

    /// Large files are read in pieces of so many bytes.
    private static let pieceSize = 1 << 18

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
