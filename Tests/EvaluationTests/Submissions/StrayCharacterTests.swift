import Diagnostics
import Testing

@testable import Evaluation

@Suite struct StrayCharacterTests {
    @Test(arguments: [
        "\u{200B}", "\u{200C}", "\u{200D}", "\u{200E}", "\u{200F}", "\u{2060}", "\u{2063}", "\u{FEFF}", "\u{AD}",
        "\u{61C}",
        "\u{34F}", "\u{115F}", "\u{3164}", "\u{FFA0}", "\u{180E}", "\u{2800}", "\u{E0041}", "\u{FFF9}", "\u{1D173}",
    ])
    func findsWhatNobodySees(_ stray: Character) {
        for text in ["县\(stray)局", "县局\(stray)甲", "1\(stray)2", "a\(stray)b"] {
            #expect(text.strayCharacter == stray.unicodeScalars.first, "\(text.debugDescription)")
        }
    }

    @Test(arguments: [
        "", "县局", "县　局", "A 1", "葛\u{E0100}洪", "辻\u{FE00}", "❤\u{FE0F}", "👨\u{200D}👩\u{200D}👧", "1\u{FE0F}\u{20E3}",
        "🏳\u{FE0F}\u{200D}🌈", "می\u{200C}خواهم", "क\u{94D}\u{200D}ष", "，\u{FE00}", "ᠠ\u{180B}", "e\u{301}", "≥\u{FE00}",
        "§№℃",
    ])
    func letsStandWhatShapesItsNeighbours(_ text: String) {
        #expect(text.strayCharacter == nil)
    }

    @Test(arguments: [
        ("a\u{FE0F}", "\u{FE0F}"), ("\u{FE0F}县", "\u{FE0F}"), ("1\u{FE0F}", "\u{FE0F}"), (" \u{E0100}", "\u{E0100}"),
        ("县\u{200D}", "\u{200D}"), ("👨\u{200D}", "\u{200D}"), ("a\u{180B}", "\u{180B}"),
    ])
    func findsSelectorsAndJoinersWhereTheyDoNotBelong(_ text: String, _ stray: Unicode.Scalar) {
        #expect(text.strayCharacter == stray)
    }

    private static func submission(name: String = "清岚县财政局", item: String = "basic", figure: String = "1") -> String {
        """
        formSet: hunan-2023
        year: 2023
        office: {name: \(name), shortName: 县财政局}
        filing: {preparer: 甲某某, date: 2024-06-02}
        baseData: {staffing: {}, spending: [{item: \(item), label: 基本支出, final: \(figure)}]}

        """
    }

    @Test func showsTheCharacterBehindANumberByItsNumber() throws {
        let found = findings(in: Self.submission(figure: "684.91\u{200B}"))
        #expect(found.map(\.id) == ["invisible-character"])
        #expect(found.first?.message.zh == "含有看不见的字符 U+200B（零宽空格）")
        #expect(found.first?.span?.start == SourcePosition(line: 5, column: 77))
        let text = DiagnosticPrinter(language: .zh).text(for: try #require(found.first))
        #expect(text.contains("684.91\\u{200b}") && !text.contains("\u{200B}"))
    }

    @Test func showsTheCharacterOfAWordOfAChoice() {
        let found = findings(in: Self.submission(item: "basic\u{2060}"))
        #expect(found.map(\.message.en) == ["holds an invisible character, U+2060 (word joiner)"])
        #expect(found.first?.hints.contains { $0.zh.contains("是不是") } == false)
    }

    @Test(arguments: [
        ("year: 2023", "year: 2023\u{200B}"), ("2024-06-02", "2024-06-02\u{AD}"), ("final:", "final\u{200B}:"),
    ])
    func showsTheCharacterOfAYearADateAndAKey(_ from: String, _ to: String) {
        let found = findings(in: Self.submission().replacing(from, with: to))
        #expect(found.map(\.id) == ["invisible-character"])
        #expect(found.map(\.severity) == [.error])
    }

    /// White space around a value is none of it: it pads values in word processors.
    @Test(arguments: ["1\u{A0}", "1\u{3000}", "1\u{FEFF}"]) func dropsWhiteSpaceBehindANumber(_ figure: String) {
        #expect(findings(in: Self.submission(figure: figure)).isEmpty)
    }

    @Test func letsNoTwoOfficesLookTheSame() {
        let found = findings(in: Self.submission(name: "清岚县\u{200B}财政局"))
        #expect(found.map(\.id) == ["invisible-character"])
        #expect(found.first?.span?.start == SourcePosition(line: 3, column: 19))
        #expect(findings(in: Self.submission(name: "葛\u{E0100}岚县财政局")).isEmpty)
    }

    @Test(arguments: ["prepar: 1\n", ""]) func namesNoPersonWhereItSaysSo(_ more: String) throws {
        let text = Self.submission().replacing("甲某某", with: "甲\u{200B}某某") + more
        let found = findings(in: text).filter { $0.id == "invisible-character" }
        #expect(found.map(\.severity) == [.error])
        #expect(found.allSatisfy { !$0.message.zh.contains("甲") && !$0.hints.contains { $0.zh.contains("甲") } })
    }

    @Test func warnsOfItInOtherTexts() {
        let found = findings(in: Self.submission().replacing("label: 基本", with: "label: 基\u{AD}本"))
        #expect(found.map { "\($0.severity) \($0.id)" } == ["warning invisible-character"])
    }

    @Test func saysNothingOfItInParagraphs() {
        let text = Self.submission() + "narrative: {title: 报告, body: \"甲\u{200B}乙\"}\n"
        #expect(findings(in: text).isEmpty)
    }

    // MARK: Keys

    @Test(arguments: [
        ("final:", "final：", "“final”后面是全角冒号"), ("{item:", "{\u{3000}item:", "“item”前后有全角空格或不间断空格"),
        ("{item:", "{\u{A0}item:", "“item”前后有全角空格或不间断空格"),
    ])
    func namesWhatIsWrongWithAKnownKey(_ from: String, _ to: String, _ message: String) {
        let found = findings(in: Self.submission().replacing(from, with: to))
        #expect(found.first { $0.id == "unknown-key" }?.message.zh == message)
    }
}
