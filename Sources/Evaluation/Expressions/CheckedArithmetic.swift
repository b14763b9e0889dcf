#if canImport(FoundationEssentials)
    package import FoundationEssentials
#else
    package import Foundation
#endif

/// Arithmetic that gives no number where the result lies out of range, instead of one that is wrong.
///
/// Numbers in range have whole parts of up to 38 digits, which a decimal holds exactly, and up to 48 decimals. Within these
/// bounds no operation of `Decimal` can overflow its exponent, of which it holds a byte.
///
/// - Precondition: operands are in range. Every ``Amount`` and every whole number is, and so is each result.
extension Decimal {
    private static let bound = Decimal(sign: .plus, exponent: 38, significand: 1)
    private static let mostPlaces = 48

    /// The sum; `nil` out of range.
    package func plus(_ other: Decimal) -> Decimal? { (self + other).ifInRange }

    /// The difference; `nil` out of range.
    package func minus(_ other: Decimal) -> Decimal? { (self - other).ifInRange }

    /// The product; `nil` out of range.
    package func times(_ other: Decimal) -> Decimal? { (self * other).ifInRange }

    /// The quotient; `nil` out of range and for a division by zero.
    package func over(_ other: Decimal) -> Decimal? { other.isZero ? nil : (self / other).ifInRange }

    /// The number as a percentage of `whole`; `nil` out of range and where that is zero.
    func percent(of whole: Decimal) -> Decimal? { times(100).flatMap { $0.over(whole) } }

    /// The sum of `numbers`; `nil` out of range.
    static func sum(_ numbers: some Sequence<Decimal>) -> Decimal? {
        numbers.reduce(Optional(Decimal(0))) { sum, number in sum.flatMap { $0.plus(number) } }
    }

    /// The number where it is in range. What has more decimals is rounded; a number of which rounding would leave nothing is
    /// too small.
    private var ifInRange: Decimal? {
        guard isFinite else { return nil }
        // The digits of a decimal are below 2^128, which its first decimal leaves within the bound.
        if (-Self.mostPlaces...(-1)).contains(exponent) { return self }
        guard Swift.abs(self) < Self.bound else { return nil }
        guard !isZero, exponent < -Self.mostPlaces else { return self }
        let short = cut(to: Self.mostPlaces)
        return short.isZero ? nil : short
    }
}
