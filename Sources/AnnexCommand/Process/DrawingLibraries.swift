import CPangoCairo

#if canImport(Glibc)
    import Glibc
#endif

/// What the program wants of the libraries that it draws with, for all of its process. They ask whenever it suits them, so this
/// is said before there are threads.
enum DrawingLibraries {
    /// - Parameter finishes: whether files are finished after Cairo has drawn them: then it leaves the contents of pages
    ///   uncompressed, for finishing has to read them, and compresses them itself.
    static func prepare(finishes: Bool) {
        if finishes { setenv("CAIRO_DEBUG_PDF", "1", 0) }
        shutOutMachineFonts()
    }

    /// Pango has fontconfig's current configuration made where there is none; an empty one keeps it from reading the machine's
    /// faces, none of which is used.
    private static func shutOutMachineFonts() {
        guard let empty = FcConfigCreate() else { return }
        FcConfigSetCurrent(empty)
        FcConfigDestroy(empty)
    }
}
