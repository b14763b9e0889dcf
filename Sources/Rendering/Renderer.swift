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
    private let showsPersons: Bool
    private let logger = Logger(label: "annex")

    /// The version that files name as their maker.
    public static let version = "0.1.0"

    /// Creates a renderer that works with `workshop`.
    /// - Parameter showsPersons: whether findings may quote persons' names and numbers.
    public init(_ workshop: Workshop, showsPersons: Bool = false) {
        self.workshop = workshop
        self.showsPersons = showsPersons
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

    /// What is found in the submission in the file at `path`, errors included: in its values, by its rules, and whether
    /// there is a glyph for each of its characters. Pages are laid out only where that is in doubt, or images are drawn.
    /// - Throws: ``RenderError/failed(_:)`` where the system fails.
    public func check(path: String) throws(RenderError) -> [Diagnostic] {
        do throws(RenderError) {
            let (audit, bench) = try audited(path)
            guard let draft = try? DraftSubmission(audit) else { return shown(audit.findings, of: audit) }
            let composed = try rejecting(audit) { () throws(Rejection) in
                try FormComposer.compose(draft, formSet: bench.formSet)
            }
            let isCovered = composed.sections.allSatisfy { section in
                !section.hasImages && section.runs.allSatisfy { bench.coverage.covers($0.text, role: $0.style.role) }
            }
            return isCovered ? shown(audit.findings, of: audit) : try layOut(composed, audit, bench).diagnostics
        } catch {
            guard case .rejected(let diagnostics) = error else { throw error }
            return diagnostics
        }
    }

    /// Lays the submission in the file at `path` out.
    /// - Throws: ``RenderError`` with every fault of the step that found one.
    public func layOut(path: String) throws(RenderError) -> LaidOut {
        let (audit, bench) = try audited(path)
        let composed = try rejecting(audit) { () throws(Rejection) in
            try FormComposer.compose(try ValidatedSubmission(audit), formSet: bench.formSet)
        }
        return try layOut(composed, audit, bench)
    }

    private func layOut(
        _ composed: ComposedForms, _ audit: AuditedSubmission, _ bench: Workshop.Bench
    ) throws(RenderError) -> LaidOut {
        let report = LayoutReport(composed.origins, audit)
        do throws(LayoutFailure) {
            let context = LayoutContext(shaper: PangoTextShaper(bench.fonts), words: bench.formSet.words)
            let document = try PageLayouter.layout(composed.sections, context: context)
            let unreadable = document.unreadableImages
            guard unreadable.isEmpty else { throw LayoutFailure(faults: unreadable) }
            logger.debug("laid out", metadata: ["input": "\(audit.file.name)", "pages": "\(document.pages.count)"])
            let findings = audit.findings + report.diagnostics(for: document.notes)
            return LaidOut(
                document: document, office: audit.submission.office.name, year: audit.submission.year.value,
                diagnostics: shown(findings, of: audit), metadata: Self.metadata(audit.submission), fonts: bench.fonts)
        } catch {
            throw .rejected(shown(audit.findings + report.diagnostics(for: error.faults), of: audit))
        }
    }

    /// The PDF of laid-out pages.
    /// - Throws: ``RenderError/failed(_:)`` where drawing fails.
    public func pdf(_ laidOut: LaidOut) throws(RenderError) -> [UInt8] {
        let bytes = try drawing { () throws(CairoError) in
            try PDFCanvas.draw(laidOut.document, metadata: laidOut.metadata, library: laidOut.fonts)
        }
        logger.debug("drawn", metadata: ["bytes": "\(bytes.count)"])
        return bytes
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

    /// The submission in the file at `path` with what its form set's rules find, and the form set.
    private func audited(_ path: String) throws(RenderError) -> (AuditedSubmission, Workshop.Bench) {
        let source = try read(path)
        let bench = try bench(for: source)
        do throws(Rejection) {
            let audit = try AuditedSubmission(auditing: source.decode(bench.formSet.schema), rules: bench.rules) {
                FormComposer.cells(of: $0, formSet: bench.formSet)
            }
            logger.debug("audited", metadata: ["input": "\(path)", "findings": "\(audit.findings.count)"])
            return (audit, bench)
        } catch {
            throw .rejected(error.diagnostics)
        }
    }

    private func read(_ path: String) throws(RenderError) -> SubmissionSource {
        do throws(Rejection) {
            let file = try SourceFile.read(path: path)
            do throws(Rejection) {
                return try SubmissionSource(file)
            } catch {
                throw showsPersons ? error : Rejection(file.withoutLikelyPersons(error.diagnostics))
            }
        } catch {
            throw .rejected(error.diagnostics)
        }
    }

    /// The form set that a submission asks for; where there is none, what else is wrong is told, too.
    private func bench(for source: SubmissionSource) throws(RenderError) -> Workshop.Bench {
        do throws(RenderError) {
            guard let formSet = source.formSet else { throw RenderError.rejected([]) }
            return try workshop.bench(formSet.id, askedAt: formSet.span)
        } catch {
            guard case .rejected(let faults) = error else { throw error }
            let decoded = source.decode()
            throw .rejected(
                showsPersons ? faults + decoded.diagnostics : decoded.withoutPersons(faults + decoded.diagnostics))
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

    private func drawing<Value>(_ body: () throws(CairoError) -> Value) throws(RenderError) -> Value {
        do throws(CairoError) { return try body() } catch { throw .failed("Cairo: \(error)") }
    }

    /// The date of the document is the submission's, so that the same input gives the same bytes on any day.
    private static func metadata(_ submission: Submission) -> DocumentMetadata {
        let date = submission.filing.date
        let year = date?.year ?? submission.year.value
        let day = [date?.month ?? 12, date?.day ?? 31].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: "-")
        return DocumentMetadata(
            title: "\(submission.office.name)\(submission.year.value)年度绩效自评材料",
            author: submission.office.name, creator: "Annex \(version)",
            creationDate: "\(year)-\(day)T00:00:00Z")
    }
}
