import Evaluation
import Forms

#if canImport(FoundationEssentials)
    package import FoundationEssentials
#else
    package import Foundation
#endif

/// What is known of a submission that was read, whatever becomes of it.
package struct SubmissionFacts: Sendable {
    /// What its form set is called.
    package let formSetTitle: String
    /// Whether a draft can be made of it in spite of its errors.
    package let canBeDrafted: Bool
    /// The paths of the images that it names, seen from its folder.
    package let images: [String]
    /// The year that is evaluated, and what follows are `nil` where a value of the submission is at fault itself: they might be
    /// others once it is right.
    package let year: Int?
    /// The day on which it was filled in, as `2024-06-02`, if it says so.
    package let date: String?
    /// The points that the office gives itself, as the form set counts them.
    package let score: Decimal?
    /// How much of its budget the office has carried out, in percent.
    package let rate: Decimal?
}

extension CheckedSubmission {
    /// What is known of it.
    package var facts: SubmissionFacts {
        let (formSet, isWhole) = (prepared.formSet, audit.isReadWhole)
        return SubmissionFacts(
            formSetTitle: formSet.title, canBeDrafted: formSet.hasDrafts, images: audit.imagePaths,
            year: isWhole ? audit.document.year : nil, date: isWhole ? audit.document.date?.iso : nil,
            score: isWhole ? formSet.report?.score(of: audit.model) : nil,
            rate: isWhole ? formSet.report?.rate(of: audit.model) : nil)
    }
}
