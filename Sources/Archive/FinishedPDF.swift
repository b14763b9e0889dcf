import Crypto

/// A PDF as it is given out, and its digest.
public struct FinishedPDF: Sendable {
    /// The file.
    public let bytes: [UInt8]
    /// Its SHA-256, in hexadecimal digits.
    public let hash: String

    /// The file `bytes`.
    public init(_ bytes: [UInt8]) {
        self.init(bytes, digest: SHA256.hash(data: bytes))
    }

    init(_ bytes: [UInt8], digest: SHA256.Digest) {
        self.bytes = bytes
        hash = digest.hexadecimal
    }
}
