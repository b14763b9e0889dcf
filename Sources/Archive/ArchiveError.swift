/// Why a PDF could not be finished or read.
package enum ArchiveError: Error, Hashable, Sendable, CustomStringConvertible {
    /// qpdf fails; what it says, in English.
    case qpdf(String)
    /// The file is encrypted.
    case encrypted
    /// The file, or what it expands to, is larger than is read; what is too large, in English.
    case tooLarge(String)
    /// The file is damaged, or written in a way that this program does not read; what is odd, in English.
    case unfamiliar(String)
    /// What Cairo has drawn cannot be read.
    case unreadableDrawing
    /// The content of a page is not marked as its drawing said.
    case unexpectedMarks(page: Int)
    /// Something is painted on a page outside all marks.
    case unmarkedContent(page: Int)

    /// What is wrong, in English.
    package var description: String {
        switch self {
        case .qpdf(let text): "qpdf: \(text)"
        case .encrypted: "the file is encrypted"
        case .tooLarge(let text): text
        case .unfamiliar(let text): text
        case .unreadableDrawing: "what was drawn cannot be read"
        case .unexpectedMarks(let page): "page \(page): the marked content is not what was drawn"
        case .unmarkedContent(let page): "page \(page): something is painted outside all marks"
        }
    }
}
