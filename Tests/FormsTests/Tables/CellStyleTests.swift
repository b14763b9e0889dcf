import Evaluation
import Forms
import Layout
import TestSupport
import Testing

/// What layouts state of the look of cells.
@Suite struct CellStyleTests {
    private func table(_ rows: String, styles: String = "") throws -> TableBlock {
        let set = FormSetFolder.formset.replacing(
            "cells:\n",
            with: "  bold: {role: hei, size: 12pt, underline: true}\n  plain: {like: bold, underline: false}\ncells:\n"
                + styles)
        let folder = try FormSetFolder([
            "formset.yaml": set,
            "form.yaml": "title: 试表\nbody:\n  - table: {columns: [1fr], cell: cell, rows: [\(rows)]}\n",
        ])
        return try folder.table(sample())
    }

    @Test func readsBordersAndShades() throws {
        let cell = try table(
            "[{text: 甲, style: look}]",
            styles:
                "  look: {text: text, shade: 15%, borders: {top: 0.5pt dashed, right: 1.5pt double, bottom: none, left: 1pt solid}}\n"
        ).rows[at: 0].cells[at: 0]
        #expect(cell.style.shade == 15)
        let borders = cell.style.borders
        #expect(
            borders.top == CellStyle.Border(.pt(0.5), .dashed) && borders.right == CellStyle.Border(.pt(1.5), .double))
        #expect(borders.bottom == CellStyle.Border(.zero) && borders.left == CellStyle.Border(.pt(1)))
    }

    @Test(arguments: [
        "shade: 15", "shade: 61%", "borders: {top: dashed}", "borders: {top: 1pt dotted}",
        "borders: {top: 1pt double 2}",
    ])
    func refusesOtherLooks(_ look: String) throws {
        #expect(throws: (any Error).self) {
            try table("[甲]", styles: "  look: {text: text, \(look)}\n")
        }
    }

    @Test func setsPartsOfATextInStylesOfTheirOwn() throws {
        let rows = "[{text: [本年, {text: \"{year}年\", style: bold}, {text: 完成, style: plain}, \"。\"]}]"
        let runs = try table(rows).rows[at: 0].cells[at: 0].paragraphs[at: 0].runs
        #expect(runs.map(\.text) == ["本年", "2023", "年", "完成", "。"])
        #expect(runs.map(\.style.isUnderlined) == [false, true, true, false, false])
        #expect(runs.map(\.style.role.name) == ["song", "hei", "hei", "hei", "song"])
    }

    @Test func readsPartsOfATextBack() throws {
        let own = try OwnForms(
            fields: "  - {name: amount, title: 金额, type: figure}\n  - {name: note, title: 备注, type: text}\n",
            table: """
                columns: [1fr, 1fr]
                rows:
                  - [项目支出金额, {text: [预算安排, {text: "{amount}", style: large}, 万元]}]
                  - [情况备注说明, "{note}"]
                  - [填报说明栏目, ""]
                """, text: "amount: 12.5\nnote: 完成\n")
        #expect(try own.cells().contains("r1 c2 [1×1] 预算安排12.5万元"))
        try own.expectReadBack()
    }

    @Test func readsCodesAndRisingText() throws {
        let cells = try table(
            "[{text: 甲, style: look}], [{code: \"{office.name}\", width: 20mm, alt: \"{office.name}的二维码\"}], [{code: \"\", width: 20mm, alt: 空}]",
            styles: "  look: {text: text, rotate: true}\n"
        ).rows.flatMap(\.cells)
        #expect(cells.map(\.style.isRising) == [true, false, false])
        let picture = try #require(cells[at: 1].picture)
        #expect(picture.room == Size(width: .mm(20), height: .mm(20)) && picture.alternativeText.hasSuffix("的二维码"))
        #expect(
            try cells[at: 2].picture == nil && cells.allSatisfy { $0.paragraphs.count == ($0.style.isRising ? 1 : 0) })
    }

    @Test(arguments: [
        "{code: 甲, alt: 乙}", "{image: \"{office.name}\", width: 1cm, height: 1cm, alt: 乙}", "{code: 甲, width: 1cm}",
    ])
    func refusesOtherPictures(_ cell: String) throws {
        #expect(throws: (any Error).self) { try table("[\(cell)]") }
    }
}
