package import Archive
package import Diagnostics
import Files

/// How an archival PDF compares with what the data inside give.
package struct ArchiveVerification: Sendable {
    /// How the bytes of the two files compare.
    package enum Extent: Hashable, Sendable {
        /// They are the same.
        case identical
        /// Something was added behind the file; so many bytes.
        case extended(by: Int)
        /// They are not.
        case different
    }

    /// Something that differs.
    package enum Difference: Hashable, Sendable {
        /// The file is not the one that the manifest beside it lists under its name.
        case manifest
        /// The submission inside is not written as this program writes it: byte for byte the canonical form of what it says.
        case submission
        /// The record is not the one that the submission gives.
        case record
        /// The submission breaks the rules in force.
        case rules
        /// A part of the file is not what the data give.
        case archive(ArchiveDifference)
        /// A signature is broken.
        case signature(ArchivedSignature)
    }

    /// What could not be held against anything, because it is no longer as it was.
    package enum Unchecked: Hashable, Sendable {
        /// The form set has changed: whether its hash was that of the record, and what was noticed then.
        case formSet
        /// The rules are others than those of the record: what was noticed then.
        case rules
        /// So many findings were about how the original file was written, which the canonical form does not keep.
        case notation(Int)
    }

    /// The version of the program that made the file.
    package let version: String
    /// The id of the form set that it was made with.
    package let formSet: String
    /// How many pages the data give.
    package let pages: Int
    /// What could not be checked.
    package let unchecked: [Unchecked]
    /// Whether a manifest beside the file lists it.
    package let isListed: Bool
    /// How the bytes compare.
    package let extent: Extent
    /// The signatures in fields of ours.
    package let signatures: [ArchivedSignature]
    /// What differs; nothing where the file shows and says what the data inside give.
    package let differences: [Difference]
    /// The rules in force that the submission breaks, without waiver.
    package let violations: [Diagnostic]

    /// How the bytes of a file compare with those of the one made anew. Where these hold the same in other bytes, the file that
    /// was listed tells what was added.
    /// - Parameter listed: the SHA-256 of the file that the manifest beside it lists, if there is one.
    static func extent(expected: [UInt8], found: [UInt8], listed: String?) -> Extent {
        if found.starts(with: expected) {
            return found.count == expected.count ? .identical : .extended(by: found.count - expected.count)
        }
        guard let listed, let addition = ListedFile(hash: listed).addition(in: found), addition > 0 else {
            return .different
        }
        return .extended(by: addition)
    }
}
