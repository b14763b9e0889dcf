import TestSupport
import Testing

@testable import Layout

/// Where lines may end in Chinese text; `|` marks each opportunity.
@Suite struct ChineseBreakTests {
    @Test(arguments: [
        "预|算，|绩|效。", "“三|公”|经|费", "（一）|职|能", "《报|告》|和", "三|公|——|经|费", "等|等……|了",
        "660.44万元|整", "占|98.7%|的", "2023年度|部|门", "2024.6.2|填", "300余篇|稿", "1.2亿元|的", "100㎡|的", "全|年|12期", "（万|元）",
        "以|“服|务”|为|主", "一、|加|强", "A4|纸|张", "他|说：|“好”", "24小时|制", "4·15日|起", "卡|尔·|马|克|思", "达|≥99.5%", "－3.5|至",
        "百|天，|第|3天", "3月|天|气",
    ])
    func breaksWhereChineseAllows(_ marked: String) {
        let text = marked.replacing("|", with: "")
        let paragraph = Paragraph(runs: [TextRun(text, style: .test)], style: ParagraphStyle(linePitch: .pt(12)))
        let material = LineMaterial(paragraph, context: LayoutContext(shaper: FixedAdvanceShaper()))
        var result = ""
        for (scalar, unit) in zip(text.unicodeScalars, material.units) {
            if unit.opportunity != .prohibited { result += "|" }
            result.unicodeScalars.append(scalar)
        }
        #expect(result == marked)
    }
}
