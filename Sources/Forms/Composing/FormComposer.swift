package import Diagnostics
package import Evaluation
package import Layout

/// The forms of a submission, ready to be laid out.
package struct ComposedForms {
    /// One a form, in the order of the form set.
    package let sections: [Section]
    /// Where their texts come from.
    package let origins: OriginTable
    /// The images that the submission names, by their paths in it.
    package let images: [Spelling: [UInt8]]
    /// What was noticed on the way.
    package var findings: [Diagnostic] = []
    /// What is printed across each page of a draft.
    package var watermark: Watermark?
}

/// Turns a submission into blocks by the layouts of a form set.
///
/// A template is a tree, and so is what comes of it: each function takes a template with the values that its expressions see,
/// and gives the part of a form that it makes. What is carried along beside that is what a value cannot say of itself: where
/// texts come from, and what a layout could not compute. Faults do not stop the work, so that all are told at once; the
/// budget of the expressions ends it, whatever a layout asks for.
package struct FormComposer {
    let formSet: FormSet
    let environment: ExpressionEnvironment
    var origins = OriginTable()
    /// What the loops of the form that is composed went through.
    let counts = LoopCounts()
    /// What layouts cannot compute.
    var faults = ComposingFaults()
    /// `nil` where nothing is drawn and images do not matter.
    var images: SubmissionImages?
    /// What sheets of a workbook show of cells besides; `nil` where pages are composed.
    var notes: CellNotes?

    /// The forms of a submission that may be printed.
    /// - Parameter images: the bytes of images by their paths in the submission; without it they are read from files.
    /// - Throws: ``Rejection`` where the submission lacks a part that a form needs, or names an image that cannot be used.
    package static func compose(
        _ submission: ValidatedSubmission, formSet: FormSet, images: [Spelling: [UInt8]]? = nil
    ) throws(Rejection) -> ComposedForms {
        try compose(submission.audit, formSet: formSet, images)
    }

    /// The forms of a draft, with a sheet of what was found behind them, so that their pages have the numbers of the final.
    /// - Throws: ``Rejection`` as for a submission that may be printed, with all else that was found; and where the form set
    ///   does not say how drafts look.
    package static func compose(
        _ draft: DraftSubmission, formSet: FormSet, images: [Spelling: [UInt8]]? = nil
    ) throws(Rejection) -> ComposedForms {
        guard let look = formSet.draft else {
            throw Rejection(
                draft.audit.findings + [
                    Diagnostic(
                        .error, id: "no-draft",
                        LocalizedText(
                            "表样 \(formSet.id) 没有写明草稿的样子（formset.yaml 的 draft）",
                            en: "form set \(formSet.id) does not say how drafts look (draft in formset.yaml)"))
                ])
        }
        let forms = try compose(draft.audit, formSet: formSet, images)
        var composer = FormComposer(formSet: formSet, model: draft.audit.model)
        composer.origins = forms.origins
        let findings = FindingsSheet.value(draft.audit.findings + forms.findings)
        var sheet = composer.section(look.findings, composer.environment.adding(findings))
        if !composer.faults.found.isEmpty { throw Rejection(draft.audit.findings + composer.faults.found) }
        sheet.page.beginsOnOddPage = true
        sheet.page.continuesPage = false
        var sections = forms.sections + [sheet]
        let watermark = composer.origins.origin(of: look.span)
        for index in sections.indices { sections[index].origins[.watermark] = watermark }
        return ComposedForms(
            sections: sections, origins: composer.origins, images: forms.images, findings: forms.findings,
            watermark: look.watermark)
    }

    /// The sheet before the forms of a submission in a print job.
    /// - Throws: ``Rejection`` where the form set does not say how it looks.
    package static func compose(
        _ sheet: SeparatorSheet, of audit: AuditedSubmission, formSet: FormSet
    ) throws(Rejection) -> ComposedForms {
        let look = try formSet.look(ofPrintJobs: "separator")
        var composer = FormComposer(formSet: formSet, model: audit.model)
        let section = composer.section(look.separator, composer.environment.adding(sheet.value))
        if !composer.faults.found.isEmpty { throw Rejection(composer.faults.found) }
        return ComposedForms(sections: [section], origins: composer.origins, images: [:])
    }

    /// The letter to the office of a submission that was refused, with `findings`.
    /// - Parameter lacking: characters that no face has; their code points are shown instead.
    /// - Returns: `nil` where the form set does not say how it looks.
    /// - Throws: ``Rejection`` where it cannot be computed.
    package static func compose(
        _ letter: LetterSheet, findings: [Diagnostic], without lacking: Set<Unicode.Scalar>,
        of audit: AuditedSubmission, formSet: FormSet
    ) throws(Rejection) -> ComposedForms? {
        guard let look = formSet.letter else { return nil }
        var composer = FormComposer(formSet: formSet, model: audit.model)
        let list = FindingsSheet.value(findings, without: lacking)
        let environment = composer.environment.adding(list).adding(letter.value(without: lacking))
        let section = composer.section(look, environment)
        if !composer.faults.found.isEmpty { throw Rejection(composer.faults.found) }
        return ComposedForms(sections: [section], origins: composer.origins, images: [:])
    }

    /// The forms of a submission that is only checked, whatever was found in it.
    /// - Throws: ``Rejection`` as for a submission that may be printed, with all else that was found.
    package static func compose(
        checking draft: DraftSubmission, formSet: FormSet, images: [Spelling: [UInt8]]? = nil
    ) throws(Rejection) -> ComposedForms {
        try compose(draft.audit, formSet: formSet, images)
    }

    private static func compose(
        _ audit: AuditedSubmission, formSet: FormSet, _ images: [Spelling: [UInt8]]?
    ) throws(Rejection) -> ComposedForms {
        var composer = FormComposer(formSet: formSet, model: audit.model)
        let missing = composer.missingParts(of: audit)
        if missing.containsError { throw Rejection(audit.findings + missing) }
        composer.images = SubmissionImages(audit, given: images)
        let sections = composer.sections()
        let faults = (composer.images?.findings ?? []) + composer.faults.found
        if faults.containsError { throw Rejection(audit.findings + faults) }
        return ComposedForms(
            sections: sections, origins: composer.origins, images: composer.images?.read ?? [:],
            findings: composer.unprinted(of: audit))
    }

    init(formSet: FormSet, model: ModelValue) {
        self.formSet = formSet
        environment = ExpressionEnvironment(root: model)
    }

    /// Notes what could not be computed since this was called last, for something that the layout states at `span`.
    mutating func noteFaults(at span: SourceSpan) { faults.note(environment.budget, at: span) }
}
