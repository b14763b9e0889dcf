import Testing

@testable import Evaluation

/// Faults in how texts are written: numbers that repeat or jump, headings without text, half-width punctuation, words twice.
@Suite struct TextFlawTests {
    private func found(_ flaw: TextFlaw, _ text: String) -> [String] {
        flaw.found(in: ReportReading(text).lines).map { found in
            found.expected.map { "\(found.number) → \($0)" } ?? found.quotation
        }
    }

    @Test(arguments: [
        ("一、甲", LineNumber.Style.han, 1), ("十二、甲", .han, 12), ("（三）甲", .bracketedHan, 3), ("(二十一)甲", .bracketedHan, 21),
        ("1.甲", .digits, 1), ("10、甲", .digits, 10), ("3．甲", .digits, 3), ("（4）甲", .bracketedDigits, 4),
        ("　 （一）甲", .bracketedHan, 1),
    ])
    func readsTheNumberOfALine(_ line: String, _ style: LineNumber.Style, _ value: Int) {
        let number = LineNumber(line)
        #expect(number?.style == style && number?.value == value)
    }

    @Test(arguments: [
        "一是甲", "2023年", "3.8妇女节", "1.5万元", "（2023）5号", "（一", "", "（甲）乙", "12:30", "一二、甲", "（1、甲）",
    ])
    func isNoNumber(_ line: String) {
        #expect(LineNumber(line) == nil)
    }

    @Test(arguments: [
        ("# 一、甲\n## （一）乙\n## （二）丙\n## （二）丁", ["（二） → （三）"]), ("# 一、甲\n# 三、乙", ["三、 → 二、"]), ("# 二、甲", ["二、 → 一、"]),
        ("# 一、甲\n## （二）乙", ["（二） → （一）"]), ("1.甲\n2.乙\n2.丙\n3.丁", ["2. → 3."]), ("1、甲\n3、乙", ["3. → 2."]),
        ("（一）甲\n（二）乙\n（二）丙", ["（二） → （三）"]), ("# 一、甲\n# 2、乙\n# 二、丙", ["二、 → 三、"]),
    ])
    func findsNumbersThatRepeatOrJump(_ text: String, _ expected: [String]) {
        #expect(found(.numbering, text) == expected)
    }

    @Test(arguments: [
        "# 一、甲\n## （一）乙\n## （二）丙\n# 二、丁\n## （一）戊", "1.甲\n2.乙\n1.丙\n2.丁", "# 甲\n# 一、乙\n# 二、丙",
        "（一）甲\n（一）乙\n（二）丙\n（二）丁", "# 一、甲\n3.乙", "1.甲\n2.乙；3.丙\n4.丁", "一、甲\n1.乙\n2.丙\n二、丁\n1.戊",
        "# 一、甲\n正文\n# 2.乙\n# 三、丙", "| 1.甲 | 乙 |\n| 3.丙 | 丁 |",
    ])
    func knowsListsThatAreRight(_ text: String) {
        #expect(found(.numbering, text) == [])
    }

    @Test(arguments: [
        ("# 一、甲\n# 二、乙\n正文", ["一、甲"]), ("# 一、甲\n正文\n# 二、乙", ["二、乙"]), ("## （一）甲\n# 二、乙。# 正文", ["（一）甲"]),
        ("# 一、甲\n## （一）乙\n正文", []), ("# 一、甲。本年度没有。\n# 二、乙\n正文", []), ("# 一、甲\n| 甲 | 乙 |", []), ("正文", []),
    ])
    func findsHeadingsWithoutText(_ text: String, _ expected: [String]) {
        #expect(found(.emptyHeading, text) == expected)
    }

    @Test(arguments: [
        ("发展规划,组织协调", 1), ("出国(境)有关", 2), ("(十七)负责港澳,台", 3), ("时间:上午;地点:下午", 3), ("甲,乙\n丙,丁", 2), ("| 甲,乙 | 丙 |", 1),
    ])
    func findsHalfWidthPunctuation(_ text: String, _ count: Int) {
        let found = TextFlaw.punctuation.found(in: ReportReading(text).lines)
        #expect(found.count == 1 && found.first?.count == count)
    }

    @Test(arguments: [
        "发展规划，组织协调（境）", "1,684.91万元", "合计(A)项", "PM2.5(微克)", "甲(a)乙", "12:30召开", "网址http://a.cn", "甲, 乙",
    ])
    func letsOtherPunctuationPass(_ text: String) {
        #expect(found(.punctuation, text) == [])
    }

    @Test(arguments: [
        ("11月12日11月12日来访", ["11月12日11月12日"]), ("由县财政局县财政局组织", ["县财政局县财政局"]), ("甲乙丙丁甲乙丙丁甲乙丙丁", ["甲乙丙丁甲乙丙丁"]),
        ("加强管理工作加强管理工作，加强管理", ["加强管理工作加强管理工作"]),
    ])
    func findsWordsThatStandTwice(_ text: String, _ expected: [String]) {
        #expect(found(.repetition, text) == expected)
    }

    @Test(arguments: [
        "一个一个地查", "研究研究", "11月12日，11月12日", "10分、10分、9分", "20232023", "2023-2023", "加强管理，加强管理", "县财政局和县财政局", "",
    ])
    func letsDoubledWordsPass(_ text: String) {
        #expect(found(.repetition, text) == [])
    }
}
