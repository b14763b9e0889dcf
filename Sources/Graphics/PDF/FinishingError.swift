/// Why a PDF could not be finished.
package enum FinishingError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What Cairo has drawn cannot be read.
    case unreadableDrawing
    /// The content of a page is not marked as its drawing said.
    case unexpectedMarks(page: Int)
    /// Something is painted on a page outside all marks.
    case unmarkedContent(page: Int)

    /// What is wrong, in English.
    package var description: String {
        switch self {
        case .unreadableDrawing: "what was drawn cannot be read"
        case .unexpectedMarks(let page): "page \(page): the marked content is not what was drawn"
        case .unmarkedContent(let page): "page \(page): something is painted outside all marks"
        }
    }
}
