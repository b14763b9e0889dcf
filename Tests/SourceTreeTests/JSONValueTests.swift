import Diagnostics
import SourceTree
import Testing

@Suite struct JSONValueTests {
    @Test func indentsAndKeepsTheOrderOfKeys() {
        let value: JSONValue = ["b": [.number("1.50"), "甲", true], "a": [:], "c": [["d": nil]]]
        #expect(
            value.text == """
                {
                  "b": [1.50, "甲", true],
                  "a": {},
                  "c": [
                    {
                      "d": null
                    }
                  ]
                }

                """)
    }

    @Test func sortsKeysWhereItIsAskedTo() {
        #expect(JSONValue.sorted(["b": 1, "a": 2]).text == "{\n  \"a\": 2,\n  \"b\": 1\n}\n")
    }

    @Test(arguments: ["0", "-1.50", "684.910", "12"]) func keepsTheTextOfNumbers(_ text: String) {
        #expect(JSONValue(numberOrText: text).text == text + "\n")
    }

    @Test(arguments: ["007", "1,234.5", "98.7%", "+1", "1.", ".5", "——", ""])
    func quotesWhatJSONTakesForNoNumber(_ text: String) {
        #expect(JSONValue(numberOrText: text).text == "\"\(text)\"\n")
    }

    @Test(arguments: [
        "甲\n乙\t丙", "“引号”\"'\\/", "a: b # c", "~", "null", "- 1", "\u{85}\u{2028}\u{2029}\u{FEFF}", "𬱖😀", " 前后 ", "",
    ])
    func isReadBackAsItWas(_ text: String) throws {
        let (root, findings) = try NodeComposer.compose(
            SourceFile(name: "a.json", text: JSONValue.sorted([text: .string(text)]).text))
        #expect(findings.isEmpty)
        let entry = try #require(root.mapping?.first)
        #expect(entry.key == text)
        #expect(entry.value.scalar?.text == text)
    }
}
