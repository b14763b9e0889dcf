import CScans

/// A library that scans are read with, loaded when it is first needed.
package enum ScanLibrary: String, Sendable, CaseIterable {
    case tiff = "libtiff"
    case jpeg = "libjpeg"
    case png = "libpng"
    case poppler = "poppler"
    case zbar, zxing, leptonica

    private static let hasTIFF = annex_load_tiff() != 0
    private static let hasJPEG = annex_load_jpeg() != 0
    private static let hasPNG = annex_load_png() != 0
    private static let hasPoppler = annex_load_poppler() != 0
    private static let hasZBar = annex_load_zbar() != 0
    private static let hasZXing = annex_load_zxing() != 0
    private static let hasLeptonica = annex_load_leptonica() != 0

    /// Whether the machine has it, in a version that is known.
    package var isThere: Bool {
        switch self {
        case .tiff: Self.hasTIFF
        case .jpeg: Self.hasJPEG
        case .png: Self.hasPNG
        case .poppler: Self.hasPoppler
        case .zbar: Self.hasZBar
        case .zxing: Self.hasZXing
        case .leptonica: Self.hasLeptonica
        }
    }

    /// Makes sure that the machine has it.
    /// - Throws: ``ScanError/noLibrary(_:)``.
    func load() throws(ScanError) {
        guard isThere else { throw .noLibrary(self) }
    }

    /// The Debian package that it comes in.
    package var package: String {
        switch self {
        case .tiff: "libtiff6"
        case .jpeg: "libjpeg62-turbo"
        case .png: "libpng16-16"
        case .poppler: "libpoppler-glib8"
        case .zbar: "libzbar0"
        case .zxing: "libzxing-dev"
        case .leptonica: "libleptonica-dev"
        }
    }
}
