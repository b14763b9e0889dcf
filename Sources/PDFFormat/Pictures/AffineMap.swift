/// An affine map of the plane (ISO 32000-1, 8.3.3): (x, y) to (a x + c y + e, b x + d y + f).
package struct AffineMap: Hashable, Sendable {
    package let a, b, c, d, e, f: Double

    /// Creates a map from its numbers in the order of PDF.
    package init(_ a: Double, _ b: Double, _ c: Double, _ d: Double, _ e: Double, _ f: Double) {
        (self.a, self.b, self.c, self.d, self.e, self.f) = (a, b, c, d, e, f)
    }

    /// The map that moves nothing.
    package static let identity = AffineMap(1, 0, 0, 1, 0, 0)

    /// Where it maps a point.
    package func callAsFunction(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
        (a * x + c * y + e, b * x + d * y + f)
    }

    /// This map, and `next` behind it.
    package func followed(by next: AffineMap) -> AffineMap {
        let origin = next(e, f)
        return AffineMap(
            next.a * a + next.c * b, next.b * a + next.d * b, next.a * c + next.c * d, next.b * c + next.d * d,
            origin.x, origin.y)
    }

    /// By how much it enlarges areas; negative where it mirrors.
    package var determinant: Double { a * d - b * c }

    /// Whether its numbers are finite and of a size that pages have.
    package var isPlain: Bool { [a, b, c, d, e, f].allSatisfy { abs($0) < 1e9 } }

    /// The map back; `nil` where areas become nothing.
    package var inverse: AffineMap? {
        guard abs(determinant) > 1e-12 else { return nil }
        let (a, b) = (self.d / determinant, -self.b / determinant)
        let (c, d) = (-self.c / determinant, self.a / determinant)
        return AffineMap(a, b, c, d, -(a * e + c * f), -(b * e + d * f))
    }
}
