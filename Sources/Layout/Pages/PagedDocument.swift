/// A page: glyphs, rules and images at fixed places.
package struct Page: Sendable {
    /// Glyphs, rules and images that are read from the same side.
    package struct Layer: Sendable {
        /// The part of the page that it shows.
        package let part: OffPage.Part
        /// Whether it is turned by 90° counter-clockwise: a point (x, y) lies at (y, height of the paper − x).
        package let isTurned: Bool
        /// The glyphs in reading order.
        package internal(set) var runs: [GlyphRun]
        /// Rectangles of grey, which lie below all else.
        package let areas: [ShadedArea]
        /// The rules.
        package let rules: [Rule]
        /// The images, which lie below the glyphs.
        package internal(set) var images: [PlacedImage]
        /// The codes.
        package internal(set) var codes: [PlacedCode]

        init(_ frame: Frame, part: OffPage.Part, isTurned: Bool = false) {
            self.part = part
            self.isTurned = isTurned
            runs = frame.runs
            areas = frame.areas
            rules = frame.rules
            images = frame.images
            codes = frame.codes
        }
    }

    /// What readers call a page.
    package enum Label: Hashable, Sendable {
        /// Its number in the document that it was laid out in, from 1.
        case number(Int)
        /// A word; it has no number.
        case word(String)
    }

    /// Its number in the document, from 1.
    package internal(set) var number: Int
    /// What readers call it.
    package internal(set) var label: Label
    /// The paper.
    package let size: Size
    /// What stands on it; nothing on a blank page.
    package internal(set) var layers: [Layer]
    /// What is printed across it, below all else.
    package let watermarks: [PlacedWatermark]
    /// Where it is signed.
    package internal(set) var blanks: [SignatureBlank]
    /// What of it leads to other pages.
    package internal(set) var links: [PageLink] = []
    /// The code that says which page it is, if pages were asked to.
    package internal(set) var code: PlacedCode?

    /// Whether what stands in its type area is read from the side.
    package var isLandscape: Bool { layers.contains { $0.part == .body && $0.isTurned } }

    /// The glyphs of all layers.
    package var runs: [GlyphRun] { layers.flatMap(\.runs) }
}

extension Page {
    /// A page on which nothing stands but `watermarks`.
    package static func blank(
        _ number: Int, label: Label, size: Size, watermarks: [PlacedWatermark] = []
    ) -> Page {
        Page(number: number, label: label, size: size, layers: [], watermarks: watermarks, blanks: [])
    }

    /// The page as page `number` of another document, in which it leads nowhere; which readers call `label` or as before, its elements under the numbers that `element` gives.
    package func renumbered(_ number: Int, label: Label? = nil, element: (ElementID) -> ElementID) -> Page {
        var page = self
        page.number = number
        if let label { page.label = label }
        for layer in page.layers.indices {
            for run in page.layers[layer].runs.indices {
                page.layers[layer].runs[run].element = page.layers[layer].runs[run].element.map(element)
            }
            for image in page.layers[layer].images.indices {
                page.layers[layer].images[image].element = page.layers[layer].images[image].element.map(element)
            }
            for code in page.layers[layer].codes.indices {
                page.layers[layer].codes[code].element = page.layers[layer].codes[code].element.map(element)
            }
        }
        for blank in page.blanks.indices { page.blanks[blank].element = element(page.blanks[blank].element) }
        // Where it stands now, other pages have other numbers.
        page.links = []
        return page
    }
}

/// Finished pages. Plain values: they may be drawn anywhere, by as many at once as wish to.
package struct PagedDocument: Sendable {
    /// Where a section begins.
    package struct SectionStart: Sendable {
        /// What the section is called.
        package let title: String
        /// The number of its first page.
        package let page: Int
        /// How many sections it is a part of: 0 but in a print job, where the forms of an office are parts of it.
        package let depth: Int
        /// Whether the one before it ends on that page.
        package let sharesPage: Bool

        package init(title: String, page: Int, depth: Int = 0, sharesPage: Bool = false) {
            self.title = title
            self.page = page
            self.depth = depth
            self.sharesPage = sharesPage
        }
    }

    /// The pages in order.
    package let pages: [Page]
    /// The sections in order.
    package let sections: [SectionStart]
    /// What was done to make texts fit.
    package let notes: [LayoutNote]
    /// What the pages say, in reading order.
    package let structure: StructureTree

    /// A document of pages that are numbered from 1, in order.
    package init(pages: [Page], sections: [SectionStart], notes: [LayoutNote], structure: StructureTree) {
        self.pages = pages
        self.sections = sections
        self.notes = notes
        self.structure = structure
    }
}

/// What keeps blocks from being laid out as they are. Pages that lose text are not made.
package enum LayoutFault: Hashable, Sendable, Error {
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
    /// The running footer of a section lies over another part of its pages.
    case footerOver(OffPage.Part, section: String, at: TextOrigin?)
    /// A field of a signature block holds a number or a character wider than the block.
    case signatureTooWide(at: TextOrigin?)
    /// A signature block is taller than a page.
    case signatureTooTall(at: TextOrigin?)
    /// A running header leaves its pages too little room.
    case headerTooTall(at: TextOrigin?)
    /// A code in a cell that would be too fine to be read.
    case codeTooFine(at: TextOrigin?)
    /// An image that cannot be decoded.
    case unreadableImage(at: TextOrigin?)
}

/// The faults of a layout: all of them.
package struct LayoutFailure: Error, Sendable {
    /// At least one.
    package let faults: [LayoutFault]

    /// Creates a failure.
    package init(faults: [LayoutFault]) {
        self.faults = faults
    }
}
