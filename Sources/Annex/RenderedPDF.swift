package import Graphics
import Layout
package import Rendering

/// How a PDF is made.
public struct RenderOptions: Hashable, Sendable {
    /// For which archival standard a PDF is made.
    public enum Archive: Hashable, Sendable {
        /// PDF/A-3a and PDF/UA-1 with the submission inside: the file that ``Engine/verify(pdf:name:)`` can prove.
        case pdfA3a
        /// PDF/A-2a and PDF/UA-1.
        case pdfA2a
        /// PDF/A-2u: text can be extracted; there are no tags.
        case pdfA2u
        /// None.
        case none

        package var profile: ArchiveProfile? {
            switch self {
            case .pdfA3a: .a3a
            case .pdfA2a: .a2a
            case .pdfA2u: .a2u
            case .none: nil
            }
        }
    }

    /// For which archival standard.
    public var archive = Archive.pdfA3a
    /// Whether errors do not keep it from being made, but are listed on a sheet behind the forms; each page is marked as one of
    /// a draft.
    public var isDraft = false
    /// Whether each page has a code that says which it is.
    public var hasPageCodes = false
    /// Whether each blank that is signed gets a signature field.
    public var hasSignatureFields = false
    /// Whether findings may quote persons' names and numbers.
    public var showsPersons = false

    /// What is rendered unless something else is asked for: PDF/A-3a.
    public init() {}
}

/// A PDF that was made of a submission.
public struct RenderedPDF: Sendable {
    /// The file.
    public let bytes: [UInt8]
    /// Its SHA-256, in hexadecimal digits.
    public let sha256: String
    /// How many pages it has.
    public let pages: Int
    /// The full name of the office.
    public let office: String
    /// The year that is evaluated.
    public let year: Int
    /// What was noticed: notes, warnings, waived errors; in a draft errors, too.
    public let findings: [Finding]

    package init(_ file: FinishedPDF, of laidOut: PagedSubmission) {
        bytes = file.bytes
        sha256 = file.hash
        pages = laidOut.document.pages.count
        office = laidOut.office
        year = laidOut.year
        findings = laidOut.findings.map(Finding.init)
    }
}
