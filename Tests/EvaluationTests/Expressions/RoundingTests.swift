import Foundation
import Testing

@testable import Evaluation

@Suite struct RoundingTests {
    /// A quotient is cut off after 38 digits; what that loses does not turn a half into less than one.
    @Test func aHalfBehindAQuotientIsOne() {
        #expect((Decimal(275) / 300 * 15).rounded(to: 1) == Decimal(string: "13.8"))
        #expect((Decimal(275) / 300 * -15).rounded(to: 1) == Decimal(string: "-13.8"))
        #expect((Decimal(1) / 3 * 3).rounded(to: 2) == 1)
    }

    @Test func lessThanAHalfIsNone() {
        #expect(Decimal(string: "13.7499999999")?.rounded(to: 1) == Decimal(string: "13.7"))
        #expect((Decimal(2) / 3).rounded(to: 30) == Decimal(string: "0.666666666666666666666666666667"))
    }
}
