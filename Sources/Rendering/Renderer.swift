public import Archive
public import Diagnostics
import Evaluation
import Forms
import Graphics
public import Layout
import Logging
import SourceTree

/// Why a submission was not rendered.
public enum RenderError: Error, Sendable {
    /// The input is at fault: every finding, at least one an error.
    case rejected([Diagnostic])
    /// The system failed.
    case failed(String)
}

/// Renders one submission: each step takes a value and gives a value.
public struct Renderer {
    private let workshop: Workshop
    /// The date that files state, where it is not the submission's.
    private let creationDate: String?
    private let logger = Logger(label: "annex")

    /// The version that files name as their maker.
    public static let version = "0.1.0"

    /// Creates a renderer that works with `workshop`.
    /// - Parameter creationDate: the date that files state, as ISO 8601 in UTC, instead of the submission's.
    public init(_ workshop: Workshop, creationDate: String? = nil) {
        self.workshop = workshop
        self.creationDate = creationDate
    }

    /// The pages of a submission.
    public struct LaidOut {
        /// The pages.
        public let document: PagedDocument
        /// The full name of the office.
        public let office: String
        /// The year that is evaluated.
        public let year: Int
        /// What was noticed on the way: notes and warnings.
        public let diagnostics: [Diagnostic]
        let metadata: DocumentMetadata
        let fonts: FontLibrary
        /// The submission in canonical JSON.
        let submission: String
        let formSet: String
        let formSetHash: String
    }

    /// Checks the submission in the file at `path`, up to whether its pages can be laid out; what was noticed and is no
    /// error.
    /// - Throws: ``RenderError`` with every fault of the step that found one.
    public func check(path: String) throws(RenderError) -> [Diagnostic] {
        try layOut(path: path).diagnostics
    }

    /// Lays the submission in the file at `path` out.
    /// - Throws: ``RenderError`` with every fault of the step that found one.
    public func layOut(path: String) throws(RenderError) -> LaidOut {
        try layOut(try rejecting { () throws(Rejection) in try SourceFile.read(path: path) })
    }

    /// Lays the submission in `file` out.
    /// - Throws: ``RenderError`` with every fault of the step that found one.
    func layOut(_ file: SourceFile) throws(RenderError) -> LaidOut {
        let path = file.name
        let submission = try rejecting { () throws(Rejection) in
            try ValidatedSubmission(validating: try SubmissionDecoder.decode(file))
        }
        logger.debug("validated", metadata: ["input": "\(path)", "findings": "\(submission.diagnostics.count)"])
        let bench = try workshop.bench(submission.submission.formSet, askedAt: submission.span(of: "formSet"))
        let (sections, origins) = try rejecting { () throws(Rejection) in
            try FormComposer.compose(submission, formSet: bench.formSet)
        }
        do throws(LayoutFailure) {
            let context = LayoutContext(shaper: PangoTextShaper(bench.fonts), words: bench.formSet.words)
            let document = try PageLayouter.layout(sections, context: context)
            logger.debug("laid out", metadata: ["input": "\(path)", "pages": "\(document.pages.count)"])
            return LaidOut(
                document: document, office: submission.submission.office.name, year: submission.submission.year.value,
                diagnostics: submission.diagnostics
                    + LayoutReport(origins, submission).diagnostics(for: document.notes),
                metadata: metadata(submission.submission, title: bench.formSet.title), fonts: bench.fonts,
                submission: submission.canonicalText, formSet: bench.formSet.id, formSetHash: bench.formSetHash)
        } catch {
            throw .rejected(submission.diagnostics + LayoutReport(origins, submission).diagnostics(for: error.faults))
        }
    }

    /// The PDF of laid-out pages, finished for `profile`; as it was drawn where there is none.
    /// - Parameter hasSignatureFields: whether each blank that is signed gets a signature field.
    /// - Throws: ``RenderError/failed(_:)`` where drawing or finishing fails.
    public func pdf(
        _ laidOut: LaidOut, for profile: ArchiveProfile?, hasSignatureFields: Bool = false
    ) throws(RenderError) -> [UInt8] {
        let record = RenderRecord(
            version: Self.version, formSet: laidOut.formSet, formSetHash: laidOut.formSetHash,
            submissionHash: RenderRecord.hash(of: Array(laidOut.submission.utf8)),
            created: laidOut.metadata.creationDate, hasSignatureFields: hasSignatureFields)
        let files = record.files(submission: laidOut.submission, findings: laidOut.diagnostics)
        return try pdf(laidOut, holding: files, for: profile, hasSignatureFields: hasSignatureFields)
    }

    func pdf(
        _ laidOut: LaidOut, holding files: [AttachedFile], for profile: ArchiveProfile?, hasSignatureFields: Bool
    ) throws(RenderError) -> [UInt8] {
        let drawn = try drawing { () throws(CairoError) in
            try PDFCanvas.draw(
                laidOut.document, metadata: laidOut.metadata, library: laidOut.fonts,
                isMarked: profile?.isTagged == true)
        }
        logger.debug("drawn", metadata: ["bytes": "\(drawn.bytes.count)"])
        guard let profile else { return drawn.bytes }
        let content = PDFFinisher.Content(
            document: laidOut.document, metadata: laidOut.metadata, attachments: files,
            hasSignatureFields: hasSignatureFields)
        do throws(ArchiveError) {
            let bytes = try PDFFinisher.finish(drawn, with: content, as: profile)
            logger.debug("finished", metadata: ["bytes": "\(bytes.count)"])
            return bytes
        } catch {
            throw .failed("\(error)")
        }
    }

    /// The PNG of one laid-out page.
    /// - Parameter resolution: in dots per inch, within ``resolutions``.
    /// - Throws: ``RenderError/failed(_:)`` where drawing fails.
    public func png(_ page: Page, of laidOut: LaidOut, resolution: Int) throws(RenderError) -> [UInt8] {
        try drawing { () throws(CairoError) in
            try PNGCanvas.draw(page, resolution: resolution, library: laidOut.fonts)
        }
    }

    /// The resolutions that images may have, in dots per inch.
    public static let resolutions = PNGCanvas.resolutions

    private func rejecting<Value>(_ body: () throws(Rejection) -> Value) throws(RenderError) -> Value {
        do throws(Rejection) { return try body() } catch { throw .rejected(error.diagnostics) }
    }

    private func drawing<Value>(_ body: () throws(CairoError) -> Value) throws(RenderError) -> Value {
        do throws(CairoError) { return try body() } catch { throw .failed("Cairo: \(error)") }
    }

    private func metadata(_ submission: Submission, title: String) -> DocumentMetadata {
        var properties = [
            DocumentMetadata.Property("office", "单位", submission.office.name),
            DocumentMetadata.Property("year", "评价年度", String(submission.year.value)),
            DocumentMetadata.Property("formSet", "表样", "\(submission.formSet) \(title)"),
        ]
        if let mark = submission.archive {
            properties += [
                DocumentMetadata.Property("fonds", "全宗号", mark.fonds),
                DocumentMetadata.Property("item", "件号", mark.item),
                DocumentMetadata.Property("category", "机构或问题", mark.category),
                DocumentMetadata.Property("retention", "保管期限", mark.retention),
                DocumentMetadata.Property("pages", "页数", mark.pages),
            ]
        }
        return DocumentMetadata(
            title: "\(submission.office.name)\(submission.year.value)年度绩效自评材料", author: submission.office.name,
            creator: "Annex \(Self.version)", creationDate: creationDate ?? CreationDate.of(submission),
            properties: properties.filter { !$0.value.isEmpty })
    }
}
