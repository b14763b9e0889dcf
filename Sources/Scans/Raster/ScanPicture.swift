import CScans

/// A scanned page with what colour it has.
struct ScanPicture: Sendable {
    /// Its grey: of a coloured pixel the brightest channel, so that red seals and blue pens are paler than toner.
    let grey: GreyRaster
    /// Its red and its green; `nil` for a page without colour.
    let colour: (red: GreyRaster, green: GreyRaster)?

    /// Creates a picture without colour.
    init(_ grey: GreyRaster) {
        self.grey = grey
        colour = nil
    }

    /// Takes over what a reader of `CScans` makes.
    init(_ read: (UnsafeMutablePointer<AnnexGrey>) -> AnnexScanStatus) throws(ScanError) {
        var picture = AnnexGrey()
        if let error = ScanError(read(&picture)) { throw error }
        defer { annex_grey_free(&picture) }
        guard let pixels = picture.pixels else { throw .damaged }
        grey = GreyRaster(pixels, of: picture)
        if let red = picture.red, let green = picture.green {
            colour = (GreyRaster(red, of: picture), GreyRaster(green, of: picture))
        } else {
            colour = nil
        }
    }

    /// Of a coloured picture the darker of red and green, in which seals and coloured ink are dark, too; `nil` without colour.
    var darkest: GreyRaster? {
        colour.map { colour in
            let pixels = zip(colour.red.pixels, colour.green.pixels).map { min($0, $1) }
            return GreyRaster(width: grey.width, height: grey.height, pixels: pixels)
        }
    }

    /// The picture after `turns` quarter turns clockwise.
    func turned(_ turns: Int) -> ScanPicture {
        ScanPicture(
            grey: grey.turned(turns), colour: colour.map { ($0.red.turned(turns), $0.green.turned(turns)) })
    }

    /// Creates a picture of rasters of one size.
    init(grey: GreyRaster, colour: (red: GreyRaster, green: GreyRaster)?) {
        self.grey = grey
        self.colour = colour
    }
}
