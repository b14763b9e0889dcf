package import Layout

extension PDFFinisher {
    /// What a PDF is finished with.
    package struct Content: Sendable {
        /// The pages that were drawn.
        package var document: PagedDocument
        /// What the file says of itself.
        package var metadata: DocumentMetadata
        /// Files that go into it, where the profile holds any.
        package var attachments: [AttachedFile]
        /// Whether each blank that is signed gets a signature field.
        package var hasSignatureFields: Bool

        /// Creates what a PDF is finished with.
        package init(
            document: PagedDocument, metadata: DocumentMetadata, attachments: [AttachedFile] = [],
            hasSignatureFields: Bool = false
        ) {
            self.document = document
            self.metadata = metadata
            self.attachments = attachments
            self.hasSignatureFields = hasSignatureFields
        }
    }

    /// When fonts are made.
    package enum FontWork: Sendable {
        /// Each when it is written.
        case inTurn
        /// All from the beginning, on a core that nothing else uses.
        case ahead
    }
}
