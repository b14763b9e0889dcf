import Diagnostics
import SourceTree
import Testing

@Suite struct SyntaxErrorTests {
    @Test(arguments: [
        ("a: 1\nb:\n\tc: 1\n", "3:1", "制表符"), ("a: @b", "1:4", "不能以这个字符开头"), ("a: b: c", "1:5", "冒号"),
        ("a: 备注: 说明", "1:6", "冒号"), ("a:\n  b: 1\n c: 2\n", "3:2", "应当是一个键"), ("a: \"b\" c", "1:8", "应当是一个键"),
        ("a: \"b\"\nc: \"d\"e\"\n", "2:7", "引号"), ("a: -\n", "1:4", "- "),
        ("- a\nb: c", "2:1", "- "), ("{\"a\": 1 \"b\": 2}", "1:9", "逗号"), ("a: \"\\d\"", "1:5", "转义"),
        ("a: 1\nb: 甲\u{1}乙", "2:5", "控制字符"), ("甲: 1\r\n乙: 2\u{B}", "2:5", "控制字符"),
    ])
    func saysInChineseWhatIsWrongAndWhere(_ text: String, _ place: String, _ words: String) throws {
        let found = try #require(findings(in: text).first)
        #expect(found.place == "\(place) syntax")
        #expect(found.message.zh.contains(words))
        #expect(!found.hints.isEmpty)
    }

    @Test(arguments: [
        ("甲: 1\n乙: \"丙\n丁: 3\n", "2:4", "引号没有配对"), ("甲: 1\n乙: '丙\n丁: 3\n", "2:4", "引号没有配对"),
        ("{\"甲\": 1,\n\"乙: 2}", "2:1", "引号没有配对"), ("甲: [1, 2\n", "1:4", "没有配对的 ]"),
        ("甲:\n  {乙: 1,\n  丙: 2\n", "2:3", "没有配对的 }"),
    ])
    func pointsAtWhatIsNotClosed(_ text: String, _ place: String, _ words: String) throws {
        let found = try #require(findings(in: text).first)
        #expect(found.id == "syntax")
        #expect(found.message.zh.contains(words))
    }

    @Test(arguments: [
        ("year： 2023\noffice:\n  name: 甲\n", "1:5", "“year”后面是全角冒号"),
        ("a: 甲\nyear：2023\n\n# 说明\nb: 1\n", "2:5", "“year”后面是全角冒号"),
        ("a: 甲\noffice：\n  - 乙\n", "2:7", "“office”后面是全角冒号"),
        ("a: 甲\nb：\n  c: 1\n", "2:2", "“b”后面是全角冒号"),
        ("a:\n  - name：甲\n    post: 1\n", "2:9", "“name”后面是全角冒号"),
        ("a:\n  b：乙\n  c：丙\n  d: 1\n", "2:4", "“b”后面是全角冒号"),
        ("a: 甲\nyear:2023\nb:\n", "2:5", "“year”的冒号后面没有空格"),
        ("a: 甲\nyear:\"甲\"\nb:\n", "2:5", "“year”的冒号后面没有空格"),
        ("a: 甲\nyear:\u{3000}2023\nb:\n", "2:5", "“year”的冒号后面是全角空格"),
        ("a: 甲\nyear:\u{A0}2023\nb:\n", "2:5", "“year”的冒号后面是不间断空格"),
    ])
    func pointsAtAMistypedColon(_ text: String, _ place: String, _ words: String) throws {
        let found = try #require(findings(in: text).first)
        #expect(found.place == "\(place) syntax")
        #expect(found.message.zh == words)
        #expect(found.hints.map(\.zh).allSatisfy { $0.hasPrefix("改成半角冒号加一个普通空格：") })
    }

    @Test(arguments: [
        ("- {text: {year}年度, style: a}\n", "1:10", "{year}"),
        ("title: 一\nname: {a.b | chinese}表\n", "2:7", "{a.b | chinese}"),
        ("- {text: 一、{year}年度, style: a} # {注}\n", "1:12", "{year}"),
        ("- {a: \"{甲}{b}\", c: {year}年}\n", "1:20", "{year}"),
        ("- {text: 共 {count(a.b, c)} 个, style: a}\n", "1:12", "{count(a.b, c)}"),
        ("- {a.b}{c ? '（是）' : ''}\n", "1:3", "{a.b}"),
    ])
    func pointsAtAPlaceholderWithoutQuotes(_ text: String, _ place: String, _ placeholder: String) throws {
        let found = try #require(findings(in: text).first)
        #expect(found.place == "\(place) syntax")
        #expect(found.message.zh == "有占位符 \(placeholder) 的文字没有加引号")
        #expect(found.hints.map(\.zh) == ["占位符连同前后的文字加英文双引号，如 \"第\(placeholder)项\""])
    }

    @Test func hintsAtQuotesWhereAGroupIsAPlaceholder() throws {
        let text = "title: {year}\nname:\n  year:\n"
        let (root, _) = try NodeComposer.compose(SourceFile(name: "a.yaml", text: text))
        var reader = NodeReader()
        for key in ["title", "name"] { reader.expected(LocalizedText("文字", en: "a text"), try #require(root[key])) }
        #expect(reader.findings.map(\.hints.count) == [1, 0])
    }

    /// Where a group may stand, a placeholder without quotes is one of a key that nobody knows.
    @Test(arguments: [
        ("a: {row.budget}\n", "{row.budget}"), ("a: {count(b.c)}\n", "{count(b.c)}"),
        ("a: {b ? c : d}\n", "{b ? c : d}"),
    ])
    func tellsOfAGroupThatIsAPlaceholderAndOfNothingElse(_ text: String, _ placeholder: String) throws {
        let (root, _) = try NodeComposer.compose(SourceFile(name: "a.yaml", text: text))
        var reader = NodeReader()
        let group = reader.group(try #require(root["a"]), keys: ["text", "style"])
        #expect(reader.required("text", in: group) == nil)
        #expect(reader.findings.map(\.message.zh) == ["有占位符 \(placeholder) 的文字没有加引号"])
    }

    @Test(arguments: ["- {a: \"{b}\" c, d: e}\n", "- {a: b c: {}}\n", "- {a: b, c: d: e} # {f}\n", "a: 'b {c}\n"])
    func blamesNoPlaceholderThatIsNone(_ text: String) throws {
        #expect(try #require(findings(in: text).first).message.zh.hasPrefix("不是正确的 YAML："))
    }

    @Test(arguments: ["a: http://甲\nb\nc: 1\n", "a: 备注：甲\n  乙\nc\nd: 1\n"])
    func blamesNoOtherColon(_ text: String) throws {
        #expect(try #require(findings(in: text).first).message.zh.contains("缺少冒号"))
    }

    @Test(arguments: [
        "a: *重点", "a: 1\n\tb: 2", "a: |\n\tb", "a: | 文字\n  文字", "a: 1\n...\nb: 2", "a: !重要 项目", "%TAG\n---\na: b",
        "a: \"\\xZZ\"", "a: |0\n  b",
    ])
    func saysEverySyntaxErrorInChinese(_ text: String) throws {
        let found = try #require(findings(in: text).first)
        #expect(found.id == "syntax")
        let words = found.message.zh.replacing("YAML", with: "").split { !$0.isASCII || !$0.isLetter }
        #expect(words.allSatisfy { $0.count < 3 }, "\(found.message.zh)")
    }

    @Test(arguments: [("a: |\n  b：1\nc: 备注: 甲\n", "3:6"), ("a: |\n  b：1\nc: @甲\n", "3:4")])
    func blamesNoColonAboveAValueThatIsAtFaultItself(_ text: String, _ place: String) throws {
        let found = try #require(findings(in: text).first)
        #expect(found.place == "\(place) syntax")
        #expect(found.message.zh.hasPrefix("不是正确的 YAML：此处不"))
    }

    /// Text that was pasted below `|` without indentation.
    @Test(arguments: [
        ("a:\n  body: |\n本年度完成。\n按期完工。\nb: 1\n", "3:1", "从这一行起的 2 行没有缩进，不在“body”的文字里", 4),
        ("body: |\n    # 一、情况\n    本年度完成。\n# 二、问题\n    还有差距。\nb: 1\n", "4:1", "从这一行起的 1 行没有缩进，不在“body”的文字里", 4),
        ("body: |\n# 一、情况\n本年度完成。\n\n# 二、问题\nb: 1\n", "2:1", "从这一行起的 3 行没有缩进，不在“body”的文字里", 2),
        ("- goal: |\n      完成。\n    还有。\n- goal: 1\n", "3:1", "从这一行起的 1 行没有缩进，不在“goal”的文字里", 6),
        ("a: 1\nbody: |\n\u{3000}\u{3000}本年度完成。\n\u{3000}\u{3000}按期完工。\n", "3:1", "从这一行起的 2 行没有缩进，不在“body”的文字里", 2),
    ])
    func pointsAtTextThatIsNotIndented(_ text: String, _ place: String, _ words: String, _ spaces: Int) throws {
        let found = try #require(findings(in: text).first)
        #expect(found.place == "\(place) syntax")
        #expect(found.message.zh == words)
        #expect(found.hints.first?.zh.contains("行首都空 \(spaces) 格") == true, "\(found.hints)")
    }

    /// A comment below a text, a fault elsewhere, a text that is indented.
    @Test(arguments: ["a: |\n  甲\n# 说明\nb: [1\n", "a: |\n  甲\nb: 丙: 丁\n", "a: |2\n   甲\n  乙\nb: @\n"])
    func blamesNoTextThatIsIndented(_ text: String) throws {
        #expect(try !#require(findings(in: text).first).message.zh.contains("没有缩进"))
    }

    @Test(arguments: [
        ("- {name: 改扩建,新建, weight: 1}\n", "1:13"), ("- {name: 甲, 乙、丙, weight: 1}\n", "1:11"),
        ("a: {name: 6月,连续降雨,停工}\n", "1:18"),
    ])
    func pointsAtACommaWithinAText(_ text: String, _ place: String) throws {
        let found = findings(in: text)
        #expect(found.map { $0.place } == ["\(place) split-text"])
        #expect(found.first?.hints.first?.zh == "改成全角逗号“，”，或给整段文字加英文双引号")
    }

    /// Keys of letters, values of their own, quotes.
    @Test(arguments: ["- {name: 甲, weight, a: 1}\n", "- {name: 甲, 乙: 丙}\n", "- {name: \"甲\", 乙: 1}\n", "- [甲, 乙]\n"])
    func blamesNoOtherComma(_ text: String) throws {
        #expect(findings(in: text).allSatisfy { !$0.place.contains("split") })
    }

    @Test func pointsAtFullWidthBraces() throws {
        let found = try #require(findings(in: "a: ｛b: 1, c: 2｝\n").first)
        #expect(found.place == "1:4 syntax")
        #expect(found.message.zh == "这里的“｛”是全角花括号")
    }

    @Test func namesLineAndColumnOfAControlCharacterFarDown() throws {
        let text = String(repeating: "甲乙: 丙\n", count: 5000) + "丁: 戊\u{7}\n"
        #expect(findings(in: text).last?.place == "5001:5 syntax")
    }
}
