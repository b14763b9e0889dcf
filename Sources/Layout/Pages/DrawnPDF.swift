/// A PDF as it was drawn, before it is finished for the archive, and what is drawn where.
public struct DrawnPDF: Sendable {
    /// What a stretch of marked content is.
    public enum Mark: Hashable, Sendable {
        /// A part of an element.
        case content(ElementID)
        /// Text that helps to find one's way on pages: numbers, running headers, what is shown again after a break.
        case pagination
        /// Lines that only lay the page out.
        case layout
    }

    /// The file.
    public let bytes: [UInt8]
    /// For each page its marked content in the order drawn; empty where the file was drawn without marks.
    public let marks: [[Mark]]
    /// The faces whose outlines are to take the place of the ``PlaceholderOutline``s in the file.
    public let outlines: [UInt32: any GlyphOutlines]

    /// Creates a drawn file.
    public init(bytes: [UInt8], marks: [[Mark]], outlines: [UInt32: any GlyphOutlines] = [:]) {
        self.bytes = bytes
        self.marks = marks
        self.outlines = outlines
    }
}
