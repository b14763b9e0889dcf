import TestSupport
import Testing

@testable import Layout

/// How far justification opens lines, at 10 pt: 汉 takes 10 pt, a digit 5 pt.
@Suite struct EvenSpacingTests {
    private func laid(_ text: String, em: Double, _ change: (inout ParagraphStyle) -> Void = { _ in }) -> LaidText {
        var style = ParagraphStyle(linePitch: .pt(12), alignment: .justify)
        change(&style)
        let paragraph = Paragraph(runs: [TextRun(text, style: .test)], style: style)
        let context = LayoutContext(shaper: FixedAdvanceShaper(), words: WordList(["资金", "支付"]))
        return TextMaterial([paragraph], context: context).laid(width: .pt(em * 10))
    }

    private func lines(_ text: String, em: Double, _ change: (inout ParagraphStyle) -> Void = { _ in }) -> [String] {
        laid(text, em: em, change).lines.map { $0.runs.map(\.text).joined() }
    }

    /// The widest gap between two Han of one line, in parts of an em.
    private func widestGap(_ laid: LaidText) -> Double {
        laid.lines.flatMap(\.runs).flatMap { run in
            zip(zip(run.text.unicodeScalars, run.glyphs), zip(run.text.unicodeScalars, run.glyphs).dropFirst()).map {
                let isHan = UnitKind($0.0) == .han && UnitKind($1.0) == .han
                return isHan ? ($1.1.offset.x - $0.1.offset.x).points / 10 - 1 : 0
            }
        }.max() ?? 0
    }

    // MARK: Numbers and what they count

    @Test func keepsANumberWithItsUnitWhereTheGapsStayNarrow() {
        #expect(lines("甲乙丙丁戊己庚辛壬3万元整", em: 10) == ["甲乙丙丁戊己庚辛壬", "3万元整"])
    }

    @Test(arguments: [
        // The unit goes to the next line, the number stays whole.
        ("甲乙丙丁戊己330.84万元整", ["甲乙丙丁戊己330.84", "万元整"]),
        ("甲乙丙丁戊己123456份整", ["甲乙丙丁戊己123456", "份整"]),
        // What is counted is parted only where a number that ends the line leaves wide gaps still.
        ("甲乙丙3个百分点的一半整", ["甲乙丙3个百分", "点的一半整"]),
        // A number that has room on a line of its own is never parted: the line keeps its own length.
        ("甲乙丙丁123456789012整", ["甲乙丙丁", "123456789012整"]),
    ])
    func partsThemOnlyToAvoidWideGaps(_ text: String, _ expected: [String]) {
        let em = text.contains("百分点") ? 7.5 : 10.0
        #expect(lines(text, em: em) == expected)
        #expect(widestGap(laid(text, em: em)) <= 0.25)
        #expect(lines(text, em: em) { $0.alignment = .start } != expected || text.contains("123456789012"))
    }

    @Test func opensNoGapByMoreThanAQuarterEm() {
        var random = SeededGenerator(seed: 18)
        let pieces = [
            "甲", "乙", "丙丁", "，", "。", "（戊）", "15000份", "330.84万元", "98.7%", "4·15", "PDF/A", "庚辛壬", "“癸”", "20余个",
        ]
        for _ in 0..<100 {
            let text = (0..<30).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
            let em = Double(Int.random(in: 60...300, using: &random)) / 10
            #expect(widestGap(laid(text, em: em)) <= 0.2501, "\(text) at \(em) em")
        }
    }

    @Test func beginsAWordOnAnOpenLineThatFitsOnNoLine() {
        let address = "https://www.example.cn/report?id=20240402"
        #expect(lines("详见" + address, em: 12).first?.hasPrefix("详见https://") == true)
        #expect(lines("详见2024年的公告", em: 3.5) == ["详见", "2024年", "的公告"], "one that fits on a line is not broken")
    }

    @Test func prohibitionsDoNotGiveWay() {
        let lines = lines("甲乙丙（1234567890）丁戊己", em: 8)
        #expect(lines.allSatisfy { !"）、，。".contains($0.prefix(1)) && !$0.hasSuffix("（") })
    }

    // MARK: Together

    @Test func movesCharactersDownToEvenOutALine() {
        let text = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未1234567890"
        // Line by line the second line would hold eight characters of ten, with gaps of more than a quarter em.
        let lines = lines(text, em: 10)
        #expect(lines == ["甲乙丙丁戊己庚辛壬", "癸子丑寅卯辰巳午未", "1234567890"])
        #expect(widestGap(laid(text, em: 10)) <= 0.25)
    }

    @Test func pushesInRatherThanOpens() {
        let text = "甲乙，丙丁，戊己（庚）1234567辛壬癸子丑"
        #expect(laid(text, em: 12.5).lines.count == 2)
        #expect(widestGap(laid(text, em: 12.5)) <= 0.125)
    }

    @Test func takesNoMoreLinesThanLineByLine() {
        var random = SeededGenerator(seed: 19)
        let pieces = ["甲", "乙丙", "，", "1500份", "98.7%", "（丁）", "戊己庚"]
        for _ in 0..<100 {
            let text = (0..<40).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
            let em = Double(Int.random(in: 70...300, using: &random)) / 10
            let greedy = lines(text, em: em) { $0.alignment = .start }.count
            #expect(lines(text, em: em).count <= greedy, "\(text) at \(em) em")
        }
    }

    @Test func keepsWordsOfTheListWhereTheGapsAllowIt() {
        func balanced(_ text: String, _ em: Double) -> [String] {
            lines(text, em: em) { $0.setting.balances = true }
        }
        #expect(balanced("甲乙丙丁戊己庚辛壬资金子丑寅卯", 10) == ["甲乙丙丁戊己庚辛壬", "资金子丑寅卯"])
        #expect(balanced("甲乙丙资金子丑", 4) == ["甲乙丙资", "金子丑"], "a gap of half an em")
    }

    // MARK: Last lines

    @Test func stretchesNoLineOfANarrowCellToAvoidALastLineOfOneCharacter() {
        #expect(lines("甲乙丙丁戊己庚辛壬癸子", em: 10) == ["甲乙丙丁戊己庚辛壬癸", "子"])
        #expect(lines("甲乙丙丁戊己庚辛壬癸子", em: 10) { $0.alignment = .start } == ["甲乙丙丁戊己庚辛壬", "癸子"])
    }

    @Test func avoidsALastLineOfOneCharacterInWideProse() {
        let text = String(repeating: "甲", count: 29)
        #expect(lines(text, em: 28).map(\.count) == [27, 2])
        let word = String(repeating: "甲", count: 8) + "abcdefghijklmnopqrstuvwxyzabcdefghijkl乙"
        #expect(lines(word, em: 28).map(\.count) == [46, 1], "but not at the cost of a wide gap")
    }
}
