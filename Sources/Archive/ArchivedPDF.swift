package import PDFFormat

/// A PDF that is read back: the files inside, and how it compares with one that was made anew.
package struct ArchivedPDF {
    /// The files inside, by name.
    package let attachments: [String: [UInt8]]
    /// Its title; empty where it states none.
    package let title: String
    private let bytes: [UInt8]
    private let file: QPDFFile

    /// The size of the largest PDF that is read, in bytes.
    package static let maximumSize = ReadingBudget.maximumSize

    /// Reads the PDF in `bytes`.
    /// - Throws: ``PDFError`` where it is damaged, written otherwise than is read, or costs too much.
    package init(_ bytes: [UInt8]) throws(PDFError) {
        self.bytes = bytes
        file = try QPDFFile(bytes)
        title = file.trailer["/Info"]["/Title"].text
        attachments = try Self.attachments(file.catalog["/Names"]["/EmbeddedFiles"])
        try file.check()
    }

    /// The files of a name tree (ISO 32000-1, 7.9.6).
    private static func attachments(_ tree: QPDFObject) throws(PDFError) -> [String: [UInt8]] {
        var files: [String: [UInt8]] = [:]
        for specification in tree["/Names"].elements where specification.isDictionary {
            let stream = specification["/EF"]["/F"]
            guard stream.isStream else { continue }
            files[specification["/UF"].text] = try stream.streamData()
        }
        return files
    }

    /// How the PDF compares with another one.
    package struct Comparison: Hashable, Sendable {
        /// What differs, each part once; nothing where both show and say the same.
        package let differences: [ArchiveDifference]
        /// The signatures in fields that were made for them, in the order of the fields.
        package let signatures: [ArchivedSignature]

        /// Creates a comparison; without anything, that of a file with itself.
        package init(differences: [ArchiveDifference] = [], signatures: [ArchivedSignature] = []) {
            self.differences = differences
            self.signatures = signatures
        }
    }

    /// Compares it with `expected`, which was made anew and has no signatures.
    /// - Throws: ``PDFError`` where a part of either is damaged.
    package func compared(with expected: ArchivedPDF) throws(PDFError) -> Comparison {
        let document = try DocumentComparison(file, with: expected.file)
        var differences = document.differences
        if !FileFrame.isSound(bytes[...]) || differences.isEmpty && !FileFrame.namesFirstPage(bytes, file) {
            differences.insert(ArchiveDifference(part: .frame, path: "", kind: .changed), at: 0)
        }
        let signatures = document.signedFields.map {
            ArchivedSignature($0.name, $0.field, in: bytes, comparedWith: expected.file)
        }
        return Comparison(differences: differences, signatures: signatures)
    }
}
