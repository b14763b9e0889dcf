/// A paragraph while it is read.
final class ParagraphDraft {
    var text = ""
    var properties = ParagraphProperties()
    /// Text that is not shown.
    var hidden = ""
    /// What persons noted on it.
    var comments: [String] = []
}
