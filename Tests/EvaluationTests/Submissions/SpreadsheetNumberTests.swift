import Diagnostics
import Testing

@testable import Evaluation

@Suite struct SpreadsheetNumberTests {
    @Test(arguments: [
        ("13800000002.0", "13800000002"), ("2023.0", "2023"), ("305.00", "305"), ("1.3800000002E+10", "13800000002"),
        ("1.3800000002e10", "13800000002"), ("1.38E+10", nil), ("1E+10", nil), ("1.1010119900101E+17", nil),
    ])
    func knowsWhatASpreadsheetMakesOfDigits(_ text: String, _ digits: String?) {
        #expect(SpreadsheetNumber(text) != nil)
        #expect(SpreadsheetNumber(text)?.digits == digits)
    }

    @Test(arguments: [
        "", "13800000002", "0731-7700001", "138 0000 0002", "+8613800000002", "305.5", "2.0.1", "V2.0", ".0", "2023.",
        "1E5",
        "3E楼", "12.5E+1", "1.38E+1", "1.38E-10", "1.38E+", "E+10", "1.0米", "１.0",
    ])
    func leavesOtherTextsAlone(_ text: String) {
        #expect(SpreadsheetNumber(text) == nil)
    }

    private static let head = """
        formSet: hunan-2023
        office: {name: 清岚县财政局, shortName: 县财政局}

        """

    @Test func warnsOfATelephoneNumberWithoutShowingIt() {
        let text = Self.head + "year: 2023\nfiling: {phone: 13800000002.0}\nroster: {people: [{mobile: 1.38E+10}]}\n"
        let found = findings(in: text)
        #expect(
            found.map { "\($0.severity) \($0.id)" } == ["warning spreadsheet-number", "warning spreadsheet-number"])
        #expect(found.map { $0.hints.first?.zh.prefix(4) } == ["去掉末尾", "后几位已"])
        #expect(found.allSatisfy { !($0.message.zh + $0.hints.map(\.zh).joined()).contains("138") })
    }

    @Test func saysWhatACodeShouldBe() {
        let text = Self.head + "year: 2023\nfiling: {}\narchive: {fonds: 305.0}\n"
        #expect(findings(in: text).first?.hints.map(\.zh) == ["改为 305"])
    }

    @Test func saysWhatTheYearShouldBe() throws {
        let found = try #require(findings(in: Self.head + "year: 2023.0\nfiling: {}\n").first)
        #expect(found.id == "bad-number")
        #expect(found.hints.map(\.zh) == ["改为 2023"])
    }

    /// A target is a number, which may have decimals.
    @Test func saysNothingOfATarget() {
        let text =
            Self.head + "year: 2023\nfiling: {}\noverall: {funds: {}, total: {}, "
            + "groups: [{name: 产出, subgroups: [{name: 数量, indicators: [{name: 一, target: 95.0, actual: 95.0}]}]}]}\n"
        #expect(findings(in: text).isEmpty)
    }

    @Test(arguments: [
        ("1.2万", "去掉“万”，只写数字；金额以万元为单位"), ("1.2亿元", "去掉“亿元”，只写数字；金额以万元为单位"), ("1.5E+3", "后几位已经丢失"),
        ("36人", "去掉“人”，只写数字"), ("36 ㎡", "去掉“㎡”，只写数字"),
    ])
    func namesWhatIsWrongWithANumber(_ text: String, _ hint: String) throws {
        let found = try #require(try decoded(Figure.self, text).findings.first)
        #expect(found.id == "bad-number")
        if !text.contains("E") { #expect(found.hints.first?.zh == hint) }
    }

    @Test(arguments: ["很高", "NaN", "12-13", "万", "1e5", "12或无"]) func blamesNoUnitWhereThereIsNone(_ text: String)
        throws
    {
        #expect(try decoded(Figure.self, text).findings.first?.hints.count == 1)
    }
}
