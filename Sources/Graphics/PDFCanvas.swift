import CPangoCairo
public import Layout

#if canImport(Glibc)
    import Glibc
#endif

/// Draws finished pages to PDF, in memory.
public enum PDFCanvas {
    /// Lets Cairo leave the contents of pages uncompressed from now on, in all of the process: finishing has to read them,
    /// and compresses them itself. Files that are not finished get large.
    ///
    /// Cairo reads the environment whenever it begins a file, so this has to be said before there are threads.
    public static func leaveContentsUncompressed() { setenv("CAIRO_DEBUG_PDF", "1", 1) }

    /// A PDF with the pages of `document`.
    /// - Parameters:
    ///   - library: the faces of a page. Cairo stores a face of a library once, on however many pages it is used.
    ///   - isMarked: whether what is drawn is marked as content of its element or as an artifact.
    ///   - holdsOutlines: whether the outlines of glyphs are drawn and each section has an entry in the file's outline, so
    ///     that the file is of use before it is finished.
    /// - Throws: ``CairoError`` where Cairo fails.
    public static func draw(
        _ document: PagedDocument, metadata: DocumentMetadata, library: (Page) -> FontLibrary, isMarked: Bool,
        holdsOutlines: Bool = false
    ) throws(CairoError) -> DrawnPDF {
        let sink = ByteSink()
        let standIns = holdsOutlines ? nil : StandIns()
        var marks: [DrawnPDF.PageMarks] = []
        let surface = PDFSurface(sink)
        surface.set(metadata)
        let images = ImageShelf()
        for page in document.pages {
            let drawn = surface.draw(
                page, library: library(page), images: images, isMarked: isMarked, standIns: standIns)
            if isMarked { marks.append(drawn) }
        }
        // Finishing writes an outline of its own.
        if holdsOutlines { document.sections.forEach { surface.addOutline($0) } }
        try surface.finish()
        return DrawnPDF(bytes: sink.bytes, marks: marks, outlines: standIns?.outlines ?? [:])
    }
}

/// Where Cairo writes to, mostly a few bytes at a time and forty thousand times a document.
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
    private let surface: OpaquePointer
    private let context: OpaquePointer

    /// - Parameter sink: must outlive the surface.
    init(_ sink: borrowing ByteSink) {
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
        _ page: Page, library: FontLibrary, images: ImageShelf, isMarked: Bool, standIns: StandIns?
    ) -> DrawnPDF.PageMarks {
        cairo_pdf_surface_set_size(surface, page.size.width.points, page.size.height.points)
        // Any smoother filter is written as /Interpolate true, which PDF/A forbids (ISO 19005-2, 6.2.8).
        var drawer = PageDrawer(
            context, library: library, images: images, filter: CAIRO_FILTER_NEAREST, isMarked: isMarked,
            standIns: standIns)
        drawer.draw(page)
        cairo_show_page(context)
        return drawer.marks
    }

    func addOutline(_ section: PagedDocument.SectionStart) {
        _ = cairo_pdf_surface_add_outline(
            surface, CAIRO_PDF_OUTLINE_ROOT, section.title, "page=\(section.page)",
            cairo_pdf_outline_flags_t(rawValue: 0))
    }

    consuming func finish() throws(CairoError) {
        if let error = CairoError(cairo_status(context)) { throw error }
        cairo_surface_finish(surface)
        if let error = CairoError(cairo_surface_status(surface)) { throw error }
    }
}
