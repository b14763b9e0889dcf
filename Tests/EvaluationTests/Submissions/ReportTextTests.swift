import Diagnostics
import SourceTree
import TestSupport
import Testing

@testable import Evaluation

/// The marks of a report's body: what is taken for one, and that no sign that is not is lost.
@Suite struct ReportTextTests {
    private func read(_ lines: String...) throws -> (lines: [ReportText.Line], findings: [Diagnostic]) {
        let (report, found) = try decoded(ReportText.self, "|\n" + lines.map { "  \($0)\n" }.joined())
        return (report?.lines ?? [], found)
    }

    private func texts(_ lines: [ReportText.Line]) -> [String] {
        lines.map { $0.cells.isEmpty ? $0.text : $0.cells.joined(separator: "¦") }
    }

    // MARK: Headings without marks

    @Test(arguments: [
        (["一、基本情况", "本年度完成。", "（一）职能职责", "1.文稿", "二、问题"], 4), (["第一部分 概况", "本年度完成。"], 1),
        (["# 一、情况", "本年度完成。", "二、问题", "1.文稿工作"], 1), (["（一）职能", "2、会务"], 2),
    ])
    func countsWhatLooksLikeAHeading(_ lines: [String], _ count: Int) throws {
        let (report, found) = try decoded(ReportText.self, "|\n" + lines.map { "  \($0)\n" }.joined())
        #expect(report?.lines.count == lines.count, "all are printed")
        #expect(found.map(\.id) == ["unmarked-heading"] && found.first?.severity == .warning)
        #expect(found.first?.message.zh.hasPrefix("正文里有 \(count) 行像是标题") == true, "\(found)")
    }

    /// Sentences with numbers, items below marked headings, decimals.
    @Test(arguments: [
        ["# 一、情况", "1.文稿工作", "2.会务工作"], ["（一）负责县委文件的起草、校核、印发工作。", "（二）负责会务。"],
        ["1.完善制度", "2.加强培训"], ["1.5万元用于培训"], ["本单位职责是：（一）文稿"], ["一、二线干部都参加了培训。"],
    ])
    func listsAreNoHeadings(_ lines: [String]) throws {
        #expect(try decoded(ReportText.self, "|\n" + lines.map { "  \($0)\n" }.joined()).findings.isEmpty)
    }

    /// Headings below the text that stand at its key's own place, and so are comments.
    @Test func tellsOfHeadingsThatAreLostAsComments() throws {
        let text = "a: |\n    # 一、情况\n    完成。\n\n# 二、问题\n## （一）不足\n# 说明\nb: 1\n"
        let (root, _) = try NodeComposer.compose(SourceFile(name: "a.yaml", text: text))
        var decoder = FieldDecoder()
        _ = ReportText.decode(try #require(root["a"]), &decoder)
        #expect(decoder.findings.map(\.id) == ["lost-heading"])
        #expect(decoder.findings.first?.span?.start == SourcePosition(line: 5, column: 1))
        #expect(decoder.findings.first?.message.zh == "正文后面有 2 行像是标题，没有缩进，当作注释，不印")
        for other in ["a: |\n    完成。\n# 说明：一、二月\nb: 1\n", "a: |\n    完成。\nb: 1 # 二、问题\n", "a: 完成。\n# 二、问题\nb: 1\n"] {
            let (root, _) = try NodeComposer.compose(SourceFile(name: "a.yaml", text: other))
            var decoder = FieldDecoder()
            _ = ReportText.decode(try #require(root["a"]), &decoder)
            #expect(decoder.findings.isEmpty, "\(other)")
        }
    }

    // MARK: Headings

    @Test func tellsHeadingsFromParagraphs() throws {
        let (lines, found) = try read("# 一、", "##（一）", "###  1.", "#### （1）", "甲 # 乙", "　　#二、", "＃ 三、", "##1.背景")
        #expect(lines.map(\.level) == [1, 2, 3, 4, 0, 1, 1, 2])
        #expect(lines.map(\.text) == ["一、", "（一）", "1.", "（1）", "甲 # 乙", "二、", "三、", "1.背景"])
        #expect(found.isEmpty)
    }

    @Test(arguments: [
        ("# 三、情况。# 本年度没有。", 1, "三、情况。", "本年度没有。"), ("##（一）职能##　承担", 2, "（一）职能", "承担"),
        ("# 三、情况。#2023年没有。", 1, "三、情况。", "2023年没有。"), ("# 三、情况 # 没有。", 1, "三、情况", "没有。"),
        ("# 三、情况（略）# 没有。", 1, "三、情况（略）", "没有。"), ("＃ 三、情况。＃ 没有。", 1, "三、情况。", "没有。"),
        ("# 三、3# 楼。# 完工，5# 楼在建。", 1, "三、3# 楼。", "完工，5# 楼在建。"),
        ("## 三、3# 楼## 完工。", 2, "三、3# 楼", "完工。"), ("三、情况。# 本年度", 0, "三、情况。# 本年度", ""),
        ("# 三、\\#。# 没有", 1, "三、#。", "没有"),
    ])
    func tellsWhatRunsOnBehindAHeading(_ source: String, _ level: Int, _ text: String, _ runOn: String) throws {
        let (lines, found) = try read(source)
        #expect(lines == [ReportText.Line(level: level, text: text, runOn: runOn)])
        #expect(found.isEmpty)
    }

    @Test(arguments: [
        ("# 五、3# 楼和5# 楼的绩效", "五、3# 楼和5# 楼的绩效"), ("# 2# 教学楼改造", "2# 教学楼改造"), ("# 一、C#语言", "一、C#语言"),
        ("## （二）A# 、B# 机组", "（二）A# 、B# 机组"), ("# 改造5#", "改造5#"), ("# 建设 #3 机组", "建设 #3 机组"),
        ("# 1#、2#、3# 锅炉", "1#、2#、3# 锅炉"), ("# 三、\\# 号", "三、# 号"), ("## 甲3＃ 楼", "甲3＃ 楼"), ("# 甲。\\# 乙", "甲。# 乙"),
    ])
    func keepsSignsOfAHeading(_ source: String, _ text: String) throws {
        let (lines, found) = try read(source)
        #expect(lines.map(\.text) == [text])
        #expect(lines.map(\.runOn) == [""])
        #expect(found.isEmpty)
    }

    @Test(arguments: [
        ("# 一、甲 #", "一、甲 #"), ("# 甲。## 乙", "甲。## 乙"), ("## 甲。# 乙", "甲。# 乙"), ("# # 乙", "# 乙"),
        ("# 三、情况# 没有", "三、情况# 没有"), ("## 标题 ##", "标题 ##"), ("# 建设3 # 楼", "建设3 # 楼"),
    ])
    func printsAndTellsDoubtfulSignsOfAHeading(_ source: String, _ text: String) throws {
        let (lines, found) = try read(source)
        #expect(lines.map(\.text) == [text])
        #expect(found.map(\.id) == ["heading-mark"])
        #expect(found.map(\.severity) == [.warning])
    }

    @Test(arguments: [("#3机组检修", "#3机组检修"), ("#A座", "#A座"), ("#1. 情况", "#1. 情况")])
    func takesASignBeforeANumberForText(_ source: String, _ text: String) throws {
        let (lines, found) = try read(source)
        #expect(lines == [ReportText.Line(level: 0, text: text)])
        #expect(found.map(\.id) == ["heading-mark"])
    }

    @Test func escapedSignsBeginParagraphs() throws {
        let (lines, found) = try read("\\# 号", "\\#3机组", "\\|甲|乙", "C:\\甲", "甲\\\\|乙")
        #expect(lines.map(\.level) == [0, 0, 0, 0, 0])
        #expect(lines.map(\.text) == ["# 号", "#3机组", "|甲|乙", "C:\\甲", "甲\\|乙"])
        #expect(found.map(\.id) == ["table-mark"], "the second bar of the third line is printed, too")
    }

    @Test func fillsInWhatRunsOnBehindAHeading() throws {
        let submission = try audited(head + "narrative:\n  title: 甲\n  body: |\n    # 三、{year}。# 年度{year}。\n")
        #expect(submission.leaves.first { $0.path == "narrative.body" }?.leaf.text == "三、2023。年度2023。")
    }

    // MARK: Tables

    @Test func readsLinesBetweenBarsAsATable() throws {
        let (body, found) = try decoded(ReportText.self, "|\n  甲\n  | 项目 | 金额 |\n  |---|---|\n  | 基本支出 | |\n  乙\n")
        #expect(found.isEmpty)
        #expect(
            body?.blocks == [
                .line(ReportText.Line(level: 0, text: "甲")), .table([["项目", "金额"], ["基本支出", ""]]),
                .line(ReportText.Line(level: 0, text: "乙")),
            ])
    }

    @Test(arguments: [
        ["｜项目｜金额｜", "｜甲｜1｜"], ["|项目|金额", "|甲|1"], ["项目|金额|", "甲|1|"], ["项目｜金额", "甲｜1"], ["│项目│金额│", "│甲│1│"],
        ["｜项目|金额｜", "| 甲 ｜ 1 |"], ["|项目|金额|", "---|---", "|甲|1|"], ["项目 | 金额", ":--|--:", "甲 | 1"],
        ["　| 项目　|　金额 |　", "\u{FEFF}| 甲 | 1 |"], ["|项目|金额|", "", "|甲|1|"],
    ])
    func readsRowsHoweverTheirBarsAreWritten(_ source: [String]) throws {
        let (report, found) = try decoded(ReportText.self, "|\n" + source.map { "  \($0)\n" }.joined())
        #expect(report?.lines == [ReportText.Line(cells: ["项目", "金额"]), ReportText.Line(cells: ["甲", "1"])])
        #expect(found.isEmpty)
    }

    @Test func readsRowsOfJSONWithCarriageReturns() throws {
        let (report, found) = try decoded(ReportText.self, "\"|项目|金额|\\r\\n|甲|1|\\r\\n说明\"")
        #expect(texts(report?.lines ?? []) == ["项目¦金额", "甲¦1", "说明"])
        #expect(found.isEmpty)
    }

    @Test func readsPastedCellsWithTabsAsRows() throws {
        let (report, found) = try decoded(
            ReportText.self, "\"说明\\n项目\\t预算\\t决算\\n\\t1\\t2\\n甲\\t\\t3\\n说明二\\n\\t缩进一\\n\\t缩进二\\n乙：\\t丙\"")
        #expect(texts(report?.lines ?? []) == ["说明", "项目¦预算¦决算", "¦1¦2", "甲¦¦3", "说明二", "缩进一", "缩进二", "乙： 丙"])
        #expect(found.map(\.id) == ["table-mark", "table-mark"])
        #expect(found.map(\.severity) == [.note, .note])
        #expect(found.first?.message.zh.contains("3 行") == true)
    }

    @Test func writesBars() throws {
        let (lines, found) = try read("| 项目 | 备注 |", "| 甲\\|乙 | 丙\\｜丁 |", "A\\|B")
        #expect(texts(lines) == ["项目¦备注", "甲|乙¦丙｜丁", "A|B"])
        #expect(found.isEmpty)
    }

    @Test(arguments: ["甲|乙", "|绝对值", "甲|", "# 说明"])
    func printsALonelyBarAndTellsIt(_ source: String) throws {
        let (lines, found) = try read("前", source, "后")
        #expect(lines.map(\.cells.isEmpty) == [true, true, true])
        #expect(try lines[at: 1].text == source.drop { $0 == "#" || $0 == " " })
        #expect(found.map(\.id) == (source.contains("|") ? ["table-mark"] : []))
    }

    @Test func tellsOfARowThatNothingEnds() throws {
        let (lines, found) = try read("前", "|误差|不超过5%")
        #expect(texts(lines) == ["前", "误差¦不超过5%"])
        #expect(found.map { "\($0.span?.start.line ?? 0) \($0.id)" } == ["3 table-mark"])
    }

    @Test func keepsRowsOfHyphens() throws {
        let (lines, found) = try read("| 项目 | 金额 |", "| - | -- |", "|---|---|", "| 甲 | --- |")
        #expect(texts(lines) == ["项目¦金额", "-¦--", "---¦---", "甲¦---"])
        #expect(found.isEmpty)
    }

    @Test func reportsARowOfAnotherLengthInItsPlace() throws {
        let (_, found) = try decoded(ReportText.self, "|\n  | 项目 | 金额 |\n  | 基本支出 |\n")
        #expect(found.map { "\($0.span?.start.line ?? 0) \($0.id)" } == ["3 uneven-row"])
        let (_, quoted) = try decoded(ReportText.self, "\"| 项目 | 金额 |\\n| 甲 |\\n|乙\\\"|1|2|\"")
        #expect(quoted.map(\.id) == ["uneven-row", "uneven-row"])
        #expect(
            quoted.map { $0.span?.start } == [SourcePosition(line: 1, column: 15), SourcePosition(line: 1, column: 1)])
        #expect(quoted.last?.hints.last?.zh == "在正文的第 3 行", "its quotation mark is written otherwise")
    }

    // MARK: Written anew

    /// Random lines of signs and words, read, written and read again.
    @Test func whatIsWrittenAnewIsReadAlike() {
        var random = SeededGenerator(seed: 17)
        let pieces = [
            "#", "#", "##", "＃", "|", "|", "｜", "\\", " ", "　", "。", "甲", "乙", "3", "A", "---", ":", "\t", "\n", "\n",
            "（", "）",
        ]
        for _ in 0..<20_000 {
            let count = Int.random(in: 1...14, using: &random)
            let text = (0..<count).compactMap { _ in pieces.randomElement(using: &random) }.joined()
            let lines = ReportReading(text).lines
            let again = ReportReading(ReportText(lines).source).lines
            #expect(again == lines, "\(text.debugDescription) as \(ReportText(lines).source.debugDescription)")
            if again != lines { return }
        }
    }

    /// Whatever is written is in what is printed, but for marks, backslashes and white space.
    @Test func losesNothingButMarks() {
        var random = SeededGenerator(seed: 18)
        let pieces = ["#", "##", "＃", "|", "｜", "\\#", "\\|", " ", "。", "甲", "乙", "3", "A", "-", "\t", "\n"]
        func words(_ text: String) -> String { String(text.filter { !$0.isWhitespace && !"#＃|｜\\".contains($0) }) }
        for _ in 0..<20_000 {
            let count = Int.random(in: 1...14, using: &random)
            let text = (0..<count).compactMap { _ in pieces.randomElement(using: &random) }.joined()
            let reading = ReportReading(text)
            if reading.remarks.contains(where: { $0.remark == .badHeading }) { continue }
            let printed = reading.lines.map { $0.cells.isEmpty ? $0.text + $0.runOn : $0.cells.joined() }.joined()
            #expect(words(printed) == words(text), "\(text.debugDescription)")
            let signs = text.matches(of: #/\\[#|]/#).count
            #expect(printed.filter { $0 == "#" || $0 == "|" }.count >= signs, "\(text.debugDescription)")
        }
    }
}
