/// A page: glyphs, rules and images at fixed places.
public struct Page: Sendable {
    /// Glyphs, rules and images that are read from the same side.
    public struct Layer: Sendable {
        /// The part of the page that it shows.
        public let part: OffPage.Part
        /// Whether it is turned by 90° counter-clockwise: a point (x, y) lies at (y, height of the paper − x).
        public let isTurned: Bool
        /// The glyphs in reading order.
        public internal(set) var runs: [GlyphRun]
        /// The rules.
        public let rules: [Rule]
        /// The images, which lie below the glyphs.
        public internal(set) var images: [PlacedImage]

        init(_ frame: Frame, part: OffPage.Part, isTurned: Bool = false) {
            self.part = part
            self.isTurned = isTurned
            runs = frame.runs
            rules = frame.rules
            images = frame.images
        }
    }

    /// What readers call a page.
    public enum Label: Hashable, Sendable {
        /// Its number in the document that it was laid out in, from 1.
        case number(Int)
        /// A word; it has no number.
        case word(String)
    }

    /// Its number in the document, from 1.
    public internal(set) var number: Int
    /// What readers call it.
    public internal(set) var label: Label
    /// The paper.
    public let size: Size
    /// What stands on it; nothing on a blank page.
    public internal(set) var layers: [Layer]
    /// What is printed across it, below all else.
    public let watermarks: [PlacedWatermark]
    /// Where it is signed.
    public internal(set) var blanks: [SignatureBlank]
    /// The code that says which page it is, if pages were asked to.
    public internal(set) var code: PlacedCode?

    /// The glyphs of all layers.
    public var runs: [GlyphRun] { layers.flatMap(\.runs) }
}

/// Finished pages. Plain values: they may be drawn anywhere, by as many at once as wish to.
public struct PagedDocument: Sendable {
    /// Where a section begins.
    public struct SectionStart: Sendable {
        /// What the section is called.
        public let title: String
        /// The number of its first page.
        public let page: Int
        /// How many sections it is a part of: 0 but in a print job, where the forms of an office are parts of it.
        public let depth: Int

        init(title: String, page: Int, depth: Int = 0) {
            self.title = title
            self.page = page
            self.depth = depth
        }
    }

    /// The pages in order.
    public let pages: [Page]
    /// The sections in order.
    public let sections: [SectionStart]
    /// What was done to make texts fit.
    public let notes: [LayoutNote]
    /// What the pages say, in reading order.
    public let structure: StructureTree
}

/// What keeps blocks from being laid out as they are. Pages that lose text are not made.
public enum LayoutFault: Hashable, Sendable, Error {
    /// A character that no face of its role has.
    case missingCharacter(MissingCharacter)
    /// The cells of a table do not make a grid.
    case grid(TableGrid.Fault, at: TextOrigin?)
    /// A row that cannot be cut is taller than a page.
    case rowTooTall(row: Int, at: TextOrigin?)
    /// A column is narrower than the characters in it.
    case columnTooNarrow(column: Int, at: TextOrigin?)
    /// Fixed columns and least widths take more than the width that is available.
    case columnsTooWide(width: Length, available: Length, at: TextOrigin?)
    /// Something reaches out of its place on a page of a section.
    case offPage(OffPage, section: String, at: TextOrigin?)
    /// A field of a signature block holds a number or a character wider than the block.
    case signatureTooWide(at: TextOrigin?)
    /// A signature block is taller than a page.
    case signatureTooTall(at: TextOrigin?)
    /// A running header leaves its pages too little room.
    case headerTooTall(at: TextOrigin?)
    /// An image that cannot be decoded.
    case unreadableImage(at: TextOrigin?)
}

/// The faults of a layout: all of them.
public struct LayoutFailure: Error, Sendable {
    /// At least one.
    public let faults: [LayoutFault]

    /// Creates a failure.
    public init(faults: [LayoutFault]) {
        self.faults = faults
    }
}
