/// What a PDF says of itself.
public struct DocumentMetadata: Sendable {
    /// A statement that has no name among the usual ones, such as 全宗号.
    public struct Property: Hashable, Sendable {
        /// Its name, in ASCII letters.
        public let name: String
        /// What it is called.
        public let title: String
        /// What it says.
        public let value: String

        /// Creates a statement.
        public init(_ name: String, _ title: String, _ value: String) {
            self.name = name
            self.title = title
            self.value = value
        }
    }

    /// The title.
    public var title: String
    /// Who submits it.
    public var author: String
    /// What made it.
    public var creator: String
    /// When it was made, as ISO 8601 in UTC (`2024-06-02T00:00:00Z`): an input, so that the same input gives the same
    /// bytes.
    public var creationDate: String
    /// What else it states.
    public var properties: [Property]

    /// Creates metadata.
    public init(title: String, author: String, creator: String, creationDate: String, properties: [Property] = []) {
        self.title = title
        self.author = author
        self.creator = creator
        self.creationDate = creationDate
        self.properties = properties
    }
}
