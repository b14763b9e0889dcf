import Foundation
import Testing

@testable import Batch

/// Amounts are held as they are written, whoever wrote them.
@Suite struct ManifestMoneyTests {
    @Test(arguments: ["0", "5", "-5", "12.5", "-0.07", "100", "123456789012345678.99"])
    func keepsWhatIsPlain(_ text: String) throws {
        let money = try #require(Manifest.Money("a", stated: text))
        #expect(money.text == text)
        #expect(money.amount.description == text)
    }

    @Test(arguments: [
        ("1,684.91", "1684.91"), ("12.50", "12.5"), ("007", "7"), ("-0", "0"), ("１２", "12"),
    ])
    func writesPlainlyWhatIsNot(_ text: String, _ plain: String) throws {
        #expect(try #require(Manifest.Money("a", stated: text)).text == plain)
    }

    @Test(arguments: ["", "-", ".", "甲", "--5", "1.2.3", "5 万元"])
    func refusesWhatIsNoAmount(_ text: String) { #expect(Manifest.Money("a", stated: text) == nil) }
}
