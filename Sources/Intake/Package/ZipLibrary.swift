import CZip

/// libzip, which is loaded when the first workbook or Word file is read: nothing that renders needs it.
enum ZipLibrary {
    /// What the library is called: in Debian 13, and in Debian 12.
    private static let names = ["libzip.so.5", "libzip.so.4"]

    fileprivate static let functions = names.lazy.compactMap { annex_load_zip($0) }.first?.pointee

    /// Makes sure that the machine has the library.
    static func load() throws(Fault) {
        guard functions == nil else { return }
        throw .noLibrary("libzip", package: "libzip5 / libzip4")
    }
}

/// The functions of libzip. Whoever calls one has loaded it.
var libzip: ZipFunctions {
    guard let functions = ZipLibrary.functions else { preconditionFailure("libzip is loaded first") }
    return functions
}
