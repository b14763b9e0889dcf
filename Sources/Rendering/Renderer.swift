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
    private let logger = Logger(label: "annex")

    /// The version that files name as their maker.
    public static let version = "0.1.0"

    /// Creates a renderer that works with `workshop`.
    public init(_ workshop: Workshop) {
        self.workshop = workshop
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
        let submission = try validated(path)
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
                metadata: Self.metadata(submission),
                fonts: bench.fonts)
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
        let drawn = try drawing { () throws(CairoError) in
            try PDFCanvas.draw(
                laidOut.document, metadata: laidOut.metadata, library: laidOut.fonts,
                isMarked: profile?.isTagged == true)
        }
        logger.debug("drawn", metadata: ["bytes": "\(drawn.bytes.count)"])
        guard let profile else { return drawn.bytes }
        let content = PDFFinisher.Content(
            document: laidOut.document, metadata: laidOut.metadata, hasSignatureFields: hasSignatureFields)
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

    private func validated(_ path: String) throws(RenderError) -> ValidatedSubmission {
        try rejecting { () throws(Rejection) in
            let file = try SourceFile.read(path: path)
            return try ValidatedSubmission(validating: try SubmissionDecoder.decode(file))
        }
    }

    private func rejecting<Value>(_ body: () throws(Rejection) -> Value) throws(RenderError) -> Value {
        do throws(Rejection) { return try body() } catch { throw .rejected(error.diagnostics) }
    }

    private func drawing<Value>(_ body: () throws(CairoError) -> Value) throws(RenderError) -> Value {
        do throws(CairoError) { return try body() } catch { throw .failed("Cairo: \(error)") }
    }

    /// The date of the document is the submission's, so that the same input gives the same bytes on any day.
    private static func metadata(_ submission: ValidatedSubmission) -> DocumentMetadata {
        let date = submission.submission.filing.date
        let year = date?.year ?? submission.submission.year.value
        let day = [date?.month ?? 12, date?.day ?? 31].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: "-")
        return DocumentMetadata(
            title: "\(submission.submission.office.name)\(submission.submission.year.value)年度绩效自评材料",
            author: submission.submission.office.name, creator: "Annex \(version)",
            creationDate: "\(year)-\(day)T00:00:00Z")
    }
}
