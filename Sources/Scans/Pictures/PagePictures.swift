import PDFFormat

/// What a page of a scan shows, ready for a PDF: its pictures as they came where PDF has such.
struct PagePictures: Sendable {
    /// The pictures, in pixels of the page's raster, y downwards.
    var pictures: [PlacedPicture]
    /// Whether the page of a PDF had to be drawn anew: it shows what an archival file may not hold as it is.
    var isRedrawn = false

    /// One picture that fills the raster.
    /// - Parameters:
    ///   - raster: the raster that was read of it.
    ///   - repeats: how often each row counts there.
    init(_ picture: PDFPicture, on raster: GreyRaster, repeats: Int = 1) {
        // Large pictures are reduced by a whole factor, and what fills no block is left out at the right and lower edge.
        let factor = Double(max(1, picture.width / raster.width))
        let (width, height) = (Double(picture.width) / factor, Double(picture.height * repeats) / factor)
        pictures = [PlacedPicture(picture, at: AffineMap(width, 0, 0, -height, 0, height))]
    }

    /// Pictures in their places on the raster.
    init(_ pictures: [PlacedPicture]) { self.pictures = pictures }

    /// How many bytes their data are.
    var size: Int {
        pictures.flatMap { [$0.picture] + $0.picture.mask }.reduce(0) { $0 + $1.data.count }
    }
}
