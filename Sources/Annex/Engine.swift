import Batch
import Diagnostics
import Files
import Rendering
import SourceTree
import Synchronization

/// Makes PDFs of submissions, and proves them. It may be used from many tasks at once, and changes nothing of its process.
///
/// ```swift
/// let engine = try Engine(layouts: "layouts", fonts: "fonts")
/// let pdf = try engine.render(.file("submission.yaml"))
/// ```
public final class Engine: Sendable {
    /// What one caller at a time renders with.
    private final class Seat: Sendable {
        let context: Mutex<RenderingContext>

        init(_ resources: Resources, _ formSets: FormSetCache) {
            context = Mutex(RenderingContext(resources, sharing: formSets))
        }
    }

    private let resources: Resources
    private let formSets: FormSetCache
    private let seats = Mutex<[Seat]>([])

    /// The version of Annex, which files name as their maker.
    public static let version = Renderer.version

    /// Creates an engine. Form sets and faces are read when they are first needed, and kept.
    /// - Parameters:
    ///   - layouts: the folder of form sets.
    ///   - ownLayouts: an office's own folders of form sets, which are looked through first, in order: of form sets of one name
    ///     the first counts.
    ///   - fonts: the folder of faces with its `fonts.yaml`.
    ///   - ownFonts: a folder of an office's own faces, which take roles over.
    ///   - ownRules: rule files that are laid over those of form sets, in order.
    /// - Throws: ``AnnexError/failed(_:)`` where one of the folders is none.
    public init(
        layouts: String, fonts: String, ownLayouts: [String] = [], ownFonts: String? = nil, ownRules: [String] = []
    ) throws(AnnexError) {
        for folder in ownLayouts + [layouts, fonts, ownFonts].compactMap({ $0 }) where !FilePath.isFolder(folder) {
            throw .failed(
                LocalizedMessage(LocalizedText("没有文件夹“\(folder)”", en: "there is no folder “\(folder)”")))
        }
        var resources = Resources(layouts: layouts, fonts: fonts, ownFonts: ownFonts)
        resources.ownLayouts = ownLayouts
        resources.ownRules = ownRules
        self.resources = resources
        formSets = FormSetCache(resources)
    }

    /// The names of the form sets.
    public var formSetNames: [String] { resources.formSetNames }

    /// Everything that is found in a submission: in its values, by its rules, and in laying its pages out.
    /// - Throws: ``AnnexError/failed(_:)`` where the system fails.
    public func check(_ submission: Submission, showsPersons: Bool = false) throws(AnnexError) -> [Finding] {
        try working { context throws(RenderError) in
            try Renderer(context, showsPersons: showsPersons).check(submission.source).map(Finding.init)
        }
    }

    /// The PDF of a submission.
    /// - Throws: ``AnnexError/rejected(_:)`` with everything that was found where there are errors,
    ///   ``AnnexError/failed(_:)`` where the system fails.
    public func render(
        _ submission: Submission, options: RenderOptions = RenderOptions()
    ) throws(AnnexError) -> RenderedPDF {
        try working { context throws(RenderError) in
            let renderer = Renderer(context, showsPersons: options.showsPersons)
            let made = RenderingOptions(
                profile: options.archive.profile, hasSignatureFields: options.hasSignatureFields,
                hasPageCodes: options.hasPageCodes, isDraft: options.isDraft)
            let (pages, file) = try renderer.render(submission.source, made)
            return RenderedPDF(file, of: pages)
        }
    }

    /// Puts the PDF of a submission at `path`, over whatever file is there. The file there is always whole.
    /// - Returns: the PDF.
    /// - Throws: as ``render(_:options:)``; then whatever was at `path` is untouched.
    @discardableResult
    public func render(
        _ submission: Submission, options: RenderOptions = RenderOptions(), to path: String
    ) throws(AnnexError) -> RenderedPDF {
        let pdf = try render(submission, options: options)
        do throws(OutputFile.Failure) {
            try OutputFile.write(pdf.bytes, to: path)
        } catch {
            throw AnnexError(.unwritable(error))
        }
        return pdf
    }

    /// Renders the submission inside a PDF anew and compares the two.
    /// - Parameters:
    ///   - pdf: the bytes of the file.
    ///   - name: what findings call it.
    /// - Throws: ``AnnexError/rejected(_:)`` where the PDF cannot be read, holds no submission, or that cannot be rendered.
    public func verify(pdf: [UInt8], name: String) throws(AnnexError) -> Verification {
        try working { context throws(RenderError) in
            let inspector = ArchiveInspector(context)
            return Verification(try inspector.verify(pdf, name: name, listed: nil), name: name)
        }
    }

    /// The files inside a PDF: the submission, the record of how it was made, images.
    /// - Parameters:
    ///   - pdf: the bytes of the file.
    ///   - name: what findings call it.
    /// - Throws: ``AnnexError/rejected(_:)`` where the PDF cannot be read or holds none.
    public func extract(pdf: [UInt8], name: String) throws(AnnexError) -> [ExtractedFile] {
        do throws(RenderError) {
            return try ArchiveInspector.files(in: pdf, name: name).map { ExtractedFile(name: $0.name, bytes: $0.bytes) }
        } catch {
            throw AnnexError(error)
        }
    }

    /// Renders submissions into a folder, with a manifest. What has not changed since the last time is not rendered again, and one
    /// submission at fault does not stop the others.
    /// - Parameters:
    ///   - inputs: the paths of the submissions, each another file.
    ///   - folder: where the files and the manifest stand; it is made where there is none.
    ///   - options: how each is made.
    ///   - workers: how many are rendered at once, from 1 to 256.
    /// - Throws: ``AnnexError`` where the folder cannot be used; then nothing is rendered.
    public func renderBatch(
        _ inputs: [String], into folder: String, options: RenderOptions = RenderOptions(), workers: Int = 1
    ) throws(AnnexError) -> BatchOutcome {
        try renderBatch(offices: inputs.map { [$0] }, into: folder, options: options, workers: workers)
    }

    /// Renders the submissions of offices that each hand in one or several files, as
    /// ``renderBatch(_:into:options:workers:)`` does.
    /// - Parameters:
    ///   - offices: for each office the paths of its files: a YAML or JSON file, or workbooks and Word files, which make one
    ///     submission. It is known from batch to batch by the first of them.
    ///   - folder: where the files and the manifest stand; it is made where there is none.
    ///   - options: how each is made.
    ///   - workers: how many are rendered at once, from 1 to 256.
    /// - Throws: ``AnnexError`` where the folder cannot be used; then nothing is rendered.
    public func renderBatch(
        offices: [[String]], into folder: String, options: RenderOptions = RenderOptions(), workers: Int = 1
    ) throws(AnnexError) -> BatchOutcome {
        let made = BatchRenderer.Options(
            profile: options.archive.profile, hasSignatureFields: options.hasSignatureFields,
            hasPageCodes: options.hasPageCodes, isDraft: options.isDraft, showsPersons: options.showsPersons,
            report: .none)
        let batch = BatchRenderer(
            resources, options: made, folder: folder, workers: workers, sharing: formSets)
        let plan = BatchPlan(
            offices.map { SubmissionFiles($0) }, isDraft: options.isDraft, workers: workers, formSets: formSets)
        let items = Mutex<[BatchOutcome.Item]>([])
        do throws(RenderError) {
            let summary = try batch.run(plan) { result in items.withLock { $0.append(BatchOutcome.Item(result)) } }
            if let failure = summary.manifestFailure { throw .failed(failure) }
            return BatchOutcome(items: items.withLock { $0 }, leftOver: summary.leftOver)
        } catch {
            throw AnnexError(error)
        }
    }

    /// Calls `body` with a context that nobody else uses meanwhile.
    private func working<Result: Sendable>(
        _ body: (RenderingContext) throws(RenderError) -> Result
    ) throws(AnnexError) -> Result {
        do throws(RenderError) {
            for seat in seats.withLock({ $0 }) {
                if let result = try seat.context.withLockIfAvailable({ context throws(RenderError) in
                    try body(context)
                }) {
                    return result
                }
            }
            let seat = Seat(resources, formSets)
            seats.withLock { $0.append(seat) }
            return try seat.context.withLock { context throws(RenderError) in try body(context) }
        } catch {
            throw AnnexError(error)
        }
    }
}
