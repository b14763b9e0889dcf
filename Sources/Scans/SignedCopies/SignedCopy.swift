import PrintJobs

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A signed copy of an output: what is in the file and where it came from. It is also what the record in its folder says of it.
package struct SignedCopy: Codable, Sendable {
    /// A page of a scan.
    package struct ScannedAt: Codable, Sendable, Hashable {
        /// The path of the file, as it was named.
        package let file: String
        /// Which page of it, from 1.
        package let page: Int
        /// The SHA-256 of the file; empty where it was not read yet.
        package let hash: String

        /// The page at `place`.
        init(_ place: ScanPlace, hash: String = "") {
            (file, page, self.hash) = (place.file, place.page, hash)
        }

        private enum CodingKeys: String, CodingKey {
            case file, page
            case hash = "sha256"
        }
    }

    /// A page that is in it.
    package struct Page: Codable, Sendable {
        /// How a page was told.
        package enum Sign: String, Codable, Sendable {
            case code, look
        }

        /// Its number in the output.
        package let number: Int
        /// The scan that it shows.
        package let scan: ScannedAt
        /// How it was told.
        package let sign: Sign
        /// What its code says; `nil` where it was told by its look.
        package let code: String?
        /// Whether the text lies on the ink: the scan was found to show the printed page.
        package let isAligned: Bool
        /// Whether the page was drawn anew, because the scan holds what an archival file may not.
        package let isRedrawn: Bool
        /// Other scans of it, which are not in the file.
        package let others: [ScannedAt]

        private enum CodingKeys: String, CodingKey {
            case number, scan, sign, code, others
            case isAligned = "aligned", isRedrawn = "redrawn"
        }
    }

    /// A page that is not in it, though the stack should have it.
    package struct Gap: Codable, Sendable, Hashable {
        /// Its number in the output.
        package let number: Int
        /// The form that it belongs to.
        package let form: String
    }

    /// The name of the file: that of the output.
    package let file: String
    /// The SHA-256 of the file; empty where the program was stopped before it was noted.
    package let hash: String
    /// The SHA-256 of the output as it was made.
    package let outputHash: String
    /// The full name of the office.
    package let office: String
    /// The digest of the data that the codes state.
    package let digest: String
    /// How many pages the output has.
    package let pageCount: Int
    /// The pages that are in the file, in order.
    package let pages: [Page]
    /// The pages that are missing, in order.
    package let missing: [Gap]

    private enum CodingKeys: String, CodingKey {
        case file, office, digest, pages, missing
        case hash = "sha256", outputHash = "outputSha256", pageCount = "printedPages"
    }
}

/// What a folder of signed copies says of itself: `signed.json`.
package struct SignedCopyRecord: Codable, Sendable {
    /// The name of its file.
    package static let fileName = "signed.json"
    private static let format = "annex-signed-copies"
    private static let version = 1

    private var format = Self.format
    private var version = Self.version
    /// The copies by the names of their files.
    package var copies: [SignedCopy]

    /// A record of `copies`.
    package init(_ copies: [SignedCopy]) { self.copies = copies.sorted { $0.file < $1.file } }

    /// The record in `bytes`; `nil` where they are none of this version.
    package init?(_ bytes: [UInt8]) {
        guard let record = try? JSONDecoder().decode(Self.self, from: Data(bytes)), record.format == Self.format,
            record.version == Self.version
        else { return nil }
        self = record
    }

    /// It as JSON: the same for the same copies.
    package var bytes: [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(self) else { preconditionFailure("texts and numbers can be written") }
        return Array(data) + [10]
    }
}
