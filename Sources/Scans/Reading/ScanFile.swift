import Archive
import CScans
import Diagnostics
import PDFFormat
import SourceTree

#if canImport(Glibc)
    import Glibc
#endif

/// A file of scanned pages, open for one thread. Nothing but the page that is asked for is in memory.
final class ScanFile {
    enum Handle {
        case pdf(OpaquePointer)
        case tiff(OpaquePointer)
        case picture(ScanFormat, descriptor: Int32)
    }

    let handle: Handle
    /// Where it is.
    let path: String
    /// The same file, read by qpdf once its pictures are asked for; why it is not where that failed.
    private var pictures: Result<ScannedPDF, PDFError>?
    /// How many pages it has; at least one.
    let pageCount: Int

    /// Opens the file at `path`, whose format its first bytes tell.
    init(_ path: String) throws(ScanError) {
        self.path = path
        if let failure = RegularFile.irregularity(of: path) { throw .unreadable(failure.message) }
        let file = try Self.opened(path)
        do throws(ScanError) {
            guard let format = ScanFormat(Self.start(of: file)) else { throw .unknownFormat }
            try format.library.load()
            if format == .pdf { try PDFImageSizes.check(file) }
            lseek(file, 0, SEEK_SET)
            (handle, pageCount) = try Self.handle(of: file, format)
        } catch {
            close(file)
            throw error
        }
        if case .picture = handle { return }
        close(file)
    }

    deinit {
        switch handle {
        case .pdf(let pdf): annex_pdf_close(pdf)
        case .tiff(let tiff): annex_tiff_close(tiff)
        case .picture(_, let descriptor): close(descriptor)
        }
    }

    /// What the file at `path` begins with, enough to tell its format; nothing where it cannot be opened.
    static func start(ofFileAt path: String) -> [UInt8] {
        guard RegularFile.irregularity(of: path) == nil, let file = try? opened(path) else { return [] }
        defer { close(file) }
        return start(of: file)
    }

    // MARK: Opening

    private static func opened(_ path: String) throws(ScanError) -> Int32 {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else {
            let reason = LocalizedText(errno: errno)
            throw .unreadable(LocalizedText("无法读取：\(reason.zh)", en: "the file cannot be read: \(reason.en)"))
        }
        return file
    }

    private static func start(of file: Int32) -> [UInt8] {
        [UInt8](of: file, from: 0, atMost: ScanFormat.signatureLength)
    }

    /// Opens a second descriptor for libraries that keep one, so that ours is closed in one place.
    private static func handle(of file: Int32, _ format: ScanFormat) throws(ScanError) -> (Handle, Int) {
        guard format == .pdf || format == .tiff else { return (.picture(format, descriptor: file), 1) }
        let copy = fcntl(file, F_DUPFD_CLOEXEC, 0)
        guard copy >= 0 else { throw .outOfMemory }
        var opened: OpaquePointer?
        var pages: Int32 = 0
        let status = format == .pdf ? annex_pdf_open(copy, &opened, &pages) : annex_tiff_open(copy, &opened, &pages)
        if let error = ScanError(status) { throw error }
        guard let opened else { throw .damaged }
        return (format == .pdf ? .pdf(opened) : .tiff(opened), Int(pages))
    }

    // MARK: Pages

    /// The longest side of a page of a PDF that is drawn, in pixels: A3 at 200 dots an inch.
    private static let longestSide = 3400.0
    private static let dotsPerInch = 200.0

    /// The picture of page `number`, from 0; a page of a PDF is drawn at 200 dots an inch.
    func picture(_ number: Int) throws(ScanError) -> ScanPicture {
        let page = Int32(number)
        switch handle {
        case .pdf(let pdf):
            let scale = try drawingScale(ofPage: number)
            return try ScanPicture { annex_pdf_read(pdf, page, scale, $0) }
        case .tiff(let tiff): return try ScanPicture { annex_tiff_read(tiff, page, $0) }
        case .picture(.jpeg, let file): return try ScanPicture { annex_jpeg_read(file, $0) }
        case .picture(_, let file): return try ScanPicture { annex_png_read(file, $0) }
        }
    }

    /// The grey of page `number`, from 0.
    func page(_ number: Int) throws(ScanError) -> GreyRaster { try picture(number).grey }

    /// How many pixels of its raster a point of page `number` of a PDF, from 0, has.
    /// - Precondition: the file is a PDF.
    func drawingScale(ofPage number: Int) throws(ScanError) -> Double {
        let (width, height) = try size(ofPage: number)
        return min(Self.dotsPerInch / 72, Self.longestSide / max(width, height))
    }

    /// The file as a PDF whose pictures can be taken out.
    /// - Throws: ``PDFError`` where it is odd.
    func scannedPDF() throws(PDFError) -> ScannedPDF {
        if let pictures { return try pictures.get() }
        let opened = Result<ScannedPDF, PDFError> { () throws(PDFError) in
            guard let bytes = try? RegularFile.read(path, atMost: ArchivedPDF.maximumSize) else {
                throw .unreadableStream
            }
            return try ScannedPDF(bytes)
        }
        pictures = opened
        return try opened.get()
    }

    /// The picture of page `number` of a PDF, from 0, drawn with `dots` to the inch.
    /// - Precondition: the file is a PDF.
    func page(_ number: Int, dotsPerInch dots: Double) throws(ScanError) -> GreyRaster {
        guard case .pdf(let pdf) = handle else { preconditionFailure("only PDFs are drawn") }
        return try ScanPicture { annex_pdf_read(pdf, Int32(number), dots / 72, $0) }.grey
    }

    /// The width and height of page `number` of a PDF, from 0, in points.
    /// - Precondition: the file is a PDF.
    func size(ofPage number: Int) throws(ScanError) -> (width: Double, height: Double) {
        guard case .pdf(let pdf) = handle else { preconditionFailure("only pages of PDFs have a size") }
        var (width, height) = (0.0, 0.0)
        if let error = ScanError(annex_pdf_size(pdf, Int32(number), &width, &height)) { throw error }
        return (width, height)
    }
}
