package import Graphics

/// How the PDF of a submission is made.
package struct RenderingOptions: Sendable {
    /// For which archival standard; `nil` for a file as it is drawn.
    package var profile: ArchiveProfile?
    /// Whether blanks that are signed get signature fields.
    package var hasSignatureFields: Bool
    /// Whether each page has a code that says which it is.
    package var hasPageCodes: Bool
    /// Whether it is a draft: errors do not keep it from being made, but end it on a sheet of their own.
    package var isDraft: Bool

    /// Creates options.
    package init(
        profile: ArchiveProfile?, hasSignatureFields: Bool = false, hasPageCodes: Bool = false, isDraft: Bool = false
    ) {
        self.profile = profile
        self.hasSignatureFields = hasSignatureFields
        self.hasPageCodes = hasPageCodes
        self.isDraft = isDraft
    }
}
