import CQPDF

/// The library that reads PDF files.
public enum QPDFLibrary {
    /// Loads it, so that nobody waits for that where it is first used.
    public static func prepare() { annex_prepare_qpdf() }
}
