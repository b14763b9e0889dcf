import Diagnostics
import SourceTree
import Testing

@Suite struct ComposerRefusalTests {
    @Test func reportsEveryDuplicateKeyWithBothLines() throws {
        let text = "a: 1\nb: 2\na: 3\nc:\n  d: {x: 1, y: 2, x: 3}\n  d: 4\na: 5\n"
        let found = findings(in: text)
        #expect(
            found.map(\.place) == [
                "3:1 duplicate-key", "5:19 duplicate-key", "6:3 duplicate-key", "7:1 duplicate-key",
            ])
        #expect(
            found.map(\.message.zh) == [
                "键“a”重复：第 1 行已有", "键“x”重复：第 5 行已有", "键“d”重复：第 5 行已有", "键“a”重复：第 1 行已有",
            ])
        let (root, _) = try NodeComposer.compose(SourceFile(name: "a.yaml", text: text))
        #expect(root.texts == [".a=1", ".b=2", ".c.d.x=1", ".c.d.y=2"])
    }

    /// Small groups and large ones look for their keys in different ways.
    @Test(arguments: [2, 16, 17, 18, 100], [(0, 0), (1, 0), (1, 1)])
    func reportsDuplicateKeysInGroupsOfAnySize(_ count: Int, _ twice: (first: Int, behind: Int)) {
        let again = twice.first * (count - 1)
        var lines = (0..<count).map { "k\($0): 1" } + ["k\(again): 2"] + (0..<twice.behind).map { "z\($0): 1" }
        lines.append("k\(count - 1): 3")
        let found = findings(in: lines.joined(separator: "\n"))
        #expect(
            found.map(\.place) == ["\(count + 1):1 duplicate-key", "\(count + 2 + twice.behind):1 duplicate-key"])
        #expect(
            found.map(\.message.zh) == [
                "键“k\(again)”重复：第 \(again + 1) 行已有", "键“k\(count - 1)”重复：第 \(count) 行已有",
            ])
    }

    @Test(arguments: [
        ("a: &x 1", "1:4"), ("a: *x", "1:4"), ("a: &x [1]", "1:4"), ("a: &x {b: 1}", "1:4"), ("&x a: 1", "1:1"),
        ("a:\n  - b\n  - *x", "3:5"), ("a:\n  <<: *x", "2:7"),
    ])
    func refusesAnchorsAndAliases(_ text: String, _ place: String) {
        #expect(findings(in: text).map(\.place) == ["\(place) alias"])
    }

    @Test func refusesAliasBombs() {
        var text = "l0: &l0 [哈, 哈]\n"
        for level in 1...30 { text += "l\(level): &l\(level) [\(String(repeating: "*l\(level - 1), ", count: 10))]\n" }
        #expect(findings(in: text).map(\.place) == ["1:5 alias"])
    }

    @Test(arguments: [
        (String(repeating: "[", count: 10_000), "1:65"), (String(repeating: "{a: ", count: 10_000), "1:257"),
        (String(repeating: "- ", count: 10_000), "1:129"), (String(repeating: "? ", count: 10_000), "1:129"),
        ((0..<200).map { String(repeating: " ", count: $0) + "a:\n" }.joined(), "65:65"),
    ])
    func refusesDeepNesting(_ text: String, _ place: String) {
        #expect(findings(in: text).map(\.place) == ["\(place) too-deep"])
    }

    @Test(arguments: [("[", "]", "a.json"), ("- [", "]\n", "a.yaml")])
    func refusesMoreValuesThanAFormCanHave(_ start: String, _ end: String, _ name: String) {
        let text = start + String(repeating: "1, ", count: NodeComposer.maximumNodes) + "1" + end
        #expect(findings(in: text).map(\.id) == ["too-many-values"])
    }

    @Test func readsNestingUpToTheLimit() throws {
        let depth = NodeComposer.maximumDepth
        let text = String(repeating: "[", count: depth) + "x" + String(repeating: "]", count: depth)
        #expect(try compose(text).texts.count == 1)
    }

    @Test(arguments: [("a: 1\n---\nb: 2\n", "2:1"), ("a: 1\n...\n---\nb: 2\n", "3:1"), ("---\n---\n", "2:1")])
    func refusesSeveralDocuments(_ text: String, _ place: String) {
        #expect(findings(in: text).map(\.place) == ["\(place) several-documents"])
    }

    @Test(arguments: ["---\na: 1\n", "%YAML 1.1\n---\na: 1\n", "a: 1\n...\n", "\n\na: 1"])
    func readsASingleMarkedDocument(_ text: String) throws {
        #expect(try compose(text).texts == [".a=1"])
    }

    @Test(arguments: ["# 只有说明\n", "\n\n"])
    func refusesFilesWithoutContent(_ text: String) {
        #expect(findings(in: text).map(\.id) == ["empty-file"])
    }

    @Test(arguments: ["[甲, 乙]: 1", "{甲: 乙}: 1", "? - 甲\n: 1"])
    func refusesKeysThatAreNoSingleValue(_ text: String) {
        #expect(findings(in: text).map(\.id) == ["wrong-type"])
    }

    @Test func reportsDuplicatesBesidesWhatEndsReading() {
        #expect(findings(in: "a: 1\na: 2\nb: [\n").map(\.id) == ["duplicate-key", "syntax"])
    }

    /// Text that begins with `!` would be taken for a tag and lost.
    @Test(arguments: ["a: !important 项目", "a: !!str 项目", "- !x [甲]"])
    func refusesTags(_ text: String) {
        #expect(findings(in: text).containsError)
    }
}
