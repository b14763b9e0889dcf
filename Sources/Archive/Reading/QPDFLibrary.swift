import CQPDF
import PDFFormat

/// libqpdf, which is loaded when the first PDF is read: nothing that renders needs it.
enum QPDFLibrary {
    /// What the library is called: versions 10, 11 and 12 are libqpdf.so.28, 29 and 30.
    static let name = "libqpdf.so.\(QPDF_MAJOR_VERSION + 18)"

    fileprivate static let functions = annex_load_qpdf(name)?.pointee

    /// Makes sure that the machine has the library.
    /// - Throws: ``PDFError/noLibrary(_:)`` where it has none, or another version.
    static func load() throws(PDFError) {
        guard functions == nil else { return }
        throw .noLibrary(name)
    }
}

/// The functions of libqpdf. Whoever calls one has a file open, which has loaded it.
var qpdf: QPDFFunctions {
    guard let functions = QPDFLibrary.functions else { preconditionFailure("libqpdf is loaded first") }
    return functions
}

extension String {
    /// A text of qpdf's, which never gives NULL for one.
    init(qpdfText text: UnsafePointer<CChar>?) {
        guard let text else { preconditionFailure("qpdf gives a text") }
        self.init(cString: text)
    }
}
