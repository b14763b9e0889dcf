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

/// A scan set upright and straight and brought to the size of a sheet, so that it can be held against a page.
struct ScanLook: Sendable {
    /// The ink.
    let ink: InkMap
    /// The ink with the dots next to it.
    let spread: InkMap
    let sketch: LookSketch
    private let profiles: (columns: [Float], rows: [Float])
    /// How much ink there is.
    let count: Int
    /// Where points of the look, in dots from its upper left corner, lie on the raster that it was made of, in pixels.
    let onRaster: AffineMap

    /// Looks at `raster`, which is turned already.
    /// - Parameter skew: by how many degrees its lines lie askew, clockwise positive.
    init(_ raster: GreyRaster, skew: Double, size: LookSize) {
        ink = InkMap(Self.straightened(raster, skew: skew, size: size))
        onRaster = Self.map(to: raster, skew: skew, size: size)
        spread = ink.spread(by: 1)
        sketch = LookSketch(ink)
        profiles = ink.profiles()
        count = ink.dots.reduce(0) { $0 + Int($1) }
    }

    /// `raster` turned back by `skew` and brought to `size`, with values between those of its pixels.
    private static func straightened(_ raster: GreyRaster, skew: Double, size: LookSize) -> GreyRaster {
        let raster = raster.reduced(by: max(1, raster.width / size.width))
        let (width, height) = (raster.width, raster.height)
        let across = Double(width) / Double(size.width), down = Double(height) / Double(size.height)
        let (sine, cosine) = (sin(skew * .pi / 180), cos(skew * .pi / 180))
        let (middleX, middleY) = (Double(width - 1) / 2, Double(height - 1) / 2)
        let pixels = [UInt8](unsafeUninitializedCapacity: size.width * size.height) { buffer, count in
            raster.pixels.withUnsafeBufferPointer { pixels in
                for row in 0..<size.height {
                    let y = (Double(row) - Double(size.height - 1) / 2) * down
                    for column in 0..<size.width {
                        let x = (Double(column) - Double(size.width - 1) / 2) * across
                        let sourceX = x * cosine - y * sine + middleX, sourceY = x * sine + y * cosine + middleY
                        buffer[row * size.width + column] = value(of: pixels, width, height, sourceX, sourceY)
                    }
                }
            }
            count = size.width * size.height
        }
        return GreyRaster(width: size.width, height: size.height, pixels: pixels)
    }

    /// Where the points of what ``straightened(_:skew:size:)`` gives come from.
    private static func map(to raster: GreyRaster, skew: Double, size: LookSize) -> AffineMap {
        let factor = max(1, raster.width / size.width)
        let (width, height) = (Double(raster.width / factor), Double(raster.height / factor))
        let across = width / Double(size.width), down = height / Double(size.height)
        let (sine, cosine) = (sin(skew * .pi / 180), cos(skew * .pi / 180))
        let scaled = AffineMap(across, 0, 0, down, -width / 2, -height / 2)
        let turned = AffineMap(cosine, sine, -sine, cosine, width / 2, height / 2)
        return scaled.followed(by: turned).followed(by: AffineMap(Double(factor), 0, 0, Double(factor), 0, 0))
    }

    /// The grey between the pixels around a point; paper outside of the picture.
    @inline(__always) private static func value(
        of pixels: UnsafeBufferPointer<UInt8>, _ width: Int, _ height: Int, _ x: Double, _ y: Double
    ) -> UInt8 {
        guard x >= 0, y >= 0, x < Double(width - 1), y < Double(height - 1) else { return 255 }
        let (column, row) = (Int(x), Int(y))
        let (right, low) = (Int((x - Double(column)) * 256), Int((y - Double(row)) * 256))
        let index = row * width + column
        let upper = Int(pixels[index]) * (256 - right) + Int(pixels[index + 1]) * right
        let lower = Int(pixels[index + width]) * (256 - right) + Int(pixels[index + width + 1]) * right
        return UInt8((upper * (256 - low) + lower * low) >> 16)
    }

    /// How the dots of `page` lie on this scan.
    func registration(of page: PageLook) -> Registration {
        let columns = ProfileFit(page.profiles.columns, on: profiles.columns)
        let rows = ProfileFit(page.profiles.rows, on: profiles.rows)
        return Registration(columns, rows, of: page, on: ink)
    }
}
