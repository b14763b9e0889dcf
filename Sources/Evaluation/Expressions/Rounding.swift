#if canImport(FoundationEssentials)
    package import FoundationEssentials
#else
    package import Foundation
#endif

extension Decimal {
    /// The most decimals that a result of arithmetic is exact to: a decimal holds 38 digits, and a quotient is cut off.
    private static let exactPlaces = 28

    /// The number rounded half up, away from zero, to `places` decimals. What a division has cut off beyond the exact
    /// decimals does not count: 275 ÷ 300 × 15 is 13.75, and 13.8 to one place.
    /// - Parameter places: from 0 to 30.
    package func rounded(to places: Int) -> Decimal {
        precondition((0...30).contains(places), "decimals from 0 to 30")
        guard places < Self.exactPlaces, -exponent > Self.exactPlaces else { return cut(to: places) }
        return cut(to: Self.exactPlaces).cut(to: places)
    }

    private func cut(to places: Int) -> Decimal {
        let surplus = -exponent - places
        guard surplus > 0, let digits = UInt128(significand.magnitude.description) else { return self }
        // 38 digits are the most that a decimal holds.
        guard surplus <= 38 else { return 0 }
        let unit = (0..<surplus).reduce(UInt128(1)) { unit, _ in unit * 10 }
        let isUp = digits % unit >= unit - unit / 2
        guard let kept = Decimal(string: String(digits / unit + (isUp ? 1 : 0))) else { return self }
        return Decimal(sign: sign, exponent: -places, significand: kept)
    }
}
