import Diagnostics
import SourceTree
import Testing

@testable import Evaluation

@Suite struct TextTests {
    /// The lines are those that `split` finds by whole characters.
    @Test(arguments: [
        "", "甲", "甲\n乙", "甲\r\n乙\r\n", "\r\r\n\n", "甲\u{2028}乙\u{2029}丙", "甲\u{85}乙\u{B}丙\u{C}",
        "“甲”—\u{2027}\u{202A}é", "\n\u{301}甲",
    ])
    func knowsTheLinesOfATextByItsBytes(_ text: String) {
        #expect(text.lines == text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline))
    }

    @Test(arguments: [
        ("", ""), ("　", ""), ("甲", "甲"), (" 甲 乙　", "甲 乙"), ("\u{FEFF}甲\u{A0}", "甲"), ("\u{1C}甲", "\u{1C}甲"),
        ("甲\r\n", "甲"),
    ])
    func dropsWhiteSpaceAroundAText(_ text: String, _ trimmed: String) {
        #expect(text.trimmed == trimmed)
        #expect(text[...].trimmed == trimmed)
    }

    @Test(arguments: [
        ("'  甲某某 '", "甲某某"), ("'　甲　某　'", "甲　某"), ("\"\\t甲\\t乙\"", "甲 乙"), ("\"\\uFEFF甲\"", "甲"), ("''", ""),
        ("'　'", ""),
        ("|\n  甲\n  乙\n", "甲\n乙"),
    ])
    func trimsTexts(_ yaml: String, _ text: String) throws {
        let (value, found) = try decoded(String.self, yaml)
        #expect(value == text)
        #expect(found.isEmpty)
    }

    @Test(arguments: [
        ("\\x07", "U+0007"), ("\\x1B", "U+001B"), ("\\x7F", "U+007F"), ("\\u202E", "U+202E"),
        ("\\u2066", "U+2066"), ("\\uE000", "U+E000"), ("\\uFFFE", "U+FFFE"), ("\\uFDD0", "U+FDD0"),
        ("\\U000F0000", "U+F0000"),
        ("\\U0010FFFF", "U+10FFFF"), ("e\\u0301", nil), ("\\U00030000", nil),
    ])
    func refusesWhatCannotBePrinted(_ escape: String, _ code: String?) throws {
        let (value, found) = try decoded(String.self, "\"甲\(escape)\"")
        #expect((value == nil) == (code != nil))
        #expect(found.map(\.message.zh) == (code.map { ["含有不能打印的字符 \($0)"] } ?? []))
    }

    @Test func splitsProseIntoLines() throws {
        let (prose, found) = try decoded(Prose.self, "|\n\n  　　一、甲。\n\n  二、乙。　\n  　\n    三、丙。\n")
        #expect(prose?.paragraphs == ["一、甲。", "二、乙。", "三、丙。"])
        #expect(found.isEmpty)
    }

    @Test(arguments: [("''", []), ("'　'", []), ("甲", ["甲"]), ("\"甲\\n\\n乙\\r\\n丙\\u2028丁\"", ["甲", "乙", "丙", "丁"])])
    func splitsProseAtEveryLineTerminator(_ yaml: String, _ paragraphs: [String]) throws {
        #expect(try decoded(Prose.self, yaml).value?.paragraphs == paragraphs)
    }

    @Test func reportsEveryBadHeadingOnItsLine() throws {
        let (_, found) = try decoded(ReportText.self, "# 说明\n|\n  # 一、\n\n  ##### 深\n  #\n  甲\n  ## 　\n")
        #expect(found.map(\.id) == ["bad-heading", "bad-heading", "bad-heading"])
        #expect(found.map { $0.span?.start.line } == [5, 6, 8])
    }

    /// A folded text loses its line terminators; only quotes or `>` do that.
    @Test func reportsABadHeadingOfAFoldedTextOnItsLine() throws {
        let (_, found) = try decoded(ReportText.self, ">\n  甲\n  乙\n\n  ##### 深\n")
        #expect(found.map(\.id) == ["folded-text", "bad-heading"])
        #expect(found.map { $0.span?.start.line } == [1, 1], "its own lines are lost")
    }

    @Test func placesAnUnprintableCharacterOfALongTextOnItsLine() throws {
        let (_, found) = try decoded(Prose.self, "|\n  甲\n  乙\u{E000}丙\n")
        #expect(found.first?.span?.start == SourcePosition(line: 3, column: 4))
    }

    /// Only `|` keeps lines; elsewhere YAML joins them, and a whole report becomes one heading.
    @Test(arguments: [">\n  # 一、\n  甲\n", "甲\n乙\n", "'# 一、\n  甲'", "\"甲\n  乙\""])
    func doesNotJoinLinesWithoutAWord(_ yaml: String) throws {
        let found = try decoded(ReportText.self, yaml).findings + decoded(Prose.self, yaml).findings
        #expect(found.map(\.id) == ["folded-text", "folded-text"])
    }
}
