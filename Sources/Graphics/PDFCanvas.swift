import CPangoCairo
public import Layout

/// What a PDF says of itself.
public struct DocumentMetadata: Sendable {
    /// The title.
    public var title: String
    /// Who submits it.
    public var author: String
    /// What made it.
    public var creator: String
    /// When it was made, as ISO 8601 in UTC: an input, so that the same input gives the same bytes.
    public var creationDate: String

    /// Creates metadata.
    public init(title: String, author: String, creator: String, creationDate: String) {
        self.title = title
        self.author = author
        self.creator = creator
        self.creationDate = creationDate
    }
}

/// Draws finished pages to PDF, in memory.
public enum PDFCanvas {
    /// The bytes of a PDF with the pages of `document` and an outline entry for each section.
    /// - Throws: ``CairoError`` where Cairo fails.
    public static func draw(
        _ document: PagedDocument, metadata: DocumentMetadata, library: FontLibrary
    ) throws(CairoError) -> [UInt8] {
        let sink = ByteSink()
        try withExtendedLifetime(sink) { () throws(CairoError) in
            let surface = PDFSurface(sink)
            surface.set(metadata)
            let images = ImageShelf()
            for page in document.pages { surface.draw(page, library: library, images: images) }
            for section in document.sections { surface.addOutline(section) }
            try surface.finish()
        }
        return sink.bytes
    }
}

/// Where Cairo writes to.
private final class ByteSink {
    var bytes: [UInt8] = []
}

/// A PDF surface of Cairo's, which ends when it is finished or dropped.
private struct PDFSurface: ~Copyable {
    private let surface: OpaquePointer
    private let context: OpaquePointer

    /// - Parameter sink: must outlive the surface.
    init(_ sink: ByteSink) {
        let write: cairo_write_func_t = { closure, data, length in
            guard let closure, let data else { return CAIRO_STATUS_WRITE_ERROR }
            let sink = Unmanaged<ByteSink>.fromOpaque(closure).takeUnretainedValue()
            sink.bytes.append(contentsOf: UnsafeBufferPointer(start: data, count: Int(length)))
            return CAIRO_STATUS_SUCCESS
        }
        // Cairo never returns NULL: a failure is a surface or context in an error state, found by `finish`.
        surface = cairo_pdf_surface_create_for_stream(write, Unmanaged.passUnretained(sink).toOpaque(), 1, 1)
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

    func draw(_ page: Page, library: FontLibrary, images: ImageShelf) {
        cairo_pdf_surface_set_size(surface, page.size.width.points, page.size.height.points)
        cairo_pdf_surface_set_page_label(surface, String(page.number))
        // Any smoother filter is written as /Interpolate true, which PDF/A forbids (ISO 19005-2, 6.2.8).
        PageDrawer(context, library: library, images: images, filter: CAIRO_FILTER_NEAREST).draw(page)
        cairo_show_page(context)
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
