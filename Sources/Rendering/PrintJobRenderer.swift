import Archive
import Diagnostics
import Forms
import Graphics
public import Layout
import SourceTree

/// Puts finished PDFs together for a duplex printer.
///
/// The data inside each PDF are laid out anew, and the result must be what the PDF shows: what is signed is what is kept.
/// All pages are then drawn at once, so that a face that many offices use is stored once. The job has tags like every
/// PDF of this program, but no data inside: those are in the PDFs, and no one office's would account for all pages.
public struct PrintJobRenderer {
    /// How a job is put together.
    public struct Options: Sendable {
        /// What begins on a new sheet.
        public var start = PrintJob.SheetStart.document
        /// How often all is printed.
        public var copies = 1
        /// Whether a sheet that counts its forms leads each office.
        public var hasSeparators = false
        /// Whether blank pages say that they are.
        public var notesBlankPages = false
        /// The sheets that are printed; all where there is no selection.
        public var sheets: SheetSelection?

        /// Options for a plain job: each office on new sheets, once.
        public init() {}
    }

    /// A job that is ready for the printer.
    public struct Job: Sendable {
        /// A PDF/A-2a.
        public let bytes: [UInt8]
        /// How many pages it has, blank ones included.
        public let pages: Int
        /// How many sheets are printed.
        public let sheets: Int
        /// How many offices there are.
        public let offices: Int
    }

    private let workshop: Workshop
    private let options: Options

    /// Creates a renderer that works with `workshop`.
    public init(_ workshop: Workshop, options: Options) {
        self.workshop = workshop
        self.options = options
    }

    /// The job of the PDFs at `paths`, in their order.
    /// - Throws: ``RenderError`` with every fault of every PDF.
    public func render(_ paths: [String]) throws(RenderError) -> Job {
        let entries = try entries(paths)
        var job = PrintJob(entries.map(\.part), startingAt: options.start, copies: options.copies)
        if let selection = options.sheets {
            let all = job.sheets
            job = job.keeping(selection)
            if job.sheets == 0 { throw .rejected([Self.noSheets(of: all)]) }
        }
        let libraries = job.owners.map { entries[$0].fonts }
        let bytes = try pdf(job, metadata(entries), libraries)
        return Job(bytes: bytes, pages: job.document.pages.count, sheets: job.sheets, offices: entries.count)
    }

    // MARK: Inputs

    /// A part of the job with what it is drawn with.
    private struct Entry {
        let part: PrintJob.Part
        let fonts: FontLibrary
        let office: String
        let created: String
    }

    private func entries(_ paths: [String]) throws(RenderError) -> [Entry] {
        var entries: [Entry] = []
        var faults: [Diagnostic] = []
        for (index, path) in paths.enumerated() {
            do throws(RenderError) {
                entries.append(try entry(path, number: index + 1, offices: paths.count))
            } catch {
                guard case .rejected(let found) = error else { throw error }
                faults += found
            }
        }
        guard faults.isEmpty else { throw .rejected(faults) }
        return entries
    }

    private func entry(_ path: String, number: Int, offices: Int) throws(RenderError) -> Entry {
        let found = try ArchiveInspector(workshop).reproduce(path: path)
        if let fault = Self.fault(of: found, path) { throw .rejected([fault]) }
        let laidOut = found.laidOut
        var part = PrintJob.Part(title: laidOut.office, document: laidOut.document)
        if options.hasSeparators {
            let sheet = SeparatorSheet(laidOut.document, startingAt: options.start, number: number, offices: offices)
            part.separator = try Renderer(workshop).separator(sheet, of: laidOut)
        }
        if options.notesBlankPages { part.blankNote = try blankNote(laidOut.bench) }
        return Entry(
            part: part, fonts: laidOut.bench.fonts, office: laidOut.office, created: found.record.created)
    }

    private func blankNote(_ bench: Workshop.Bench) throws(RenderError) -> BlankNote {
        let text: TextRun
        do throws(Rejection) { text = try bench.formSet.blankNote } catch { throw .rejected(error.diagnostics) }
        do throws(LayoutFailure) {
            return try BlankNote(text, context: LayoutContext(shaper: PangoTextShaper(bench.fonts)))
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
            title: "\(offices)绩效自评材料打印作业", author: offices, creator: "Annex \(Renderer.version)",
            creationDate: entries.map(\.created).max() ?? "")
    }

    private func pdf(
        _ job: PrintJob, _ metadata: DocumentMetadata, _ libraries: [FontLibrary]
    ) throws(RenderError) -> [UInt8] {
        let drawn = try Renderer(workshop).drawing { () throws(CairoError) in
            try PDFCanvas.draw(
                job.document, metadata: metadata, library: { libraries[$0.number - 1] }, isMarked: true)
        }
        do throws(ArchiveError) {
            let content = PDFFinisher.Content(document: job.document, metadata: metadata)
            return try PDFFinisher.finish(drawn, with: content, as: .a2a)
        } catch {
            throw .failed(LocalizedText("qpdf：\(error)", en: "qpdf: \(error)"))
        }
    }

    // MARK: Faults

    /// Why a PDF cannot be printed, if so.
    private static func fault(of found: ArchiveInspector.Reproduction, _ path: String) -> Diagnostic? {
        let place = SourceSpan.whole(SourceFile(name: path, text: ""))
        if !found.verification.differences.isEmpty {
            return Diagnostic(
                .error, id: "archive-differs",
                LocalizedText("PDF 与其中的数据排出来的不同，不能印", en: "the PDF is not what the data inside give"), at: place,
                hints: [
                    LocalizedText(
                        "用 annex verify 看哪里不同；表样或程序改过的，用 annex render 重新生成",
                        en: "annex verify tells what differs; if the form set or the program changed, render it again")
                ])
        }
        if case .extended = found.verification.extent {
            return Diagnostic(
                .error, id: "signed-in-job",
                LocalizedText(
                    "文件生成后又增加了内容（如电子签名），作业里印不出来",
                    en: "something was added since the file was made, such as a signature, which the job would not show"
                ),
                at: place, hints: [LocalizedText("请单独打印这个文件", en: "print this file by itself")])
        }
        return nil
    }

    private static func noSheets(of all: Int) -> Diagnostic {
        Diagnostic(
            .error, id: "no-such-sheets",
            LocalizedText("作业只有 \(all) 张，--sheets 一张也没有选中", en: "--sheets selects none of the job's \(all) sheets"))
    }
}

extension SeparatorSheet {
    /// What the sheet before `document` counts.
    init(_ document: PagedDocument, startingAt start: PrintJob.SheetStart, number: Int, offices: Int) {
        let printed = document.pages.filter { !$0.layers.isEmpty }.map(\.number)
        let sections = document.sections
        let ends = sections.dropFirst().map(\.page) + [document.pages.count + 1]
        let forms = zip(sections, ends).map { section, end in
            Form(title: section.title, pages: printed.count { $0 >= section.page && $0 < end })
        }
        self.init(
            number: number, offices: offices, pages: printed.count,
            sheets: PrintJob.sheets(of: document, startingAt: start), forms: forms)
    }
}
