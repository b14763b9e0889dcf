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
        return (places < Self.exactPlaces ? cut(to: Self.exactPlaces) : self).cut(to: places)
    }

    /// The number as it is shown: of one with more than four decimals two.
    var shortened: Decimal { exponent < -4 ? rounded(to: 2) : self }

    /// The number rounded half up, away from zero, to `places` decimals; one that has no more stays as it is.
    /// - Parameter places: at least 0.
    func cut(to places: Int) -> Decimal {
        guard -exponent > places, var digits = ScaledDigits(self) else { return self }
        digits.cut(to: places)
        let significand = digits.significand
        return significand.isZero ? 0 : Decimal(sign: sign, exponent: -digits.places, significand: significand)
    }
}

/// The digits of a number as a whole number, of which the last `places` are decimals.
private struct ScaledDigits {
    private var digits: UInt128
    private(set) var places: Int

    /// Takes the digits of `number`, of which a decimal holds 38 at most; `nil` where it is none.
    init?(_ number: Decimal) {
        digits = 0
        places = -number.exponent
        for byte in number.significand.magnitude.description.utf8 {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            digits = digits * 10 + UInt128(byte - UInt8(ascii: "0"))
        }
    }

    /// Rounds half up to `places` decimals.
    mutating func cut(to places: Int) {
        let surplus = self.places - places
        guard surplus > 0 else { return }
        self.places = places
        guard surplus <= 38 else {
            digits = 0
            return
        }
        let unit = (0..<surplus).reduce(UInt128(1)) { unit, _ in unit * 10 }
        let (whole, rest) = digits.quotientAndRemainder(dividingBy: unit)
        digits = whole + (rest >= unit - unit / 2 ? 1 : 0)
    }

    var significand: Decimal {
        UInt64(exactly: digits).map { Decimal($0) } ?? Decimal(string: String(digits)) ?? 0
    }
}
