import Archive
import Crypto
import Diagnostics
import Evaluation
import Files
import Graphics
import Layout
import PDFFormat
import Rendering
import SourceTree

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Renders the submissions of a batch one after the other, with faces of its own.
struct BatchWorker {
    let context: RenderingContext
    let options: BatchRenderer.Options
    let folder: String
    /// The SHA-256 of the faces.
    let fonts: String
    /// Where pictures of the pages are kept; `nil` where nobody wants any.
    let thumbnails: ThumbnailFolder?
    let writer: OutputWriter
    let cores: Cores

    /// How many cores a submission has.
    enum Cores {
        case one
        /// There are two workers or more for each submission.
        case two
    }

    /// Renders `job`, unless nothing has changed since `known`.
    /// - Parameter finish: is called with what came of it, and what the manifest notes: once, on some thread, when its
    ///   output is on the disk.
    func render(
        _ job: BatchPlan.Job, at index: Int, after known: Manifest.Entry?,
        finish: @escaping @Sendable (BatchResult, Manifest.Entry?) -> Void
    ) {
        let content = read(job)
        if let known, isCurrent(known, job, content) {
            return finish(Self.result(of: job, at: index, .unchanged, pages: known.pages), nil)
        }
        do throws(RenderError) {
            if let rival = job.rival { throw .rejected([Self.claimed(job, by: rival)]) }
            let renderer = Renderer(
                context, showsPersons: options.showsPersons, creationDate: options.creationDate)
            let (laidOut, pdf) =
                switch cores {
                case .one: try renderer.render(.read(content), options.rendering)
                case .two: try RenderingOnTwoCores(renderer).render(.read(content), options.rendering)
                }
            let isConfirmed = known?.outputHash == pdf.hash
            // A signature that was added to the same file stays.
            let place = path(of: job)
            let isThere = Self.addition(place, to: pdf.hash) != nil
            try keepThumbnails(of: laidOut, hash: pdf.hash)
            let entry = entry(of: job, laidOut, hash: pdf.hash)
            let outcome: BatchResult.Outcome = isConfirmed ? .confirmed : .rendered
            let made = Self.result(of: job, at: index, outcome, pages: entry.pages, findings: laidOut.findings)
            guard !isThere else { return finish(made, entry) }
            writer.write(pdf, to: job.output, listed: known?.outputHash) { failure in
                guard let failure else { return finish(made, entry) }
                guard failure.isTaken else {
                    return finish(Self.result(of: job, at: index, .failed(.unwritable(failure))), nil)
                }
                finish(Self.result(of: job, at: index, .rejected, findings: [Self.kept(place, known)]), nil)
            }
        } catch {
            switch error {
            case .rejected(let findings): finish(Self.result(of: job, at: index, .rejected, findings: findings), nil)
            case .failed(let reason): finish(Self.result(of: job, at: index, .failed(reason)), nil)
            }
        }
    }

    /// What `job` holds; not where its files are others than shards were planned for.
    private func read(_ job: BatchPlan.Job) -> Result<SubmissionFile, Rejection> {
        let content = Result { () throws(Rejection) in try context.submissions.read(job.takeContent()) }
        // Files that are as planned behind that were so when they were read.
        return job.changedFile.map { .failure(Rejection(.changedInput($0))) } ?? content
    }

    /// A job that had no turn.
    func skipped(_ job: BatchPlan.Job, at index: Int) -> BatchResult { Self.result(of: job, at: index, .skipped) }

    private static func result(
        of job: BatchPlan.Job, at index: Int, _ outcome: BatchResult.Outcome, pages: Int = 0,
        findings: [Diagnostic] = []
    ) -> BatchResult {
        BatchResult(
            index: index, source: job.source, output: job.output, outcome: outcome, pages: pages,
            findings: findings + (outcome == .skipped ? [] : job.remarks))
    }

    /// Keeps a picture of the first page of each form.
    private func keepThumbnails(of laidOut: PagedSubmission, hash: String) throws(RenderError) {
        guard let thumbnails, !thumbnails.holds(hash) else { return }
        let deflater = Deflater()
        let pictures = laidOut.document.sections.prefix(ThumbnailFolder.maximumPages).map { form in
            let image = GreyCanvas.draw(laidOut.document.pages[form.page - 1], width: ThumbnailFolder.width)
            return ThumbnailFolder.Picture(page: form.page, png: GreyPNG(image, deflater).bytes)
        }
        do throws(OutputFile.Failure) { try thumbnails.write(pictures, hash) } catch { throw .unwritable(error) }
    }

    // MARK: What outputs are made from

    /// Whether the output is there as it was made, and would be made from the same again.
    private func isCurrent(
        _ known: Manifest.Entry, _ job: BatchPlan.Job, _ content: Result<SubmissionFile, Rejection>
    ) -> Bool {
        guard Spelling(known.input) == Spelling(job.place), let file = try? content.get().file else { return false }
        let input = FileHash.sha256(of: file)
        guard known.origin.input == input else { return false }
        // A form set or a face that cannot be read any more is told of when the submission is rendered.
        let place = SourceSpan.whole(SourceFile(name: job.input, text: ""))
        let folder = FilePath.parts(job.input).folder
        guard let prepared = try? context.preparedFormSet(job.formSet, from: folder, askedAt: place),
            (try? prepared.faces()) != nil
        else {
            return false
        }
        let origin = origin(
            input: input, images: images(known, job), formSet: prepared.formSetHash, rules: prepared.ruleHashes)
        return known.origin == origin && Self.addition(path(of: job), to: known.outputHash) != nil
            && thumbnails?.holds(known.outputHash) != false
    }

    // MARK: What is in the folder

    /// How many bytes were added to the output at `path`, which had the hash `hash`: it may be a signature, which cannot be
    /// made again. `nil` where it is another file.
    private static func addition(_ path: String, to hash: String) -> Int? {
        guard OutputFile.isRegular(path), let file = FileManager.default.contents(atPath: path) else { return nil }
        return ListedFile(hash: hash).addition(in: [UInt8](file))
    }

    private func path(of job: BatchPlan.Job) -> String { "\(folder)/\(job.output)" }

    /// Why the file at `path` was not replaced.
    private static func kept(_ path: String, _ known: Manifest.Entry?) -> Diagnostic {
        guard let known, let added = addition(path, to: known.outputHash), added > 0 else { return .foreign(path) }
        return Diagnostic(
            .error, id: "signed-output",
            LocalizedText(
                "文件生成后又增加了内容（如电子签名），没有用新的文件替换",
                en: "something was added since the file was made, such as a signature; it was not replaced"),
            at: .whole(SourceFile(name: path, text: "")),
            hints: [
                LocalizedText(
                    "材料或表样改过、要重新签的，先把这个文件移走", en: "to make it anew and sign it again, move it away first")
            ])
    }

    private static func claimed(_ job: BatchPlan.Job, by rival: String) -> Diagnostic {
        Diagnostic(
            .error, id: "output-of-another",
            LocalizedText(
                "应生成的“\(job.output)”是另一份材料“\(rival)”的文件，没有替换",
                en: "its output “\(job.output)” is that of another submission, “\(rival)”; it was not replaced"),
            at: .whole(SourceFile(name: job.input, text: "")),
            hints: [
                LocalizedText(
                    "是两个单位的，两份材料一起生成，文件名会分开；是同一单位的新材料，先移走旧的那份",
                    en: "render both together if they are two offices; or move the older submission away")
            ])
    }

    private func origin(
        input: String, images: [Spelling: String], formSet: String, rules: [String]
    ) -> Manifest.Origin {
        Manifest.Origin(
            input: input, images: images, formSet: formSet, rules: rules, fonts: fonts, program: ProgramIdentity.text,
            options: options.text)
    }

    /// The images that the submission named when it was last rendered, as they are now.
    private func images(_ known: Manifest.Entry, _ job: BatchPlan.Job) -> [Spelling: String] {
        let folder = FilePath.parts(job.source.files[0]).folder
        return known.origin.images.reduce(into: [:]) { images, image in
            images[image.key] = FileHash.sha256(ofFile: folder + image.key.text) ?? ""
        }
    }

    private func entry(of job: BatchPlan.Job, _ laidOut: PagedSubmission, hash: String) -> Manifest.Entry {
        let images = laidOut.images.mapValues { SHA256.hash(data: $0).hexadecimal }
        return Manifest.Entry(
            output: job.output, outputHash: hash, input: job.place, files: job.filePlaces, office: laidOut.office,
            formSet: laidOut.formSet, isDraft: laidOut.isDraft, pages: laidOut.document.pages.count,
            forms: laidOut.document.sections.map { Manifest.Form(title: $0.title, page: $0.page) },
            codes: laidOut.hasPageCodes ? Manifest.PageCodes(laidOut) : nil,
            origin: origin(
                input: FileHash.sha256(of: laidOut.audit.file), images: images, formSet: laidOut.formSetHash,
                rules: laidOut.ruleHashes),
            findings: laidOut.findings.detached(from: job.input), score: laidOut.score, rate: laidOut.rate)
    }
}
