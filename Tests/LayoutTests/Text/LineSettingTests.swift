import TestSupport
import Testing

@testable import Layout

/// How lines are broken and set at 10 pt: 汉 takes 10 pt, a digit 5 pt.
@Suite struct LineSettingTests {
    /// A paragraph, the width in em, and its lines.
    struct Case: CustomTestStringConvertible {
        let text: String
        let em: Double
        let lines: [String]
        var alignment = TextAlignment.start
        var words: [String] = []
        var balances = false
        var testDescription: String { "\(text) at \(em) em" }
    }

    @Test(arguments: [
        Case(text: "预算绩效管理", em: 4, lines: ["预算绩效", "管理"]),
        // Never a last line of one character.
        Case(text: "社会平安幸福程度", em: 7, lines: ["社会平安幸福", "程度"]),
        Case(text: "社会平安幸福程度", em: 7, lines: ["社会平安", "幸福程度"], alignment: .center, balances: true),
        Case(text: "全年执行数", em: 4, lines: ["全年执", "行数"], alignment: .center, balances: true),
        Case(text: "实际完成值", em: 4, lines: ["实际完", "成值"], alignment: .center, words: ["实际完"], balances: true),
        // A word is kept whole at the cost of a line.
        Case(
            text: "年度预算申请（万元）", em: 3, lines: ["年度", "预算", "申请", "（万元）"], alignment: .center,
            words: ["年度", "预算", "申请"], balances: true),
        Case(
            text: "存在的问题分析及改进措施（续）", em: 4.4, lines: ["存在的", "问题", "分析及", "改进措施", "（续）"], alignment: .center,
            words: ["存在的", "问题", "分析", "改进措施", "改进", "措施"], balances: true),
        // A word that does not fit is broken between the words that it is made of.
        Case(
            text: "项目支出名称", em: 3, lines: ["项目", "支出", "名称"], alignment: .center,
            words: ["项目", "支出", "项目支出", "名称"], balances: true),
        Case(
            text: "项目支出名称", em: 4, lines: ["项目支出", "名称"], alignment: .center,
            words: ["项目", "支出", "项目支出", "名称"], balances: true),
        // A closing mark at line end may be half an em wide, an opening mark at line start too.
        Case(text: "甲乙丙，丁戊", em: 3.5, lines: ["甲乙丙，", "丁戊"]),
        Case(text: "甲乙丙（丁戊己）", em: 3, lines: ["甲乙丙", "（丁", "戊己）"]),
        // Push-in: marks inside the line give their blank halves so that the last one comes in.
        Case(text: "甲，乙，丙丁，戊己庚", em: 6, lines: ["甲，乙，丙丁，", "戊己庚"], alignment: .justify),
        // Numbers stay with their units.
        Case(text: "共计660.44万元整", em: 6, lines: ["共计", "660.44万元", "整"]),
        Case(text: "共计12.5公里整", em: 5, lines: ["共计", "12.5公里", "整"]),
        Case(text: "约5个百分点左右", em: 5, lines: ["约", "5个百分点", "左右"]),
        Case(text: "达36800余亩水田", em: 5, lines: ["达", "36800余亩", "水田"]),
        Case(text: "共3种类型的", em: 3, lines: ["共3种", "类型的"]),
        // What cannot be broken is broken only where it does not fit alone.
        Case(text: "（20分）", em: 2.8, lines: ["（20", "分）"], alignment: .center),
        Case(text: "12345678901234", em: 5, lines: ["1234567890", "1234"]),
    ])
    func breaks(_ test: Case) {
        var style = ParagraphStyle(linePitch: .pt(12), alignment: test.alignment)
        style.setting.balances = test.balances
        let material = LineMaterial(
            Paragraph(runs: [TextRun(test.text, style: .test)], style: style),
            context: LayoutContext(shaper: FixedAdvanceShaper(), words: WordList(test.words)))
        let lines = LineBreaker(material, width: .pt(test.em * 10)).lines()
        let texts = lines.map { line in
            line.units.map { String(Character(material.scalar($0))) }.joined()
        }
        #expect(texts == test.lines)
    }

    /// Where the glyphs of a one-line text stand, in tenths of an em.
    private func positions(
        _ text: String, em: Double = 40, alignment: TextAlignment = .start,
        _ change: (inout LineSetting) -> Void = { _ in }
    ) -> [Int] {
        var style = ParagraphStyle(linePitch: .pt(12), alignment: alignment)
        change(&style.setting)
        let material = TextMaterial(
            [Paragraph(runs: [TextRun(text, style: .test)], style: style)],
            context: LayoutContext(shaper: FixedAdvanceShaper()))
        return material.laid(width: .pt(em * 10)).lines.prefix(1).flatMap { line in
            line.runs.flatMap { run in
                run.glyphs.map { Int(((line.start + run.origin.x + $0.offset.x).points).rounded()) }
            }
        }
    }

    @Test func spacesHanAndDigits() {
        #expect(positions("共12期") == [0, 13, 18, 25])
        #expect(positions("共12期") { $0.spacesHanAndLatin = false } == [0, 10, 15, 20])
        #expect(positions("共 12 期") == [0, 10, 15, 20, 25, 30])
    }

    @Test func narrowsAMiddleDotBetweenFigures() {
        #expect(positions("4·15日") == [0, 3, 10, 15, 23])
        // The dot stands in the middle of the half em that it takes.
        #expect(positions("A·B") == [0, 3, 10])
        #expect(positions("买·提") == [0, 10, 20], "between Han it takes an em")
        #expect(positions("五·1") == [0, 10, 23], "and where only one side is a figure")
        #expect(positions("1·") == [0, 8])
    }

    @Test func takesHalfAnEmBetweenAdjoiningMarks() {
        #expect(positions("甲。”乙") == [0, 10, 15, 25])
        #expect(positions("甲：“乙") == [0, 10, 15, 25])
        #expect(positions("甲《“乙") == [0, 10, 15, 25])
        #expect(positions("甲。”乙") { $0.adjustsAdjoiningMarks = false } == [0, 10, 20, 30])
    }

    @Test func centersTheInkOfALine() {
        // （人） is two em wide once both brackets are trimmed; 10 pt remain on each side, and the bracket's blank half
        // reaches half an em further to the left.
        #expect(positions("（人）", em: 4, alignment: .center) == [5, 15, 25])
    }

    @Test func sharesJustificationOverTheGaps() throws {
        var style = ParagraphStyle(linePitch: .pt(12), alignment: .justify)
        style.setting.avoidsShortLastLine = false
        let paragraph = Paragraph(runs: [TextRun("甲乙丙丁“戊己庚", style: .test)], style: style)
        let material = TextMaterial([paragraph], context: LayoutContext(shaper: FixedAdvanceShaper()))
        let line = try material.laid(width: .pt(43)).lines[at: 0]
        #expect(line.start == .zero)
        #expect(line.runs.flatMap { run in run.glyphs.map { (run.origin.x + $0.offset.x).points } } == [0, 11, 22, 33])
    }

    @Test func setsTwoDigitsSideBySideInAColumn() {
        let style = ParagraphStyle(linePitch: .pt(12), isVertical: true)
        let paragraph = Paragraph(runs: [TextRun("第12条（）", style: .test)], style: style)
        let laid = TextMaterial([paragraph], context: LayoutContext(shaper: FixedAdvanceShaper())).laid(width: .pt(10))
        #expect(laid.lines.map { $0.runs.map(\.text).joined() } == ["第", "12", "条", "（", "）"])
        #expect(laid.lines.map { $0.runs.contains(where: \.isTurned) } == [false, false, false, true, true])
    }

    @Test func movesStopsToTheUpperRightInAColumn() throws {
        let style = ParagraphStyle(linePitch: .pt(12), isVertical: true)
        let paragraph = Paragraph(runs: [TextRun("甲，", style: .test)], style: style)
        let laid = TextMaterial([paragraph], context: LayoutContext(shaper: FixedAdvanceShaper())).laid(width: .pt(10))
        #expect(try laid.lines.map { try $0.runs[at: 0].isTurned } == [false, false])
        #expect(
            try laid.lines.map { try $0.runs[at: 0].glyphs[at: 0].offset } == [.zero, Point(x: .pt(5.5), y: .pt(-5.5))])
    }

    @Test func setsLongerNumbersDigitByDigitInAColumn() {
        let style = ParagraphStyle(linePitch: .pt(12), isVertical: true)
        let paragraph = Paragraph(runs: [TextRun("2023年10月", style: .test)], style: style)
        let laid = TextMaterial([paragraph], context: LayoutContext(shaper: FixedAdvanceShaper())).laid(width: .pt(10))
        #expect(laid.lines.map { $0.runs.map(\.text).joined() } == ["2", "0", "2", "3", "年", "10", "月"])
    }

    @Test func indentsTheFirstLine() throws {
        let style = ParagraphStyle(linePitch: .pt(12), firstLineIndent: .pt(20))
        let paragraph = Paragraph(runs: [TextRun("甲乙丙丁戊己", style: .test)], style: style)
        let laid = TextMaterial([paragraph], context: LayoutContext(shaper: FixedAdvanceShaper())).laid(width: .pt(40))
        #expect(try laid.lines.map { try $0.runs[at: 0].text } == ["甲乙", "丙丁戊己"])
        #expect(try laid.lines.map { try $0.start + $0.runs[at: 0].origin.x } == [.pt(20), .zero])
    }

    @Test(arguments: [
        ("（一）甲乙丙丁", 30), ("1.甲乙丙丁戊己", 10), ("12、甲乙丙丁戊", 20), ("①甲乙丙丁戊己", 10), ("甲、乙丙丁戊己", 0), ("2024年甲乙丙丁", 0),
    ])
    func hangsLinesBelowTheNumber(_ text: String, _ indent: Int) throws {
        let style = ParagraphStyle(linePitch: .pt(12), hangsNumber: true)
        let paragraph = Paragraph(runs: [TextRun(text, style: .test)], style: style)
        let laid = TextMaterial([paragraph], context: LayoutContext(shaper: FixedAdvanceShaper())).laid(width: .pt(55))
        #expect(laid.lines.count > 1)
        #expect(try laid.lines.dropFirst().allSatisfy { try $0.start + $0.runs[at: 0].origin.x == .pt(Double(indent)) })
    }

    @Test func setsATextSmallerToKeepItOnOneLine() {
        let style = ParagraphStyle(linePitch: .pt(12), leastSize: .pt(8))
        let context = LayoutContext(shaper: FixedAdvanceShaper())
        func laid(_ text: String) -> LaidText {
            let origin = TextOrigin(rawValue: 7)
            let paragraph = Paragraph(runs: [TextRun(text, style: .test, origin: origin)], style: style)
            let material = TextMaterial([paragraph], context: context)
            return material.laid(width: .pt(50), context: context)
        }
        #expect(laid("13800000001").lines.count == 1)
        #expect(laid("13800000001").notes == [.shrunk(TextOrigin(rawValue: 7), from: .pt(10), to: .pt(9))])
        #expect(laid("1380000000").notes.isEmpty)
        #expect(
            laid("138000000011380000").notes == [.numberSplit(TextOrigin(rawValue: 7))],
            "too long even at 8 pt: it is broken, not shrunk")
    }

    @Test func centersAParagraphThatFitsOnOneLine() throws {
        var style = ParagraphStyle(linePitch: .pt(12), alignment: .justify, firstLineIndent: .pt(20))
        style.centersSingleLine = true
        let context = LayoutContext(shaper: FixedAdvanceShaper())
        func start(_ text: String) throws -> Length {
            let paragraph = Paragraph(runs: [TextRun(text, style: .test)], style: style)
            let material = TextMaterial([paragraph], context: context)
            let line = try material.laid(width: .pt(60), context: context).lines[at: 0]
            return try line.start + line.runs[at: 0].origin.x
        }
        #expect(try start("甲乙") == .pt(20))
        #expect(try start("甲乙丙丁戊己") == .zero)
        #expect(try start("甲乙丙丁戊己庚辛") == .pt(20), "a longer text keeps its indent")
    }

    @Test func spacesLettersAndDigitsButNotHalfWidthMarks() {
        #expect(positions("国(境)内") == [0, 10, 15, 25, 30])
        #expect(positions("甲A乙") == [0, 13, 20])
    }
}
