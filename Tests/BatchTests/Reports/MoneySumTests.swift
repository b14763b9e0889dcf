import Foundation
import TestSupport
import Testing

@testable import Batch

@Suite struct MoneySumTests {
    private func sum(_ texts: [String]) -> String? {
        let amounts = texts.compactMap { Manifest.Money("a", stated: $0) }
        guard amounts.count == texts.count, let first = amounts.first else { return nil }
        return amounts.dropFirst().reduce(into: MoneySum(first)) { $0.add($1) }.text
    }

    @Test(arguments: [
        (["0.1", "0.2"], "0.3"),
        (["684.91", "-684.91"], "0"),
        (["100", "0.000001", "0.0000001"], "100.0000011"),
        (["-0.5", "-12.25"], "-12.75"),
        (["99999999.99", "0.01"], "100000000"),
        (["12345678901234567890.5", "0.5"], "12345678901234567891"),
        ([String](repeating: "999999999999", count: 12), "11999999999988"),
    ])
    func isExact(_ texts: [String], _ expected: String) {
        #expect(sum(texts) == expected)
    }

    @Test func isWhatDecimalNumbersGive() throws {
        var generator = SeededGenerator(seed: 4)
        for _ in 0..<200 {
            let texts = (0..<20).map { _ in
                let whole = Int.random(in: -5_000_000...5_000_000, using: &generator)
                let places = Int.random(in: 0...9, using: &generator)
                return Decimal(sign: .plus, exponent: -places, significand: Decimal(whole)).description
            }
            let expected = texts.compactMap { Decimal(string: $0) }.reduce(0, +)
            #expect(sum(texts) == expected.description, "\(texts)")
        }
    }

    @Test func sumsOfSumsAreTheSame() throws {
        let money = try ["1.25", "0.0000001", "-3"].map { try #require(Manifest.Money("a", stated: $0)) }
        var left = MoneySum(money[0])
        var right = MoneySum(money[1])
        right.add(money[2])
        left.add(right)
        #expect(left.text == "-1.7499999")
    }
}
