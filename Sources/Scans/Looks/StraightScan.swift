#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif
#if canImport(Glibc)
    import Glibc
#endif

/// A scan set upright and straight and brought to the size of a sheet, in dots of ``LookSize``.
struct StraightScan: Sendable {
    /// The sheet.
    let grey: GreyRaster
    /// Its ink.
    let ink: InkMap
    /// How much ink its columns and rows have.
    let profiles: (columns: [Float], rows: [Float])

    /// Straightens `raster`, which is turned already.
    /// - Parameter skew: by how many degrees its lines lie askew, clockwise positive.
    init(_ raster: GreyRaster, skew: Double, size: LookSize) {
        grey = Straightening(skew: skew, size: size).straightened(raster)
        ink = InkMap(grey)
        profiles = ink.profiles()
    }

    /// How the dots of `page` lie on this scan.
    func registration(of page: PageLook) -> Registration {
        let columns = ProfileFit(page.profiles.columns, on: profiles.columns)
        let rows = ProfileFit(page.profiles.rows, on: profiles.rows)
        return Registration(columns, rows, of: page, on: ink)
    }
}

/// Turns scans back by their skew and brings them to a size.
struct Straightening: Sendable {
    /// By how many degrees the lines lie askew, clockwise positive.
    let skew: Double
    /// The size of the sheet.
    let size: LookSize

    /// A part of `raster` as it lies on the straight sheet, with values between those of its pixels; paper outside of it.
    /// - Parameter area: the part in dots of the sheet; the whole sheet by default.
    func straightened(_ raster: GreyRaster, _ area: DotArea? = nil) -> GreyRaster {
        let raster = raster.reduced(by: max(1, raster.width / size.width))
        let area = area ?? DotArea(columns: 0..<size.width, rows: 0..<size.height)
        let (width, height) = (raster.width, raster.height)
        let across = Double(width) / Double(size.width), down = Double(height) / Double(size.height)
        let (sine, cosine) = (sin(skew * .pi / 180), cos(skew * .pi / 180))
        let (middleX, middleY) = (Double(width - 1) / 2, Double(height - 1) / 2)
        // In 1/65536 of a pixel, from one dot to the next.
        let (stepX, stepY) = (Self.fixed(across * cosine), Self.fixed(across * sine))
        let left = (Double(area.columns.lowerBound) - Double(size.width - 1) / 2) * across
        let pixels = [UInt8](unsafeUninitializedCapacity: area.width * area.height) { buffer, count in
            raster.pixels.withUnsafeBufferPointer { pixels in
                for row in 0..<area.height {
                    let y = (Double(area.rows.lowerBound + row) - Double(size.height - 1) / 2) * down
                    var sourceX = Self.fixed(left * cosine - y * sine + middleX)
                    var sourceY = Self.fixed(left * sine + y * cosine + middleY)
                    for column in 0..<area.width {
                        buffer[row &* area.width &+ column] = Self.value(of: pixels, width, height, sourceX, sourceY)
                        sourceX &+= stepX
                        sourceY &+= stepY
                    }
                }
            }
            count = area.width * area.height
        }
        return GreyRaster(width: area.width, height: area.height, pixels: pixels)
    }

    private static func fixed(_ value: Double) -> Int { Int((value * 65536).rounded()) }

    /// The grey between the pixels around a point; paper outside of the picture.
    @inline(__always) private static func value(
        of pixels: UnsafeBufferPointer<UInt8>, _ width: Int, _ height: Int, _ x: Int, _ y: Int
    ) -> UInt8 {
        let (column, row) = (x >> 16, y >> 16)
        guard x >= 0, y >= 0, column < width &- 1, row < height &- 1 else { return 255 }
        let (right, low) = ((x >> 8) & 255, (y >> 8) & 255)
        let index = row &* width &+ column
        let upper = Int(pixels[index]) &* (256 &- right) &+ Int(pixels[index &+ 1]) &* right
        let lower = Int(pixels[index &+ width]) &* (256 &- right) &+ Int(pixels[index &+ width &+ 1]) &* right
        return UInt8(truncatingIfNeeded: (upper &* (256 &- low) &+ lower &* low) >> 16)
    }
}

/// A rectangle of a sheet, in dots of ``LookSize``.
struct DotArea: Sendable, Hashable {
    let columns: Range<Int>
    let rows: Range<Int>

    var width: Int { columns.count }
    var height: Int { rows.count }

    /// The rectangle with so many dots more on each side, no further than the edges of a sheet of `size`; at least a dot.
    func extended(across: Int, down: Int, within size: LookSize) -> DotArea {
        DotArea(
            columns: Self.clamped(columns.lowerBound - across, columns.upperBound + across, size.width),
            rows: Self.clamped(rows.lowerBound - down, rows.upperBound + down, size.height))
    }

    private static func clamped(_ first: Int, _ end: Int, _ limit: Int) -> Range<Int> {
        let first = min(max(0, first), limit - 1)
        return first..<min(max(first + 1, end), limit)
    }

    /// Whether the dot lies in it.
    func contains(_ x: Int, _ y: Int) -> Bool { columns.contains(x) && rows.contains(y) }

    /// The smallest rectangle around both.
    func union(_ other: DotArea) -> DotArea {
        DotArea(columns: Self.union(columns, other.columns), rows: Self.union(rows, other.rows))
    }

    private static func union(_ one: Range<Int>, _ other: Range<Int>) -> Range<Int> {
        min(one.lowerBound, other.lowerBound)..<max(one.upperBound, other.upperBound)
    }
}
