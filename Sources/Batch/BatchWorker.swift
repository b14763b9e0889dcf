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
    /// The letters to offices whose submissions are refused; `nil` where nobody wants any.
    let letters: BatchLetters?
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
        let conflict = job.conflict ?? job.rival.map { Self.claimed(job, by: $0) }
        if conflict == nil, let known, isCurrent(known, job, content) {
            return finish(Self.unchanged(job, at: index, known), nil)
        }
        var checked: CheckedSubmission?
        do throws(RenderError) {
            let read = try renderer.checked(.read(content))
            checked = read
            guard conflict == nil else { throw .rejected(try renderer.findings(in: read)) }
            try make(read, job, at: index, after: known, finish)
        } catch {
            switch error {
            case .rejected(let found):
                let all = [conflict].compactMap { $0 } + found
                refuse(job, at: index, all, checked, try? content.get().file) { finish($0, nil) }
            case .failed(let reason):
                finish(Self.result(of: job, at: index, .failed(reason), facts: checked?.facts), nil)
            }
        }
    }

    /// What `job` holds; not where its files are others than shards were planned for.
    private func read(_ job: BatchPlan.Job) -> Result<SubmissionFile, Rejection> {
        let content = Result { () throws(Rejection) in try context.submissions.read(job.takeContent()) }
        // Files that are as planned behind that were so when they were read.
        return job.changedFile.map { .failure(Rejection(.changedInput($0))) } ?? content
    }

    /// Renders a submission that was read, and puts its output into the folder.
    private func make(
        _ checked: CheckedSubmission, _ job: BatchPlan.Job, at index: Int, after known: Manifest.Entry?,
        _ finish: @escaping @Sendable (BatchResult, Manifest.Entry?) -> Void
    ) throws(RenderError) {
        let (laidOut, pdf) =
            switch cores {
            case .one: try renderer.render(checked, options.rendering)
            case .two: try RenderingOnTwoCores(renderer).render(checked, options.rendering)
            }
        let isConfirmed = known?.outputHash == pdf.hash
        let (place, facts) = (path(of: job), checked.facts)
        // A signature that was added to the same file stays.
        let isThere = Self.addition(place, to: pdf.hash) != nil
        try keepThumbnails(of: laidOut, hash: pdf.hash)
        let entry = entry(of: job, laidOut, facts, hash: pdf.hash)
        let made = Self.result(
            of: job, at: index, isConfirmed ? .confirmed : .rendered(isFirst: known == nil), pages: entry.pages,
            findings: laidOut.findings + Self.notes(on: job, isReplaced: !isConfirmed), facts: facts)
        guard !isThere else { return finish(made, entry) }
        writer.write([OutputWriter.File(pdf, name: job.output, listed: known?.outputHash)]) { failure in
            guard let failure else { return finish(made, entry) }
            guard failure.isTaken else {
                return finish(Self.result(of: job, at: index, .failed(.unwritable(failure)), facts: facts), nil)
            }
            let kept = [Self.kept(place, known)]
            finish(Self.result(of: job, at: index, .rejected, findings: kept, facts: facts), nil)
        }
    }

    /// Ends `job`, which was refused for `findings`, with a letter to its office.
    /// - Parameters:
    ///   - checked: the submission; `nil` where it could not be checked.
    ///   - file: what it was read from; `nil` where it cannot be read.
    private func refuse(
        _ job: BatchPlan.Job, at index: Int, _ findings: [Diagnostic], _ checked: CheckedSubmission?,
        _ file: SourceFile?, finish: @escaping @Sendable (BatchResult) -> Void
    ) {
        var refused = Self.result(of: job, at: index, .rejected, findings: findings, facts: checked?.facts)
        let renderer = renderer
        guard let known = checked.map(KnownSubmission.init) ?? file.flatMap(renderer.known) else {
            return finish(refused)
        }
        (refused.formSet, refused.amounts) = (known.formSet, known.amounts.map(Manifest.Money.init))
        do throws(RenderError) {
            guard let letters, let letter = try letters.letter(on: job, findings, known, by: renderer) else {
                return finish(refused)
            }
            let unmade = refused
            refused.letter = letter.map { Manifest.HashedFile(path: $0.name, hash: $0.hash) }
            let made = refused
            writer.write(letter) { [folder] failure in
                guard let failure else { return finish(made) }
                let path = FilePath.inside(folder, letter[0].name)
                finish(failure.isTaken ? unmade.adding([.foreign(path)]) : unmade.failing(.unwritable(failure)))
            }
        } catch {
            switch error {
            case .rejected(let faults): finish(refused.adding(faults))
            case .failed(let reason): finish(refused.failing(reason))
            }
        }
    }

    private var renderer: Renderer {
        Renderer(context, showsPersons: options.showsPersons, creationDate: options.creationDate)
    }

    /// A job that had no turn.
    func skipped(_ job: BatchPlan.Job, at index: Int) -> BatchResult { Self.result(of: job, at: index, .skipped) }

    private static func unchanged(_ job: BatchPlan.Job, at index: Int, _ known: Manifest.Entry) -> BatchResult {
        BatchResult(
            index: index, source: job.source, output: job.output, outcome: .unchanged, pages: known.pages, findings: [],
            facts: nil, images: known.origin.images.keys.map(\.text))
    }

    private static func result(
        of job: BatchPlan.Job, at index: Int, _ outcome: BatchResult.Outcome, pages: Int = 0,
        findings: [Diagnostic] = [], facts: SubmissionFacts? = nil
    ) -> BatchResult {
        BatchResult(
            index: index, source: job.source, output: job.output, outcome: outcome, pages: pages,
            findings: findings + (outcome == .skipped ? [] : job.remarks), facts: facts,
            images: facts?.images ?? [])
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
                "“\(job.output)”是另一份材料“\(rival)”的文件，两份是同一单位、同一年度的，没有替换",
                en:
                    "“\(job.output)” is the file of another submission of the same office and year, “\(rival)”; it was not replaced"
            ),
            at: .whole(SourceFile(name: job.input, text: "")),
            hints: [
                LocalizedText(
                    "留下作数的一份：旧的不作数，就把旧的那份移走再生成；两份都作数，就排到另一个文件夹",
                    en:
                        "keep the one that holds: move the older submission away and render again; if both hold, name another folder"
                )
            ])
    }

    /// What is to be said of the name of an output that was made.
    /// - Parameter isReplaced: whether another file had it before.
    private static func notes(on job: BatchPlan.Job, isReplaced: Bool) -> [Diagnostic] {
        let place = SourceSpan.whole(SourceFile(name: job.input, text: ""))
        let replaced = job.predecessor.map { path in
            Diagnostic(
                .warning, id: "replaced-output",
                LocalizedText(
                    "“\(job.output)”原来由“\(path)”生成，那份材料已经不在，换成了这一份的",
                    en: "“\(job.output)” was made of “\(path)”, which is gone; this one has taken its place"), at: place
            )
        }
        let apart = job.sharedName.map { name in
            Diagnostic(
                .note, id: "name-told-apart",
                LocalizedText(
                    "文件名本应是“\(name)”，与另一份材料的相同或只差大小写，所以加了输入文件的名字",
                    en:
                        "its file would be called “\(name)” as another one's is, but for case; the input's name tells them apart"
                ),
                at: place)
        }
        return [isReplaced ? replaced : nil, apart].compactMap { $0 }
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

    private func entry(
        of job: BatchPlan.Job, _ laidOut: PagedSubmission, _ facts: SubmissionFacts, hash: String
    ) -> Manifest.Entry {
        let images = laidOut.images.mapValues { SHA256.hash(data: $0).hexadecimal }
        return Manifest.Entry(
            output: job.output, outputHash: hash, input: job.place, files: job.filePlaces, office: laidOut.office,
            formSet: laidOut.formSet, isDraft: laidOut.isDraft, pages: laidOut.document.pages.count,
            forms: laidOut.document.sections.map { Manifest.Form(title: $0.title, page: $0.page) },
            codes: laidOut.hasPageCodes ? Manifest.PageCodes(laidOut) : nil,
            origin: origin(
                input: FileHash.sha256(of: laidOut.audit.file), images: images, formSet: laidOut.formSetHash,
                rules: laidOut.ruleHashes),
            findings: laidOut.findings.detached(from: job.input), title: facts.formSetTitle, year: laidOut.year,
            date: laidOut.audit.document.date?.iso, score: laidOut.score, rate: laidOut.rate,
            amounts: laidOut.amounts.map(Manifest.Money.init))
    }
}
