import Archive
import CScans
import PDFFormat
import SourceTree

extension ScanFile {
    /// The largest file that is taken into a PDF at once, in bytes.
    private static let largest = 1 << 28
    /// The resolution at which pages that PDF cannot hold as they are are drawn anew.
    private static let fineDotsPerInch = 300.0

    /// The pictures of page `number`, from 0, in their places on `raster`, which was read of it.
    func picture(ofPage number: Int, on raster: GreyRaster) throws(ScanError) -> PagePictures {
        let page = Int32(number)
        switch handle {
        case .pdf(let pdf):
            if let taken = try? pictures(ofPage: number) { return taken }
            return try redrawn(pdf, number, on: raster)
        case .tiff(let tiff):
            let read = try EncodedPicture { annex_tiff_picture(tiff, page, $0) }
            // Rows of coarse faxes count twice.
            return PagePictures(try read.picture(), on: raster, repeats: read.repeats(on: raster))
        case .picture(.jpeg, _):
            guard let file = JPEGFile(try bytes()) else { throw .unsupported }
            return PagePictures(file.picture(), on: raster)
        case .picture(_, let file):
            if let picture = PNGPicture.picture(in: try bytes()) { return PagePictures(picture, on: raster) }
            return PagePictures(try EncodedPicture { annex_png_picture(file, $0) }.picture(), on: raster)
        }
    }

    private func bytes() throws(ScanError) -> [UInt8] {
        do throws(RegularFile.Failure) {
            return try RegularFile.read(path, atMost: Self.largest)
        } catch {
            throw .unreadable(error.message)
        }
    }

    // MARK: PDF

    /// The pictures of a page of a PDF as they are in it; `nil` where the page shows other things, too.
    private func pictures(ofPage number: Int) throws -> PagePictures? {
        guard let page = try scannedPDF().page(number) else { return nil }
        let (width, height) = (page.box.right - page.box.left, page.box.top - page.box.bottom)
        // From the upper left corner of what is seen, in points, y downwards.
        let upright = AffineMap(1, 0, 0, -1, -page.box.left, page.box.top)
        let turned =
            switch page.quarterTurns {
            case 1: AffineMap(0, 1, -1, 0, height, 0)
            case 2: AffineMap(-1, 0, 0, -1, width, height)
            case 3: AffineMap(0, -1, 1, 0, 0, width)
            default: AffineMap.identity
            }
        let scale = try drawingScale(ofPage: number)
        let whole = upright.followed(by: turned).followed(by: AffineMap(scale, 0, 0, scale, 0, 0))
        let placed = page.pictures.map {
            PlacedPicture($0.picture, at: $0.place.followed(by: whole), paint: $0.paint)
        }
        return placed.allSatisfy(\.place.isPlain) ? PagePictures(placed) : nil
    }

    private func redrawn(_ pdf: OpaquePointer, _ number: Int, on raster: GreyRaster) throws(ScanError) -> PagePictures {
        let (width, height) = try size(ofPage: number)
        let most = Double(ANNEX_SCAN_RASTER_SIDE - 1) / max(width, height)
        let scale = min(Self.fineDotsPerInch / 72, most)
        let read = try EncodedPicture { annex_pdf_picture(pdf, Int32(number), scale, $0) }
        let picture = try read.picture()
        let share = try drawingScale(ofPage: number) / scale
        let (across, down) = (Double(picture.width) * share, Double(picture.height) * share)
        var drawn = PagePictures([PlacedPicture(picture, at: AffineMap(across, 0, 0, -down, 0, down))])
        drawn.isRedrawn = true
        return drawn
    }
}

/// A picture as `CScans` reads it.
private struct EncodedPicture {
    private let read: AnnexPicture
    private let data: [UInt8]

    init(_ reader: (UnsafeMutablePointer<AnnexPicture>) -> AnnexScanStatus) throws(ScanError) {
        var picture = AnnexPicture()
        if let error = ScanError(reader(&picture)) { throw error }
        defer { annex_picture_free(&picture) }
        read = picture
        data = Array(UnsafeBufferPointer(start: picture.data, count: picture.count))
    }

    /// How often each of its rows counts on `raster`.
    func repeats(on raster: GreyRaster) -> Int {
        let (across, down) = (Double(read.width) / Double(raster.width), Double(read.height) / Double(raster.height))
        return across / down > 1.5 ? 2 : 1
    }

    /// It as a picture of a PDF.
    func picture() throws(ScanError) -> PDFPicture {
        switch read.encoding {
        case ANNEX_PICTURE_JPEG:
            guard let file = JPEGFile(data) else { throw .unsupported }
            return file.picture(isRGB: read.isRGB != 0)
        case ANNEX_PICTURE_FAX: return fax
        default: return rows
        }
    }

    private var fax: PDFPicture {
        var parameters = "/K \(read.fax) /Columns \(read.width) /Rows \(read.height)"
        if read.isAligned != 0 { parameters += " /EncodedByteAlign true" }
        if read.isInverted != 0 { parameters += " /BlackIs1 true" }
        return PDFPicture(
            width: Int(read.width), height: Int(read.height), bits: 1, colors: .gray,
            filters: [PDFPicture.Filter("CCITTFaxDecode", parameters: parameters)], data: data)
    }

    /// Rows, compressed without loss: those of eight bits as their differences from the rows above.
    private var rows: PDFPicture {
        let (width, channels, bits) = (Int(read.width), Int(read.channels), Int(read.bits))
        let isPredicted = bits == 8
        let compressed = Deflater().compressed(isPredicted ? predicted(width * channels) : data)
        return PDFPicture(
            width: width, height: Int(read.height), bits: bits, colors: channels == 3 ? .rgb : .gray,
            filters: [
                isPredicted
                    ? .predicted(columns: width, colors: channels, bits: bits) : PDFPicture.Filter("FlateDecode")
            ],
            data: compressed)
    }

    /// Each row behind the number of its kind: the difference from the row above (ISO/IEC 15948, 9.2).
    private func predicted(_ length: Int) -> [UInt8] {
        let height = Int(read.height)
        return [UInt8](unsafeUninitializedCapacity: (length + 1) * height) { buffer, count in
            data.withUnsafeBufferPointer { data in
                for y in 0..<height {
                    let (source, target) = (y * length, y * (length + 1))
                    buffer[target] = 2
                    for x in 0..<length {
                        let above = y > 0 ? data[source - length + x] : 0
                        buffer[target + 1 + x] = data[source + x] &- above
                    }
                }
            }
            count = (length + 1) * height
        }
    }
}
