package import Layout

/// Draws finished pages as pictures so small that no character can be read: a glyph is a box as dark as its ink is on
/// average, which is what is left of it at that size. That takes a tenth of what drawing its outline takes, and whole numbers
/// give the same dots on every machine.
package struct GreyCanvas {
    private let width: Int
    private let height: Int
    /// The width of the paper.
    private let paper: Int
    /// The ink of each dot, from 0 to 255 and beyond where boxes overlap.
    private var ink: [UInt16]

    /// The parts that a dot is divided into, each way.
    private static let parts = 256

    /// `page` on white, `width` dots wide. The words across a draft are pale, images are flat grey.
    /// - Precondition: `width` lies between 1 and 1,000.
    package static func draw(_ page: Page, width: Int) -> GreyImage {
        precondition((1...1000).contains(width), "a small picture")
        var canvas = GreyCanvas(page.size, width: width)
        for watermark in page.watermarks { canvas.draw(watermark) }
        for layer in page.layers {
            let side = layer.isTurned ? page.size.height.rawValue : nil
            for code in layer.codes { canvas.draw(code, side) }
            for area in layer.areas { canvas.draw(area, side) }
            for image in layer.images { canvas.draw(image, side) }
            for rule in layer.rules { canvas.draw(rule, side) }
            for run in layer.runs {
                canvas.draw(run) { canvas, box, darkness in canvas.fill(box.turned(side), darkness) }
            }
        }
        return canvas.image
    }

    /// The dots as shades of grey.
    private var image: GreyImage {
        let dots = [UInt8](unsafeUninitializedCapacity: ink.count) { dots, count in
            ink.withUnsafeBufferPointer { ink in
                for dot in ink.indices { dots[dot] = 255 &- UInt8(truncatingIfNeeded: min(ink[dot], 255)) }
            }
            count = ink.count
        }
        return GreyImage(width: width, height: height, dots: dots)
    }

    private init(_ paper: Size, width: Int) {
        self.width = width
        self.paper = max(1, paper.width.rawValue)
        height = max(1, (paper.height.rawValue * width + self.paper / 2) / self.paper)
        ink = [UInt16](repeating: 0, count: width * height)
    }

    // MARK: Boxes

    /// A rectangle on the paper, in the raw unit of lengths.
    private struct Box {
        var left: Int
        var top: Int
        var right: Int
        var bottom: Int

        /// The box, seen from `origin`, at its place.
        func placed(at origin: Point, isRising: Bool) -> Box {
            let (x, y) = (origin.x.rawValue, origin.y.rawValue)
            return isRising
                ? Box(left: x + top, top: y - right, right: x + bottom, bottom: y - left)
                : Box(left: x + left, top: y + top, right: x + right, bottom: y + bottom)
        }

        /// The box on the paper, where its layer is turned on paper of the height `side`.
        func turned(_ side: Int?) -> Box {
            guard let side else { return self }
            return Box(left: top, top: side - right, right: bottom, bottom: side - left)
        }
    }

    /// Adds ink to every dot that `box` covers, as far as it covers it.
    /// - Parameter darkness: from 0 to 255.
    private mutating func fill(_ box: Box, _ darkness: Int) {
        let parts = Self.parts
        let left = max(0, box.left * width * parts / paper),
            right = min(width * parts, box.right * width * parts / paper)
        let top = max(0, box.top * width * parts / paper),
            bottom = min(height * parts, box.bottom * width * parts / paper)
        guard left < right, top < bottom else { return }
        let (first, last) = (left / parts, (right - 1) / parts)
        let (start, end) = (min(right, (first + 1) * parts) - left, right - last * parts)
        ink.withUnsafeMutableBufferPointer { ink in
            for row in top / parts...(bottom - 1) / parts {
                let strength = (min(bottom, (row + 1) * parts) - max(top, row * parts)) * darkness
                let dots = row * width
                Self.add(strength * start, to: &ink[dots + first])
                guard first < last else { continue }
                for column in first + 1..<last { Self.add(strength * parts, to: &ink[dots + column]) }
                Self.add(strength * end, to: &ink[dots + last])
            }
        }
    }

    /// Adds ink to a dot.
    /// - Parameter amount: darkness by the parts, both ways, that are covered of it.
    private static func add(_ amount: Int, to dot: inout UInt16) {
        dot += min(UInt16(amount / (parts * parts)), .max - dot)
    }

    // MARK: Rules and images

    /// A rule is at least half a dot wide, so that tables keep their shape. The diagonal of a cell is left out.
    private mutating func draw(_ rule: Rule, _ side: Int?) {
        guard rule.start.x == rule.end.x || rule.start.y == rule.end.y else { return }
        let half = max(rule.width.rawValue, paper / (2 * width)) / 2
        let box = Box(
            left: rule.start.x.rawValue - half, top: rule.start.y.rawValue - half, right: rule.end.x.rawValue + half,
            bottom: rule.end.y.rawValue + half)
        fill(box.turned(side), 255)
    }

    private mutating func draw(_ area: ShadedArea, _ side: Int?) {
        let (x, y) = (area.origin.x.rawValue, area.origin.y.rawValue)
        let box = Box(left: x, top: y, right: x + area.size.width.rawValue, bottom: y + area.size.height.rawValue)
        fill(box.turned(side), area.shade * 255 / 100)
    }

    /// About half of the modules of a code are dark.
    private mutating func draw(_ code: PlacedCode, _ side: Int?) {
        let (x, y, extent) = (code.origin.x.rawValue, code.origin.y.rawValue, code.side.rawValue)
        fill(Box(left: x, top: y, right: x + extent, bottom: y + extent).turned(side), 128)
    }

    private mutating func draw(_ image: PlacedImage, _ side: Int?) {
        let (x, y) = (image.origin.x.rawValue, image.origin.y.rawValue)
        let box = Box(left: x, top: y, right: x + image.size.width.rawValue, bottom: y + image.size.height.rawValue)
        fill(box.turned(side), 60)
    }

    /// Each character's box stays upright at its place on the rising line.
    private mutating func draw(_ watermark: PlacedWatermark) {
        let (x, y) = (watermark.center.x.rawValue, watermark.center.y.rawValue)
        for run in watermark.runs {
            draw(run) { canvas, box, _ in
                let (across, down) = ((box.left + box.right) / 2, (box.top + box.bottom) / 2)
                let half = (box.right - box.left) * 2 / 5
                // By 45° counter-clockwise: cos 45° = 181/256.
                let isLevel = watermark.posture == .level
                let middle = isLevel ? (across, down) : ((across + down) * 181 / 256, (down - across) * 181 / 256)
                let box = Box(
                    left: x + middle.0 - half, top: y + middle.1 - half, right: x + middle.0 + half,
                    bottom: y + middle.1 + half)
                canvas.fill(box, isLevel ? 60 : 20)
            }
        }
    }

    // MARK: Text

    /// Gives the box of each glyph of `run` that has ink, and how dark it is.
    private mutating func draw(_ run: GlyphRun, _ body: (inout GreyCanvas, Box, Int) -> Void) {
        let em = run.size.rawValue
        var text = run.text
        text.withUTF8 { text in
            var (byte, glyph) = (0, 0)
            for cluster in run.clusters where cluster.glyphs > 0 {
                let shape = Shape(text[byte..<byte + cluster.bytes])
                byte += cluster.bytes
                defer { glyph += cluster.glyphs }
                guard let shape, glyph < run.glyphs.count else { continue }
                let place = run.glyphs[glyph].offset
                let (x, y) = (place.x.rawValue, place.y.rawValue)
                let box = Box(
                    left: x + em * shape.left / 100, top: y - em * shape.top / 100, right: x + em * shape.right / 100,
                    bottom: y - em * shape.bottom / 100)
                body(&self, box.placed(at: run.origin, isRising: run.isRising), shape.darkness)
            }
        }
    }

    /// Where a character has its ink, in hundredths of an em from its origin and above the baseline.
    private struct Shape {
        let left: Int
        let right: Int
        let top: Int
        let bottom: Int
        let darkness: Int

        /// The shape of the character in `bytes`, by its block; `nil` for white space.
        init?(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) {
            guard let first = bytes.first, first > 0x20 else { return nil }
            switch (first, bytes.dropFirst().first ?? 0) {
            // ASCII and Latin letters: half an em.
            case (..<0xE0, _): (left, right, top, bottom, darkness) = (5, 48, 70, 0, 90)
            // U+2000 to U+2FFF: dashes, quotes, signs.
            case (0xE2, _): (left, right, top, bottom, darkness) = (5, 95, 42, 30, 90)
            // U+3000 to U+303F, without the space that begins it; most are commas, stops and brackets.
            case (0xE3, 0x80):
                guard bytes.last != 0x80 else { return nil }
                (left, right, top, bottom, darkness) = (10, 40, 30, -8, 90)
            // U+FF00 to U+FFEF
            case (0xEF, _): (left, right, top, bottom, darkness) = (15, 55, 40, -5, 70)
            default: (left, right, top, bottom, darkness) = (4, 96, 84, -8, 105)
            }
        }
    }
}
