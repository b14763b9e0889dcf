/// A sheet of paper with ink, in dots, drawn by tests; 0 is black.
package struct DrawnSheet {
    package let width: Int
    package let height: Int
    package var pixels: [UInt8]

    /// A sheet of white paper.
    package init(width: Int, height: Int, paper: UInt8 = 255) {
        self.width = width
        self.height = height
        pixels = Array(repeating: paper, count: width * height)
    }

    /// Colours a dot, where there is one.
    package mutating func set(_ x: Int, _ y: Int, _ shade: UInt8) {
        guard x >= 0, y >= 0, x < width, y < height else { return }
        pixels[y * width + x] = min(shade, pixels[y * width + x])
    }

    /// A disc of ink.
    package mutating func dot(_ x: Double, _ y: Double, radius: Double, _ shade: UInt8 = 40) {
        for row in Int(y - radius)...Int(y + radius) + 1 {
            for column in Int(x - radius)...Int(x + radius) + 1 {
                let (across, down) = (Double(column) - x, Double(row) - y)
                if across * across + down * down <= radius * radius { set(column, row, shade) }
            }
        }
    }

    /// A straight stroke.
    package mutating func line(
        _ from: (x: Double, y: Double), _ to: (x: Double, y: Double), radius: Double = 1.2, _ shade: UInt8 = 40
    ) {
        let length = ((to.x - from.x) * (to.x - from.x) + (to.y - from.y) * (to.y - from.y)).squareRoot()
        let steps = max(1, Int(length))
        for step in 0...steps {
            let share = Double(step) / Double(steps)
            dot(
                from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share, radius: radius, shade)
        }
    }

    /// A signature of some strokes within a box; another one for each seed.
    package mutating func sign(
        left: Double, top: Double, width: Double = 150, height: Double = 40, seed: UInt64, _ shade: UInt8 = 40
    ) {
        var chance = SeededGenerator(seed: seed)
        for _ in 0..<8 {
            var place = (
                x: left + Double.random(in: 0...width, using: &chance),
                y: top + Double.random(in: 0...height, using: &chance)
            )
            for _ in 0..<4 {
                let next = (
                    x: place.x + Double.random(in: -16...20, using: &chance),
                    y: min(top + height, max(top, place.y + Double.random(in: -16...16, using: &chance)))
                )
                line(place, next, shade)
                place = next
            }
        }
    }

    /// A round seal with a star and characters along its rim.
    package mutating func seal(x: Double, y: Double, radius: Double = 124, _ shade: UInt8 = 40) {
        ring(x: x, y: y, radius: radius, shade)
        dot(x, y, radius: 0.25 * radius, shade)
        for index in 0..<14 {
            let angle = (Double(index) * 20 - 220) * .pi / 180
            let middle = (x: x + 0.75 * radius * Self.cosine(angle), y: y + 0.75 * radius * Self.sine(angle))
            line((middle.x - 8, middle.y - 8), (middle.x + 8, middle.y + 8), shade)
            line((middle.x + 8, middle.y - 8), (middle.x - 8, middle.y + 8), shade)
        }
    }

    /// A ring of ink as thick as that of a seal.
    package mutating func ring(x: Double, y: Double, radius: Double, _ shade: UInt8 = 40) {
        for step in 0..<900 {
            let angle = Double(step) * .pi / 450
            dot(x + radius * Self.cosine(angle), y + radius * Self.sine(angle), radius: 3, shade)
        }
    }

    // Foundation is not needed for two functions.
    private static func sine(_ angle: Double) -> Double { cosine(angle - .pi / 2) }

    /// The cosine by its series, from -4π to 4π.
    private static func cosine(_ angle: Double) -> Double {
        let angle = angle - 2 * .pi * (angle / (2 * .pi)).rounded()
        var (term, sum) = (1.0, 1.0)
        for index in 1...12 {
            term *= -angle * angle / Double((2 * index - 1) * (2 * index))
            sum += term
        }
        return sum
    }
}
