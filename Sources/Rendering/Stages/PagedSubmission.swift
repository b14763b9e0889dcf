package import Diagnostics
package import Evaluation
import Forms
import Graphics
package import Layout

#if canImport(FoundationEssentials)
    package import FoundationEssentials
#else
    package import Foundation
#endif

/// The pages of a submission, with what is to be said of them.
package struct PagedSubmission {
    let checked: CheckedSubmission
    /// The pages.
    package let document: PagedDocument
    /// What a file of them says of itself.
    let metadata: DocumentMetadata
    /// What their glyphs are drawn with.
    package let faces: RenderingContext.Faces
    /// The submission in canonical JSON.
    let data: CanonicalSubmission
    /// Whether it is a draft.
    package let isDraft: Bool
    /// Whether pages say which they are.
    package let hasPageCodes: Bool
    /// The images that the submission names, by their paths in it.
    package let images: [Spelling: [UInt8]]
    /// What was noticed on the way: notes and warnings.
    package let findings: [Diagnostic]
    /// What is recorded of what was noticed: never with the names of persons.
    let recorded: [Diagnostic]
}

/// A submission in canonical JSON, as files hold it.
struct CanonicalSubmission {
    let bytes: [UInt8]
    /// The SHA-256 of the bytes, in hexadecimal digits.
    let hash: String

    init(_ audit: AuditedSubmission) {
        bytes = audit.canonicalJSON
        hash = RenderRecord.hash(of: bytes)
    }
}

extension PagedSubmission {
    /// The submission with what was found in it.
    package var audit: AuditedSubmission { checked.audit }
    /// The form set and its faces.
    package var prepared: RenderingContext.PreparedFormSet { checked.prepared }
    /// The full name of the office.
    package var office: String { audit.document.office }
    /// The year that is evaluated.
    package var year: Int { audit.document.year }
    /// The points that the office gives itself, as the form set counts them.
    package var score: Decimal? { prepared.formSet.report?.score(of: audit.model) }
    /// How much of its budget it has carried out, in percent.
    package var rate: Decimal? { prepared.formSet.report?.rate(of: audit.model) }
    /// The amounts of money that the submission states, by the keys of ``MoneyColumns``.
    package var amounts: [(key: String, amount: Decimal)] { prepared.formSet.model.money.amounts(in: audit.model) }
    /// The SHA-256 of the submission in canonical JSON.
    package var submissionHash: String { data.hash }
    /// The form set.
    package var formSet: String { prepared.formSet.id }
    /// The SHA-256 of the form set's files.
    package var formSetHash: String { prepared.formSetHash }
    /// The SHA-256 of each file of rules that it was held against.
    package var ruleHashes: [String] { prepared.ruleHashes }
}
