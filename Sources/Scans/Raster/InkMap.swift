import CScans

/// Where ink is on a picture: a byte for each dot, 1 or 0.
struct InkMap: Sendable {
    let width: Int
    let height: Int
    let dots: [UInt8]

    /// The side of the squares whose paper is looked at together, in dots.
    private static let tile = 32
    /// Ink is darker than this share of the paper around it.
    static let darkness = 0.72
    /// Paper is at least this share of the brightest paper of the picture: what is darker is a stain.
    private static let leastPaper = 0.55

    init(width: Int, height: Int, dots: [UInt8]) {
        self.width = width
        self.height = height
        self.dots = dots
    }

    /// What is darker than `darkness` of the paper around it.
    init(_ raster: GreyRaster, darkness: Double = Self.darkness) {
        let across = (raster.width + Self.tile - 1) / Self.tile
        let limits = Self.limits(of: raster, across: across, darkness)
        let (width, height) = (raster.width, raster.height)
        let dots = [UInt8](unsafeUninitializedCapacity: width * height) { buffer, count in
            raster.pixels.withUnsafeBufferPointer { pixels in
                for y in 0..<height {
                    let row = y / Self.tile * across
                    for x in 0..<width {
                        let index = y * width + x
                        buffer[index] = pixels[index] < limits[row + x / Self.tile] ? 1 : 0
                    }
                }
            }
            count = width * height
        }
        self.init(width: width, height: height, dots: dots)
    }

    /// For each tile the grey below which a pixel is ink.
    private static func limits(of raster: GreyRaster, across: Int, _ darkness: Double) -> [UInt8] {
        let down = (raster.height + tile - 1) / tile
        let papers = raster.pixels.withUnsafeBufferPointer { pixels in
            (0..<across * down).map { index in
                paper(of: pixels, raster, columns: index % across, rows: index / across)
            }
        }
        let brightest = papers.sorted()[papers.count * 9 / 10]
        return papers.map { UInt8(darkness * max(Double($0), leastPaper * Double(brightest))) }
    }

    /// The grey that a quarter of a tile's pixels is brighter than.
    private static func paper(
        of pixels: UnsafeBufferPointer<UInt8>, _ raster: GreyRaster, columns: Int, rows: Int
    ) -> UInt8 {
        var counts = [Int](repeating: 0, count: 32)
        var total = 0
        for y in stride(from: rows * tile, to: min((rows + 1) * tile, raster.height), by: 2) {
            let row = y * raster.width
            for x in stride(from: columns * tile, to: min((columns + 1) * tile, raster.width), by: 2) {
                counts[Int(pixels[row + x] >> 3)] += 1
                total += 1
            }
        }
        var brighter = 0
        for level in stride(from: 31, to: 0, by: -1) {
            brighter += counts[level]
            if brighter * 4 >= total { return UInt8(level << 3 | 4) }
        }
        return 4
    }

    // MARK: What it tells

    /// By how many degrees the lines lie askew, clockwise positive; `nil` where it cannot be told.
    func skew() -> Double? {
        var degrees = 0.0
        let isTold = dots.withUnsafeBufferPointer { dots in
            dots.baseAddress.map { annex_skew($0, Int32(width), Int32(height), &degrees) != 0 } ?? false
        }
        return isTold ? degrees : nil
    }

    /// How many dots have ink and at least three neighbours with ink, within the edges; a sheet has dust everywhere.
    func solidDots(within share: Double) -> Int {
        let (left, top) = (max(1, Int(Double(width) * share)), max(1, Int(Double(height) * share)))
        guard left < width - left, top < height - top else { return 0 }
        return dots.withUnsafeBufferPointer { dots in
            var count = 0
            for y in top..<height - top {
                for index in y * width + left..<(y + 1) * width - left where dots[index] == 1 {
                    var neighbours = 0
                    for row in [index - width, index, index + width] {
                        neighbours += Int(dots[row - 1]) + Int(dots[row]) + Int(dots[row + 1])
                    }
                    if neighbours > 3 { count += 1 }
                }
            }
            return count
        }
    }

    /// Ink with all dots that lie no further than `radius` from it across and down.
    func spread(by radius: Int) -> InkMap {
        let across = dots.withUnsafeBufferPointer { Self.spread($0, lines: height, length: width, 1, width, radius) }
        let both = across.withUnsafeBufferPointer { Self.spread($0, lines: width, length: height, width, 1, radius) }
        return InkMap(width: width, height: height, dots: both)
    }

    /// Spreads ink along lines of `length` dots, each `step` from the next; one line begins `pitch` behind the other.
    private static func spread(
        _ dots: UnsafeBufferPointer<UInt8>, lines: Int, length: Int, _ step: Int, _ pitch: Int, _ radius: Int
    ) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: dots.count) { buffer, count in
            for line in 0..<lines {
                var last = -radius - 1
                for index in 0..<length + radius {
                    if index < length, dots[line * pitch + index * step] == 1 { last = index }
                    let target = index - radius
                    if target >= 0 { buffer[line * pitch + target * step] = last >= target - radius ? 1 : 0 }
                }
            }
            count = dots.count
        }
    }

    /// The places of all ink.
    func places() -> [InkPlace] {
        var places: [InkPlace] = []
        dots.withUnsafeBufferPointer { dots in
            for y in 0..<height {
                for x in 0..<width where dots[y * width + x] == 1 {
                    places.append(InkPlace(x: Int32(x), y: Int32(y)))
                }
            }
        }
        return places
    }

    /// How much ink each column has, and each row, as a share of its length.
    func profiles() -> (columns: [Float], rows: [Float]) {
        var columns = [Float](repeating: 0, count: width)
        var rows = [Float](repeating: 0, count: height)
        dots.withUnsafeBufferPointer { dots in
            for y in 0..<height {
                for x in 0..<width where dots[y * width + x] == 1 {
                    columns[x] += 1
                    rows[y] += 1
                }
            }
        }
        return (columns.map { $0 / Float(height) }, rows.map { $0 / Float(width) })
    }
}

/// The place of a dot with ink.
struct InkPlace: Sendable {
    let x: Int32
    let y: Int32
}
