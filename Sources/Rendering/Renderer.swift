import Archive
package import Diagnostics
package import Evaluation
package import Files
package import Forms
package import Graphics
package import Layout
import Logging
import SourceTree

#if canImport(FoundationEssentials)
    package import FoundationEssentials
#else
    package import Foundation
#endif

/// Why a submission was not rendered.
package enum RenderError: Error, Sendable {
    /// The input is at fault: every finding, at least one an error.
    case rejected([Diagnostic])
    /// The system failed.
    case failed(LocalizedText)

    /// A file could not be written.
    package static func unwritable(_ failure: OutputFile.Failure) -> RenderError {
        .failed(.unwritable(failure))
    }
}

extension LocalizedText {
    /// A number that a program gave is out of its range.
    package static func outOfRange(_ name: String, _ englishName: String, _ range: ClosedRange<Int>) -> LocalizedText {
        LocalizedText(
            "\(name)应在 \(range.lowerBound) 到 \(range.upperBound) 之间",
            en: "\(englishName) must lie between \(range.lowerBound) and \(range.upperBound)")
    }

    /// A file could not be written.
    package static func unwritable(_ failure: OutputFile.Failure) -> LocalizedText {
        LocalizedText(
            "不能写入 \(failure.path)：\(failure.reason.zh)", en: "cannot write \(failure.path): \(failure.reason.en)")
    }
}

/// Renders one submission: each step takes a value and gives a value.
package struct Renderer {
    private let context: RenderingContext
    private let showsPersons: Bool
    /// The date that files state, where it is not the submission's.
    private let creationDate: CreationDate?
    private let logger = Logger(label: "annex")

    /// The version that files name as their maker.
    package static let version = "0.1.0"

    /// What the titles of drafts end with.
    package static let draftMark = "（草稿）"

    /// Creates a renderer that works with `context`.
    /// - Parameters:
    ///   - showsPersons: whether findings may quote persons' names and numbers.
    ///   - creationDate: the date that files state instead of the submission's.
    package init(_ context: RenderingContext, showsPersons: Bool = false, creationDate: CreationDate? = nil) {
        self.context = context
        self.showsPersons = showsPersons
        self.creationDate = creationDate
    }

    /// When the pages of a PDF are drawn.
    package enum DrawingTime {
        /// When they are all laid out.
        case afterLayout
        /// While later ones are laid out, on a core of their own, for what the PDF is then finished for.
        case besideLayout(ArchiveProfile?)
    }

    /// A PDF that is drawn beside the layout.
    struct Drawing {
        let file: PDFDrawing
        let profile: ArchiveProfile?
    }

    /// The pages of a submission.
    package struct LaidOut {
        /// The pages.
        package let document: PagedDocument
        /// Where they are being drawn already.
        let drawing: Drawing?
        /// The full name of the office.
        package let office: String
        /// The year that is evaluated.
        package let year: Int
        /// Whether it is a draft.
        package let isDraft: Bool
        /// The points that the office gives itself, as the form set counts them.
        package let score: Decimal?
        /// How much of its budget it has carried out, in percent.
        package let rate: Decimal?
        /// What was noticed on the way: notes and warnings.
        package let diagnostics: [Diagnostic]
        let metadata: DocumentMetadata
        package let audit: AuditedSubmission
        package let prepared: RenderingContext.PreparedFormSet
        package let faces: RenderingContext.Faces
        /// The submission in canonical JSON.
        let submission: [UInt8]
        /// The SHA-256 of that.
        package let submissionHash: String
        /// Whether pages say which they are.
        package let hasPageCodes: Bool
        /// The images that the submission names, by their paths in it.
        package let images: [Spelling: [UInt8]]
        /// What is recorded of what was noticed: never with the names of persons.
        let recorded: [Diagnostic]

        /// The form set.
        package var formSet: String { prepared.formSet.id }
        /// The SHA-256 of the form set's files.
        package var formSetHash: String { prepared.formSetHash }
        /// The SHA-256 of each file of rules that it was held against.
        package var ruleHashes: [String] { prepared.ruleHashes }
    }

    /// What is found in the submission in the file at `path`, errors included: in its values, by its rules, and in laying
    /// its pages out.
    /// - Throws: ``RenderError/failed(_:)`` where the system fails.
    package func check(path: String) throws(RenderError) -> [Diagnostic] { try check(.file(path)) }

    /// What is found in a submission, errors included: in its values, by its rules, and in laying its pages out.
    /// - Throws: ``RenderError/failed(_:)`` where the system fails.
    package func check(_ input: SubmissionInput) throws(RenderError) -> [Diagnostic] {
        do throws(RenderError) {
            let (audit, prepared) = try audited(try read(input))
            let composed = try rejecting(audit) { () throws(Rejection) in
                try FormComposer.compose(
                    checking: DraftSubmission(audit), formSet: prepared.formSet, images: input.images)
            }
            return try layOut(composed, audit, prepared).diagnostics
        } catch {
            guard case .rejected(let diagnostics) = error else { throw error }
            return diagnostics
        }
    }

    /// Lays the submission in the file at `path` out.
    /// - Parameters:
    ///   - isDraft: whether it is a draft: errors do not keep it from being laid out, but end it on a sheet of their own,
    ///     and each page is marked.
    ///   - hasPageCodes: whether each page has a code that says which it is.
    /// - Throws: ``RenderError`` with every fault of the step that found one.
    package func layOut(
        path: String, isDraft: Bool = false, hasPageCodes: Bool = false
    ) throws(RenderError) -> LaidOut {
        try layOut(.file(path), isDraft: isDraft, hasPageCodes: hasPageCodes)
    }

    /// Lays a submission out.
    /// - Parameters:
    ///   - isDraft: whether it is a draft, as in ``layOut(path:isDraft:hasPageCodes:)``.
    ///   - hasPageCodes: whether each page has a code that says which it is.
    ///   - time: when its pages are drawn.
    /// - Throws: ``RenderError`` with every fault of the step that found one.
    package func layOut(
        _ input: SubmissionInput, isDraft: Bool, hasPageCodes: Bool, drawing time: DrawingTime = .afterLayout
    ) throws(RenderError) -> LaidOut {
        let (audit, prepared) = try audited(try read(input))
        let composed = try rejecting(audit) { () throws(Rejection) in
            isDraft
                ? try FormComposer.compose(DraftSubmission(audit), formSet: prepared.formSet, images: input.images)
                : try FormComposer.compose(
                    try ValidatedSubmission(audit), formSet: prepared.formSet, images: input.images)
        }
        return try layOut(composed, audit, prepared, hasPageCodes: hasPageCodes, drawing: time)
    }

    /// Lays a submission that has passed out once more, whatever rules find in it now: they may be others.
    /// - Parameters:
    ///   - images: the bytes of the images that it names, by their paths.
    ///   - hasPageCodes: whether each page has a code that says which it is.
    /// - Throws: ``RenderError`` where it cannot be laid out.
    func layOutAgain(
        _ file: SourceFile, images: [Spelling: [UInt8]], hasPageCodes: Bool
    ) throws(RenderError) -> LaidOut {
        let (audit, prepared) = try audited(file)
        let composed = try rejecting(audit) { () throws(Rejection) in
            try FormComposer.compose(checking: DraftSubmission(audit), formSet: prepared.formSet, images: images)
        }
        return try layOut(composed, audit, prepared, hasPageCodes: hasPageCodes)
    }

    /// The sheet before the forms of a submission in a print job.
    /// - Throws: ``RenderError`` where the form set does not say how it looks, or a face lacks a character of it.
    package func separator(_ sheet: SeparatorSheet, of laidOut: LaidOut) throws(RenderError) -> PagedDocument {
        let (audit, prepared) = (laidOut.audit, laidOut.prepared)
        let composed = try rejecting(audit) { () throws(Rejection) in
            try FormComposer.compose(sheet, of: audit, formSet: prepared.formSet)
        }
        return try layOut(composed, audit, prepared).document
    }

    private func layOut(
        _ composed: ComposedForms, _ audit: AuditedSubmission, _ prepared: RenderingContext.PreparedFormSet,
        hasPageCodes: Bool = false,
        drawing time: DrawingTime = .afterLayout
    ) throws(RenderError) -> LaidOut {
        if hasPageCodes, composed.sections.contains(where: { $0.page.code == nil }) {
            throw .rejected(shown(audit.findings, of: audit) + [PageMark.noPlace(in: prepared.formSet.id)])
        }
        let report = LayoutReport(composed.origins, audit)
        let isDraft = composed.watermark != nil
        let metadata = metadata(audit.document, title: prepared.formSet.title, isDraft: isDraft)
        let faces = try faces(of: prepared, for: audit)
        let drawing = drawing(time, metadata, faces.fonts)
        do throws(LayoutFailure) {
            let submission = audit.canonicalJSON
            let hash = RenderRecord.hash(of: submission)
            let office = audit.document.office
            let mark = PageMark(submissionHash: hash, office: office, isDraft: isDraft)
            var layouter = PageLayouter(
                composed.sections, watermark: composed.watermark,
                marking: hasPageCodes ? PageMarking(office: office, mark: mark, encoder: QRCodeEncoder()) : nil,
                context: faces.layout)
            while let pages = layouter.next() { for page in pages { drawing?.file.draw(page) } }
            let document = try layouter.document()
            let unreadable = document.unreadableImages
            guard unreadable.isEmpty else { throw LayoutFailure(faults: unreadable) }
            logger.debug("laid out", metadata: ["input": "\(audit.file.name)", "pages": "\(document.pages.count)"])
            let findings =
                audit.findings + report.diagnostics(for: document.notes) + misdrawn(composed, audit, faces)
            return LaidOut(
                document: document, drawing: drawing, office: office, year: audit.document.year,
                isDraft: isDraft, score: prepared.formSet.report?.score(of: audit.model),
                rate: prepared.formSet.report?.rate(of: audit.model),
                diagnostics: shown(findings, of: audit), metadata: metadata, audit: audit, prepared: prepared, faces: faces,
                submission: submission, submissionHash: hash, hasPageCodes: hasPageCodes,
                images: composed.images, recorded: audit.withoutPersons(findings))
        } catch {
            drawing?.file.abandon()
            throw .rejected(shown(audit.findings + report.diagnostics(for: error.faults), of: audit))
        }
    }

    /// What faces draw otherwise than it is written.
    private func misdrawn(
        _ composed: ComposedForms, _ audit: AuditedSubmission, _ faces: RenderingContext.Faces
    ) -> [Diagnostic] {
        var found: [(character: MisdrawnCharacter, origin: TextOrigin?)] = []
        for section in composed.sections {
            section.forEachRun { run in
                let characters = faces.glyphs.misdrawn(in: run.text, role: run.style.role)
                found += characters.map { ($0, run.origin) }
            }
        }
        guard !found.isEmpty else { return [] }
        return LayoutReport(composed.origins, audit).diagnostics(for: found) { faces.fonts.name(of: $0) }
    }

    /// The PDF of laid-out pages, finished for `profile`; as it was drawn where there is none.
    /// - Parameter hasSignatureFields: whether each blank that is signed gets a signature field.
    /// - Throws: ``RenderError/failed(_:)`` where drawing or finishing fails.
    package func pdf(
        _ laidOut: LaidOut, for profile: ArchiveProfile?, hasSignatureFields: Bool = false
    ) throws(RenderError) -> FinishedPDF {
        let record = record(of: laidOut, hasSignatureFields: hasSignatureFields)
        let images = laidOut.images.sorted { $0.key < $1.key }.map(\.value)
        let files = record.files(submission: laidOut.submission, images: images, findings: laidOut.recorded)
        // A draft is not kept, and values that could not be read are not among its data.
        return try pdf(
            laidOut, holding: laidOut.isDraft ? [] : files, for: profile, hasSignatureFields: hasSignatureFields)
    }

    /// What the PDF of laid-out pages states of how it was made.
    func record(of laidOut: LaidOut, hasSignatureFields: Bool) -> RenderRecord {
        RenderRecord(
            version: Self.version, formSet: laidOut.formSet, formSetHash: laidOut.formSetHash,
            submissionHash: laidOut.submissionHash, created: laidOut.metadata.creationDate,
            hasSignatureFields: hasSignatureFields, hasPageCodes: laidOut.hasPageCodes,
            images: laidOut.images.keys.sorted().map(\.text), ruleHashes: laidOut.ruleHashes)
    }

    func pdf(
        _ laidOut: LaidOut, holding files: [AttachedFile], for profile: ArchiveProfile?, hasSignatureFields: Bool
    ) throws(RenderError) -> FinishedPDF {
        let drawn = try drawn(laidOut, for: profile)
        logger.debug("drawn", metadata: ["bytes": "\(drawn.bytes.count)"])
        guard let profile else { return FinishedPDF(drawn.bytes) }
        let content = PDFFinisher.Content(
            document: laidOut.document, metadata: laidOut.metadata, attachments: files,
            hasSignatureFields: hasSignatureFields)
        do throws(FinishingError) {
            let finished = try PDFFinisher.finish(
                drawn, with: content, as: profile, hasSpareCore: laidOut.drawing != nil)
            logger.debug("finished", metadata: ["bytes": "\(finished.bytes.count)"])
            return finished
        } catch {
            throw .failed(LocalizedText("归档处理失败：\(error)", en: "finishing failed: \(error)"))
        }
    }

    private func drawn(_ laidOut: LaidOut, for profile: ArchiveProfile?) throws(RenderError) -> DrawnPDF {
        try drawing { () throws(CairoError) in
            if let begun = laidOut.drawing {
                precondition(begun.profile == profile, "a PDF is finished for what it was drawn for")
                return try begun.file.finish(laidOut.document.sections)
            }
            return try PDFCanvas.draw(
                laidOut.document, metadata: laidOut.metadata, library: { _ in laidOut.faces.fonts },
                for: PDFPurpose(profile))
        }
    }

    /// A PDF whose pages are drawn while later ones are laid out, if it is time for that.
    private func drawing(_ time: DrawingTime, _ metadata: DocumentMetadata, _ fonts: FontLibrary) -> Drawing? {
        guard case .besideLayout(let profile) = time else { return nil }
        return Drawing(file: PDFDrawing(metadata, library: fonts, for: PDFPurpose(profile)), profile: profile)
    }

    /// The PNG of one laid-out page.
    /// - Parameter resolution: in dots per inch, within ``resolutions``.
    /// - Throws: ``RenderError/failed(_:)`` where drawing fails, or there are no images of that resolution.
    package func png(_ page: Page, of laidOut: LaidOut, resolution: Int) throws(RenderError) -> [UInt8] {
        guard Self.resolutions.contains(resolution) else {
            throw .failed(.outOfRange("分辨率", "the resolution", Self.resolutions))
        }
        return try drawing { () throws(CairoError) in
            try PNGCanvas.draw(page, resolution: resolution, library: laidOut.faces.fonts)
        }
    }

    /// The resolutions that images may have, in dots per inch.
    package static let resolutions = PNGCanvas.resolutions

    /// The submission in `file` with what its form set's rules find, and the form set.
    private func audited(_ file: SourceFile) throws(RenderError) -> (
        AuditedSubmission, RenderingContext.PreparedFormSet
    ) {
        let source = try parse(file)
        let prepared = try preparedFormSet(for: source)
        do throws(Rejection) {
            let audit = try AuditedSubmission(auditing: source.decode(prepared.formSet.model), rules: prepared.rules) {
                FormComposer.cells(of: $0, in: $1, formSet: prepared.formSet)
            }
            logger.debug("audited", metadata: ["input": "\(file.name)", "findings": "\(audit.findings.count)"])
            return (audit, prepared)
        } catch {
            throw .rejected(error.diagnostics)
        }
    }

    private func read(_ input: SubmissionInput) throws(RenderError) -> SourceFile {
        do throws(Rejection) { return try input.text() } catch { throw .rejected(error.diagnostics) }
    }

    private func parse(_ file: SourceFile) throws(RenderError) -> SubmissionSource {
        do throws(Rejection) {
            return try SubmissionSource(file)
        } catch {
            guard !showsPersons else { throw .rejected(error.diagnostics) }
            let models = context.possibleModels(file.likelyFormSet)
            throw .rejected(file.withoutLikelyPersons(error.diagnostics, models: models))
        }
    }

    /// The form set that a submission asks for; where there is none, what else is wrong is told, too.
    private func preparedFormSet(for source: SubmissionSource) throws(RenderError) -> RenderingContext.PreparedFormSet {
        do throws(RenderError) {
            guard let formSet = source.formSet else { throw RenderError.rejected([]) }
            return try context.preparedFormSet(formSet.id, askedAt: formSet.span)
        } catch {
            guard case .rejected(let faults) = error else { throw error }
            guard let model = context.likelyModel(source.formSet?.id, keys: source.keys) else {
                throw .rejected(source.withoutLikelyPersons(faults))
            }
            let decoded = source.decode(model)
            throw .rejected(
                showsPersons ? faults + decoded.diagnostics : decoded.withoutPersons(faults + decoded.diagnostics))
        }
    }

    /// What sets pages; where a face is at fault, what is found in the submission is told, too.
    private func faces(of prepared: RenderingContext.PreparedFormSet, for audit: AuditedSubmission) throws(RenderError)
        -> RenderingContext.Faces
    {
        do throws(Rejection) { return try prepared.faces() } catch {
            throw .rejected(shown(audit.findings, of: audit) + error.diagnostics)
        }
    }

    private func rejecting<Value>(
        _ audit: AuditedSubmission, _ body: () throws(Rejection) -> Value
    ) throws(RenderError) -> Value {
        do throws(Rejection) { return try body() } catch { throw .rejected(shown(error.diagnostics, of: audit)) }
    }

    /// Findings as they are shown: persons are blanked out unless they are asked for.
    private func shown(_ findings: [Diagnostic], of audit: AuditedSubmission) -> [Diagnostic] {
        showsPersons ? findings : audit.withoutPersons(findings)
    }

    package func drawing<Value>(_ body: () throws(CairoError) -> Value) throws(RenderError) -> Value {
        do throws(CairoError) { return try body() } catch {
            throw .failed(LocalizedText("Cairo：\(error)", en: "Cairo: \(error)"))
        }
    }

    private func metadata(_ document: DocumentFacts, title: String, isDraft: Bool) -> DocumentMetadata {
        let properties = [
            DocumentMetadata.Property("office", "单位", document.office),
            DocumentMetadata.Property("year", "评价年度", String(document.year)),
            DocumentMetadata.Property("formSet", "表样", "\(document.formSet) \(title)"),
        ]
        let archive = document.archive.map { DocumentMetadata.Property($0.name, $0.title, $0.text) }
        return DocumentMetadata(
            title: document.title + (isDraft ? Self.draftMark : ""), author: document.office,
            creator: "Annex \(Self.version)", creationDate: (creationDate ?? CreationDate(of: document)).text,
            properties: (properties + archive).filter { !$0.value.isEmpty })
    }
}

extension PDFPurpose {
    /// To be finished for `profile`, or to be used as it is drawn.
    fileprivate init(_ profile: ArchiveProfile?) {
        self = profile.map { .finishing(isMarked: $0.isTagged) } ?? .use
    }
}
