/// Something by which a PDF differs from another one, which was made anew.
package struct ArchiveDifference: Hashable, Sendable {
    /// How it differs.
    package enum Kind: Hashable, Sendable {
        /// It is there and should not be.
        case added
        /// It is not there.
        case missing
        /// It is another.
        case changed
    }

    /// A part of a PDF that a reader has a word for.
    package enum Part: Hashable, Sendable {
        /// What stands before the file's header or behind its end, or which page its beginning names as the first.
        case frame
        /// What the end of the file leads to besides the document and its information.
        case trailer
        /// Which pages there are.
        case pages
        /// What a page draws.
        case content(page: Int)
        /// What a page draws with: paper, faces and their text, images.
        case resources(page: Int)
        /// What lies upon a page.
        case annotations(page: Int)
        /// What else a page has, such as actions.
        case pageEntries(page: Int)
        /// The document's form with the list of its fields.
        case form
        /// A signature field, by its name.
        case field(String)
        /// What the pages say: the structure tree and the tree that leads back to it.
        case structure
        /// Language, outline, page labels and other ways to places.
        case navigation
        /// How viewers open, show and print the file, and what they run then.
        case viewing
        /// The files inside, and what else the document has by name.
        case attachments
        /// The information dictionary.
        case information
        /// The metadata stream.
        case metadata
        /// What the colours mean.
        case colors
        /// Another entry of the document's own dictionary.
        case catalog
    }

    /// The part that differs.
    package let part: Part
    /// Where in it the first difference is: the keys that lead there from the end of the file, in PDF's own words.
    package let path: String
    /// How it differs there.
    package let kind: Kind
}
