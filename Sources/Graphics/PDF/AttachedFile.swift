/// A file inside a PDF.
package struct AttachedFile: Hashable, Sendable {
    /// What an attached file is to the document (ISO 19005-3, annex E).
    package enum Relationship: String, Hashable, Sendable {
        /// What the document was made from.
        case source = "Source"
        /// What goes with the document.
        case supplement = "Supplement"
    }

    /// Its name, without folder, in ASCII.
    package let name: String
    /// What it is, for people.
    package let title: String
    /// Its media type, such as `application/json`.
    package let mediaType: String
    /// What it is to the document.
    package let relationship: Relationship
    /// What it holds.
    package let bytes: [UInt8]

    /// Creates a file.
    package init(name: String, title: String, mediaType: String, relationship: Relationship, bytes: [UInt8]) {
        self.name = name
        self.title = title
        self.mediaType = mediaType
        self.relationship = relationship
        self.bytes = bytes
    }
}
