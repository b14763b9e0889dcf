import Diagnostics
import SourceTree
import TestSupport
import Testing

@Suite struct DiagnosticPrinterTests {
    private static let file = SourceFile(
        name: "甲.yaml", text: "年: 2023\n\tb: \u{1B}x\n" + String(repeating: "长", count: 200) + "\n")

    private static func finding(_ line: Int, _ column: Int, field: String? = nil) -> Diagnostic {
        let place = SourcePosition(line: line, column: column)
        return Diagnostic(
            .error, id: "some-id", LocalizedText("出错了", en: "it failed"),
            at: SourceSpan(file: file, start: place, end: place),
            field: field, hints: [LocalizedText("改一改", en: "change it")])
    }

    @Test func printsPlaceMessageExcerptFieldAndHints() {
        let text = DiagnosticPrinter(language: .zh).text(for: Self.finding(1, 4, field: "year"))
        #expect(text == "甲.yaml:1:4: 错误：出错了 [some-id]\n  | 年: 2023\n  |     ^\n  字段：year\n  提示：改一改\n")
    }

    @Test func printsInEnglish() {
        let text = DiagnosticPrinter(language: .en).text(for: Self.finding(1, 1, field: "year"))
        #expect(
            text == "甲.yaml:1:1: error: it failed [some-id]\n  | 年: 2023\n  | ^\n  field: year\n  hint: change it\n")
    }

    @Test func printsNoPlaceForAFindingWithoutOne() {
        let note = Diagnostic(.note, id: "n", LocalizedText("说明", en: "note"))
        #expect(DiagnosticPrinter(language: .zh).text(for: note) == "说明：说明 [n]\n")
    }

    @Test func cutsLongLinesOnBothSides() throws {
        let lines = DiagnosticPrinter(language: .zh).text(for: Self.finding(3, 100)).split(separator: "\n")
        #expect(try lines[at: 1] == "  | …\(String(repeating: "长", count: 80))…")
        #expect(try lines[at: 2] == "  | " + String(repeating: " ", count: 81) + "^")
    }

    @Test(arguments: [(3, 202), (9, 1), (4, 1)])
    func printsNoExcerptBeyondTheText(_ line: Int, _ column: Int) {
        #expect(!DiagnosticPrinter(language: .zh).text(for: Self.finding(line, column)).contains("  | "))
    }

    @Test func showsControlCharactersWithoutSendingThem() {
        let text = DiagnosticPrinter(language: .zh).text(for: Self.finding(2, 1))
        #expect(text.contains("\\u{1b}x"))
        #expect(!text.contains("\u{1B}"))
        #expect(DiagnosticPrinter.visible("甲\u{202E}\u{7}\t乙") == "甲\\u{202e}\\u{7}\t乙")
    }

    @Test(arguments: ["\u{200B}", "\u{2060}", "\u{FEFF}", "\u{AD}", "\u{3164}", "\u{E0041}", "\u{FFF9}"])
    func showsWhatNobodySees(_ character: Character) {
        #expect(DiagnosticPrinter.visible("甲\(character)乙").hasPrefix("甲\\u{"))
    }

    @Test(arguments: ["葛\u{E0100}", "❤\u{FE0F}", "👨\u{200D}👩", "می\u{200C}خ", "é　—“”"])
    func leavesWhatShapesItsNeighbours(_ text: String) {
        #expect(DiagnosticPrinter.visible(text) == text)
    }

    @Test func putsTheCaretBehindWhatIsShownByItsNumber() {
        let file = SourceFile(name: "a", text: "a\u{200B}b")
        let place = SourcePosition(line: 1, column: 3)
        let finding = Diagnostic(
            .error, id: "x", LocalizedText("", en: ""), at: SourceSpan(file: file, start: place, end: place))
        #expect(DiagnosticPrinter(language: .zh).text(for: finding).hasSuffix("  | a\\u{200b}b\n  |          ^\n"))
    }

    @Test func putsTheCaretBelowWideCharacters() {
        let file = SourceFile(name: "a", text: "{𬱖（a: 1}")
        let place = SourcePosition(line: 1, column: 4)
        let finding = Diagnostic(
            .error, id: "x", LocalizedText("", en: ""), at: SourceSpan(file: file, start: place, end: place))
        #expect(DiagnosticPrinter(language: .zh).text(for: finding).hasSuffix("  |      ^\n"))
    }

    @Test(arguments: [
        ("wieght", "weight"), ("WEIGHT", "weight"), ("weigth", "weight"), ("scor", "score"), ("sore", "score"),
        ("xyz", nil), ("", nil),
        ("权重", nil), ("weights", "weight"),
    ])
    func findsTheNearestName(_ name: String, _ nearest: String?) {
        #expect(name.nearest(among: ["name", "score", "weight"]) == nearest)
    }

    @Test(arguments: [
        (">", "＞"), ("<", "＜"), ("=", "＝"), (">=", "≥"), ("=>", "≥"), ("≧", "≥"), ("⩾", "≥"), ("<=", "≤"), ("=<", "≤"),
        ("≦", "≤"), ("〉", "＞"), ("》", "＞"), ("〈", "＜"), ("==", "＝"), ("> =", "≥"), ("大于", "＞"), ("不低于", "≥"),
        ("不超过", "≤"),
        ("小于", "＜"), ("等于", "＝"), ("＋", nil), ("x", nil), ("定型", "定性"),
    ])
    func findsTheSignThatSaysTheSame(_ sign: String, _ nearest: String?) {
        #expect(sign.nearest(among: ["＝", "≥", "≤", "＞", "＜", "定性"]) == nearest)
        if nearest != "定性" { #expect(sign.nearest(among: ["定性"]) == nil) }
    }
}
