import Diagnostics
import Testing

@testable import Evaluation

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

@Suite struct AmountTests {
    @Test(arguments: [
        ("0", "0", "0"), ("660.44", "660.44", "660.44"), ("-0.10", "-0.10", "-0.1"), ("+5", "+5", "5"),
        ("007", "007", "7"),
        ("1,234", "1,234", "1234"), ("-1,234,567.50", "-1,234,567.50", "-1234567.5"), ("１２３．４５", "123.45", "123.45"),
        ("－１，２３４", "-1,234", "-1234"), ("98.7%", "98.7%", "98.7"), ("１００％", "100%", "100"), ("-3%", "-3%", "-3"),
        ("0.1234567890123456789", "0.1234567890123456789", "0.1234567890123456789"),
        ("123456789012345678901234567890", "123456789012345678901234567890", "123456789012345678901234567890"),
    ])
    func keepsTheTextAndTheExactValue(_ source: String, _ text: String, _ value: String) throws {
        let amount = try #require(Amount(source))
        #expect(amount.text == text)
        #expect(amount.value.description == value)
        #expect(amount.isPercentage == text.hasSuffix("%"))
    }

    @Test(arguments: [
        "", " ", ".", "-", "+", "%", ".5", "5.", "1.2.3", "--5", "+-5", "- 5", "1 234", "1e5", "0x1F", "12,34",
        "1,23,456",
        ",123", "1,234,", "1234,567", "1.234,5", "5%%", "%5", "50 %", "五", "无", "1/2", "１２３。４", "−5", "５‰", "1_000",
        "NaN",
        "inf", "٣", "²", "1234567890123456789012345678901",
    ])
    func refusesWhatIsNoNumber(_ source: String) {
        #expect(Amount(source) == nil)
    }

    /// A digit with an accent is none.
    @Test(arguments: ["5\u{301}", "1\u{20E3}", "1,234\u{301}.5", "1.5\u{301}"])
    func refusesDigitsWithMarks(_ source: String) {
        #expect(Amount(source) == nil)
    }

    /// Short numbers are read another way than by `Decimal`, to the same.
    @Test(arguments: [
        "0", "-0", "0.00", "-0.10", "100", "-100.00", "1234567890123456789", "99999999999999999.99",
        "9999999999999999999",
        "12345678901234567890", "0.0000000000000000001", "18446744073709551616", "-12345678901234567890.5",
    ])
    func isTheSameDecimal(_ source: String) throws {
        let (amount, decimal) = (try #require(Amount(source)).value, try #require(Decimal(string: source)))
        #expect(amount == decimal)
        #expect(amount.description == decimal.description)
        #expect(amount.isZero || amount.exponent == decimal.exponent)
        #expect(amount.sign == decimal.sign)
    }

    @Test func holdsTheMostDigitsExactly() throws {
        let digits = String("123456789012345678901234567890".prefix(Amount.mostDigits))
        for position in 1..<digits.count {
            let text = digits.prefix(position) + "." + digits.dropFirst(position)
            let amount = try #require(Amount(String(text)))
            #expect(amount.value.description == text.replacing(#/\.?0+$/#, with: ""))
        }
    }

    @Test func refusesMoreDigitsThanItSays() {
        let text = String(repeating: "1", count: Amount.mostDigits) + ".5"
        #expect(Amount(text) == nil)
    }

    @Test func addsExactly() throws {
        let amounts = try ["0.1", "0.2", "-0.3"].map { try #require(Amount($0)).value }
        #expect(amounts.reduce(0, +) == Decimal(0))
    }
}

@Suite struct FigureTests {
    @Test(arguments: Figure.marks)
    func takesMarksAsTheyAre(_ mark: String) throws {
        let (figure, found) = try decoded(Figure.self, "'\(mark)'")
        #expect(figure == .mark(mark))
        #expect(figure?.text == mark)
        #expect(figure?.amount == nil)
        #expect(found.isEmpty)
    }

    @Test func tellsEmptyFromZero() throws {
        #expect(try decoded(Figure.self, "''").value == .empty)
        #expect(try decoded(Figure.self, "'　 '").value == .empty)
        let zero = try #require(try decoded(Figure.self, "0").value)
        #expect(zero != .empty)
        #expect(zero.text == "0")
        #expect(Figure.empty.text.isEmpty)
    }

    @Test func tellsEmptyFromZeroInTheModel() throws {
        let row = "overall: {funds: {initial: 0, adjusted: '', executed: }, \(indicators), total: {}}\n"
        let leaves = try validated(head + row).leaves
        #expect(leaves.first { $0.path == "overall.funds.initial" }?.leaf.text == "0")
        #expect(leaves.first { $0.path == "overall.funds.initial" }?.leaf.isEmpty == false)
        for path in ["adjusted", "executed", "weight", "rate"] {
            #expect(leaves.first { $0.path == "overall.funds.\(path)" }?.leaf == .empty)
        }
    }

    @Test(arguments: [("98.7%", true), ("98.7", false), ("无", true), ("", true)])
    func wantsAPercentSignOfRates(_ text: String, _ isRate: Bool) throws {
        #expect(try decoded(Rate.self, "'\(text)'").findings.isEmpty == isRate)
    }

    @Test func refusesAPercentSignElsewhere() throws {
        let (figure, found) = try decoded(Figure.self, "98.7%")
        #expect(figure == nil)
        #expect(found.map(\.id) == ["bad-number"])
    }

    @Test func notesThatFullWidthDigitsAreChanged() throws {
        let (figure, found) = try decoded(Figure.self, "１２３．４５")
        #expect(figure?.text == "123.45")
        #expect(found.map(\.id) == ["full-width-number"])
        #expect(found.map(\.severity) == [.note])
    }

    @Test func shortensWhatItQuotes() throws {
        let (_, found) = try decoded(Figure.self, String(repeating: "贰", count: 1000))
        #expect(found.first?.message.zh == "应为数字，如 660.44，这里是“\(String(repeating: "贰", count: 40))…”")
    }
}
