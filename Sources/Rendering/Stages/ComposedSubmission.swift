import Diagnostics
import Evaluation
package import Forms
package import Layout

/// A submission whose values stand in the blocks of its forms.
struct ComposedSubmission {
    /// What the pages are for, which says what may be wrong with the submission.
    enum Purpose {
        /// To be signed: nothing.
        case final
        /// To be looked through: what was found stands on a sheet behind the forms.
        case draft
        /// To be held against what is known of them: whatever was found.
        case sample
    }

    let checked: CheckedSubmission
    let forms: ComposedForms
    /// What a file of them is called, where it is not the submission's own.
    var title: String?

    /// Whether its pages are marked as a draft's.
    var isDraft: Bool { forms.watermark != nil }
}

extension Renderer {
    /// A submission with its forms filled in.
    func composed(
        _ checked: CheckedSubmission, as purpose: ComposedSubmission.Purpose
    ) throws(RenderError) -> ComposedSubmission {
        try composed(checked) { audit, formSet throws(Rejection) in
            let images = checked.images
            return switch purpose {
            case .final: try FormComposer.compose(try ValidatedSubmission(audit), formSet: formSet, images: images)
            case .draft: try FormComposer.compose(DraftSubmission(audit), formSet: formSet, images: images)
            case .sample: try FormComposer.compose(checking: DraftSubmission(audit), formSet: formSet, images: images)
            }
        }
    }

    /// The sheet before the forms of a submission in a print job.
    /// - Throws: ``RenderError`` where the form set does not say how it looks, or a face lacks a character of it.
    package func separator(_ sheet: SeparatorSheet, of paged: PagedSubmission) throws(RenderError) -> PagedDocument {
        let composed = try composed(paged.checked) { audit, formSet throws(Rejection) in
            try FormComposer.compose(sheet, of: audit, formSet: formSet)
        }
        return try self.paged(composed).document
    }

    /// The letter on a submission that was refused; `nil` where the form set does not say how it looks.
    /// - Parameter lacking: characters that no face has; their code points are shown instead.
    /// - Throws: ``RenderError`` where it cannot be computed.
    func composed(
        _ letter: LetterSheet, findings: [Diagnostic], without lacking: Set<Unicode.Scalar> = [],
        of checked: CheckedSubmission
    ) throws(RenderError) -> ComposedSubmission? {
        do throws(Rejection) {
            let forms = try FormComposer.compose(
                letter, findings: findings, without: lacking, of: checked.audit, formSet: checked.prepared.formSet)
            return forms.map { ComposedSubmission(checked: checked, forms: $0, title: $0.sections.first?.title) }
        } catch {
            throw .rejected(error.diagnostics)
        }
    }

    private func composed(
        _ checked: CheckedSubmission, _ compose: (AuditedSubmission, FormSet) throws(Rejection) -> ComposedForms
    ) throws(RenderError) -> ComposedSubmission {
        do throws(Rejection) {
            return ComposedSubmission(
                checked: checked, forms: try compose(checked.audit, checked.prepared.formSet))
        } catch {
            throw .rejected(shown(error.diagnostics, of: checked))
        }
    }
}
