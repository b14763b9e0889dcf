import Crypto
import Files

/// A PDF as it is given out, and its digest.
package struct FinishedPDF: Sendable {
    /// The file.
    package let bytes: [UInt8]
    /// Its SHA-256, in hexadecimal digits.
    package let hash: String

    /// The file `bytes`.
    package init(_ bytes: [UInt8]) {
        self.init(bytes, digest: SHA256.hash(data: bytes))
    }

    init(_ bytes: [UInt8], digest: SHA256.Digest) {
        self.bytes = bytes
        hash = digest.hexadecimal
    }
}
