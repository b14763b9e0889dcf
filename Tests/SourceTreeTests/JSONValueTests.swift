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

    @Test func writesASeriesLikeAListOfGroups() {
        let elements = (0..<3).map { JSONValue.object([("甲", .integer($0))]) }
        let series: JSONValue = ["a": .series(3) { elements[$0] }, "b": .series(0) { _ in nil }]
        let list: JSONValue = ["a": .array(elements), "b": []]
        #expect(series.text == list.text)
    }

    @Test func takesWhatIsWrittenAlreadyForTheValue() {
        let value: JSONValue = ["a": 1, "b": [["c": "甲"], []], "d": []]
        let written = JSONValue.object([("list", .series(1) { _ in .written(value.utf8(depth: 2)) })])
        #expect(written.text == JSONValue.object([("list", [value])]).text)
        #expect(JSONValue.written(value.utf8(depth: 0)).text == value.text)
    }

    @Test func givesLongTextsInPieces() {
        let value = JSONValue.series(20_000) { ["number": .integer($0), "text": "甲"] }
        var pieces: [[UInt8]] = []
        value.write { pieces.append($0) }
        #expect(pieces.joined().elementsEqual(value.utf8))
        #expect(pieces.count > 10)
        #expect(pieces.allSatisfy { $0.count < 1 << 17 })
    }

    @Test func sortsKeysWhereItIsAskedTo() {
        #expect(JSONValue.sorted(["b": 1, "a": 2]).text == "{\n  \"a\": 2,\n  \"b\": 1\n}\n")
    }

    @Test func escapesControlsAndWhatSteersTerminals() {
        let escaped = "\u{1}\u{7F}\u{80}\u{9F}\u{200E}\u{200F}\u{2028}\u{202E}\u{2066}\u{2069}\u{FEFF}"
        let digits = ["0001", "007f", "0080", "009f", "200e", "200f", "2028", "202e", "2066", "2069", "feff"]
        #expect(JSONValue.quoted(escaped) == "\"" + digits.map { "\\u\($0)" }.joined() + "\"")
        let plain = "\u{A0}\u{BF}\u{200D}\u{2010}\u{2027}\u{202F}\u{2065}\u{206A}\u{FEFE}\u{FF1A}é😀"
        #expect(JSONValue.quoted(plain) == "\"\(plain)\"")
    }

    @Test func keepsEmptyAndNestedListsOnTheirLines() {
        let value: JSONValue = ["a": [], "b": [[], [1, 2]]]
        #expect(value.text == "{\n  \"a\": [],\n  \"b\": [\n    [],\n    [1, 2]\n  ]\n}\n")
    }

    @Test(arguments: ["0", "-1.50", "684.910", "12"]) func keepsTheTextOfNumbers(_ text: String) {
        #expect(JSONValue(numberOrText: text).text == text + "\n")
    }

    @Test(arguments: ["007", "1,234.5", "98.7%", "+1", "1.", ".5", "1e5", "-", "——", ""])
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

    /// Every scalar there is, in texts and keys, as plain JSON and as what YAML takes it for.
    @Test func whatIsWrittenReadsBackForEveryScalar() throws {
        let scalars = (0...0x10FFFF as ClosedRange<UInt32>).compactMap(Unicode.Scalar.init)
        for start in stride(from: 0, to: scalars.count, by: 4096) {
            let text = String(String.UnicodeScalarView(scalars[start..<min(start + 4096, scalars.count)]))
            let value = JSONValue.object([("a", .string(text)), ("b", [.string(text)])])
            for json in [value.text, "# YAML\n" + value.text] {
                let (root, findings) = try NodeComposer.compose(SourceFile(name: "a.json", text: json))
                #expect(findings.isEmpty)
                #expect(root["a"]?.scalar?.text.unicodeScalars.elementsEqual(text.unicodeScalars) == true)
                #expect(root["b"]?.sequence?.first?.scalar?.text.utf8.elementsEqual(text.utf8) == true)
            }
        }
    }

    @Test func everyScalarIsAKeyThatReadsBack() throws {
        let scalars = (0...0x10FFFF as ClosedRange<UInt32>).compactMap(Unicode.Scalar.init)
        for scalar in scalars where !scalar.properties.isAlphabetic || scalar.value < 0x3000 {
            let value = JSONValue.object([("k\(scalar)k", 1)])
            let file = SourceFile(name: "a.json", text: value.text)
            let key = try NodeComposer.compose(file).root.mapping?.first?.key
            #expect(key?.unicodeScalars.elementsEqual("k\(scalar)k".unicodeScalars) == true)
        }
    }

    @Test(arguments: [17, 300, 700]) func groupsOfAnySizeAndKeysOfAnyLengthReadBackPartByPart(_ count: Int) {
        let many = JSONValue.object((0..<count).map { ("key\($0)", .integer($0)) })
        let long = JSONValue.object([(String(repeating: "路/", count: 2000), 1)])
        var parts: [Node] = []
        let file = SourceFile(name: "a.json", text: JSONValue.object([("list", [many, long])]).text)
        #expect(
            NodeComposer.composeParts(of: file) { _, node in
                parts.append(node); return true
            })
        #expect(parts.map { $0.mapping?.count } == [count, 1])
        #expect(parts.first?.mapping?.map(\.key) == (0..<count).map { "key\($0)" })
        let twice = SourceFile(name: "a.json", text: file.text.replacing("key\(count - 1)", with: "key1"))
        #expect(!NodeComposer.composeParts(of: twice) { _, _ in true })
    }
}
