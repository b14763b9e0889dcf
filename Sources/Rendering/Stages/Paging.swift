import Diagnostics
import Evaluation
import Forms
import Graphics
import Layout
import Logging

/// A composed submission on its way onto pages, a block at a time.
struct Paging {
    let composed: ComposedSubmission
    let faces: RenderingContext.Faces
    let metadata: DocumentMetadata
    let data: CanonicalSubmission
    let hasPageCodes: Bool
    var layouter: PageLayouter
}

extension Renderer {
    /// A submission on its pages.
    /// - Parameter hasPageCodes: whether each page has a code that says which it is.
    func paged(_ composed: ComposedSubmission, hasPageCodes: Bool = false) throws(RenderError) -> PagedSubmission {
        var paging = try paging(composed, hasPageCodes: hasPageCodes)
        return try paged(&paging)
    }

    /// The begin of that, before any page is made.
    func paging(_ composed: ComposedSubmission, hasPageCodes: Bool) throws(RenderError) -> Paging {
        let (checked, forms) = (composed.checked, composed.forms)
        if hasPageCodes, forms.sections.allSatisfy({ $0.page.code == nil }) {
            let noPlace = PageMark.noPlace(in: checked.prepared.formSet.id)
            throw .rejected(shown(checked.audit.findings, of: checked) + [noPlace])
        }
        let faces: RenderingContext.Faces
        do throws(Rejection) { faces = try checked.prepared.faces() } catch {
            // Where a face is at fault, what is found in the submission is told, too.
            throw .rejected(shown(checked.audit.findings, of: checked) + error.diagnostics)
        }
        let data = CanonicalSubmission(checked.audit)
        let marking =
            hasPageCodes
            ? PageMark.marking(
                submissionHash: data.hash, office: checked.audit.document.office, isDraft: composed.isDraft,
                encoder: QRCodeEncoder()) : nil
        let layouter = PageLayouter(
            forms.sections, watermark: forms.watermark, marking: marking, context: faces.layout)
        return Paging(
            composed: composed, faces: faces, metadata: metadata(of: composed), data: data, hasPageCodes: hasPageCodes,
            layouter: layouter)
    }

    /// The end of that: the pages that are left, and what is to be said of all.
    func paged(_ paging: inout Paging) throws(RenderError) -> PagedSubmission {
        let (checked, forms) = (paging.composed.checked, paging.composed.forms)
        let report = LayoutReport(forms.origins, checked.audit)
        let document: PagedDocument
        do throws(LayoutFailure) {
            document = try paging.layouter.document()
            let unreadable = document.unreadableImages
            guard unreadable.isEmpty else { throw LayoutFailure(faults: unreadable) }
        } catch {
            let found = checked.audit.findings + forms.findings + report.diagnostics(for: error.faults)
            throw .rejected(shown(found, of: checked))
        }
        precondition(!document.pages.isEmpty, "there is a form, and every form has a page")
        logger.debug("laid out", metadata: ["input": "\(checked.audit.file.name)", "pages": "\(document.pages.count)"])
        let findings =
            checked.audit.findings + forms.findings + report.diagnostics(for: document.notes)
            + misdrawn(forms, report, paging.faces)
        let recorded = checked.audit.withoutPersons(findings)
        return PagedSubmission(
            checked: checked, document: document, metadata: paging.metadata, faces: paging.faces, data: paging.data,
            isDraft: paging.composed.isDraft, hasPageCodes: paging.hasPageCodes, images: forms.images,
            findings: showsPersons ? findings : recorded, recorded: recorded)
    }

    /// What faces draw otherwise than it is written.
    private func misdrawn(_ forms: ComposedForms, _ report: LayoutReport, _ faces: RenderingContext.Faces)
        -> [Diagnostic]
    {
        var found: [(character: MisdrawnCharacter, origin: TextOrigin?)] = []
        for section in forms.sections {
            section.forEachRun { run in
                let characters = faces.glyphs.misdrawn(in: run.text, role: run.style.role)
                found += characters.map { ($0, run.origin) }
            }
        }
        guard !found.isEmpty else { return [] }
        return report.diagnostics(for: found) { faces.fonts.name(of: $0) }
    }
}
