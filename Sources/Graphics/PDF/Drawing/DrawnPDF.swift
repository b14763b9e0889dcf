package import Layout

/// A PDF as it was drawn, before it is finished for the archive, and what is drawn where.
package struct DrawnPDF: Sendable {
    /// What a stretch of marked content is.
    package enum Mark: Hashable, Sendable {
        /// A part of an element.
        case content(ElementID)
        /// Text that helps to find one's way on pages: numbers, running headers, what is shown again after a break.
        case pagination
        /// Lines that only lay the page out.
        case layout
    }

    /// The marked content of a page, in the order drawn.
    package struct PageMarks: Hashable, Sendable {
        /// What each stroke, fill and image paints.
        package var paints: [Mark] = []
        /// What stands behind each ``TextSentinel``, up to the next one or the end of the text object.
        package var texts: [Mark] = []

        /// Creates the marks of a page on which nothing is drawn.
        package init() {}
    }

    /// The file.
    package let bytes: [UInt8]
    /// For each page its marked content; empty where the file was drawn without marks.
    package let marks: [PageMarks]
    /// The faces whose outlines are to take the place of the ``PlaceholderOutline``s in the file.
    package let outlines: [UInt16: any GlyphOutlines]

    /// Creates a drawn file.
    package init(bytes: [UInt8], marks: [PageMarks], outlines: [UInt16: any GlyphOutlines] = [:]) {
        self.bytes = bytes
        self.marks = marks
        self.outlines = outlines
    }
}

/// Where the text of another element begins in a page as it is drawn: an empty span whose actual text is one scalar of
/// plane 16, which is for private use (The Unicode Standard, 23.5), and numbers it.
package enum TextSentinel {
    private static let first: UInt32 = 0x10_0000
    /// How many a page can have: the last two code points of a plane are no characters.
    private static let count = 0xFFFE

    /// The scalar of number `number`, which is at least 0.
    package static func scalar(_ number: Int) -> Unicode.Scalar {
        guard number < count, let scalar = Unicode.Scalar(first + UInt32(number)) else {
            preconditionFailure("a page has room for fewer elements than that")
        }
        return scalar
    }

    /// The number of `scalar`; `nil` where it is none of a sentinel.
    package static func number(of scalar: Unicode.Scalar) -> Int? {
        let number = Int(scalar.value) - Int(first)
        return (0..<count).contains(number) ? number : nil
    }
}
