/// Why a PDF could not be read.
package enum PDFError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The machine has no library to read PDFs with; its name, like `libqpdf.so.29`.
    case noLibrary(String)
    /// qpdf fails; what it says, in English.
    case qpdf(String)
    /// The file is encrypted.
    case encrypted
    /// The file, or what it expands to, is larger than is read; what is too large, in English.
    case tooLarge(String)
    /// The file is damaged, or written in a way that this program does not read; what is odd, in English.
    case unfamiliar(String)

    /// What is wrong, in English.
    package var description: String {
        switch self {
        case .noLibrary(let name): "there is no \(name)"
        case .qpdf(let text): "qpdf: \(text)"
        case .encrypted: "the file is encrypted"
        case .tooLarge(let text): text
        case .unfamiliar(let text): text
        }
    }
}
