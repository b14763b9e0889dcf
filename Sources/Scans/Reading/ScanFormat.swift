/// The formats of scans, told by how files begin.
enum ScanFormat: Sendable {
    case pdf, tiff, jpeg, png

    /// How many bytes tell.
    static let signatureLength = 1024

    /// The format of a file that begins with `bytes`; `nil` where it is none of them.
    init?(_ bytes: [UInt8]) {
        if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
            self = .jpeg
        } else if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            self = .png
        } else if Self.tiffs.contains(where: bytes.starts) {
            self = .tiff
        } else if bytes.prefix(Self.signatureLength).firstRange(of: Array("%PDF-".utf8)) != nil {
            self = .pdf
        } else {
            return nil
        }
    }

    /// TIFF and BigTIFF in either order of bytes.
    private static let tiffs: [[UInt8]] = [
        [0x49, 0x49, 0x2A, 0], [0x4D, 0x4D, 0, 0x2A], [0x49, 0x49, 0x2B, 0], [0x4D, 0x4D, 0, 0x2B],
    ]

    /// What reads it.
    var library: ScanLibrary {
        switch self {
        case .pdf: .poppler
        case .tiff: .tiff
        case .jpeg: .jpeg
        case .png: .png
        }
    }
}
