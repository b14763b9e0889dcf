package import Diagnostics
package import Graphics
import Logging
import SourceTree

/// Renders one submission: each stage takes a value and gives the next one.
///
/// ``render(_:_:)`` is the whole way of the data. What a stage gives holds all that later ones need, and nothing of theirs; so
/// each can be entered and left on its own: to check a submission, to look at its pages, to make a PDF of pages that were
/// made before. What goes on at the same time is decided elsewhere (``RenderingOnTwoCores``), with the same stages.
package struct Renderer {
    let context: RenderingContext
    let showsPersons: Bool
    /// The date that files state, where it is not the submission's.
    let creationDate: CreationDate?
    /// What offices have filed before, against which submissions are held; `nil` where that is not asked for.
    package var related: RelatedSubmissions?
    let logger = Logger(label: "annex")

    /// The version that files name as their maker.
    package static let version = "0.2.0"

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

    /// The PDF of a submission, and the pages that it shows.
    /// - Throws: ``RenderError`` with every fault of the stage that found one.
    package func render(
        _ input: SubmissionInput, _ options: RenderingOptions
    ) throws(RenderError) -> (pages: PagedSubmission, pdf: FinishedPDF) {
        try render(try checked(input), options)
    }

    /// The PDF of a submission that was checked, and the pages that it shows.
    /// - Throws: ``RenderError`` with every fault of the stage that found one.
    package func render(
        _ checked: CheckedSubmission, _ options: RenderingOptions
    ) throws(RenderError) -> (pages: PagedSubmission, pdf: FinishedPDF) {
        let composed = try composed(checked, as: options.isDraft ? .draft : .final)
        let paged = try paged(composed, hasPageCodes: options.hasPageCodes)
        let drawn = try drawn(paged, for: options.profile)
        return (paged, try finished(drawn, of: paged, options))
    }

    /// What is found in the submission in the file at `path`, errors included: in its values, by its rules, and in laying
    /// its pages out.
    /// - Throws: ``RenderError/failed(_:)`` where the system fails.
    package func check(path: String) throws(RenderError) -> [Diagnostic] { try check(.file(path)) }

    /// What is found in a submission, errors included: in its values, by its rules, and in laying its pages out.
    /// - Throws: ``RenderError/failed(_:)`` where the system fails.
    package func check(_ input: SubmissionInput) throws(RenderError) -> [Diagnostic] {
        do throws(RenderError) { return try findings(in: try checked(input)) } catch {
            guard case .rejected(let diagnostics) = error else { throw error }
            return diagnostics
        }
    }

    /// What is found in a submission that was checked, and in laying its pages out.
    /// - Throws: ``RenderError/failed(_:)`` where the system fails.
    package func findings(in checked: CheckedSubmission) throws(RenderError) -> [Diagnostic] {
        do throws(RenderError) { return try paged(try composed(checked, as: .sample)).findings } catch {
            guard case .rejected(let diagnostics) = error else { throw error }
            return diagnostics
        }
    }

    /// Lays the submission in the file at `path` out.
    /// - Parameters:
    ///   - isDraft: whether it is a draft: errors do not keep it from being laid out, but end it on a sheet of their own,
    ///     and each page is marked.
    ///   - hasPageCodes: whether each page has a code that says which it is.
    /// - Throws: ``RenderError`` with every fault of the stage that found one.
    package func layOut(
        path: String, isDraft: Bool = false, hasPageCodes: Bool = false
    ) throws(RenderError) -> PagedSubmission {
        try layOut(.file(path), isDraft: isDraft, hasPageCodes: hasPageCodes)
    }

    /// Lays a submission out, as ``layOut(path:isDraft:hasPageCodes:)`` does one in a file.
    package func layOut(
        _ input: SubmissionInput, isDraft: Bool = false, hasPageCodes: Bool = false
    ) throws(RenderError) -> PagedSubmission {
        try layOut(try checked(input), isDraft: isDraft, hasPageCodes: hasPageCodes)
    }

    /// Lays a submission that was checked out, as ``layOut(path:isDraft:hasPageCodes:)`` does one in a file.
    package func layOut(
        _ checked: CheckedSubmission, isDraft: Bool, hasPageCodes: Bool
    ) throws(RenderError) -> PagedSubmission {
        try paged(try composed(checked, as: isDraft ? .draft : .final), hasPageCodes: hasPageCodes)
    }

    /// Lays a submission that has passed out once more, whatever rules find in it now: they may be others.
    /// - Parameters:
    ///   - images: the bytes of the images that it names, by their paths.
    ///   - formSetHash: the SHA-256 of the files of the form set that it was laid out with.
    ///   - hasPageCodes: whether each page has a code that says which it is.
    /// - Throws: ``RenderError`` where it cannot be laid out.
    func layOutAgain(
        _ file: SourceFile, images: [Spelling: [UInt8]], formSetHash: String, hasPageCodes: Bool
    ) throws(RenderError) -> PagedSubmission {
        let composed = try composed(try checked(file, images: images, formSetHash: formSetHash), as: .sample)
        return try paged(composed, hasPageCodes: hasPageCodes)
    }

    /// The PDF of laid-out pages, finished for `profile`; as it was drawn where there is none.
    /// - Parameter hasSignatureFields: whether each blank that is signed gets a signature field.
    /// - Throws: ``RenderError/failed(_:)`` where drawing or finishing fails.
    package func pdf(
        _ paged: PagedSubmission, for profile: ArchiveProfile?, hasSignatureFields: Bool = false
    ) throws(RenderError) -> FinishedPDF {
        let options = RenderingOptions(profile: profile, hasSignatureFields: hasSignatureFields)
        return try finished(try drawn(paged, for: profile), of: paged, options)
    }

    /// What `body` draws.
    /// - Throws: ``RenderError/failed(_:)`` where Cairo fails.
    package static func drawing<Value>(_ body: () throws(CairoError) -> Value) throws(RenderError) -> Value {
        do throws(CairoError) { return try body() } catch {
            throw .failed(LocalizedText("画不出；Cairo 的原话是“\(error)”", en: "drawing failed; Cairo says “\(error)”"))
        }
    }
}
