package import Diagnostics

/// Why a PDF could not be read.
package enum PDFError: Error, Hashable, Sendable {
    /// The machine has no library to read PDFs with; its name, like `libqpdf.so.29`.
    case noLibrary(String)
    /// qpdf fails; its own words, which are English.
    case qpdf(String)
    /// A stream cannot be read.
    case unreadableStream
    /// The file is encrypted.
    case encrypted
    /// The file, or what it expands to, is larger than is read; what is too large.
    case tooLarge(LocalizedText)
    /// The file is damaged, or written in a way that this program does not read; what is odd.
    case unfamiliar(LocalizedText)
}
