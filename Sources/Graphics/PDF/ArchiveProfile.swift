/// For which archival standard a PDF is finished.
package enum ArchiveProfile: String, Hashable, Sendable, CaseIterable {
    /// PDF/A-3a (ISO 19005-3, level A) and PDF/UA-1 (ISO 14289-1): tagged, with the data inside.
    case a3a = "3a"
    /// PDF/A-2a (ISO 19005-2, level A) and PDF/UA-1: tagged, without attachments.
    case a2a = "2a"
    /// PDF/A-2u (ISO 19005-2, level U): text can be extracted; neither tags nor attachments.
    case a2u = "2u"

    /// Whether the content is marked and has a structure tree.
    package var isTagged: Bool { self != .a2u }

    /// Whether files may be attached.
    package var holdsAttachments: Bool { self == .a3a }

    /// What its files state.
    var standard: ArchiveStandard {
        ArchiveStandard(part: self == .a3a ? 3 : 2, conformance: isTagged ? "A" : "U", isTagged: isTagged)
    }
}

/// Which archival standard a file states that it conforms to.
struct ArchiveStandard {
    /// The part of ISO 19005.
    let part: Int
    /// The level of conformance.
    let conformance: String
    /// Whether it conforms to PDF/UA-1, too.
    let isTagged: Bool

    /// PDF/A-3u (ISO 19005-3, level U): text can be extracted, and files are attached.
    static let a3u = ArchiveStandard(part: 3, conformance: "U", isTagged: false)
}
