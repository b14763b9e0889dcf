import CPangoCairo
import CQREncode

/// The libraries that glyphs and pages depend on.
package enum LibraryVersions {
    /// Their names and versions, as they are loaded.
    package static var all: [(name: String, version: String)] {
        [
            ("Cairo", String(cString: cairo_version_string())), ("Pango", String(cString: pango_version_string())),
            ("HarfBuzz", String(cString: hb_version_string())), ("FreeType", freeType),
            ("libqrencode", QRcode_APIVersionString().map { String(cString: $0) } ?? ""),
        ]
    }

    private static var freeType: String {
        var library: FT_Library?
        var (major, minor, patch): (FT_Int, FT_Int, FT_Int) = (0, 0, 0)
        guard FT_Init_FreeType(&library) == 0 else { return "" }
        defer { FT_Done_FreeType(library) }
        FT_Library_Version(library, &major, &minor, &patch)
        return "\(major).\(minor).\(patch)"
    }
}
