import PDFFormat

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif
#if canImport(Glibc)
    import Glibc
#endif

/// The size of a sheet in dots, in which looks are compared.
struct LookSize: Hashable, Sendable {
    /// Dots to the inch.
    static let dotsPerInch = 150.0
    /// By how much the sides of a scan may be out of the sheet's proportion.
    private static let tolerance = 1.06

    let width: Int
    let height: Int

    /// Whether a picture of this size may show the whole sheet and hardly more.
    func fits(width: Int, height: Int) -> Bool {
        let proportion = Double(width * self.height) / Double(height * self.width)
        return proportion < Self.tolerance && proportion > 1 / Self.tolerance
    }
}

/// A scan set upright and straight and brought to the size of a sheet, so that it can be held against all pages.
struct ScanLook: Sendable {
    private let scan: StraightScan
    /// The ink with the dots next to it.
    let spread: InkMap
    let sketch: LookSketch
    /// How much ink there is.
    let count: Int
    /// Where points of the look, in dots from its upper left corner, lie on the raster that it was made of, in pixels.
    let onRaster: AffineMap

    /// Looks at `raster`, which is turned already.
    /// - Parameter skew: by how many degrees its lines lie askew, clockwise positive.
    init(_ raster: GreyRaster, skew: Double, size: LookSize) {
        scan = StraightScan(raster, skew: skew, size: size)
        onRaster = Self.map(to: raster, skew: skew, size: size)
        spread = scan.ink.spread(by: 1)
        sketch = LookSketch(scan.ink)
        count = scan.ink.dots.reduce(0) { $0 + Int($1) }
    }

    /// Where the points of a look of `raster` come from.
    private static func map(to raster: GreyRaster, skew: Double, size: LookSize) -> AffineMap {
        let factor = max(1, raster.width / size.width)
        let (width, height) = (Double(raster.width / factor), Double(raster.height / factor))
        let across = width / Double(size.width), down = height / Double(size.height)
        let (sine, cosine) = (sin(skew * .pi / 180), cos(skew * .pi / 180))
        let scaled = AffineMap(across, 0, 0, down, -width / 2, -height / 2)
        let turned = AffineMap(cosine, sine, -sine, cosine, width / 2, height / 2)
        return scaled.followed(by: turned).followed(by: AffineMap(Double(factor), 0, 0, Double(factor), 0, 0))
    }

    /// The ink.
    var ink: InkMap { scan.ink }

    /// How the dots of `page` lie on this scan.
    func registration(of page: PageLook) -> Registration { scan.registration(of: page) }
}
