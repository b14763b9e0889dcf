import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import SourceTree

@Suite struct JSONComposerTests {
    /// A comment makes YAML of JSON, so that libyaml reads it.
    private func viaYAML(_ text: String) -> SourceFile { SourceFile(name: "a.json", text: text + "\n# YAML") }

    @Test func givesTheTreeThatYAMLGives() throws {
        var taken = 0
        for seed in 0..<3000 {
            var writer = RandomJSON(seed: UInt64(seed))
            let text = writer.document()
            let root = JSONComposer.compose(SourceFile(name: "a.json", text: text))
            let yaml = try? NodeComposer.compose(viaYAML(text))
            guard let root else { continue }
            taken += 1
            try #require(yaml?.findings.isEmpty == true, "YAML finds fault with \(text)")
            try #require(root.dump == yaml?.root.dump, "differs from YAML: \(text)")
        }
        #expect(taken > 1500)
    }

    /// Whatever a byte is changed to, the text is refused, or read as YAML reads it.
    @Test func leavesFaultsToYAML() throws {
        var generator = SeededGenerator(seed: 7)
        for seed in 0..<3000 {
            var writer = RandomJSON(seed: UInt64(seed))
            var scalars = Array(writer.document().unicodeScalars)
            let place = Int.random(in: 0..<scalars.count, using: &generator)
            let change = RandomJSON.oddities.randomElement(using: &generator) ?? ""
            let removed = Bool.random(using: &generator) ? 1 : 0
            scalars.replaceSubrange(place..<place + removed, with: change.unicodeScalars)
            var text = String.UnicodeScalarView()
            text.append(contentsOf: scalars)
            guard let root = JSONComposer.compose(SourceFile(name: "a.json", text: String(text))) else { continue }
            let yaml = try? NodeComposer.compose(viaYAML(String(text)))
            let isJSON = (try? JSONSerialization.jsonObject(with: Data(String(text).utf8))) != nil
            try #require(yaml?.findings.isEmpty == true || isJSON, "YAML finds fault with \(String(text))")
            guard let yaml else { continue }
            try #require(root.dump == yaml.root.dump, "differs from YAML: \(String(text))")
        }
    }

    @Test func givesTheMembersOfAnObjectOneByOne() {
        var parts: [String] = []
        let text = #"{"a": [1, {"b": [2, 3]}], "c": {"d": 4}, "e": [], "f": "5"}"# + "\n"
        let file = SourceFile(name: "a.json", text: text)
        let isComplete = NodeComposer.composeParts(of: file) { key, node in
            parts.append(key + ": " + (node.scalar?.text ?? node.mapping?.map(\.key).joined() ?? ""))
            return true
        }
        #expect(isComplete)
        #expect(parts == ["a: 1", "a: b", "c: d", "f: 5"])
    }

    @Test(arguments: [1, 2, 3]) func readsNoMoreThanIsWanted(_ most: Int) {
        var parts: [String] = []
        let file = SourceFile(name: "a.json", text: #"{"a": [1, 2], "b": 3, no JSON"#)
        let isPlain = NodeComposer.composeParts(of: file) { key, node in
            parts.append("\(key)\(node.scalar?.text ?? "")")
            return parts.count < most
        }
        #expect(isPlain)
        #expect(parts == Array(["a1", "a2", "b3"].prefix(most)))
    }

    @Test(arguments: ["", "[1]", "{", #"{"a": [1"#, #"{"a": 1} x"#, #"{"a": [1,]}"#, "{'a': 1}"])
    func saysWhereAnObjectIsNotWhole(_ text: String) {
        #expect(!NodeComposer.composeParts(of: SourceFile(name: "a.json", text: text)) { _, _ in true })
    }

    @Test(arguments: [
        "", "1", "\"甲\"", "{\"a\": 1,}", "{\"a\": 1, \"a\": 2}", "{\"é\": 1, \"e\u{301}\": 2}", "{a: 1}",
        "{\"K\": 1, \"\u{212A}\": 2}", "{\"\u{212A}\": 1, \"K\": 2}",
        "{\"a\": {\"a\": 1, \"b\": 2}, \"b\": 3, \"a\": 4}",
        "{\"a\": 1, \"\\u0061\": 2}",
        "[1] 2", "[\"\\uD842\"]", "[\"\\uDFB7\\uD842\"]", "[\"\\x41\"]", "[\"a\tb\"]", "[\"a\nb\"]", "[\"a\u{85}b\"]",
        "[\"a\u{2028}b\"]",
        "[\"a\u{7F}\"]",
        "[\"a\u{FFFE}\"]", "[\"a\u{FEFF}\"]", "[1, # 说明\n2]", "[01]", "[1.]", "[.5]", "[+1]", "[yes]",
        "[\"a]",
        "\u{FEFF}[1]", "[", "{\"a\"", "{\"a\":", "[\"\\", "[\"\\u12", "[1}", "{\"a\": 1]",
        String(repeating: "[", count: 65) + String(repeating: "]", count: 65),
    ])
    func takesOnlyPlainJSON(_ text: String) {
        #expect(JSONComposer.compose(SourceFile(name: "a.json", text: text)) == nil)
    }

    /// libyaml takes no tab before the value, and a text for a key only where its colon is on its line and near.
    @Test(arguments: [
        "\t[1]", "[1]\t", "{\"a\"\n: 1}", "{\"\(String(repeating: "a", count: 1030))\": 1}",
    ])
    func takesPlainJSONThatIsNoYAML(_ text: String) throws {
        #expect(try NodeComposer.compose(SourceFile(name: "a.json", text: text)).findings.isEmpty)
    }

    @Test(arguments: [
        "{}", "[]", " [1]\r\n ", "\r[\t1\r,2]\n\n", "[-0.5e+10, 0, 10, 1E5, true, false, null]",
        "[\"\\uD842\\uDFB7\", \"\\ud83d\\ude00\\\\ud83d\"]", "{\"\": \"＿𬱖\\u4E2D\\/\\\"\\\\\\b\\f\\n\\r\\t\"}",
        String(repeating: "[", count: 64) + String(repeating: "]", count: 64),
    ])
    func takesPlainJSON(_ text: String) throws {
        let root = try #require(JSONComposer.compose(SourceFile(name: "a.json", text: text)))
        #expect(try root.dump == NodeComposer.compose(viaYAML(text)).root.dump)
    }
}

extension Node {
    /// All that the tree says, a line for each part.
    fileprivate var dump: [String] {
        let place = "\(span.start.text)-\(span.end.text)"
        switch content {
        case .scalar(let scalar):
            return ["\(place) \(scalar.text.debugDescription) \(scalar.isQuoted) \(scalar.isFolded) \(scalar.textLine)"]
        case .sequence(let elements): return ["\(place) list"] + elements.flatMap(\.dump)
        case .mapping(let entries):
            return ["\(place) group"]
                + entries.flatMap { entry in
                    ["\(entry.keySpan.start.text)-\(entry.keySpan.end.text) \(entry.key.debugDescription)"]
                        + entry.value.dump
                }
        }
    }
}

/// Writes JSON at random: values in each other, white space of every kind, escapes, characters of one to four bytes.
private struct RandomJSON {
    private var generator: SeededGenerator

    /// What may stand in the wrong place.
    static let oddities = [
        "\"", "\\", "{", "}", "[", "]", ",", ":", " ", "\n", "\r", "\t", "#", "-", "0", "e", "&", "*", "!", "\u{85}",
        "\u{2028}", "\u{1}",
        "\u{FEFF}", "\u{FFFF}", "é", "\\u", "\\uD800", "---", "...", "null", "'", "? ", "- ",
    ]

    init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
    }

    mutating func document() -> String {
        let body = chance(2) ? group(depth: 0) : list(depth: 0)
        return pick(["", " ", "\n", "\r\n", "  \n "]) + body + pick(["", " ", "\n", "\r\n\r\n", "\r"])
    }

    private mutating func chance(_ one: Int) -> Bool { Int.random(in: 0..<one, using: &generator) == 0 }

    private mutating func pick(_ choices: [String]) -> String { choices.randomElement(using: &generator) ?? "" }

    private mutating func space() -> String { pick(["", "", " ", "\n", "\r\n", "\r", "\t", " \n\t ", "   "]) }

    private mutating func value(depth: Int) -> String {
        switch Int.random(in: 0..<(depth < 5 ? 6 : 4), using: &generator) {
        case 0: pick(["0", "-1", "12.50", "1e5", "-0.5E-3", "684.910", "1234567890123456789012345678901234567890"])
        case 1: pick(["true", "false", "null"])
        case 2, 3: text(upTo: 12)
        case 4: list(depth: depth + 1)
        default: group(depth: depth + 1)
        }
    }

    private mutating func list(depth: Int) -> String {
        let parts = (0..<Int.random(in: 0..<5, using: &generator)).map { _ in space() + value(depth: depth) + space() }
        return "[" + (parts.isEmpty ? space() : parts.joined(separator: ",")) + "]"
    }

    private mutating func group(depth: Int) -> String {
        let parts = (0..<Int.random(in: 0..<5, using: &generator)).map { index in
            let key = chance(20) ? text(upTo: 3) : "\"\(index)" + text(upTo: 4).dropFirst()
            return space() + key + pick(["", " ", "\t"]) + ":" + space() + value(depth: depth) + space()
        }
        return "{" + (parts.isEmpty ? space() : parts.joined(separator: ",")) + "}"
    }

    private mutating func text(upTo count: Int) -> String {
        let characters = (0..<Int.random(in: 0...count, using: &generator)).map { _ in
            pick([
                "a", " ", ":", "#", "县", "é", "e\u{301}", "，", "𬱖", "😀", "\\n", "\\t", "\\\"", "\\\\", "\\/", "\\b",
                "\\u529e", "\\u0041",
                "\\u00E9", "\\u2028", "\\ud83d\\ude00", "{", "]", "'", "- ", "％", "\u{A0}", "\u{E000}", "~",
            ])
        }
        return "\"" + characters.joined() + "\""
    }
}
