import Archive
package import Rendering

/// How a PDF compares with what the submission inside gives.
public struct Verification: Sendable {
    /// Whether the file shows and says what the submission inside gives, and nothing else but signatures.
    public var isGenuine: Bool { differences.isEmpty }
    /// What differs, and the rules in force that the submission breaks; nothing in a genuine file.
    public let differences: [Finding]
    /// The fields that are signed and whether each signature is whole. Whose they are is not checked.
    public let signatures: [Signature]
    /// What was found out, in words; only of a genuine file.
    public let summary: LocalizedMessage

    /// A signature.
    public struct Signature: Hashable, Sendable {
        /// The name of its field.
        public let field: String
        /// Whether the file of its time is as it was signed.
        public let isIntact: Bool
    }

    package init(_ found: ArchiveVerification, name: String) {
        let report = VerificationReport(path: name, found)
        differences = found.differences.isEmpty ? [] : report.diagnostics.map(Finding.init)
        signatures = found.signatures.map { Signature(field: $0.field, isIntact: !$0.isBroken) }
        summary = LocalizedMessage(report.summary)
    }
}

/// A file inside a PDF.
public struct ExtractedFile: Hashable, Sendable {
    /// Its name; images have the paths that the submission gives them.
    public let name: String
    /// What it holds.
    public let bytes: [UInt8]
}
