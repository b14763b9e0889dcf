import Diagnostics
import Testing

@testable import SourceTree

/// Escapes of JSON, by both ways in which it is read.
@Suite struct JSONEscapeTests {
    private static let whole = (0...0x10FFFF as ClosedRange<UInt32>).compactMap(Unicode.Scalar.init)

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        UTF16.encode(scalar).map { units in
            units.map { unit in
                let digits = String(unit, radix: 16)
                return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            }.joined()
        } ?? ""
    }

    @Test func readsTheEscapesOfEveryScalarAsJSON() throws {
        for start in stride(from: 0, to: Self.whole.count, by: 4096) {
            let scalars = Self.whole[start..<min(start + 4096, Self.whole.count)]
            let text = "[\"" + scalars.map(Self.escape).joined() + "\"]"
            let root = try #require(JSONComposer.compose(SourceFile(name: "a.json", text: text)))
            #expect(root.sequence?.first?.scalar.map { Array($0.text.unicodeScalars) } == Array(scalars))
        }
    }

    /// A comment makes YAML of it. Of the scalars beyond the first plane, some stand for all.
    @Test func readsTheEscapesOfEveryScalarAsYAML() throws {
        let whole = Self.whole.filter { $0.value < 0x10000 || $0.value % 61 == 0 || $0.value & 0xFFFE == 0xFFFE }
        for start in stride(from: 0, to: whole.count, by: 4096) {
            let scalars = whole[start..<min(start + 4096, whole.count)]
            let root = try compose("[\"" + scalars.map(Self.escape).joined() + "\"]\n# YAML")
            #expect(root.sequence?.first?.scalar.map { Array($0.text.unicodeScalars) } == Array(scalars))
        }
    }

    @Test(arguments: [
        ("a: \"\\ud840\\udc0b某\"", "𠀋某"), ("\"\\uD83D\\uDE00\": 1", nil), ("a: \"\\\\ud840\\udc0b\"", nil),
        ("a: '\\ud840\\udc0b'\nb: \"\\ud840\\udc0b\"", "\\ud840\\udc0b"),
        ("a: \\ud840\\udc0b\nb: \"\\ud840\\udc0b\"", "\\ud840\\udc0b"),
        ("a: |\n  \\ud840\\udc0b\nb: \"\\ud840\\udc0b\"", "\\ud840\\udc0b\n"),
        ("a: \"\\\\\\ud840\\udc0b\"", "\\𠀋"), ("a: \"\\ud840\\udc0b\\ud840\\udc0c\"", "𠀋𠀌"),
        ("a: '\\ud840'", "\\ud840"),
    ])
    func readsPairsBetweenDoubleQuotesAlone(_ text: String, _ value: String?) throws {
        let root = try? compose(text)
        #expect(root?["a"]?.scalar?.text == value)
        if text.hasPrefix("\"") { #expect(root?.mapping?.first?.key == "😀") }
    }

    /// The marks that stand for backslashes on the way are noncharacters, which a text may hold all the same.
    @Test func keepsCharactersThatMightBeMarks() throws {
        for count in [1, 32] {
            let marks = (0xFDD0..<0xFDD0 + UInt32(count)).compactMap(Unicode.Scalar.init).map { String($0) }.joined()
            #expect(try compose("a: \"\\ue000\\ud840\\udc0b\"")["a"]?.scalar?.text == "\u{E000}𠀋")
            #expect(try compose("a: \"\(marks)\\ud840\\udc0b\"")["a"]?.scalar?.text == marks + "𠀋")
        }
    }

    @Test func keepsPlacesBehindAPair() throws {
        let text = "{\"a\": \"\\ud840\\udc0b\", \"b\": 1, \"b\": 2}"
        let (root, found) = try NodeComposer.compose(SourceFile(name: "a.json", text: text))
        #expect(root["a"]?.scalar?.text == "𠀋")
        #expect(found.map(\.place) == ["1:31 duplicate-key"])
        #expect(findings(in: "a: \"\\ud840\\udc0b\"\nb: \u{7}").map(\.place) == ["2:4 syntax"])
    }

    @Test(arguments: [
        ("{\"a\": \"\\ud840\"}", "1:8", "\\ud840"), ("{\"a\": \"甲\\udc0b\"}", "1:9", "\\udc0b"),
        ("{\"a\": \"\\udc0b\\ud840\"}", "1:8", "\\udc0b"), ("a: 1\nb: \"\\uD840x\"", "2:5", "\\uD840"),
        ("{\"a\": \"\\ud840\\udc0b\",\n \"b\": \"\\ud840\\ud840\"}", "2:8", "\\ud840"),
        ("a: \"\\U00110000\"", "1:5", "\\U00110000"), ("a: \"\\U0000D800\"", "1:5", "\\U0000D800"),
    ])
    func pointsAtWhatIsNoCharacter(_ text: String, _ place: String, _ escape: String) {
        let found = findings(in: text)
        #expect(found.map(\.place) == ["\(place) syntax"])
        #expect(found.first?.message.zh.contains("“\(escape)”") == true)
    }
}
