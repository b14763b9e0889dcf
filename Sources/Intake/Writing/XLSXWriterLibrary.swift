import CXLSXWriter

/// libxlsxwriter, which is loaded when the first workbook is written: it brings a library of ciphers along, and nothing that
/// renders needs it.
enum XLSXWriterLibrary {
    /// What the library is called: libxlsxwriter.so.4 in Debian 12.
    static let name = "libxlsxwriter.so.\(LXW_SOVERSION)"

    fileprivate static let functions = annex_load_xlsxwriter(name)?.pointee

    /// Makes sure that the machine has the library.
    /// - Throws: ``WorkbookWriter/Failure/noLibrary(_:)`` where it has none, or another version.
    static func load() throws(WorkbookWriter.Failure) {
        guard functions == nil else { return }
        throw .noLibrary(name)
    }
}

/// The functions of libxlsxwriter. Whoever calls one is writing a workbook, which has loaded it.
var xlsxwriter: XLSXWriterFunctions {
    guard let functions = XLSXWriterLibrary.functions else { preconditionFailure("libxlsxwriter is loaded first") }
    return functions
}
