import Layout
import TestSupport
import Testing

/// A form on which other typesetters are known to fail, with their reports of it.
struct Trap: Sendable, CustomTestStringConvertible {
    /// The name of its record in `Traps`.
    let name: String
    /// Where it was reported, and what should be seen instead.
    let about: String
    let sections: [Section]
    /// Characters that no face has.
    var missing: Set<Unicode.Scalar> = []
    /// Whether the place of each glyph matters, not only that of lines.
    var showsGlyphs = false
    var testDescription: String { name }

    init(_ name: String, _ about: String, _ blocks: [Block], width: Double = 120, height: Double = 80) {
        self.init(
            name, about, sections: [Section(title: "", page: .area(width: width, height: height), blocks: blocks)])
    }

    init(_ name: String, _ about: String, sections: [Section]) {
        self.name = name
        self.about = about
        self.sections = sections
    }

    static func text(_ text: String, alignment: TextAlignment = .start) -> Block {
        let style = ParagraphStyle(linePitch: .pt(10), alignment: alignment)
        return .text(TextBlock(paragraphs: [Paragraph(runs: [TextRun(text, style: .test)], style: style)]))
    }

    static func table(_ widths: [Double], header: Int = 0, _ rows: [TableRow]) -> Block {
        .table(TableBlock(columns: widths.map { TrackSizing(.fixed(.pt($0))) }, rows: rows, headerRows: header))
    }

    /// A page with its number at the foot.
    static func numbered(_ format: String, _ change: (inout PageStyle) -> Void = { _ in }) -> PageStyle {
        var page = PageStyle.area(width: 60, height: 30)
        page.numbering = PageStyle.Numbering(
            style: .test, distance: .zero, indent: .zero, format: format, scope: .form)
        change(&page)
        return page
    }

    static let all: [Trap] = [
        rowSpanLabel, multiRowCell, missingGlyph, punctuation, largeTable, numberedForms, verticalText, duplexBlank,
    ]

    private static let rowSpanLabel = Trap(
        "row-span-label-after-break",
        "typst#4707, JasperReports#290, WeasyPrint#833: the label is there again on the continuation, marked （续）",
        [
            table(
                [40, 80],
                (1...12).map { number in
                    let cell = TableCell("指标\(number)")
                    return number == 1
                        ? TableRow(TableCell("产出", rows: 12, repeats: true, mark: "（续）"), cell) : TableRow(cell)
                })
        ])

    private static let multiRowCell = Trap(
        "multi-row-cell-over-pages",
        "tabularray#108, #523, #631: a cell over several rows goes on over two breaks and loses nothing",
        [
            table(
                [40, 40, 40],
                (1...12).map { number in
                    let cells = [TableCell("甲\(number)"), TableCell("乙\(number)")]
                    let long = (1...40).map { "文\($0 % 10)" }.joined()
                    return TableRow(
                        cells: number == 1 ? [TableCell(long, rows: 12)] + cells : cells, minimumHeight: .pt(10))
                })
        ], height: 60)

    private static let missingGlyph: Trap = {
        var trap = Trap(
            "missing-glyph", "typst#5137, #3004: a character that no face has is a fault, not a blank",
            [text("丙𓀀某"), table([60], [TableRow(TableCell("郝䶮"))])])
        trap.missing = ["𓀀", "䶮"]
        return trap
    }()

    private static let punctuation: Trap = {
        var trap = Trap(
            "punctuation-adjustment",
            "typst#8390: adjoining marks, marks at line start and line end lose their blank halves, and are pushed in",
            ["（“甲”）、《乙》。", "甲乙丙丁戊己庚辛，壬", "甲乙丙丁戊己庚（辛壬", "甲，乙，丙丁戊己，庚辛"].map { text($0, alignment: .justify) },
            width: 80)
        trap.showsGlyphs = true
        return trap
    }()

    private static let largeTable = Trap(
        "large-table", "typst#4560, WeasyPrint#1104: a table of many rows, its head of two rows on each page",
        [
            table(
                [40, 40], header: 2,
                [
                    TableRow(TableCell("金额", columns: 2)), TableRow(TableCell("预算"), TableCell("决算")),
                ] + (1...33).map { TableRow(TableCell("\($0)"), TableCell("\($0 * 100)")) })
        ], width: 80, height: 100)

    private static let numberedForms = Trap(
        "pages-of-each-form", "WeasyPrint#93, #1180: each form counts its own pages",
        sections: [
            Section(title: "甲", page: numbered("{page}/{pages}"), blocks: [text("一二三四五六七八九十甲乙丙丁戊己庚辛壬癸子丑寅卯")]),
            Section(title: "乙", page: numbered("{page}/{pages}"), blocks: [text("一")]),
        ])

    private static let verticalText: Trap = {
        var label = TableCell("总体绩效（12月）", rows: 8)
        for index in label.paragraphs.indices { label.paragraphs[index].style.isVertical = true }
        let rows = (1...8).map { number in
            number == 1 ? TableRow(label, TableCell("行\(number)")) : TableRow(TableCell("行\(number)"))
        }
        return Trap(
            "vertical-text-in-cell", "typst#5908, WeasyPrint#577: a label from top to bottom, two digits side by side",
            [table([20, 60], rows)])
    }()

    private static let duplexBlank = Trap(
        "blank-page-of-duplex",
        "cups#389, #5246: a form on a new sheet has a real blank page before it, without number",
        sections: [
            Section(title: "甲", page: numbered("{page}"), blocks: [text("一")]),
            Section(title: "乙", page: numbered("{page}") { $0.beginsOnOddPage = true }, blocks: [text("二")]),
        ])
}
