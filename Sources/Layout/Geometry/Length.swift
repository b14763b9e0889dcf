/// A length as a whole number of 1/1024 pt (Pango's unit), so that sums compare exactly and pages are the same on every
/// machine. An int of 64 bits holds lengths of about 3,000 light minutes: overflow is no concern.
package struct Length: Hashable, Comparable, Sendable, AdditiveArithmetic {
    /// The length in 1/1024 pt.
    package var rawValue: Int

    /// Creates a length of `rawValue` 1/1024 pt.
    package init(rawValue: Int) {
        self.rawValue = rawValue
    }

    /// No length.
    package static let zero = Length(rawValue: 0)

    /// A length in points of 1/72 inch, rounded to the nearest unit.
    package static func pt(_ points: Double) -> Length {
        Length(rawValue: Int((points * 1024).rounded()))
    }

    /// A length in millimetres, rounded to the nearest unit.
    package static func mm(_ millimetres: Double) -> Length {
        Length(rawValue: Int((millimetres * 1024 * 72 / 25.4).rounded()))
    }

    /// The length in points.
    package var points: Double { Double(rawValue) / 1024 }

    /// The length in millimetres.
    package var millimetres: Double { points * 25.4 / 72 }

    /// The sum of two lengths.
    package static func + (left: Self, right: Self) -> Self { Self(rawValue: left.rawValue + right.rawValue) }

    /// The difference of two lengths.
    package static func - (left: Self, right: Self) -> Self { Self(rawValue: left.rawValue - right.rawValue) }

    /// The length turned around.
    package static prefix func - (length: Self) -> Self { Self(rawValue: -length.rawValue) }

    /// A multiple of a length.
    package static func * (length: Self, factor: Int) -> Self { Self(rawValue: length.rawValue * factor) }

    /// A multiple of a length, rounded to the nearest unit.
    package static func * (length: Self, factor: Double) -> Self {
        Self(rawValue: Int((Double(length.rawValue) * factor).rounded()))
    }

    /// A part of a length, rounded towards zero.
    package static func / (length: Self, divisor: Int) -> Self { Self(rawValue: length.rawValue / divisor) }

    /// Whether one length is shorter than the other.
    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

extension Length {
    /// Shares the length out by `weights` so that the parts sum to it exactly.
    /// - Precondition: no weight is negative.
    package func shared(by weights: [Int]) -> [Length] {
        let total = weights.reduce(0, +)
        guard total > 0 else { return weights.map { _ in .zero } }
        var sum = 0
        var given = 0
        return weights.map { weight in
            sum += weight
            let upTo = rawValue.multipliedFullWidth(by: sum)
            let target = total.dividingFullWidth(upTo).quotient
            defer { given = target }
            return Length(rawValue: target - given)
        }
    }

    /// One of `count` parts, counted from 0, of the length shared out evenly: as ``shared(by:)`` gives it for equal weights.
    func part(_ index: Int, of count: Int) -> Length {
        Length(rawValue: rawValue * (index + 1) / count - rawValue * index / count)
    }
}
