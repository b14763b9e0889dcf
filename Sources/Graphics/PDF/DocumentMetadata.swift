/// What a PDF says of itself.
package struct DocumentMetadata: Sendable {
    /// A statement that has no name among the usual ones, such as 全宗号.
    package struct Property: Hashable, Sendable {
        /// Its name, in ASCII letters.
        package let name: String
        /// What it is called.
        package let title: String
        /// What it says.
        package let value: String

        /// Creates a statement.
        package init(_ name: String, _ title: String, _ value: String) {
            self.name = name
            self.title = title
            self.value = value
        }
    }

    /// The title.
    package var title: String
    /// Who submits it.
    package var author: String
    /// What made it.
    package var creator: String
    /// When it was made, as ISO 8601 in UTC (`2024-06-02T00:00:00Z`): an input, so that the same input gives the same
    /// bytes.
    package var creationDate: String
    /// What else it states.
    package var properties: [Property]

    /// Creates metadata.
    package init(title: String, author: String, creator: String, creationDate: String, properties: [Property] = []) {
        self.title = title
        self.author = author
        self.creator = creator
        self.creationDate = creationDate
        self.properties = properties
    }
}
