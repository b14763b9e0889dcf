package import Diagnostics

/// Why a PDF could not be finished.
package enum FinishingError: Error, Hashable, Sendable {
    /// What Cairo has drawn cannot be read.
    case unreadableDrawing
    /// The content of a page is not marked as its drawing said.
    case unexpectedMarks(page: Int)
    /// Something is painted on a page outside all marks.
    case unmarkedContent(page: Int)

    /// What is wrong.
    package var message: LocalizedText {
        switch self {
        case .unreadableDrawing: LocalizedText("画出的文件读不出", en: "what was drawn cannot be read")
        case .unexpectedMarks(let page):
            LocalizedText("第 \(page) 页的标记与画出的内容不符", en: "page \(page): the marked content is not what was drawn")
        case .unmarkedContent(let page):
            LocalizedText("第 \(page) 页有内容画在标记之外", en: "page \(page): something is painted outside all marks")
        }
    }
}
