import Archive

/// How an archival PDF compares with what the data inside give.
public struct ArchiveVerification: Sendable {
    /// How the bytes of the two files compare.
    public enum Extent: Hashable, Sendable {
        /// They are the same.
        case identical
        /// Something was added behind the file, such as a signature; so many bytes.
        case extended(by: Int)
        /// They are not.
        case different
    }

    /// Something that differs.
    public enum Difference: Hashable, Sendable {
        /// The data inside are not those that the record names.
        case data
        /// The file is not the one that the manifest beside it lists under its name.
        case manifest
        /// There are more or fewer pages than the data give.
        case pageCount(expected: Int, found: Int)
        /// A page draws something else.
        case content(page: Int)
        /// A page draws with other faces, another text behind them, other paper or images.
        case resources(page: Int)
        /// A page shows annotations.
        case annotation(page: Int)
        /// The structure tree says something else.
        case structure
        /// Language, outline or page labels are others.
        case document
        /// There are other files inside, or fewer.
        case attachments
        /// Title, author or the like are others.
        case information
        /// The metadata, which also state the archival standard, are others.
        case metadata
        /// The file is encrypted.
        case encryption
    }

    /// The version of the program that made the file.
    public let version: String
    /// The id of the form set that it was made with.
    public let formSet: String
    /// How many pages it has.
    public let pages: Int
    /// Whether the form set is as it was then.
    public let hasSameFormSet: Bool
    /// Whether a manifest beside the file lists it.
    public let isListed: Bool
    /// How the bytes compare.
    public let extent: Extent
    /// What differs; nothing where the file shows and says what the data inside give.
    public let differences: [Difference]

    static func extent(expected: [UInt8], found: [UInt8]) -> Extent {
        guard found.starts(with: expected) else { return .different }
        return found.count == expected.count ? .identical : .extended(by: found.count - expected.count)
    }

    /// - Parameter isExtended: whether something was added behind the file. Whoever signs a file writes its metadata anew.
    static func differences(
        expected: ArchivedPDF.Digest, found: ArchivedPDF.Digest, isExtended: Bool
    ) -> [Difference] {
        var differences: [Difference] = []
        if expected.contents.count != found.contents.count {
            differences.append(.pageCount(expected: expected.contents.count, found: found.contents.count))
        }
        for index in 0..<min(expected.contents.count, found.contents.count) {
            if expected.contents[index] != found.contents[index] { differences.append(.content(page: index + 1)) }
            if expected.resources[index] != found.resources[index] { differences.append(.resources(page: index + 1)) }
        }
        differences += found.annotatedPages.map(Difference.annotation)
        if expected.structure != found.structure { differences.append(.structure) }
        if expected.document != found.document { differences.append(.document) }
        if expected.attachments != found.attachments { differences.append(.attachments) }
        if expected.information != found.information { differences.append(.information) }
        if !isExtended, expected.metadata != found.metadata { differences.append(.metadata) }
        if found.isEncrypted { differences.append(.encryption) }
        return differences
    }
}
