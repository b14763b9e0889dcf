import Diagnostics
import Testing

@testable import SourceTree

@Suite struct JSONSlipTests {
    @Test(arguments: [
        ("// 注\n{\"a\": 1}", "1:1", "JSON 里不能写注释"), ("/* 甲\n乙 */ {\"a\": 1}", "1:1", "JSON 里不能写注释"),
        ("{\"a\": 1, // 注\n \"b\": 2}", "1:10", "JSON 里不能写注释"), ("{\"a\": /* 注 */ 1}", "1:7", "JSON 里不能写注释"),
        ("{\"a\": [1,\n  2 // 注\n]}", "2:5", "JSON 里不能写注释"), ("{\"a\": 1}\n// 注", "2:1", "JSON 里不能写注释"),
        ("{year: 2023, // 注\n}", "1:14", "JSON 里不能写注释"), ("# 说明\n{\"a\": 1 // 注\n}", "2:9", "JSON 里不能写注释"),
        ("{\"a\"：1}", "1:5", "半角的 :，却是“：”"), ("{\"a\" = 1}", "1:6", "半角的 :，却是“=”"),
        ("{\"a\": 1， \"b\": 2}", "1:8", "半角的 ,，却是“，”"), ("{\"a\": \"甲\"、\"b\": 2}", "1:10", "半角的 ,，却是“、”"),
        ("｛\"a\": 1}", "1:1", "半角的 {，却是“｛”"), ("{\"a\": [1］}", "1:9", "半角的 ]，却是“］”"),
        ("{“a”: 1}", "1:2", "“““不是半角引号"), ("{\"a\": ‘甲’}", "1:7", "“‘”不是半角引号"),
        ("{\"a\": \"甲”, \"b\": 2}", "1:9", "“””不是半角引号"), ("{\"a\": 1 \"b\": 2}", "1:9", "缺少逗号"),
        ("{\"a\": \"甲\"\n \"b\": 2}", "2:2", "缺少逗号"), ("{\"a\": [1]\r\n \"b\": 2}", "2:2", "缺少逗号"),
        ("[{\"a\": 1}\n {\"a\": 2}]", "1:1", "方括号"), ("{\"a\": 1,, \"b\": 2}", "1:9", "多了一个“,”"),
        ("{\"a\": [,1]}", "1:8", "多了一个“,”"), ("{\"a\": 1}}", "1:9", "多了一个“}”"), ("{\"a\": [1}", "1:9", "应为“]”"),
    ])
    func namesTheSlipWhereItIs(_ text: String, _ place: String, _ words: String) {
        let found = findings(in: text)
        #expect(found.map(\.place) == ["\(place) syntax"])
        #expect(
            found.first?.message.zh.contains(words.replacing("“““", with: "““”")) == true, "\(found.map(\.message.zh))")
        #expect(found.first?.hints.isEmpty == false)
    }

    /// What YAML takes in braces is no slip.
    @Test(arguments: [
        ("{\"a\": 1,}", [".a=1"]), ("{'a': '甲'}", [".a=甲"]), ("{a: 甲}", [".a=甲"]), ("{\"a\": 1} # 说明", [".a=1"]),
        ("{\"a\": http://甲}", [".a=http://甲"]), ("{\"a\": \"// 甲\"}", [".a=// 甲"]), ("{\"a\": NaN}", [".a=NaN"]),
        ("{\"a\": 98.7%}", [".a=98.7%"]), ("{\"a\": 12，000}", [".a=12，000"]), ("{\"a\": /}", [".a=/"]),
        ("{\"a\": \"“甲”，乙\", \"b\": 1}", [".a=“甲”，乙", ".b=1"]), ("{\"a\": 5 \"吋\"}", [".a=5 \"吋\""]),
        ("{\"a\": 2024/06/02,}", [".a=2024/06/02"]), ("{\"a\": \"甲\\\"”\",}", [".a=甲\"”"]),
    ])
    func saysNothingOfWhatYAMLTakes(_ text: String, _ texts: [String]) throws {
        #expect(try compose(text).texts == texts)
    }

    @Test(arguments: ["a: 1 // 注", "// 注", "a: {b: 1} // 注"])
    func blamesNoYAML(_ text: String) {
        #expect(!findings(in: text).contains { $0.message.zh.contains("JSON") })
    }

    @Test(arguments: [
        ("a: {b: 1， c: 2}", "1:9", "全角逗号"), ("a: {b: 甲， \"c\": 2}", "1:9", "全角逗号"),
        ("a: \"甲”\nb: 1\n", "1:6", "中文引号"), ("a: '甲’\nb: 1\n", "1:6", "中文引号"),
        ("a: 1\n\tb: 1\n", "2:1", "制表符"), ("a:\n\tb: 1\n", "2:1", "制表符"), ("a: @甲", "1:4", "“@”开头的值要加引号"),
    ])
    func namesAWideSignInYAML(_ text: String, _ place: String, _ words: String) throws {
        let found = try #require(findings(in: text).first)
        #expect(found.place == "\(place) syntax")
        #expect(found.message.zh.contains(words))
    }

    @Test(arguments: ["a: {b: 甲，乙 c: 2}", "a: \"甲\nb: 1\n"]) func blamesNoSignThatBelongs(_ text: String) {
        #expect(!findings(in: text).contains { $0.message.zh.contains("全角") || $0.message.zh.contains("中文引号") })
    }

    // MARK: Numbers with commas

    @Test(arguments: [
        ("{a: 1,684.91, b: 2}", [".a=1,684.91", ".b=2"], "1,684.91"), ("{\"a\": -12,000}", [".a=-12,000"], "-12,000"),
        ("x: {a: 1,234,567.89, b: 2,000}", [".x.a=1,234,567.89", ".x.b=2,000"], "1,234,567.89"),
        ("{a: 1, 684.91}", [".a=1,684.91"], "1,684.91"), ("{a: 1,250%}", [".a=1,250%"], "1,250%"),
    ])
    func putsANumberTogetherThatItsCommaParts(_ text: String, _ texts: [String], _ number: String) throws {
        let (root, found) = try NodeComposer.compose(SourceFile(name: "a.yaml", text: text))
        #expect(root.texts == texts)
        #expect(found.allSatisfy { $0.id == "split-number" && $0.severity == .error })
        let first = try #require(found.first)
        #expect(first.message.zh.hasPrefix("“\(number)”写在花括号里"))
        #expect(first.hints.first?.zh == "去掉逗号写 \(number.filter { $0 != "," })，或加引号写 \"\(number)\"")
        #expect(found.count == texts.count { $0.contains(",") })
    }

    @Test(arguments: [
        "{a: 1, b: 2}", "{a: '1', 684: 2}", "{a: 甲, 684: }", "{a: 1,\n 684: }", "a: 1\n684:\n", "[1,684]",
        "{a: 1234,567: }",
        "{a: 1,68: }", "{a: 1,684: 5}", "a: 1,684.91",
    ])
    func partsNoOtherEntries(_ text: String) {
        #expect(!findings(in: text).contains { $0.id == "split-number" })
    }
}
