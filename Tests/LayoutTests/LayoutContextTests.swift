import TestSupport
import Testing

@testable import Layout

/// What a context remembers of paragraphs must not show in their lines.
@Suite struct LayoutContextTests {
    /// Counts what it is asked for.
    private final class CountingShaper: TextShaper {
        private(set) var count = 0

        func shape(_ text: String, style: TextStyle) -> ShapedText {
            count += 1
            return FixedAdvanceShaper().shape(text, style: style)
        }
    }

    private let shaper = CountingShaper()
    private let style = ParagraphStyle(linePitch: .pt(12))

    private func paragraph(_ texts: String..., style: ParagraphStyle, origin: Int = 0) -> Paragraph {
        Paragraph(
            runs: texts.map { TextRun($0, style: .test, origin: TextOrigin(rawValue: origin)) }, style: style)
    }

    @Test func preparesALabelOnce() {
        let context = LayoutContext(shaper: shaper)
        let first = context.material(of: paragraph("年度总体目标", style: style, origin: 1))
        #expect(context.material(of: paragraph("年度总体目标", style: style, origin: 2)) === first)
        #expect(shaper.count == 1)
    }

    /// Unicode takes é and e with an accent for equal, but they have other bytes and glyphs.
    @Test func tellsTextsApartByTheirBytes() {
        let context = LayoutContext(shaper: shaper)
        let first = context.material(of: paragraph("\u{E9}", style: style))
        #expect(context.material(of: paragraph("e\u{301}", style: style)) !== first)
    }

    @Test func tellsParagraphsApart() {
        let context = LayoutContext(shaper: shaper)
        var others: [Paragraph] = []
        for change: (inout ParagraphStyle) -> Void in [
            { $0.alignment = .center }, { $0.firstLineIndent = .pt(20) }, { $0.setting.balances = true },
            { $0.leastSize = .pt(5) }, { $0.isVertical = true }, { $0.linePitch = .pt(13) },
        ] {
            var changed = style
            change(&changed)
            others.append(paragraph("目标", style: changed))
        }
        others.append(paragraph("目", "标", style: style))
        for (role, size) in [("hei", 10.0), ("body", 9.0)] {
            let run = TextRun("目标", style: TextStyle(role: FontRole(role), size: .pt(size)))
            others.append(Paragraph(runs: [run], style: style))
        }
        let materials = ([paragraph("目标", style: style)] + others).map { context.material(of: $0) }
        #expect(Set(materials.map { ObjectIdentifier($0) }).count == materials.count)
    }

    @Test func doesNotRememberProse() {
        let context = LayoutContext(shaper: shaper)
        let prose = paragraph(String(repeating: "字", count: 100), style: style)
        #expect(context.material(of: prose) !== context.material(of: prose))
    }

    /// Notes and missing characters name the text that is laid, not the one that was met first.
    @Test func saysWhereEachTextComesFrom() {
        var shrinking = style
        shrinking.leastSize = .pt(8)
        let context = LayoutContext(shaper: FixedAdvanceShaper(missing: ["缺"]))
        for origin in 1...2 {
            let text = TextMaterial([paragraph("甲乙丙丁戊缺", style: shrinking, origin: origin)], context: context)
            let laid = text.laid(width: .pt(45), context: context)
            #expect(laid.notes == [.shrunk(TextOrigin(rawValue: origin), from: .pt(10), to: .pt(9))])
            #expect(laid.missing.map(\.origin) == [TextOrigin(rawValue: origin)])
        }
    }

    /// Every alignment at changing widths, which a remembered paragraph meets in columns of different tables.
    @Test(arguments: TextAlignment.allCases)
    func laysARememberedParagraphAsANewOne(_ alignment: TextAlignment) {
        let known = LayoutContext(shaper: FixedAdvanceShaper())
        var style = ParagraphStyle(linePitch: .pt(12), alignment: alignment, firstLineIndent: .pt(20))
        style.centersSingleLine = alignment == .justify
        for em in [30, 4, 8, 30, 5, 4, 12, 2, 9, 10, 11] {
            for text in ["（一）预算“绩效”目标，", "共计330.84万元（整）", "甲\n乙"] {
                func lines(_ context: LayoutContext) -> [String] {
                    let material = TextMaterial([paragraph(text, style: style)], context: context)
                    return material.laid(width: .pt(Double(em * 10)), context: context).lines.map { "\($0)" }
                }
                #expect(lines(known) == lines(LayoutContext(shaper: FixedAdvanceShaper())))
            }
        }
    }

    @Test func joinsTheRunsOfAParagraph() throws {
        let context = LayoutContext(shaper: FixedAdvanceShaper(missing: ["缺"]))
        let material = context.material(of: paragraph("负责人：缺", "王某", style: style))
        let lines = material.lines(width: .pt(100))
        #expect(lines.map { $0.runs.map(\.text) } == [["负责人：王某"]])
        #expect(try lines[at: 0].runs[at: 0].clusters.map(\.bytes) == [3, 3, 3, 3, 3, 3])
        #expect(material.missing.map(\.run) == [0])
    }
}
