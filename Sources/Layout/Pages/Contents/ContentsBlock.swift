/// A list of sections, each with the page on which it begins (CLREQ calls it 目录).
package struct ContentsBlock: Sendable {
    /// A section in the list.
    package struct Entry: Sendable {
        /// Its position among the sections of the document, from 0.
        package var section: Int
        /// What it is called.
        package var title: Paragraph

        /// Creates an entry.
        package init(section: Int, title: Paragraph) {
            self.section = section
            self.title = title
        }
    }

    /// The sections in the order of the list.
    package var entries: [Entry]
    /// The face and size of page numbers and leaders.
    package var style: TextStyle
    /// How the lines of titles are set; at the right they leave room for the number.
    package var paragraph: ParagraphStyle
    /// What fills the line from title to number, again and again; nothing where it is empty.
    package var leader: String
    /// Added above, except at the head of a page.
    package var spaceBefore: Length
    /// Where the block comes from, for diagnostics.
    package var origin: TextOrigin?

    /// Creates a list.
    package init(
        entries: [Entry] = [], style: TextStyle, paragraph: ParagraphStyle, leader: String = "…",
        spaceBefore: Length = .zero
    ) {
        self.entries = entries
        self.style = style
        self.paragraph = paragraph
        self.leader = leader
        self.spaceBefore = spaceBefore
    }
}

/// An area of a page that leads to another page.
package struct PageLink: Hashable, Sendable {
    /// Its upper left corner.
    package internal(set) var origin: Point
    /// Its extent.
    package internal(set) var size: Size
    /// The element that it is.
    package internal(set) var element: ElementID
    /// The number of the page that it leads to.
    package let page: Int
    /// What it leads to, for people.
    package let title: String
}
