import CPangoCairo
import Dispatch
package import Layout
import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

/// What a PDF is drawn for.
package enum PDFPurpose: Sendable, Hashable {
    /// To be used as it is: with the outlines of glyphs, and for each section an entry in the file's outline.
    case use
    /// To be finished (``PDFFinisher``), which puts outlines and entries in. Where it is marked, everything drawn is marked as
    /// content of its structure element or as an artifact.
    case finishing(isMarked: Bool)
}

/// Draws finished pages to PDF, in memory.
package enum PDFCanvas {
    /// A PDF with the pages of `document`.
    /// - Parameters:
    ///   - library: the faces of a page. Cairo stores a face of a library once, on however many pages it is used.
    /// - Throws: ``CairoError`` where Cairo fails.
    package static func draw(
        _ document: PagedDocument, metadata: DocumentMetadata, library: (Page) -> FontLibrary, for purpose: PDFPurpose
    ) throws(CairoError) -> DrawnPDF {
        let file = OpenPDF(metadata, for: purpose)
        for page in document.pages { file.draw(page, fonts: library(page).drawingFonts) }
        return try file.finish(document.sections)
    }
}

/// Draws the pages of a PDF on a thread of its own, while later ones are laid out.
package final class PDFDrawing: Sendable {
    private let queue = DispatchQueue(label: "annex.drawing", qos: .userInitiated)
    private let fonts: DrawingFonts
    /// `nil` once the PDF is finished or abandoned.
    private let file: Mutex<OpenPDF?>
    private let isAbandoned = Atomic<Bool>(false)

    /// Begins a PDF, as ``PDFCanvas`` draws it, with the faces of `library`, with which nothing else is drawn meanwhile.
    package init(_ metadata: DocumentMetadata, library: FontLibrary, for purpose: PDFPurpose) {
        fonts = library.drawingFonts
        file = Mutex(OpenPDF(metadata, for: purpose))
    }

    /// Draws `page` behind the others, on the thread of the drawing; returns at once.
    package func draw(_ page: Page) {
        queue.async {
            guard !self.isAbandoned.load(ordering: .relaxed) else { return }
            self.file.withLock { $0?.draw(page, fonts: self.fonts) }
        }
    }

    /// The PDF, with the pages of all sections; it is given once.
    /// - Throws: ``CairoError`` where Cairo fails.
    package func finish(_ sections: [PagedDocument.SectionStart]) throws(CairoError) -> DrawnPDF {
        try queue.sync {
            file.withLock { file in
                guard let open = file.take() else { preconditionFailure("a PDF is finished once") }
                return Result { () throws(CairoError) in try open.finish(sections) }
            }
        }.get()
    }

    /// Drops the pages that are not drawn yet, and waits until none is being drawn: then others may use the faces.
    package func abandon() {
        isAbandoned.store(true, ordering: .relaxed)
        queue.sync { file.withLock { $0 = nil } }
    }

    /// Waits until the pages are drawn.
    package func wait() { queue.sync {} }
}

/// A PDF that pages are drawn into.
private final class OpenPDF {
    private let surface: PDFSurface
    private let images = ImageCache()
    private let isMarked: Bool
    /// `nil` where the outlines of glyphs are drawn.
    private let placeholderFonts: PlaceholderFonts?
    private var marks: [DrawnPDF.PageMarks] = []

    init(_ metadata: DocumentMetadata, for purpose: PDFPurpose) {
        surface = PDFSurface()
        surface.set(metadata)
        isMarked = purpose == .finishing(isMarked: true)
        placeholderFonts = purpose == .use ? nil : PlaceholderFonts()
    }

    func draw(_ page: Page, fonts: DrawingFonts) {
        let drawn = surface.draw(
            page, fonts: fonts, images: images, isMarked: isMarked, placeholderFonts: placeholderFonts)
        if isMarked { marks.append(drawn) }
    }

    func finish(_ sections: [PagedDocument.SectionStart]) throws(CairoError) -> DrawnPDF {
        // Finishing for the archive writes an outline of its own.
        if placeholderFonts == nil { sections.forEach { surface.addOutline($0) } }
        return DrawnPDF(bytes: try surface.finish(), marks: marks, outlines: placeholderFonts?.outlines ?? [:])
    }
}

/// The memory that Cairo writes a file to. It does so a few bytes at a time, some forty thousand times a document, so that
/// this is a plain buffer and no array.
private struct ByteSink: ~Copyable {
    private struct Buffer {
        var bytes: UnsafeMutableRawPointer
        var count = 0
        var capacity: Int

        mutating func append(_ data: UnsafeRawPointer, count length: Int) {
            if count + length > capacity { grow(toHold: count + length) }
            (bytes + count).copyMemory(from: data, byteCount: length)
            count += length
        }

        private mutating func grow(toHold size: Int) {
            capacity = max(size, capacity * 2)
            guard let larger = realloc(bytes, capacity) else { preconditionFailure("there is memory for a file") }
            bytes = larger
        }
    }

    /// In a place of its own, whose address Cairo is given.
    private let buffer = UnsafeMutablePointer<Buffer>.allocate(capacity: 1)

    init() {
        let capacity = 1 << 16
        guard let bytes = malloc(capacity) else { preconditionFailure("there is memory for a file") }
        buffer.initialize(to: Buffer(bytes: bytes, capacity: capacity))
    }

    deinit {
        free(buffer.pointee.bytes)
        buffer.deallocate()
    }

    /// What was written.
    var bytes: [UInt8] { Array(UnsafeRawBufferPointer(start: buffer.pointee.bytes, count: buffer.pointee.count)) }

    /// What ``write`` takes for its closure.
    var closure: UnsafeMutableRawPointer { UnsafeMutableRawPointer(buffer) }

    static let write: cairo_write_func_t = { closure, data, length in
        guard let closure, let data else { return CAIRO_STATUS_WRITE_ERROR }
        closure.assumingMemoryBound(to: Buffer.self).pointee.append(data, count: Int(length))
        return CAIRO_STATUS_SUCCESS
    }
}

/// A PDF surface of Cairo's, which ends when it is finished or dropped.
private struct PDFSurface: ~Copyable {
    /// Cairo writes to it until the surface is destroyed, even where that was never finished.
    private let sink = ByteSink()
    private let surface: OpaquePointer
    private let context: OpaquePointer

    init() {
        // Cairo never returns NULL: a failure is a surface or context in an error state, found by `finish`.
        surface = cairo_pdf_surface_create_for_stream(ByteSink.write, sink.closure, 1, 1)
        cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_5)
        context = cairo_create(surface)
    }

    deinit {
        cairo_destroy(context)
        cairo_surface_destroy(surface)
    }

    func set(_ metadata: DocumentMetadata) {
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, metadata.title)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_AUTHOR, metadata.author)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, metadata.creator)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, metadata.creationDate)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_MOD_DATE, metadata.creationDate)
    }

    /// - Returns: what was marked.
    func draw(
        _ page: Page, fonts: DrawingFonts, images: ImageCache, isMarked: Bool, placeholderFonts: PlaceholderFonts?
    ) -> DrawnPDF.PageMarks {
        cairo_pdf_surface_set_size(surface, page.size.width.points, page.size.height.points)
        // Any smoother filter is written as /Interpolate true, which PDF/A forbids (ISO 19005-2, 6.2.8).
        var drawer = PageDrawer(
            context, fonts: fonts, images: images, filter: CAIRO_FILTER_NEAREST, isMarked: isMarked,
            placeholderFonts: placeholderFonts)
        drawer.draw(page)
        cairo_show_page(context)
        return drawer.marks
    }

    func addOutline(_ section: PagedDocument.SectionStart) {
        _ = cairo_pdf_surface_add_outline(
            surface, CAIRO_PDF_OUTLINE_ROOT, section.title, "page=\(section.page)",
            cairo_pdf_outline_flags_t(rawValue: 0))
    }

    /// - Returns: the file.
    func finish() throws(CairoError) -> [UInt8] {
        if let error = CairoError(cairo_status(context)) { throw error }
        cairo_surface_finish(surface)
        if let error = CairoError(cairo_surface_status(surface)) { throw error }
        return sink.bytes
    }
}
