/// How a page looks when it is printed, in dots of ``LookSize``.
struct PageLook: Sendable {
    let ink: InkMap
    /// Where the ink is.
    let places: [InkPlace]
    let profiles: (columns: [Float], rows: [Float])

    /// Grey that is darker is ink: type is drawn with smooth edges.
    private static let ink: UInt8 = 150

    /// Looks at a page drawn with ``LookSize/dotsPerInch``.
    init(_ raster: GreyRaster) {
        ink = Self.ink(of: raster)
        places = ink.places()
        profiles = ink.profiles()
    }

    /// The ink on a page that was drawn, not scanned.
    static func ink(of raster: GreyRaster) -> InkMap {
        InkMap(width: raster.width, height: raster.height, dots: raster.pixels.map { $0 < ink ? 1 : 0 })
    }
}

/// How much ink is where on a page, roughly: a value for each square of about 4 mm, smoothed, with mean 0 and length 1.
struct LookSketch: Sendable {
    /// The side of a square, in inches.
    private static let side = 26 / 150.0
    /// By how many squares a scan may lie beside the page.
    private static let reach = -2...2

    let width: Int
    let height: Int
    private let values: [Float]

    /// - Parameter dotsPerInch: how many dots of `ink` make an inch.
    init(_ ink: InkMap, dotsPerInch: Double = LookSize.dotsPerInch) {
        let side = max(1, Int((Self.side * dotsPerInch).rounded()))
        let (width, height) = (max(1, ink.width / side), max(1, ink.height / side))
        var shares = [Float](repeating: 0, count: width * height)
        ink.dots.withUnsafeBufferPointer { dots in
            for y in 0..<height * side where y < ink.height {
                for x in 0..<width * side where x < ink.width && dots[y * ink.width + x] == 1 {
                    shares[y / side * width + x / side] += 1
                }
            }
        }
        // A stain is no more than dense type.
        let most = Float(side * side) * 0.35
        self.width = width
        self.height = height
        values = Self.normalized(Self.smoothed(shares.map { min($0, most) }, width, height))
    }

    private static func smoothed(_ values: [Float], _ width: Int, _ height: Int) -> [Float] {
        values.indices.map { index in
            let (column, row) = (index % width, index / width)
            var (sum, weight): (Float, Float) = (0, 0)
            for y in max(0, row - 1)...min(height - 1, row + 1) {
                for x in max(0, column - 1)...min(width - 1, column + 1) {
                    let share: Float = (x == column ? 2 : 1) * (y == row ? 2 : 1)
                    sum += share * values[y * width + x]
                    weight += share
                }
            }
            return sum / weight
        }
    }

    private static func normalized(_ values: [Float]) -> [Float] {
        let mean = values.reduce(0, +) / Float(values.count)
        let length = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }.squareRoot()
        return values.map { length > 0 ? ($0 - mean) / length : 0 }
    }

    /// How alike both are, from -1 to 1, wherever one lies best on the other; -1 where their sizes differ.
    func likeness(to other: LookSketch) -> Float {
        guard abs(width - other.width) < 3, abs(height - other.height) < 3 else { return -1 }
        return Self.reach.flatMap { down in Self.reach.map { across in product(other, across, down) } }.max() ?? -1
    }

    private func product(_ other: LookSketch, _ across: Int, _ down: Int) -> Float {
        let rows = max(0, -down)..<max(max(0, -down), min(height, other.height - down))
        let columns = max(0, -across)..<max(max(0, -across), min(width, other.width - across))
        var sum: Float = 0
        values.withUnsafeBufferPointer { own in
            other.values.withUnsafeBufferPointer { others in
                for row in rows {
                    let there = (row + down) * other.width + across
                    for column in columns { sum += own[row * width + column] * others[there + column] }
                }
            }
        }
        return sum
    }
}
