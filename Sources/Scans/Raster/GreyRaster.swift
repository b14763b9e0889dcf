import CScans

/// A picture in grey, row by row from the top; 0 is black.
package struct GreyRaster: Sendable {
    /// How many pixels a row has.
    package let width: Int
    /// How many rows there are.
    package let height: Int
    /// The rows.
    package let pixels: [UInt8]

    /// Creates a raster.
    /// - Precondition: there are as many pixels as the sides say.
    package init(width: Int, height: Int, pixels: [UInt8]) {
        precondition(width > 0 && height > 0 && pixels.count == width * height, "a raster is full")
        self.width = width
        self.height = height
        self.pixels = pixels
    }

    /// Takes over a plane of what a reader of `CScans` makes.
    init(_ pixels: UnsafePointer<UInt8>, of picture: AnnexGrey) {
        let count = Int(picture.width) * Int(picture.height)
        self.init(
            width: Int(picture.width), height: Int(picture.height),
            pixels: Array(UnsafeBufferPointer(start: pixels, count: count)))
    }

    /// The rows `rows`.
    func strip(_ rows: Range<Int>) -> GreyRaster {
        GreyRaster(
            width: width, height: rows.count, pixels: Array(pixels[rows.lowerBound * width..<rows.upperBound * width]))
    }

    /// The part of the picture that begins at a point, which may lie outside of it, where there is paper.
    func part(x: Int, y: Int, width partWidth: Int, height partHeight: Int) -> GreyRaster {
        var part = [UInt8](repeating: 255, count: partWidth * partHeight)
        let (left, right) = (max(0, x), min(width, x + partWidth))
        if left < right {
            for row in max(0, y)..<max(max(0, y), min(height, y + partHeight)) {
                let target = (row - y) * partWidth + left - x
                part.replaceSubrange(
                    target..<target + right - left, with: pixels[row * width + left..<row * width + right])
            }
        }
        return GreyRaster(width: partWidth, height: partHeight, pixels: part)
    }

    /// The picture after `turns` quarter turns clockwise.
    func turned(_ turns: Int) -> GreyRaster {
        let turns = ((turns % 4) + 4) % 4
        guard turns > 0 else { return self }
        let isAcross = turns % 2 == 1
        let (newWidth, newHeight) = isAcross ? (height, width) : (width, height)
        let turned = [UInt8](unsafeUninitializedCapacity: pixels.count) { buffer, count in
            pixels.withUnsafeBufferPointer { pixels in
                for y in 0..<newHeight {
                    // Where the row begins in this picture, and how far it is from one of its pixels to the next.
                    let (start, step) =
                        switch turns {
                        case 1: ((height - 1) * width + y, -width)
                        case 2: ((height - 1 - y) * width + width - 1, -1)
                        default: (width - 1 - y, width)
                        }
                    var source = start
                    for x in 0..<newWidth {
                        buffer[y * newWidth + x] = pixels[source]
                        source += step
                    }
                }
            }
            count = pixels.count
        }
        return GreyRaster(width: newWidth, height: newHeight, pixels: turned)
    }

    /// The picture with each block of `factor` by `factor` pixels as its mean; what fills no block is left out.
    func reduced(by factor: Int) -> GreyRaster {
        guard factor > 1, width >= factor, height >= factor else { return self }
        let (newWidth, newHeight) = (width / factor, height / factor)
        let reduced = [UInt8](unsafeUninitializedCapacity: newWidth * newHeight) { buffer, count in
            pixels.withUnsafeBufferPointer { pixels in
                for y in 0..<newHeight {
                    for x in 0..<newWidth {
                        var sum = 0
                        for row in y * factor..<(y + 1) * factor {
                            let start = row * width + x * factor
                            for index in start..<start + factor { sum += Int(pixels[index]) }
                        }
                        buffer[y * newWidth + x] = UInt8(sum / (factor * factor))
                    }
                }
            }
            count = newWidth * newHeight
        }
        return GreyRaster(width: newWidth, height: newHeight, pixels: reduced)
    }

    /// The picture at twice the size, with values between those of its pixels.
    func doubled() -> GreyRaster {
        let newWidth = 2 * width
        let doubled = [UInt8](unsafeUninitializedCapacity: 4 * pixels.count) { buffer, count in
            pixels.withUnsafeBufferPointer { pixels in
                for y in 0..<2 * height {
                    let near = y / 2
                    let far = min(max(near + (y % 2 == 0 ? -1 : 1), 0), height - 1)
                    for x in 0..<newWidth {
                        let column = x / 2
                        let other = min(max(column + (x % 2 == 0 ? -1 : 1), 0), width - 1)
                        let here = 3 * Int(pixels[near * width + column]) + Int(pixels[near * width + other])
                        let there = 3 * Int(pixels[far * width + column]) + Int(pixels[far * width + other])
                        buffer[y * newWidth + x] = UInt8((3 * here + there + 8) / 16)
                    }
                }
            }
            count = 4 * pixels.count
        }
        return GreyRaster(width: newWidth, height: 2 * height, pixels: doubled)
    }
}
