import Diagnostics
import SourceTree
import TestSupport
import Testing

@Suite struct NodeComposerTests {
    @Test func knowsWhereKeysAndValuesStand() throws {
        let root = try compose(
            """
            year: 2023
            office:
              name: 县委办   # 全称
              "short name" :  '县委'
            list:
            - 甲
            - {乙: 丙, 丁: 戊}
            """)
        #expect(
            root.places == [
                ".year 1:1 1:7-1:11", ".office.name 3:3 3:9-3:12", ".office.short name 4:3 4:19-4:23",
                ".list[0] 6:1 6:3-6:4", ".list[1].乙 7:4 7:7-7:8", ".list[1].丁 7:10 7:13-7:14",
            ])
    }

    @Test func knowsWhereGroupsAndListsStand() throws {
        let root = try compose("a:\n  b: 1\n  c: {d: 2}\ne: [3,\n  4]\n")
        let entries = try #require(root.mapping)
        #expect(entries.map(\.value.span.start.text) == ["2:3", "4:4"])
        #expect(try entries[at: 1].value.span.end.text == "5:5")
        #expect(try entries[at: 0].value.mapping?.last?.value.span.end.text == "3:12")
    }

    @Test func countsColumnsInScalars() throws {
        let root = try compose("{𬱖e\u{301}: 䶮😀, b: 1}")
        #expect(root.places == [".𬱖e\u{301} 1:2 1:7-1:9", ".b 1:11 1:14-1:15"])
    }

    @Test func knowsTheLineOnWhichTextBegins() throws {
        let root = try compose("a: |\n  甲\n  乙\nb: >-  # 折行\n  丙\nc: '丁\n  戊'\nd:\n  己\n")
        let scalars = try #require(root.mapping).compactMap(\.value.scalar)
        #expect(scalars.map(\.textLine) == [2, 5, 6, 9])
        #expect(scalars.map(\.text) == ["甲\n乙\n", "丙", "丁 戊", "己"])
    }

    @Test func keepsEmptyLinesOfBlockScalars() throws {
        let root = try compose("a: |\n\n  甲\n\n  乙\n")
        #expect(root.mapping?.first?.value.scalar?.text == "\n甲\n\n乙\n")
        #expect(root.mapping?.first?.value.scalar?.textLine == 2)
    }

    @Test(arguments: [
        ("a:", true), ("a: ~", true), ("a: null", true), ("{a}", true), ("a: ''", false), ("a: \"null\"", false),
        ("a: '~'", false), ("a: |\n  null", false), ("a: 0", false), ("a: 无", false), ("a: []", false),
    ])
    func tellsAbsentValuesFromTexts(_ text: String, _ isNull: Bool) throws {
        let value = try #require(try compose(text).mapping?.first?.value)
        #expect(value.isNull == isNull)
    }

    @Test(arguments: ["2023", "007", "1e5", "0x10", "yes", "2024-06-02", "100%", "——", "≥98%", "12:30", "NaN", "１２"])
    func keepsValuesAsWritten(_ text: String) throws {
        #expect(try compose("a: \(text)").texts == [".a=\(text)"])
        #expect(try compose("a: '\(text)'").texts == [".a=\(text)"])
        #expect(try compose("[ \(text) ]").texts == ["[0]=\(text)"])
    }

    @Test func readsJSONTheSameWay() throws {
        let json = try compose(
            """
            {"office": {"name": "县委\\u529e", "tall": null},
            \t"list": [1.50, true, "a\\"b\\n\\/"], "empty": {}}
            """)
        let yaml = try compose("office:\n  name: 县委办\n  tall: null\nlist: [1.50, true, \"a\\\"b\\n/\"]\nempty: {}\n")
        #expect(json.texts == yaml.texts)
        #expect(json.mapping?.map(\.key) == ["office", "list", "empty"])
        #expect(try json.places[at: 2] == ".list[0] 2:10 2:11-2:15")
    }

    @Test func readsLinesThatEndInCRLF() throws {
        let text = "# 说明\na: |\n  甲\n  乙\nb:\n  - '丙\n    丁'\n  - 戊\n"
        let unix = try compose(text)
        let windows = try compose(text.replacing("\n", with: "\r\n"))
        #expect(windows.texts == unix.texts)
        #expect(windows.places == unix.places)
    }

    @Test func keepsTheOrderOfKeys() throws {
        #expect(try compose("b: 1\na: 2\n10: 3\nc: 4\n").mapping?.map(\.key) == ["b", "a", "10", "c"])
    }

    @Test func readsLongFiles() throws {
        let rows = (0..<50_000).map { "  - {name: 指标\($0), weight: 10, deviation: 原因\($0)}\n" }.joined()
        let root = try compose("rows:\n" + rows)
        let elements = try #require(root.mapping?.first?.value.sequence)
        #expect(elements.count == 50_000)
        #expect(elements.last?.span.start == SourcePosition(line: 50_001, column: 5))
    }
}
