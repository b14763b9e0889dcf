import Archive
import Batch
import Diagnostics
import Evaluation
import Forms
import Graphics
package import Layout
package import Rendering
import SourceTree

/// Puts finished PDFs together for a printer.
///
/// The data inside each PDF are laid out anew, and the result must be what the PDF shows: what is signed is what is kept.
/// All pages are then drawn at once, so that a face that many offices use is stored once. The job has tags like every
/// PDF of this program, but no data inside: those are in the PDFs, and no one office's would account for all pages.
package struct PrintJobRenderer {
    /// How a job is put together.
    package struct Options: Sendable {
        /// What begins on a new sheet.
        package var start = PrintJob.SheetStart.document
        /// Which sides of the sheets are printed.
        package var sides = PrintJob.Sides.both
        /// How often all is printed, within ``PrintJobRenderer/copies``.
        package var copies = 1
        /// Whether a sheet that counts its forms leads each office.
        package var hasSeparators = false
        /// Whether blank pages say that they are.
        package var notesBlankPages = false
        /// The sheets that are printed; all where there is no selection.
        package var sheets: SheetSelection?

        /// Options for a plain job: each office on new sheets, once.
        package init() {}
    }

    /// A job that is ready for the printer.
    package struct Job: Sendable {
        /// An office in the job, so that a stack can be counted.
        package struct Part: Sendable {
            /// The full name of the office.
            package let office: String
            /// How many forms it has.
            package let forms: Int
            /// Its sheets in the first copy, the separator included: as numbered before some were selected.
            package let sheets: ClosedRange<Int>
            /// How many of its sheets are printed, in all copies.
            package let printed: Int
        }

        /// A PDF/A-2a.
        package let bytes: [UInt8]
        /// What it is called.
        package let title: String
        /// How many pages it has, blank ones included.
        package let pages: Int
        /// How many sheets are printed.
        package let sheets: Int
        /// The offices in order.
        package let parts: [Part]
        /// The sizes of its pages, each once.
        package let papers: [Size]
    }

    /// How many copies a job can have: more are surely a slip.
    package static let copies = 1...999

    private let context: RenderingContext
    private let options: Options

    /// Creates a renderer that works with `context`.
    package init(_ context: RenderingContext, options: Options) {
        self.context = context
        self.options = options
    }

    /// The job of the PDFs `inputs`, in their order.
    /// - Throws: ``RenderError`` with every fault of every PDF; ``RenderError/failed(_:)`` where the number of copies is
    ///   none of ``copies``.
    package func render(_ inputs: [PrintInput]) throws(RenderError) -> Job {
        guard Self.copies.contains(options.copies) else { throw .failed(.outOfRange("份数", "copies", Self.copies)) }
        let entries = try entries(inputs)
        var job = PrintJob(
            entries.map(\.part), startingAt: options.start, on: options.sides, copies: options.copies)
        let ranges = job.sheetsOfParts(copies: options.copies)
        if let selection = options.sheets {
            let all = job.sheets
            job = job.keeping(selection)
            if job.sheets == 0 { throw .rejected([Self.noSheets(of: all)]) }
        }
        let libraries = job.owners.map { entries[$0].fonts }
        let metadata = metadata(entries)
        let bytes = try pdf(job, metadata: metadata, libraries: libraries)
        return Job(
            bytes: bytes, title: metadata.title, pages: job.document.pages.count, sheets: job.sheets,
            parts: parts(entries, ranges, of: job), papers: job.papers)
    }

    /// - Parameter ranges: the sheets of the parts before any were selected.
    private func parts(_ entries: [Entry], _ ranges: [ClosedRange<Int>], of job: PrintJob) -> [Job.Part] {
        let fronts = stride(from: 0, to: job.owners.count, by: options.sides.rawValue).map { job.owners[$0] }
        let counts = fronts.reduce(into: [Int: Int]()) { $0[$1, default: 0] += 1 }
        return entries.indices.map { index in
            Job.Part(
                office: entries[index].office, forms: entries[index].part.document.sections.count,
                sheets: ranges[index], printed: counts[index, default: 0])
        }
    }

    // MARK: Inputs

    /// A part of the job with what it is drawn with.
    private struct Entry {
        let part: PrintJob.Part
        let fonts: FontLibrary
        let office: String
        /// What stands behind the offices in the title of a job.
        let jobTitle: String
        let created: String
    }

    private func entries(_ inputs: [PrintInput]) throws(RenderError) -> [Entry] {
        var entries: [Entry] = []
        var faults: [Diagnostic] = []
        for (index, input) in inputs.enumerated() {
            do throws(RenderError) {
                entries.append(try entry(input, number: index + 1, offices: inputs.count))
            } catch {
                guard case .rejected(let found) = error else { throw error }
                faults += found
            }
        }
        guard faults.isEmpty else { throw .rejected(faults) }
        return entries
    }

    private func entry(_ input: PrintInput, number: Int, offices: Int) throws(RenderError) -> Entry {
        let found = try ArchiveInspector(context).reproduce(path: input.path, listed: input.listed?.outputHash)
        if let fault = Self.fault(of: found, input) { throw .rejected([fault]) }
        let laidOut = found.laidOut
        var part = PrintJob.Part(title: laidOut.office, document: laidOut.document)
        if options.hasSeparators {
            let sheet = SeparatorSheet(laidOut.document, options, number: number, offices: offices)
            part.separator = try Renderer(context).separator(sheet, of: laidOut)
        }
        if options.notesBlankPages { part.blankNote = try blankNote(laidOut) }
        return Entry(
            part: part, fonts: laidOut.faces.fonts, office: laidOut.office,
            jobTitle: laidOut.audit.document.job, created: found.record.created)
    }

    private func blankNote(_ laidOut: PagedSubmission) throws(RenderError) -> BlankNote {
        let text: TextRun
        do throws(Rejection) { text = try laidOut.prepared.formSet.blankNote } catch {
            throw .rejected(error.diagnostics)
        }
        do throws(LayoutFailure) {
            return try BlankNote(text, context: LayoutContext(shaper: PangoTextShaper(laidOut.faces.fonts)))
        } catch {
            throw .rejected([
                Diagnostic(
                    .error, id: "missing-character",
                    LocalizedText(
                        "空白页上印的字没有字体能显示（formset.yaml 的 print.blank）",
                        en: "no face has the characters of print.blank in formset.yaml"))
            ])
        }
    }

    // MARK: Output

    /// The date is the latest of the PDFs.
    private func metadata(_ entries: [Entry]) -> DocumentMetadata {
        let first = entries.first?.office ?? ""
        let offices = entries.count > 1 ? "\(first)等\(entries.count)个单位" : first
        return DocumentMetadata(
            title: offices + (entries.first?.jobTitle ?? ""), author: offices, creator: "Annex \(Renderer.version)",
            creationDate: entries.map(\.created).max() ?? "")
    }

    private func pdf(
        _ job: PrintJob, metadata: DocumentMetadata, libraries: [FontLibrary]
    ) throws(RenderError) -> [UInt8] {
        let drawn = try Renderer.drawing { () throws(CairoError) in
            try PDFCanvas.draw(
                job.document, metadata: metadata, library: { libraries[$0.number - 1] }, for: .finishing(isMarked: true)
            )
        }
        do throws(FinishingError) {
            let content = PDFFinisher.Content(document: job.document, metadata: metadata)
            return try PDFFinisher.finish(drawn, with: content, as: .a2a).bytes
        } catch {
            let reason = error.message
            throw .failed(LocalizedText("归档处理失败：\(reason.zh)", en: "finishing failed: \(reason.en)"))
        }
    }

    // MARK: Faults

    /// Why a PDF cannot be printed, if so.
    private static func fault(of found: ArchiveInspector.Reproduction, _ input: PrintInput) -> Diagnostic? {
        let place = SourceSpan.whole(SourceFile(name: input.path, text: ""))
        // Whether the data keep to the rules was asked when a file was rendered and listed.
        let differences = found.verification.differences.filter { $0 != .rules || input.listed == nil }
        if differences == [.manifest] { return Self.otherThanListed(place) }
        if !differences.isEmpty {
            return Diagnostic(
                .error, id: "archive-differs",
                LocalizedText("PDF 与其中的数据排出来的不同，不能印", en: "the PDF is not what the data inside give"), at: place,
                hints: [
                    LocalizedText(
                        "用 annex verify 看哪里不同；表样或程序改过的，用 annex render 重新生成",
                        en: "annex verify tells what differs; if the form set or the program changed, render it again")
                ])
        }
        if !found.verification.signatures.isEmpty {
            return Self.moreThanPages(
                LocalizedText("文件已经签名，作业里印不出来", en: "the file is signed, which the job would not show"), place)
        }
        if case .extended = found.verification.extent {
            return Self.moreThanPages(
                LocalizedText("文件生成后又增加了内容", en: "something was added since the file was made"), place)
        }
        guard let listed = input.listed else { return nil }
        let pages = found.laidOut.document.pages.count
        let sheets = PrintJob.Sides.both.sheets(ofPages: pages)
        guard (listed.pages, listed.sheets) != (pages, sheets) else { return nil }
        return Diagnostic(
            .error, id: "sheets-differ",
            LocalizedText(
                "清单记的是 \(listed.pages) 页、\(listed.sheets) 张，文件是 \(pages) 页、\(sheets) 张",
                en:
                    "the manifest says \(listed.pages) pages on \(listed.sheets) sheets, the file has \(pages) on \(sheets)"
            ),
            at: place, hints: [LocalizedText("清单可能被改过，用 annex render 重新生成", en: "render the folder again")])
    }

    private static func moreThanPages(_ message: LocalizedText, _ place: SourceSpan) -> Diagnostic {
        Diagnostic(
            .error, id: "signed-in-job", message, at: place,
            hints: [LocalizedText("请单独打印这个文件", en: "print this file by itself")])
    }

    private static func otherThanListed(_ place: SourceSpan) -> Diagnostic {
        Diagnostic(
            .error, id: "manifest-differs",
            LocalizedText(
                "这不是清单 \(Manifest.fileName) 所记的那个文件", en: "this is not the file that \(Manifest.fileName) lists"),
            at: place, hints: [LocalizedText("用 annex render 重新生成", en: "render it again")])
    }

    private static func noSheets(of all: Int) -> Diagnostic {
        Diagnostic(
            .error, id: "no-such-sheets",
            LocalizedText("作业只有 \(all) 张，--sheets 一张也没有选中", en: "--sheets selects none of the job's \(all) sheets"))
    }
}

extension SeparatorSheet {
    /// What the sheet before `document` counts.
    init(_ document: PagedDocument, _ options: PrintJobRenderer.Options, number: Int, offices: Int) {
        let printed = document.pages.filter { !$0.layers.isEmpty }.map(\.number)
        let sections = document.sections
        let ends = sections.dropFirst().map { $0.sharesPage ? $0.page + 1 : $0.page } + [document.pages.count + 1]
        let forms = zip(sections, ends).map { section, end in
            Form(title: section.title, pages: printed.count { $0 >= section.page && $0 < end })
        }
        self.init(
            number: number, offices: offices, pages: printed.count,
            sheets: PrintJob.sheets(of: document, startingAt: options.start, on: options.sides), forms: forms)
    }
}
